#include "client/languages/languages.h"

#include <algorithm>
#include <cstdlib>

#include "client/model/pseudo_language.h"

extern "C" {
extern const char crosstalk_languages_begin[];
extern const char crosstalk_languages_end[];
}

namespace crosstalk {
namespace {

std::vector<Catalogue> read_shipped() {
  std::vector<Catalogue> catalogues;
  for (const char* at = crosstalk_languages_begin; at < crosstalk_languages_end;) {
    const std::string_view file(at);
    auto read = parse_catalogue(file);
    if (!read) broken_invariant("a language inside the program is broken");
    catalogues.push_back(*std::move(read));
    at += file.size() + 1;
  }
  std::sort(catalogues.begin(), catalogues.end(),
            [](const Catalogue& one, const Catalogue& other) { return one.name < other.name; });
  return catalogues;
}

}  // namespace

const std::vector<Catalogue>& shipped_catalogues() {
  static const std::vector<Catalogue> all = read_shipped();
  return all;
}

std::vector<LanguageChoice> language_choices(std::string_view in_use) {
  std::vector<LanguageChoice> choices = {{"en", "English"}};
  for (const Catalogue& catalogue : shipped_catalogues()) {
    choices.push_back({catalogue.language, catalogue.name});
  }
  if (in_use == kPseudoLanguage) {
    choices.push_back({std::string(kPseudoLanguage), std::string(kPseudoName)});
  }
  return choices;
}

Strings strings_of(std::string_view language) {
  if (language == "en") return Strings();
  for (const Catalogue& catalogue : shipped_catalogues()) {
    if (catalogue.language == language) return Strings(catalogue);
  }
  return language == kPseudoLanguage ? Strings(pseudo_catalogue()) : Strings();
}

std::string desktop_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale(value);  // "cy_GB.UTF-8"
    const std::string_view code = locale.substr(0, locale.find_first_of("_.@"));
    for (const LanguageChoice& choice : language_choices({})) {
      if (choice.code == code) return choice.code;
    }
    return "en";
  }
  return "en";
}

}  // namespace crosstalk
