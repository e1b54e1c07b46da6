#include "storage/vocabulary.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace crosstalk {
namespace {

Uuid id_of(std::uint8_t number) {
  Uuid id;
  id.bytes[15] = number;
  return id;
}

RecordState term(std::uint8_t record, std::map<std::string, Json> fields, std::uint64_t ticks = 1) {
  RecordState state;
  state.record = id_of(record);
  state.kind = kinds::kTerm;
  for (auto& [field, value] : fields) {
    state.registers[field] = FieldValue{value, id_of(record), Stamp{ticks, {1}}, std::nullopt};
  }
  return state;
}

Vocabulary vocabulary(const std::vector<RecordState>& states, std::string_view language = "en") {
  return Vocabulary::from(states, language);
}

std::vector<std::string> keys(const Vocabulary& words, TermList list) {
  std::vector<std::string> found;
  for (const Term& one : words.terms(list)) found.push_back(one.key);
  return found;
}

}  // namespace

TEST_CASE("the core has sectors, themes, purposes, settings and stances, each key once") {
  std::set<std::pair<TermList, std::string>> seen;
  std::map<TermList, int> counts;
  for (const Term& one : core_terms()) {
    CHECK(seen.emplace(one.list, one.key).second);
    CHECK_FALSE(one.label.empty());
    CHECK_FALSE(one.short_label.empty());
    CHECK(one.core);
    ++counts[one.list];
  }
  CHECK(counts == std::map<TermList, int>{{TermList::sectors, 15},
                                          {TermList::themes, 16},
                                          {TermList::purposes, 9},
                                          {TermList::settings, 9},
                                          {TermList::stances, 5}});
}

TEST_CASE("without a space's terms the core stands in its own order") {
  const Vocabulary words;
  CHECK(keys(words, TermList::stances) ==
        std::vector<std::string>{"challenge", "enabler", "ask", "idea", "observation"});
  CHECK(words.terms(TermList::places).empty());
  CHECK(keys(vocabulary({}), TermList::sectors) == keys(words, TermList::sectors));
}

TEST_CASE("long terms have a short label and purposes a group") {
  const Vocabulary words;
  CHECK(words.label(TermList::themes, "agreements") == "Information sharing agreements");
  CHECK(words.short_label(TermList::themes, "agreements") == "Agreements");
  CHECK(words.short_label(TermList::themes, "trust") == "Trust");
  CHECK(words.find(TermList::purposes, "direct-care")->group == "direct");
  CHECK(words.find(TermList::purposes, "commissioning")->group == "indirect");
}

TEST_CASE("a key that the vocabulary has not is shown as it is") {
  const Vocabulary words;
  CHECK(words.label(TermList::themes, "wind farms") == "wind farms");
  CHECK(words.find(TermList::themes, "wind farms") == nullptr);
  CHECK_FALSE(words.key_of(TermList::themes, "wind farms"));
}

TEST_CASE("a person's word finds its key, whatever the case") {
  const Vocabulary words;
  CHECK(words.key_of(TermList::sectors, "nhs") == "nhs");
  CHECK(words.key_of(TermList::sectors, "  LOCAL   authority ") == "local-authority");
  CHECK(words.key_of(TermList::themes, "agreements") == "agreements");
  CHECK(words.key_of(TermList::themes, "information sharing Agreements") == "agreements");
  CHECK(words.key_of(TermList::stances, "Ask") == "ask");
  CHECK_FALSE(words.key_of(TermList::stances, "nhs"));
  CHECK_FALSE(words.key_of(TermList::sectors, ""));
}

TEST_CASE("a space adds terms of its own before the core's other") {
  const auto words =
      vocabulary({term(1, {{"list", "sectors"}, {"key", "ports"}, {"label/en", "Ports"}}),
                  term(2, {{"list", "sectors"}, {"key", "army"}, {"label/en", "Army"}}),
                  term(3, {{"list", "places"}, {"key", "leeds"}, {"label/en", "Leeds"}})});
  const auto sectors = keys(words, TermList::sectors);
  REQUIRE(sectors.size() == 17);
  CHECK(sectors[14] == "army");
  CHECK(sectors[15] == "ports");
  CHECK(sectors[16] == "other");
  CHECK(words.label(TermList::sectors, "ports") == "Ports");
  CHECK(words.key_of(TermList::places, "leeds") == "leeds");
  CHECK_FALSE(words.find(TermList::sectors, "ports")->core);
}

TEST_CASE("a space relabels, orders and retires core terms") {
  const auto words =
      vocabulary({term(1, {{"list", "themes"}, {"key", "agreements"}, {"label/en", "Protocols"}}),
                  term(2, {{"list", "themes"}, {"key", "trust"}, {"order", 1}, {"short/en", "T"}}),
                  term(3, {{"list", "themes"}, {"key", "risk"}, {"retired", true}})});
  CHECK(words.label(TermList::themes, "agreements") == "Protocols");
  CHECK(words.short_label(TermList::themes, "agreements") == "Protocols");
  CHECK(words.terms(TermList::themes)[0].key == "trust");
  CHECK(words.short_label(TermList::themes, "trust") == "T");
  CHECK(words.find(TermList::themes, "risk")->retired);
  CHECK(words.label(TermList::themes, "risk") == "Attitude to risk");
  CHECK(words.terms(TermList::themes).size() == 16);
}

TEST_CASE("labels come in the language asked for, else in English, else in any") {
  const std::vector<RecordState> states = {
      term(1, {{"list", "sectors"}, {"key", "a"}, {"label/en", "Farms"}, {"label/cy", "Ffermydd"}}),
      term(2, {{"list", "sectors"}, {"key", "b"}, {"label/en", "Ports"}}),
      term(3, {{"list", "sectors"}, {"key", "c"}, {"label/cy", "Pysgota"}}),
      term(4, {{"list", "sectors"}, {"key", "d"}})};
  const auto welsh = vocabulary(states, "cy");
  CHECK(welsh.label(TermList::sectors, "a") == "Ffermydd");
  CHECK(welsh.label(TermList::sectors, "b") == "Ports");
  CHECK(welsh.label(TermList::sectors, "nhs") == "NHS");
  const auto english = vocabulary(states);
  CHECK(english.label(TermList::sectors, "a") == "Farms");
  CHECK(english.label(TermList::sectors, "c") == "Pysgota");
  CHECK(english.label(TermList::sectors, "d") == "d");
}

TEST_CASE("a merged term counts as the one it was merged into, named by record or by key") {
  const auto words = vocabulary(
      {term(1, {{"list", "sectors"}, {"key", "gp"}, {"label/en", "GPs"}, {"merged_into", "nhs"}}),
       term(2, {{"list", "sectors"},
                {"key", "doctors"},
                {"label/en", "Doctors"},
                {"merged_into", id_of(1).text()}})});
  CHECK(words.counting_key(TermList::sectors, "doctors") == "nhs");
  CHECK(words.label(TermList::sectors, "doctors") == "NHS");
  CHECK(words.key_of(TermList::sectors, "Doctors") == "nhs");
  CHECK(words.find(TermList::sectors, "doctors")->retired);
}

TEST_CASE("on a circle of merges the edge with the greatest stamp is left out") {
  const auto words =
      vocabulary({term(1, {{"list", "sectors"}, {"key", "a"}, {"merged_into", "b"}}, 10),
                  term(2, {{"list", "sectors"}, {"key", "b"}, {"merged_into", "c"}}, 30),
                  term(3, {{"list", "sectors"}, {"key", "c"}, {"merged_into", "a"}}, 20),
                  term(4, {{"list", "sectors"}, {"key", "d"}, {"merged_into", "a"}}, 5),
                  term(5, {{"list", "sectors"}, {"key", "e"}, {"merged_into", "nowhere"}}, 5),
                  term(6, {{"list", "sectors"}, {"key", "f"}, {"merged_into", "f"}}, 5)});
  for (const char* key : {"a", "b", "c", "d"})
    CHECK(words.counting_key(TermList::sectors, key) == "b");
  CHECK(words.counting_key(TermList::sectors, "e") == "e");
  CHECK(words.counting_key(TermList::sectors, "f") == "f");
}

TEST_CASE("of two records for one term each field is that of the greater stamp") {
  const std::vector<RecordState> states = {
      term(1, {{"list", "sectors"}, {"key", "a"}, {"label/en", "Old"}, {"retired", true}}, 10),
      term(2, {{"list", "sectors"}, {"key", "a"}, {"label/en", "New"}}, 20)};
  for (const auto& order : {states, std::vector{states[1], states[0]}}) {
    const auto words = vocabulary(order);
    CHECK(words.label(TermList::sectors, "a") == "New");
    CHECK(words.find(TermList::sectors, "a")->retired);
  }
}

TEST_CASE("records that name no list, no key or the stances change nothing") {
  RecordState other = term(4, {{"list", "sectors"}, {"key", "x"}});
  other.kind = kinds::kMessage;
  const auto words =
      vocabulary({term(1, {{"list", "moods"}, {"key", "x"}}), term(2, {{"list", "sectors"}}),
                  term(3, {{"list", "stances"}, {"key", "rant"}}),
                  term(5, {{"list", 7}, {"key", true}}), other});
  CHECK(keys(words, TermList::sectors) == keys(Vocabulary(), TermList::sectors));
  CHECK(keys(words, TermList::stances) == keys(Vocabulary(), TermList::stances));
}

}  // namespace crosstalk
