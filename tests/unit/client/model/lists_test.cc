#include <doctest/doctest.h>

#include "client/model/actions.h"
#include "client/model/heard.h"
#include "client/model/messages.h"
#include "client/model/timeline.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Instant kNow = *parse_time("2016-03-18T17:44:00Z");

ConversationRow row_at(const char* time, const char* summary) {
  ConversationRow row;
  row.id.bytes[3] = static_cast<std::uint8_t>(summary[0]);
  row.summary = summary;
  row.occurred_at = *parse_time(time);
  row.setting = "workshop";
  row.place = "Newcastle";
  return row;
}

TimelineView timeline_of(const TimelineChoice& choice, std::int64_t found, std::int64_t notes) {
  const Vocabulary vocabulary;
  const std::string setting = "train";
  return timeline_view(
      {choice, {}, {}, found, notes, true, setting, vocabulary, kNow, no_offset, kStrings});
}

TEST_CASE("rows of the timeline begin a new day with its name") {
  const Vocabulary vocabulary;
  const RowSources sources{vocabulary, kNow, no_offset, kStrings};
  const auto one = row_at("2016-03-18T10:00:00Z", "one");
  const auto two = row_at("2016-03-18T09:00:00Z", "two");
  const auto three = row_at("2016-03-17T09:00:00Z", "three");
  const auto first = timeline_row(one, std::nullopt, sources);
  CHECK(first.heading == "Today, Friday 18 March");
  CHECK(first.where == "At a workshop, Newcastle");
  CHECK(timeline_row(two, one.occurred_at, sources).heading.empty());
  CHECK(timeline_row(three, two.occurred_at, sources).heading == "Thursday 17 March");
}

TEST_CASE("an empty timeline says what to do, and a search what it looked through") {
  CHECK(timeline_of({}, 0, 0).empty_first_use);
  TimelineChoice choice;
  choice.query = "vanguard";
  const auto view = timeline_of(choice, 0, 1204);
  CHECK(view.empty_title == "Nothing with “vanguard”");
  CHECK(view.empty_sentence == "In 1,204 notes on this device.");
  CHECK_FALSE(view.empty_first_use);
}

TEST_CASE("this week begins on Monday, and a chip tapped twice shows all again") {
  TimelineChoice choice;
  choice.period = Period::week;
  CHECK(format_time(*filter_of(choice, kNow, no_offset).from) == "2016-03-14T00:00:00Z");
  choice.period = Period::month;
  CHECK(format_time(*filter_of(choice, kNow, no_offset).from) == "2016-03-01T00:00:00Z");
  const FilterChip chip{"period", "month", "This month", true};
  tap_filter(choice, chip);
  CHECK(choice.period == Period::all);
  CHECK_FALSE(filter_of(choice, kNow, no_offset).from.has_value());
}

TEST_CASE("a row says the unusual in a word: rejected before two versions before waiting") {
  CHECK(note_state(ItemSync::rejected, "new", true) == NoteState::rejected);
  CHECK(note_state(ItemSync::here, "new", true) == NoteState::two_versions);
  CHECK(note_state(ItemSync::here, "new", false) == NoteState::waiting);
  CHECK(note_state(ItemSync::sent, "new", false) == NoteState::sent);
  CHECK(note_state(ItemSync::sent, "in-report", false) == NoteState::reviewed);
}

ActionView action(const char* text, const char* due, bool mine, const char* state = "open") {
  ActionView made;
  made.id.bytes[3] = static_cast<std::uint8_t>(text[0]);
  made.text = text;
  made.due = due;
  made.mine = mine;
  made.state = state;
  return made;
}

TEST_CASE("my actions stand overdue first, then the next two weeks, later, and without a date") {
  const std::vector<ActionView> all = {
      action("undated", "", true),           action("later", "2016-04-08", true),
      action("soon", "2016-03-25", true),    action("overdue", "2016-03-11", true),
      action("theirs", "2016-03-11", false), action("done", "", true, "done")};
  const auto view = actions_view(all, ActionTab::mine, kNow, no_offset, kStrings);
  REQUIRE(view.rows.size() == 4);
  CHECK(view.rows[0].text == "overdue");
  CHECK(view.rows[0].heading == "Overdue");
  CHECK(view.rows[0].right == "7 days late");
  CHECK(view.rows[1].heading == "In the next two weeks");
  CHECK(view.rows[2].heading == "Later");
  CHECK(view.rows[3].heading == "No date");
  CHECK(view.mine_count == "4");
  CHECK(view.everyone_count == "5");
  CHECK(view.done_count == "1");
  CHECK(open_mine(all) == 4);
}

TEST_CASE("what is due today and until Sunday stands before the next two weeks") {
  const std::vector<ActionView> all = {
      action("two weeks", "2016-04-01", true), action("next week", "2016-03-21", true),
      action("sunday", "2016-03-20", true), action("friday", "2016-03-18", true)};
  const auto view = actions_view(all, ActionTab::mine, kNow, no_offset, kStrings);
  REQUIRE(view.rows.size() == 4);
  CHECK(view.rows[0].heading == "Today");
  CHECK(view.rows[0].right == "today");
  CHECK(view.rows[1].heading == "This week");
  CHECK(view.rows[2].heading == "In the next two weeks");
  CHECK(view.rows[3].heading.empty());
}

TEST_CASE("the overdue tab holds what is late, whoever it is for, and says for whom") {
  std::vector<ActionView> all = {action("mine", "2016-03-11", true),
                                 action("theirs", "2016-03-15", false),
                                 action("soon", "2016-03-25", true)};
  all[1].owner = "the housing lead";
  const auto view = actions_view(all, ActionTab::overdue, kNow, no_offset, kStrings);
  REQUIRE(view.rows.size() == 2);
  CHECK(view.overdue_count == "2");
  CHECK(view.rows[0].heading.empty());
  CHECK(view.rows[0].right_below == "You");
  CHECK(view.rows[1].right_below == "the housing lead");
  CHECK(actions_view({}, ActionTab::overdue, kNow, no_offset, kStrings).empty_title ==
        "Nothing is overdue");
}

TEST_CASE("a done action is never late") {
  const auto view = actions_view({action("done", "2016-03-01", true, "done")}, ActionTab::done,
                                 kNow, no_offset, kStrings);
  REQUIRE(view.rows.size() == 1);
  CHECK_FALSE(view.rows[0].late);
  CHECK(view.rows[0].ticked);
}

MessageView heard(std::initializer_list<const char*> times) {
  MessageView message;
  message.id.bytes[0] = 1;
  message.text = "A signed agreement does not make sharing happen";
  for (const char* time : times) {
    message.heard.push_back(*parse_time(time));
    message.conversations.emplace_back();
  }
  message.sectors = {"nhs", "housing"};
  message.places = {"Leeds"};
  message.first_heard = message.heard.front();
  message.last_heard = message.heard.back();
  return message;
}

TEST_CASE("a message says how often, in how many sectors and places, and since when") {
  const auto message = heard({"2016-03-02T10:00:00Z", "2016-03-10T10:00:00Z"});
  const auto card = heard_card(message, heard_period({message}, kNow), kNow, no_offset, kStrings);
  CHECK(card.times == "Heard 2 times");
  CHECK(card.reach == "2 sectors · 1 place");
  CHECK(card.since == "Since 2 March");
  REQUIRE(card.marks.size() == 2);
  CHECK(card.marks[0] > 0.0F);
  CHECK(card.marks[0] < card.marks[1]);
  CHECK(card.marks[1] < 1.0F);
}

TEST_CASE("the line of an old collection ends with it rather than today") {
  const auto message = heard({"2006-03-02T10:00:00Z", "2006-03-10T10:00:00Z"});
  const HeardPeriod period = heard_period({message}, kNow);
  CHECK(period.until < kNow);
  CHECK(period.until > *message.last_heard);
}

TEST_CASE("a note that touched two sectors joins their lines") {
  auto message = heard({"2016-03-02T10:00:00Z", "2016-03-10T10:00:00Z"});
  ConversationView one, other;
  one.sectors = {"nhs", "housing"};
  one.occurred_at = message.heard[0];
  one.summary = "older";
  other.sectors = {"nhs"};
  other.occurred_at = message.heard[1];
  other.summary = "newer";
  const Vocabulary vocabulary;
  const std::vector<ConversationView> notes = {one, other};
  const auto detail = message_detail({message, notes, vocabulary, kNow, no_offset, kStrings});
  REQUIRE(detail.lines.size() == 2);
  CHECK(detail.lines[0].label == "NHS");
  CHECK(detail.lines[0].marks.size() == 2);
  REQUIRE(detail.crossings.size() == 1);
  CHECK(detail.crossings[0].size() == 2);
  CHECK(detail.said[0].summary == "newer");
  CHECK(detail.span == "9 days");
}

}  // namespace
}  // namespace crosstalk
