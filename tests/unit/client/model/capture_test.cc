#include "client/model/capture.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "storage/time.h"

namespace crosstalk {
namespace {

struct Given {
  NoteDraft draft;
  Vocabulary vocabulary;
  RecentTerms recent;
  Suggestions suggested;
  Similar similar;
  std::vector<MessageView> linked;
  Instant now = *parse_time("2016-03-18T17:44:00Z");
  Zone zone = no_offset;
  Strings strings;
  ChipOrders orders;

  CaptureView view(Keeping keeping = Keeping::kept) {
    return capture_view(
        {draft, false, keeping, vocabulary, recent, suggested, similar, linked, now, zone, strings},
        orders);
  }
};

std::vector<std::string> keys(const ChipRow& row, std::size_t most) {
  std::vector<std::string> found;
  for (const ChipView& chip : row.likely) {
    if (found.size() < most) found.push_back(chip.key);
  }
  return found;
}

ChipKind kind(const ChipRow& row, const std::string& key) {
  const auto found = std::find_if(row.likely.begin(), row.likely.end(),
                                  [&](const ChipView& chip) { return chip.key == key; });
  return found == row.likely.end() ? ChipKind::plain : found->kind;
}

TEST_CASE(
    "an empty note cannot be saved, a heading alone can, and nothing can while it is being saved") {
  Given given;
  CHECK_FALSE(given.view().can_save);
  given.draft.body = " \n ";
  CHECK_FALSE(given.view().can_save);
  given.draft.heading = "Met the lead";
  CHECK(given.view().can_save);
  CHECK_FALSE(given.view(Keeping::saving).can_save);
}

TEST_CASE("what was used last stands first in its row") {
  Given given;
  given.recent.settings = {"corridor", "train"};
  CHECK(keys(given.view().setting, 3) == std::vector<std::string>{"corridor", "train", "event"});
}

TEST_CASE(
    "a chip that is tapped stays where it is, and a suggestion joins without moving those before "
    "it") {
  Given given;
  given.recent.sectors = {"nhs", "housing", "police"};
  given.view();
  tap_chip(given.draft, "sectors", "housing", day_of(given.now, no_offset));
  auto row = given.view().sectors;
  CHECK(keys(row, 3) == std::vector<std::string>{"nhs", "housing", "police"});
  CHECK(kind(row, "housing") == ChipKind::on);
  given.suggested.sectors = {"fire"};
  row = given.view().sectors;
  CHECK(row.likely.front().key == "nhs");
  CHECK(kind(row, "fire") == ChipKind::suggested);
}

TEST_CASE("setting, place and stance hold one, sectors many, and a second tap takes off") {
  NoteDraft draft;
  const Day today = *day_from_iso("2016-03-18");
  tap_chip(draft, "setting", "train", today);
  tap_chip(draft, "setting", "event", today);
  CHECK(draft.setting == "event");
  tap_chip(draft, "setting", "event", today);
  CHECK(draft.setting.empty());
  tap_chip(draft, "sectors", "nhs", today);
  tap_chip(draft, "sectors", "police", today);
  tap_chip(draft, "sectors", "nhs", today);
  CHECK(draft.sectors == std::vector<std::string>{"police"});
}

TEST_CASE("a link is made and taken off again") {
  NoteDraft draft;
  Uuid id;
  id.bytes[0] = 7;
  toggle_link(draft, id, "A message");
  REQUIRE(draft.links.size() == 1);
  toggle_link(draft, id, "A message");
  CHECK(draft.links.empty());
}

TEST_CASE("words of the note suggest its sectors and themes, and places by name") {
  const Vocabulary vocabulary;
  const auto found = suggest(
      "Sat opposite a housing manager from Bradford. The agreement was signed, a tenant went home "
      "from hospital.",
      vocabulary, {}, {"Leeds", "Bradford"});
  CHECK(std::find(found.sectors.begin(), found.sectors.end(), "housing") != found.sectors.end());
  CHECK(std::find(found.sectors.begin(), found.sectors.end(), "nhs") != found.sectors.end());
  CHECK(std::find(found.themes.begin(), found.themes.end(), "agreements") != found.themes.end());
  CHECK(found.places == std::vector<std::string>{"Bradford"});
}

TEST_CASE("a word inside another suggests nothing, notes alike do") {
  const Vocabulary vocabulary;
  CHECK(suggest("They warehoused it", vocabulary, {}, {}).sectors.empty());
  ConversationView one;
  one.sectors = {"police"};
  CHECK(suggest("Nothing in the words", vocabulary, {one, one}, {}).sectors ==
        std::vector<std::string>{"police"});
}

TEST_CASE("an action says who and by when in words") {
  const Strings strings;
  CHECK(who_when("", "2016-03-25", *day_from_iso("2016-03-18"), strings) ==
        "me, by Friday 25 March");
  CHECK(who_when("Dana", "", *day_from_iso("2016-03-18"), strings) == "Dana");
}

}  // namespace
}  // namespace crosstalk
