#include "client/model/careful.h"

#include <doctest/doctest.h>

namespace crosstalk {
namespace {

const Strings kStrings;

std::vector<std::string> marked(std::string_view note, const std::vector<std::string>& kept = {}) {
  std::vector<std::string> words;
  for (const CarefulMark& mark : careful_marks(note, kept))
    words.emplace_back(note.substr(mark.begin, mark.end - mark.begin));
  return words;
}

TEST_CASE("an NHS number is known by its check digit") {
  CHECK(marked("NHS number 943 476 5919, born") == std::vector<std::string>{"943 476 5919"});
  CHECK(marked("9434765919") == std::vector<std::string>{"9434765919"});
  CHECK(marked("943 476 5918").empty());
}

TEST_CASE("a date is marked where the words before it say it is a birth") {
  CHECK(marked("born 14/03/1948, went home") == std::vector<std::string>{"14/03/1948"});
  CHECK(marked("DOB: 14 March 1948") == std::vector<std::string>{"14 March 1948"});
  CHECK(marked("signed 14/03/2016").empty());
}

TEST_CASE("insurance numbers, postcodes, phone numbers and addresses are marked") {
  CHECK(marked("NI is QQ 12 34 56 C") == std::vector<std::string>{});
  CHECK(marked("NI is AB 12 34 56 C") == std::vector<std::string>{"AB 12 34 56 C"});
  CHECK(marked("lives at LS1 4AP now") == std::vector<std::string>{"LS1 4AP"});
  CHECK(marked("SW1A 1AA") == std::vector<std::string>{"SW1A 1AA"});
  CHECK(marked("ring 0113 496 0123 or +44 113 496 0123") ==
        std::vector<std::string>{"0113 496 0123", "+44 113 496 0123"});
  CHECK(marked("write to a.person@trust.nhs.uk.") ==
        std::vector<std::string>{"a.person@trust.nhs.uk"});
}

TEST_CASE("plain notes are left alone") {
  for (const char* note : {"Eleven documents in 2016, 40 of 120 people", "Table 1 wants A4 paper",
                           "@home", "1,204 notes", "the 10.40 from Leeds", ""}) {
    CAPTURE(note);
    CHECK(marked(note).empty());
  }
}

TEST_CASE("words that were kept are not marked again") {
  CHECK(marked("born 14/03/1948", {"14/03/1948"}).empty());
}

TEST_CASE("the kinds are named in one sentence, each once") {
  const auto marks = careful_marks("943 476 5919 and 943 476 5919, born 14/03/1948", {});
  CHECK(careful_sentence(marks, kStrings) == "An NHS number and a date of birth");
  CHECK(careful_replacement(CarefulKind::birth_date, kStrings) == "[date of birth]");
}

}  // namespace
}  // namespace crosstalk
