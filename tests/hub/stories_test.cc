// Devices and a hub whose stores go back in time, each story with real ones on both sides.
#include "tests/hub/meeting.h"

namespace crosstalk::hub::test {
namespace {

TEST_CASE("what the hub lost comes back from whoever holds it, and all go on") {
  Visitors space;
  space.meet();
  const std::string old = space.hub.snapshot();
  const Uuid note = space.anna.note({{"summary", "said once"}, {"visibility", "team"}});
  space.meet();
  REQUIRE(space.bert.text(note, "summary") == "said once");
  space.hub.put_back(old);
  // Not its author: who holds it.
  space.bert.sync();
  CHECK(space.bert.phase == SyncPhase::all_sent);
  space.cora.sync();
  space.anna.sync();
  space.anna.edit(note, {{"summary", "said twice"}});
  space.meet();
  for (Visitor* each : {&space.anna, &space.bert, &space.cora}) {
    CHECK(each->text(note, "summary") == "said twice");
    CHECK_FALSE(each->status().offering);
  }
}

TEST_CASE("what was not sent when the hub went back is sent after what is offered") {
  Visitors space;
  space.meet();
  const std::string old = space.hub.snapshot();
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  space.meet();
  const Uuid unsent = space.anna.save({}, "action", {{"parent", note.text()}, {"text", "do it"}});
  space.hub.put_back(old);
  space.anna.sync();
  CHECK(space.anna.status().waiting == 0);
  CHECK(space.anna.status().rejected == 0);
  space.meet();
  CHECK(space.bert.text(unsent, "text") == "do it");
}

TEST_CASE(
    "an offer that is interrupted anywhere is taken up again, and nothing is all sent before") {
  for (int calls = 1; calls < 8; ++calls) {
    CAPTURE(calls);
    Visitors space;
    space.meet();
    const std::string old = space.hub.snapshot();
    const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
    space.meet();
    space.hub.put_back(old);
    space.anna.sync(calls);
    space.anna.reopen();
    for (int round = 0; round < 3 && space.anna.status().offering; ++round) {
      CHECK(space.anna.phase != SyncPhase::all_sent);
      space.anna.sync(calls);
      space.anna.reopen();
      if (calls < 3) space.anna.sync();
    }
    space.anna.sync();
    CHECK_FALSE(space.anna.status().offering);
    space.meet();
    CHECK(space.cora.text(note, "summary") == "s");
  }
}

TEST_CASE("a hub that goes back once more while it is offered to is offered to anew") {
  Visitors space;
  space.meet();
  const std::string old = space.hub.snapshot();
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  space.meet();
  space.hub.put_back(old);
  space.anna.sync(3);
  space.hub.put_back(old);
  space.anna.sync();
  space.anna.sync();
  CHECK_FALSE(space.anna.status().offering);
  space.meet();
  CHECK(space.cora.text(note, "summary") == "s");
}

TEST_CASE("an erasure outlives the hub's going back, and comes before what it erased") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "secret word"}, {"visibility", "team"}});
  space.meet();
  const std::string old = space.hub.snapshot();
  std::filesystem::remove(space.hub.path() + ".journal");  // or it would do it alone
  space.cora.save(note, "erase", {});
  space.cora.sync();
  space.bert.sync();
  REQUIRE_FALSE(space.bert.holds(note));
  std::filesystem::remove(space.hub.path() + ".journal");
  space.hub.put_back(old);
  space.bert.sync();
  space.anna.sync();
  CHECK_FALSE(space.anna.holds(note));
  space.meet();
  for (Visitor* each : {&space.anna, &space.bert, &space.cora}) CHECK_FALSE(each->holds(note));
  CHECK(space.on_hub().find("secret word") == std::string::npos);
}

TEST_CASE("a history that was erased stays erased whoever offers first") {
  for (const bool whole_first : {true, false}) {
    CAPTURE(whole_first);
    Visitors space;
    const Uuid note = space.anna.note({{"summary", "old word"}, {"visibility", "team"}});
    space.anna.edit(note, {{"summary", "new word"}});
    space.meet();
    const std::string old = space.hub.snapshot();
    space.anna.save(note, "erase", {}, true);
    space.anna.sync();
    space.cora.sync();
    space.hub.put_back(old);
    if (whole_first) space.bert.sync();
    space.cora.sync();
    space.meet();
    CHECK(space.on_hub().find("old word") == std::string::npos);
    for (Visitor* each : {&space.anna, &space.bert, &space.cora}) {
      CHECK(each->text(note, "summary") == "new word");
      const auto changes = each->store->changes_of(note);
      REQUIRE(changes);
      for (const Change& change : *changes) {
        CHECK(to_text(change_to_json(change)).find("old word") == std::string::npos);
      }
    }
  }
}

TEST_CASE("what was narrowed before the hub went back is withdrawn from who offers it") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "mine"}});
  space.meet();
  const std::string old = space.hub.snapshot();
  space.anna.edit(note, {{"visibility", "team"}});
  space.meet();
  REQUIRE(space.bert.holds(note));
  space.anna.edit(note, {{"visibility", "mine"}});
  space.anna.sync();
  space.hub.put_back(old);
  space.bert.sync();  // may see it until Anna brings back that she narrowed it
  space.meet();
  CHECK_FALSE(space.bert.holds(note));
  CHECK(space.anna.text(note, "visibility") == "mine");
}

TEST_CASE("a stamp that was lowered twice ends as the lower one everywhere") {
  Visitors space;
  space.meet();
  const Uuid note = space.anna.note({{"summary", "first"}, {"visibility", "team"}});
  space.meet();
  const std::string old = space.hub.snapshot();
  space.anna.clock.set_wall(space.hub.now + std::chrono::hours(24 * 365 * 25));
  RecordEdit edit;
  edit.record = note;
  edit.set = {{"summary", "second"}};
  REQUIRE(space.anna.store->save({{edit}, ""}));
  {
    // Taken, and the answer lost.
    const auto batch = Replica(*space.anna.store).next_batch(10, 1 << 20, true);
    REQUIRE(batch);
    SyncRequest request;
    for (const Change& change : batch->changes) request.changes.push_back(change_to_wire(change));
    REQUIRE(space.hub.service().sync(space.anna.token, request, space.hub.now).taken == 1);
  }
  space.cora.sync();
  space.cora.edit(note, {{"summary", "third"}});
  space.cora.sync();
  space.hub.put_back(old);
  space.hub.now += Milliseconds{60'000};
  space.anna.sync();
  space.meet();
  for (Visitor* each : {&space.anna, &space.bert, &space.cora}) {
    CHECK(each->text(note, "summary") == "third");
  }
}

TEST_CASE("a device that is set back to an old copy of itself gets its own words again") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "first"}, {"visibility", "team"}});
  space.meet();
  const std::string copy = space.anna.copy();
  space.anna.edit(note, {{"summary", "second"}});
  const Uuid later = space.anna.note({{"summary", "later"}});
  space.meet();
  space.anna.put_back(copy);
  REQUIRE(space.anna.text(note, "summary") == "first");
  space.anna.sync();
  CHECK(space.anna.text(note, "summary") == "second");
  CHECK(space.anna.text(later, "summary") == "later");
  // What it writes now beats what it had forgotten.
  space.anna.edit(note, {{"summary", "fourth"}});
  space.meet();
  CHECK(space.bert.text(note, "summary") == "fourth");
}

TEST_CASE("a device set back that stops before it has asked back still asks") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "first"}, {"visibility", "team"}});
  space.meet();
  const std::string copy = space.anna.copy();
  space.anna.edit(note, {{"summary", "second"}});
  space.meet();
  space.anna.put_back(copy);
  space.anna.sync(1);
  space.anna.reopen();
  space.anna.sync();
  CHECK(space.anna.text(note, "summary") == "second");
}

TEST_CASE(
    "a device that joined after the backup joins again as the same member and loses nothing") {
  Visitors space;
  space.meet();
  const std::string old = space.hub.snapshot();
  Visitor dora(space.hub, Role::recorder, "Dora");
  const Uuid note = dora.note({{"summary", "Dora's"}, {"visibility", "mine"}});
  dora.sync();
  space.meet();
  space.hub.put_back(old);
  dora.sync();
  CHECK(dora.status().ended == "unknown-token");
  space.cora.sync();  // brings the member back, with its name
  dora.join(Role::recorder, "Dora", false);
  dora.sync();
  CHECK_FALSE(dora.last_error.has_value());
  dora.edit(note, {{"summary", "still Dora's"}});
  dora.sync();
  CHECK(dora.status().rejected == 0);
  space.meet();
  CHECK(space.cora.text(note, "summary") == "still Dora's");
}

TEST_CASE("a kiosk offers nothing, drops its cursor and goes on") {
  Visitors space;
  Visitor kiosk(space.hub, Role::kiosk, "Stand");
  kiosk.sync();
  space.meet();
  const std::string old = space.hub.snapshot();
  const Uuid heard = kiosk.note({{"summary", "heard"}});
  kiosk.sync();
  space.meet();
  const Uuid unsent = kiosk.note({{"summary", "not sent"}});
  space.hub.put_back(old);
  kiosk.sync();
  kiosk.sync();
  CHECK(kiosk.status().waiting == 0);
  CHECK_FALSE(kiosk.status().offering);
  space.meet();
  CHECK(space.cora.text(unsent, "summary") == "not sent");
  CHECK(space.cora.text(heard, "summary") == "heard");  // by the coordinator, who held it
}

TEST_CASE("what was rejected and then taken by a late copy of its call is no longer rejected") {
  Visitors space;
  const auto member_of = [](const Visitor& of) { return of.status().hub->member.text(); };
  const Uuid note = space.cora.note({{"summary", "s"}});
  const Uuid action = space.cora.save(
      {}, "action",
      {{"parent", note.text()}, {"text", "t"}, {"owner_member", member_of(space.bert)}});
  space.meet();
  space.bert.edit(action, {{"state", "done"}});
  space.cora.edit(action, {{"owner_member", member_of(space.anna)}});
  space.cora.sync();
  const auto batch = Replica(*space.bert.store).next_batch(10, 1 << 20, true);
  REQUIRE(batch);
  SyncRequest late;
  for (const Change& change : batch->changes) late.changes.push_back(change_to_wire(change));
  space.bert.sync();
  REQUIRE(space.bert.status().rejected == 1);
  space.cora.edit(action, {{"owner_member", member_of(space.bert)}});
  space.cora.sync();
  REQUIRE(space.hub.service().sync(space.bert.token, late, space.hub.now).taken == 1);
  space.meet();
  CHECK(space.bert.status().rejected == 0);
  CHECK(space.bert.text(action, "state") == "done");
  CHECK(space.cora.text(action, "state") == "done");
}

TEST_CASE("what a hub has lost without noticing is offered to it again in the same life") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "s"}, {"visibility", "team"}});
  space.meet();
  {
    const Uuid id = space.hub.space().id;
    auto write = space.hub.store().write();
    REQUIRE(write);
    (*write)->remove_content(id, note);
    REQUIRE((*write)->commit());
  }
  CHECK(space.anna.receipt().differences.size() == 1);
  REQUIRE(Offers(*space.anna.store).begin("life-one"));
  space.anna.sync();
  CHECK(space.anna.receipt().same());
  CHECK(space.on_hub().find(note.text()) != std::string::npos);
}

TEST_CASE("a rejected change is mended, replaces nothing else, and what waited on it follows") {
  Visitors space;
  const Uuid note = space.anna.note({{"summary", "s"}, {"body", std::string(1'000'100, 'x')}});
  space.anna.edit(note, {{"body", "shorter"}});
  space.anna.sync();
  const auto rejected = space.anna.store->rejected();
  REQUIRE(rejected);
  REQUIRE(rejected->size() == 1);
  CHECK(rejected->front().code == "too-large");
  CHECK(space.anna.status().waiting == 1);  // the edit waits for what it edits
  // As it is it would be rejected again, and is kept all the same.
  REQUIRE(space.anna.store->resend_rejected(rejected->front().change.id));
  space.anna.sync();
  CHECK(space.anna.status().rejected == 1);
  const auto mended =
      space.anna.store->mend_rejected(rejected->front().change.id, {{"body", "short"}});
  REQUIRE(mended);
  space.meet();
  CHECK(space.anna.status().rejected == 0);
  CHECK(space.anna.status().waiting == 0);
  CHECK(space.cora.text(note, "body") == "shorter");
  const auto state = space.cora.store->state_of(note);
  REQUIRE(state);
  CHECK((*state)->texts.at("body").size() == 1);
}

TEST_CASE("with thousands of changes only what differs is named, by hashes first") {
  Visitors space;
  space.meet();
  constexpr int kNotes = 2'600;
  for (int i = 0; i < kNotes; i += 100) {
    Save save;
    for (int n = 0; n < 100; ++n) {
      RecordEdit edit;
      edit.kind = "conversation";
      edit.set = {{"summary", "note"}, {"visibility", "team"}};
      save.edits.push_back(std::move(edit));
    }
    REQUIRE(space.anna.store->save(save));
  }
  space.anna.sync();
  space.cora.sync();
  const std::string old = space.hub.snapshot();
  const Uuid note = space.anna.note({{"summary", "the one"}, {"visibility", "team"}});
  space.anna.sync();
  space.hub.put_back(old);
  space.anna.calls = 0;
  space.anna.sync();
  CHECK_FALSE(space.anna.last_error.has_value());
  space.cora.sync();
  CHECK(space.cora.text(note, "summary") == "the one");
}

}  // namespace
}  // namespace crosstalk::hub::test
