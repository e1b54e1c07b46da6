#include "client/model/history.h"

#include <doctest/doctest.h>

#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Vocabulary kVocabulary;
const Zone kZone = no_offset;
const Instant kNow = *parse_time("2016-03-18T17:44:00Z");
const Instant kThen = *parse_time("2016-03-17T14:20:00Z");
const DeviceId kOwn{1}, kOther{2};
const HistoryWords kWords{kVocabulary, kNow, kZone, kStrings};

Uuid id(std::uint8_t number) {
  Uuid made;
  made.bytes[0] = number;
  return made;
}
const Uuid kNote = id(101), kAction = id(102), kMember = id(103), kOtherMember = id(104);

/// A conversation's changes, each an hour after the one before unless it is of the same save.
struct Told {
  HistorySources sources;
  std::vector<Change> action;
  std::uint8_t made = 0;
  std::uint64_t ticks = static_cast<std::uint64_t>(kThen.time_since_epoch().count()) << 16;

  Told() {
    sources.device = kOwn;
    sources.member = kMember;
    sources.words_of = [](const Uuid& record) {
      return record == kOtherMember ? std::string("Ana Lyst") : std::string();
    };
  }

  Change& save(std::map<std::string, Json> set, DeviceId device = kOwn) {
    ticks += std::uint64_t{3'600'000} << 16;
    return same_save(std::move(set), device);
  }
  Change& same_save(std::map<std::string, Json> set, DeviceId device = kOwn) {
    Change change;
    change.id = id(++made);
    change.stamp = {ticks++, device};
    change.record = kNote;
    change.kind = kinds::kConversation;
    change.edit = !sources.conversation.empty();
    change.set = std::move(set);
    sources.conversation.push_back(change);
    return sources.conversation.back();
  }
  void act(std::map<std::string, Json> set, bool same = false) {
    if (!same) ticks += std::uint64_t{3'600'000} << 16;
    Change change;
    change.id = id(++made);
    change.stamp = {ticks++, kOwn};
    change.record = kAction;
    change.kind = kinds::kAction;
    change.edit = !action.empty();
    change.set = std::move(set);
    action.push_back(std::move(change));
  }
  History history() const {
    HistorySources all = sources;
    if (!action.empty()) all.under.push_back(action);
    return History(std::move(all));
  }
};

using Lines = std::vector<std::string>;

TEST_CASE("the changes of one save are one entry, and of the next another") {
  Told told;
  told.save({{"body", "Old"}, {"summary", "Old"}});
  told.act({{"parent", kNote.text()}, {"text", "Ring"}}, true);
  told.save({{"place", "Leeds"}});
  told.same_save({{"place", "York"}});
  told.same_save({{"stance", "doubt"}}, kOther);
  told.same_save({}).kind = kinds::kErase;
  const History history = told.history();
  REQUIRE(history.count() == 4);
  CHECK(history.entry(3, kWords).lines == Lines{"Written", "Action added: Ring"});
  CHECK(history.entry(2, kWords).lines == Lines{"Place: Leeds"});
  CHECK(history.entry(1, kWords).lines == Lines{"Place: Leeds → York"});
  CHECK(history.entry(0, kWords).who == "another device");
}

TEST_CASE("an entry says when and by whom") {
  Told told;
  told.save({{"body", "Old"}});
  told.save({{"place", "Leeds"}}, kOther).by = kMember;
  told.save({{"place", "York"}}, kOther).by = kOtherMember;
  told.save({{"place", "Hull"}}, kOther).by = id(9);
  const History history = told.history();
  REQUIRE(history.count() == 4);
  CHECK(history.entry(3, kWords).who == "You");
  CHECK(history.entry(3, kWords).when == "yesterday 15:20");
  CHECK(history.entry(2, kWords).who == "You");
  CHECK(history.entry(1, kWords).who == "Ana Lyst");
  CHECK(history.entry(0, kWords).who == "another device");
}

TEST_CASE("an entry says from what to what") {
  Told told;
  told.save({{"body", "Old words"}, {"place", "Leeds"}, {"themes/x", true}});
  told.save({{"place", "York"}, {"themes/x", false}, {"themes/y", true}, {"themes/z", false}});
  told.save({{"place", Json()}, {"deleted", true}});
  told.save({{"deleted", false}, {"visibility", "team"}});
  told.act({{"parent", kNote.text()}, {"text", "Ring"}});
  told.act({{"state", "done"}});
  told.act({{"due", "2016-04-01"}, {"text", "Ring her"}});
  told.act({{"deleted", true}});
  const History history = told.history();
  REQUIRE(history.count() == 8);
  CHECK(history.entry(6, kWords).lines == Lines{"Place: Leeds → York", "Themes: − x + y"});
  CHECK(history.entry(5, kWords).lines == Lines{"Deleted", "Place: York → none"});
  CHECK(history.entry(4, kWords).lines ==
        Lines{"Brought back", "Who can read it: everyone in the space"});
  CHECK(history.entry(3, kWords).lines == Lines{"Action added: Ring"});
  CHECK(history.entry(2, kWords).lines == Lines{"Action done: Ring"});
  CHECK(history.entry(1, kWords).lines ==
        Lines{"Ring her: By when: Fri 1 April", "Action: Ring → Ring her"});
  CHECK(history.entry(0, kWords).lines == Lines{"Action deleted: Ring her"});
}

TEST_CASE("a text is compared with the version that it replaced, not with the one before") {
  Told told;
  const Uuid first = told.save({{"body", "Signed last spring."}}).id;
  told.save({{"body", "Something else."}}).base["body"] = {first};
  told.save({{"body", "Signed this spring."}}).base["body"] = {first};
  const HistoryEntry entry = told.history().entry(0, kWords);
  CHECK(entry.lines == Lines{"Note changed"});
  CHECK(entry.taken_out == "last");
  REQUIRE(entry.added.size() == 1);
  CHECK(entry.text.substr(entry.added[0].begin, 4) == "this");
  CHECK_FALSE(entry.goes_back);  // two versions are to be merged first
}

/// What the conversation is after a save of these edits too.
RecordState after(const Told& told, const Save& save) {
  Told later = told;
  for (const RecordEdit& edit : save.edits) {
    if (edit.record != kNote) continue;
    Change& change = later.save(edit.set);
    change.base = edit.base;
  }
  return merge_changes(later.sources.conversation);
}

TEST_CASE("going back sets what differs, leaves readers and review alone, and is taken back") {
  Told told;
  const Uuid first = told.save({{"body", "Old"}, {"summary", "Old"}, {"place", "Leeds"}}).id;
  const Uuid second = told.save({{"body", "New"}, {"summary", "New"}, {"themes/x", true}}).id;
  told.sources.conversation.back().base["body"] = {first};
  told.save({{"place", "York"},
             {"stance", "doubt"},
             {"visibility", "team"},
             {"quotable", true},
             {"review", "reviewed"}});
  const History history = told.history();
  CHECK_FALSE(history.going_back(0));
  const auto back = history.going_back(2);
  REQUIRE(back);
  REQUIRE(back->change.edits.size() == 1);
  const RecordEdit& edit = back->change.edits[0];
  CHECK(edit.set == std::map<std::string, Json>{{"body", "Old"},
                                                {"place", "Leeds"},
                                                {"stance", Json()},
                                                {"summary", "Old"},
                                                {"themes/x", false}});
  CHECK(edit.base.at("body") == std::vector<Uuid>{second});
  CHECK(back->undo.edits[0].set == std::map<std::string, Json>{{"body", "New"},
                                                               {"place", "York"},
                                                               {"stance", "doubt"},
                                                               {"summary", "New"},
                                                               {"themes/x", true}});
  const RecordState state = after(told, back->change);
  CHECK(state.text("body") == "Old");
  CHECK(state.texts.at("body").size() == 1);
  CHECK(state.text("visibility") == "team");
  const auto text = history.text_going_back(2);
  REQUIRE(text);
  CHECK(text->change.edits[0].set ==
        std::map<std::string, Json>{{"body", "Old"}, {"summary", "Old"}});
  CHECK(history.entry(2, kWords).text_goes_back);
}

TEST_CASE("actions go back too, and those added since stay") {
  Told told;
  told.save({{"body", "Old"}});
  told.act({{"parent", kNote.text()}, {"text", "Ring"}});
  told.act({{"state", "done"}, {"deleted", true}});
  const History history = told.history();
  const auto back = history.going_back(1);
  REQUIRE(back);
  REQUIRE(back->change.edits.size() == 1);
  CHECK(back->change.edits[0].record == kAction);
  CHECK(back->change.edits[0].set ==
        std::map<std::string, Json>{{"deleted", false}, {"state", "open"}});
  CHECK(back->undo.edits[0].set ==
        std::map<std::string, Json>{{"deleted", true}, {"state", "done"}});
  Told later;
  later.save({{"body", "Old"}, {"place", "Leeds"}});
  later.save({{"place", "York"}});
  later.act({{"parent", kNote.text()}, {"text", "Ring"}});
  const auto without = later.history().going_back(2);
  REQUIRE(without);
  CHECK(without->actions_stay);
  CHECK(without->change.edits.size() == 1);
}

TEST_CASE("a version of which something was erased is never gone back to, nor one in the bin") {
  Told told;
  Change& first = told.save({{"summary", "Old"}});
  first.cut = {"body"};
  const Uuid cut = first.id;
  told.save({{"body", "New"}}).base["body"] = {cut};
  told.save({{"place", "York"}});
  CHECK_FALSE(told.history().going_back(2));
  CHECK(told.history().going_back(1));
  CHECK(told.history().entry(2, kWords).lines ==
        Lines{"Written", "Some of this version was erased"});
  told.save({{"deleted", true}});
  CHECK_FALSE(told.history().going_back(2));
}

}  // namespace
}  // namespace crosstalk
