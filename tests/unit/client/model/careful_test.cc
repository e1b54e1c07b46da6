#include "client/model/careful.h"

#include <doctest/doctest.h>

#include <array>

namespace crosstalk {
namespace {

const Strings kStrings;

using Words = std::vector<std::string>;

Words marked(std::string_view note, const Words& kept = {}, std::span<const CarefulKind> off = {}) {
  Words words;
  for (const CarefulMark& mark : careful_marks(note, kept, off))
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

TEST_CASE("an ISBN, an order or a sum of money is no NHS number, though its check digit fits") {
  CHECK(marked("ISBN 9434765919").empty());
  CHECK(marked("order no. 9434765919").empty());
  CHECK(marked("£9434765919").empty());
  CHECK(marked("1,943,476,5919").empty());
}

TEST_CASE("an insurance number has a prefix that HMRC gives out") {
  for (const char* never :
       {"DA123456A", "GB123456A", "NK123456A", "AO123456A", "ZZ123456A", "AB123456E", "AB12345C"}) {
    CAPTURE(never);
    CHECK(marked(never).empty());
  }
  CHECK(marked("ab123456c") == Words{"ab123456c"});
  CHECK(marked("from 9 to 5, at 10 20 30 a person").empty());
}

TEST_CASE("a postcode has an area that there is") {
  CHECK(marked("QZ1 4AP").empty());
  CHECK(marked("the A64 1LL").empty());
  CHECK(marked("room b2 4pm, S3 2nd floor").empty());
  CHECK(marked("ls1 4ap and LS14AP") == Words{"ls1 4ap", "LS14AP"});
}

TEST_CASE("a name is marked after its title, with it") {
  CHECK(marked("Mrs Jones said so") == Words{"Mrs Jones"});
  CHECK(marked("Dr. Siân ap Rhys's list") == Words{"Dr. Siân ap Rhys"});
  CHECK(marked("Mr and Mrs O’Brien, then Prof J. R. Smith-Lee") ==
        Words{"Mr and Mrs O’Brien", "Prof J. R. Smith-Lee"});
  CHECK(marked("ask mrs jones, or MRS JONES") == Words{"mrs jones", "MRS JONES"});
  CHECK(marked("Ms Łukasik and Mr Ŵyn") == Words{"Ms Łukasik", "Mr Ŵyn"});
}

TEST_CASE("titles without a name, and names of things, are left alone") {
  for (const char* note :
       {"the Dr said no", "Miss Tuesday's train", "Mrs J, a carer", "MS Teams",
        "12 Meadow Dr Leeds", "Dr Foster said 4 in 10", "near miss", "Dear Sir"}) {
    CAPTURE(note);
    CHECK(marked(note).empty());
  }
}

TEST_CASE("words after Welsh, accents and emoji are marked at their own bytes") {
  const std::string note =
      "Gŵyl 🚆👨‍👩‍👧 tŷ: 📞0113 496 0123, café “LS1 4AP” – ganwyd 14 "
      "Mawrth "
      "1948";
  CHECK(marked(note) == Words{"0113 496 0123", "LS1 4AP", "14 Mawrth 1948"});
  CHECK(careful_removed(note, careful_marks(note, {}), kStrings) ==
        "Gŵyl 🚆👨‍👩‍👧 tŷ: 📞[phone number], café “[postcode]” – ganwyd "
        "[date "
        "of "
        "birth]");
}

TEST_CASE("a kind that is switched off is not marked, and nothing else is seen in its place") {
  const std::array off = {CarefulKind::email, CarefulKind::postcode};
  CHECK(marked("0113.496.0123@x.uk, LS1 4AP, Mrs Jones", {}, off) == Words{"Mrs Jones"});
  for (const CarefulKind kind : kCarefulKinds)
    CHECK(careful_kind_from(careful_kind_name(kind)) == kind);
  CHECK_FALSE(careful_kind_from("shoe_size"));
}

TEST_CASE("while a long note is written only the line that changed is read again") {
  std::string note;
  for (int line = 0; line < 1000; ++line)
    note += line % 10 == 0 ? "Mrs Jones, born 14/03/1948, LS1 4AP\n" : "They trained together.\n";
  CarefulReader reader;
  CHECK(reader.marks(note, {}) == careful_marks(note, {}));
  CHECK(reader.read_last() == note.size());
  const std::size_t middle = note.find('\n', note.size() / 2) + 1;
  for (const char typed : std::string_view("ring 0113 496 0123 ")) {
    note.insert(note.begin() + static_cast<std::ptrdiff_t>(middle), typed);
    CHECK(reader.marks(note, {}) == careful_marks(note, {}));
    CHECK(reader.read_last() < 100);
  }
  note.erase(middle - 30, 60);
  CHECK(reader.marks(note, {"Mrs Jones"}) == careful_marks(note, {"Mrs Jones"}));
  CHECK(reader.marks(note, {}) == careful_marks(note, {}));
  CHECK(reader.marks("", {}).empty());
}

TEST_CASE("broken UTF-8 and cut ends are read without harm") {
  for (const char* note :
       {"\xF0", "Mr \xC3", "0113 496 012\xE2", "\x80\x80 @", "a@b.\xF0\x9F", "+", "(", "(+",
        "LS1 4", "AB 12", "born 14/", "born 14 March", "Mr", "Dr. "}) {
    CAPTURE(note);
    CHECK(marked(note).size() <= 1);
  }
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
