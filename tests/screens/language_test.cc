#include <doctest/doctest.h>

#include <cctype>

#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

/// Every text in brackets, a third longer: what is shown without them was never given to a
/// translator.
Catalogue bracketed() {
  Catalogue catalogue{
      .language = "qps", .name = "Bracketed", .plural = plural_english, .entries = {}};
  for (const EnglishText& entry : kEnglish) {
    const auto wrapped = [](std::string_view text) {
      return "[" + std::string(text) + std::string(text.size() / 3, '~') + "]";
    };
    auto& forms = catalogue.entries[std::string(entry.key)];
    forms[Plural::one] = wrapped(entry.one);
    forms[Plural::other] = wrapped(entry.other.empty() ? entry.one : entry.other);
  }
  return catalogue;
}

/// Words on the screen that are no translator's: the core vocabulary, the person's own, keys,
/// numbers and signs.
bool foreign(const ReportedItem& item) {
  if (item.label.empty() || item.label.find('[') != std::string::npos) return false;
  if (item.area.find("capture") != std::string::npos && item.role == Role::chip) return false;
  bool letters = false;
  for (const char letter : item.label)
    letters = letters || std::isalpha(static_cast<unsigned char>(letter)) != 0;
  return letters && item.visible;
}

std::vector<std::string> untranslated(AppScene& scene) {
  scene.settle();
  std::vector<std::string> words;
  for (const ReportedItem& item : reported_items()) {
    if (foreign(item)) words.push_back(item.label);
  }
  return words;
}

TEST_CASE("a second language covers every key, and every screen speaks it") {
  const Catalogue catalogue = bracketed();
  CHECK(missing_keys(catalogue).empty());
  AppScene scene({.strings = Strings(catalogue)});
  for (const char* place : {"nav-write", "nav-timeline", "nav-actions", "nav-messages"}) {
    CAPTURE(place);
    CHECK(scene.click(place));
    for (const std::string& words : untranslated(scene)) {
      CAPTURE(words);
      CHECK(words.empty());
    }
  }
}

}  // namespace
}  // namespace crosstalk
