#include "client/languages/languages.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <set>

namespace crosstalk {

TEST_CASE("every shipped language is whole: no text is missing and none is wrong") {
  std::set<std::string> codes = {"en"};
  for (const Catalogue& catalogue : shipped_catalogues()) {
    CAPTURE(catalogue.language);
    CHECK(codes.insert(catalogue.language).second);
    for (const std::string& key : missing_keys(catalogue)) {
      std::printf("%s: %s is shown in English\n", catalogue.language.c_str(), key.c_str());
      CHECK_MESSAGE(false, key);
    }
    for (const std::string& fault : catalogue_faults(catalogue)) CHECK_MESSAGE(false, fault);
  }
  CHECK(language_choices("en").size() == codes.size());
}

TEST_CASE("the accented English is offered only where it is in use") {
  CHECK(language_choices("qps-ploc").size() == language_choices("en").size() + 1);
  CHECK(strings_of("qps-ploc").language() == "qps-ploc");
  CHECK(strings_of("tlh").language() == "en");
}

TEST_CASE("the desktop's language is taken where we have it, else English") {
  setenv("LC_ALL", "qq_QQ.UTF-8", 1);
  CHECK(desktop_language() == "en");
  for (const Catalogue& catalogue : shipped_catalogues()) {
    setenv("LC_ALL", (catalogue.language + "_GB.UTF-8").c_str(), 1);
    CHECK(desktop_language() == catalogue.language);
  }
  unsetenv("LC_ALL");
}

}  // namespace crosstalk
