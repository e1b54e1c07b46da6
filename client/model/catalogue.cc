#include "client/model/catalogue.h"

#include <array>
#include <optional>
#include <set>

#include "client/model/pseudo_language.h"
#include "client/model/strings_table.h"
#include "storage/json.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

/// Not shown as they are: the words that dates are read by, the sign between thousands.
bool is_shown(std::string_view key) {
  return !key.starts_with("date.read.") && !key.starts_with("number.");
}

std::optional<Plural> plural_of(std::string_view name) {
  for (int at = 0; at < static_cast<int>(Plural::count); ++at) {
    if (plural_name(static_cast<Plural>(at)) == name) return static_cast<Plural>(at);
  }
  return std::nullopt;
}

Error broken(const std::string& detail) { return make_error(ErrorCode::file_unreadable, detail); }

/// "capture.save: lacks {0}".
std::string fault(std::string_view key, std::string_view what, std::string_view which) {
  std::string line(key);
  line.append(": ").append(what).append(which);
  return line;
}

Result<std::map<Plural, std::string>> forms_of(const std::string& key, const Json& value) {
  std::map<Plural, std::string> forms;
  if (value.is_string()) {
    forms[Plural::other] = value.get<std::string>();
    return forms;
  }
  if (!value.is_object()) return broken(key + ": neither a text nor plural forms");
  for (const auto& [name, text] : value.items()) {
    const auto plural = plural_of(name);
    if (!plural || !text.is_string()) return broken(fault(key, "no plural form is called ", name));
    forms[*plural] = text.get<std::string>();
  }
  return forms;
}

/// "{0}", "{n}" …: what a text has places for.
std::set<std::string> slots_of(std::string_view text) {
  std::set<std::string> slots;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    const char inside = text[at + 1];
    const bool named = inside == 'n' || (inside >= '0' && inside <= '9');
    if (text[at] == '{' && text[at + 2] == '}' && named) slots.emplace(text.substr(at, 3));
  }
  return slots;
}

const EnglishText* english_of(std::string_view key) {
  for (const EnglishText& entry : kEnglish) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

void look_at_slots(const EnglishText& english, const std::string& key, Plural plural,
                   const std::string& text, std::vector<std::string>& faults) {
  const bool counted = !english.other.empty();
  const std::set<std::string> wanted = slots_of(counted ? english.other : english.one);
  const std::set<std::string> given = slots_of(text);
  for (const std::string& slot : wanted) {
    // "Heard once" need not say the number.
    const bool may_lack = counted && slot == "{n}" && plural != Plural::other;
    if (!given.contains(slot) && !may_lack) faults.push_back(fault(key, "lacks ", slot));
  }
  for (const std::string& slot : given) {
    if (!wanted.contains(slot)) faults.push_back(fault(key, "there is nothing for ", slot));
  }
}

constexpr std::array<std::string_view, 26> kSmall = {"á", "ƀ", "ç", "đ", "é", "ƒ", "ĝ", "ĥ", "í",
                                                     "ĵ", "ķ", "ĺ", "m̂", "ñ", "ó", "þ", "q̂", "ŕ",
                                                     "š", "ţ", "ú", "v̂", "ŵ", "x̂", "ý", "ž"};
constexpr std::array<std::string_view, 26> kLarge = {"Á", "Ɓ", "Ç", "Đ", "É", "Ƒ", "Ĝ", "Ĥ", "Í",
                                                     "Ĵ", "Ķ", "Ĺ", "M̂", "Ñ", "Ó", "Þ", "Q̂", "Ŕ",
                                                     "Š", "Ţ", "Ú", "V̂", "Ŵ", "X̂", "Ý", "Ž"};

std::string pseudo(std::string_view english) {
  std::string out = "[";
  std::size_t letters = 0;
  for (std::size_t at = 0; at < english.size(); ++at) {
    const char c = english[at];
    const bool slot = c == '{' && at + 2 < english.size() && english[at + 2] == '}';
    if (slot) {
      out += english.substr(at, 3);
      at += 2;
    } else if (c >= 'a' && c <= 'z') {
      out += kSmall[static_cast<std::size_t>(c - 'a')];
      ++letters;
    } else if (c >= 'A' && c <= 'Z') {
      out += kLarge[static_cast<std::size_t>(c - 'A')];
      ++letters;
    } else {
      out += c;
    }
  }
  out.append(letters / 3, '~');
  return out + "]";
}

}  // namespace

Result<Catalogue> parse_catalogue(std::string_view json) {
  if (!valid_utf8(json)) return broken("not UTF-8");
  const auto read = parse_json(json);
  if (!read || !read->is_object()) return broken("not JSON");
  const auto language = string_member(*read, "language");
  const auto name = string_member(*read, "name");
  const auto texts = read->find("texts");
  if (!language || language->empty()) return broken("\"language\" is missing");
  if (!name || name->empty()) return broken("\"name\" is missing");
  if (texts == read->end() || !texts->is_object()) return broken("\"texts\" is missing");
  Catalogue catalogue{.language = *language, .name = *name, .entries = {}};
  for (const auto& [key, value] : texts->items()) {
    auto forms = forms_of(key, value);
    if (!forms) return forms.error();
    catalogue.entries[key] = *std::move(forms);
  }
  return catalogue;
}

std::vector<std::string> missing_keys(const Catalogue& catalogue) {
  std::vector<std::string> missing;
  for (const EnglishText& entry : kEnglish) {
    const auto found = catalogue.entries.find(entry.key);
    if (found == catalogue.entries.end() || !found->second.contains(Plural::other)) {
      missing.emplace_back(entry.key);
    }
  }
  return missing;
}

std::vector<std::string> catalogue_faults(const Catalogue& catalogue) {
  std::vector<std::string> faults;
  const PluralRule rule = plural_rule(catalogue.language);
  for (const auto& [key, forms] : catalogue.entries) {
    const EnglishText* const english = english_of(key);
    if (english == nullptr) {
      faults.push_back(key + ": no text has this key");
      continue;
    }
    for (const Plural form : rule.forms) {
      const bool needed = !english->other.empty() || form == Plural::other;
      const auto found = forms.find(form);
      if (needed && (found == forms.end() || found->second.empty())) {
        faults.push_back(fault(key, "lacks the form ", plural_name(form)));
      }
    }
    for (const auto& [plural, text] : forms) look_at_slots(*english, key, plural, text, faults);
  }
  return faults;
}

Catalogue pseudo_catalogue() {
  Catalogue catalogue{
      .language = std::string(kPseudoLanguage), .name = std::string(kPseudoName), .entries = {}};
  for (const EnglishText& entry : kEnglish) {
    const auto put = [&](std::string_view text) {
      return is_shown(entry.key) ? pseudo(text) : std::string(text);
    };
    auto& forms = catalogue.entries[std::string(entry.key)];
    if (!entry.other.empty()) forms[Plural::one] = put(entry.one);
    forms[Plural::other] = put(entry.other.empty() ? entry.one : entry.other);
  }
  return catalogue;
}

}  // namespace crosstalk
