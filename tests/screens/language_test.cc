#include <doctest/doctest.h>

#include <cctype>

#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

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
  const Catalogue catalogue = pseudo_catalogue();
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

TEST_CASE("a language is chosen in the settings, speaks at once, and is kept") {
  AppScene scene({.strings = Strings(pseudo_catalogue())});
  scene.click("nav-settings");
  scene.click("section-language");
  const ReportedItem* pseudo = scene.person().find("language-qps-ploc");
  REQUIRE(pseudo != nullptr);
  CHECK(pseudo->checked);
  CHECK(scene.click("language-en"));
  CHECK(scene.sees("Settings"));
  CHECK(scene.sees("New note"));
  CHECK(scene.store->setting("language"));
  CHECK((*scene.store->setting("language")).value_or("") == "en");
}

}  // namespace
}  // namespace crosstalk
