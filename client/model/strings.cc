#include "client/model/strings.h"

namespace crosstalk {
namespace {

constexpr std::size_t at(Plural plural) { return static_cast<std::size_t>(plural); }

void put_values(std::string& text, std::initializer_list<std::string_view> values) {
  std::string filled;
  filled.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index) {
    const bool slot = text[index] == '{' && index + 2 < text.size() && text[index + 2] == '}' &&
                      text[index + 1] >= '0' && text[index + 1] <= '9';
    if (!slot) {
      filled += text[index];
      continue;
    }
    const auto which = static_cast<std::size_t>(text[index + 1] - '0');
    if (which < values.size()) filled += *(values.begin() + which);
    index += 2;
  }
  text = std::move(filled);
}

}  // namespace

Strings::Strings() : rule_(plural_rule("en")), forms_(kEnglish.size()) {
  for (std::size_t index = 0; index < kEnglish.size(); ++index) {
    const EnglishText& entry = kEnglish[index];
    Forms& forms = forms_[index];
    forms[at(Plural::other)] = entry.other.empty() ? entry.one : entry.other;
    if (!entry.other.empty()) forms[at(Plural::one)] = entry.one;
  }
}

Strings::Strings(const Catalogue& catalogue) : Strings() {
  language_ = catalogue.language;
  rule_ = plural_rule(catalogue.language);
  for (std::size_t index = 0; index < kEnglish.size(); ++index) {
    const auto found = catalogue.entries.find(kEnglish[index].key);
    if (found == catalogue.entries.end() || !found->second.contains(Plural::other)) continue;
    Forms& forms = forms_[index];
    forms = {};
    for (const auto& [plural, text] : found->second) forms[at(plural)] = text;
  }
}

std::string_view Strings::operator()(TextKey key) const {
  return forms_[key.index()][at(Plural::other)];
}

std::string Strings::fill(TextKey key, std::initializer_list<std::string_view> values) const {
  std::string text((*this)(key));
  put_values(text, values);
  return text;
}

std::string Strings::count(TextKey key, std::int64_t count,
                           std::initializer_list<std::string_view> values) const {
  const Forms& forms = forms_[key.index()];
  const std::string& chosen = forms[at(rule_.form(count))];
  std::string text = chosen.empty() ? forms[at(Plural::other)] : chosen;
  if (const auto slot = text.find("{n}"); slot != std::string::npos) {
    text.replace(slot, 3, number(count));
  }
  put_values(text, values);
  return text;
}

std::string Strings::number(std::int64_t count) const {
  std::string digits = std::to_string(count);
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t end = digits.size(); end > first + 3;) {
    end -= 3;
    digits.insert(end, (*this)("number.thousands"));
  }
  return digits;
}

}  // namespace crosstalk
