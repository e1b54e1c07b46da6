// Every call of the disk fails once in what a device seldom does: a check, the rescue of another
// store, an offer to a hub that was set back, and the mending of what was rejected.
#include "storage/offering.h"
#include "storage/rescue.h"
#include "tests/unit/storage/sweep_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("fault sweep");

struct OfferFixture : SweepFixture {
  /// A device that has lived, whose hub was set back.
  void meet_new_life(Store& store) {
    live(store);
    good(store.set_setting("hub.space", "space"));
    HubAnswer answer = answer_with("");
    answer.incarnation = "second life";
    answer.cursor.reset();
    const auto applied = Replica(store).apply(answer, std::string("cursor-1"), clock.wall());
    REQUIRE(good(applied).new_life);
  }
  static std::vector<Uuid> held(Store& store) {
    std::vector<Uuid> ids;
    for (const HeldId& each : good(Offers(store).held_after({}, 100))) ids.push_back(each.id);
    return ids;
  }
  /// All that it holds was named and is missing.
  void offer(Store& store) {
    meet_new_life(store);
    good(Offers(store).note_missing("second life", held(store), std::string("offered")));
  }
  static Result<std::string> text_of(const Result<std::vector<Change>>& batch) {
    if (!batch) return batch.error();
    std::string all;
    for (const Change& change : *batch) all += to_text(change_to_json(change)) + "\n";
    return all;
  }
};

TEST_CASE_FIXTURE(OfferFixture, "a check says what is wrong with the store, not with its disk") {
  sweep(lived(), {[](Store& store) -> Result<std::string> {
          const auto wrong = store.check();
          if (!wrong) return wrong.error();
          return wrong->empty() ? std::string("whole") : wrong->front();
        }});
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(OfferFixture, "that the hub was set back is noted wholly or not at all") {
  sweep(lived(), {[this](Store& store) {
          HubAnswer answer = answer_with("");
          answer.incarnation = "second life";
          answer.cursor.reset();
          return count_of(Replica(store).apply(answer, std::string("cursor-1"), clock.wall()));
        }});
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(OfferFixture, "what is missing on the hub is noted wholly or not at all") {
  std::vector<Uuid> missing;
  sweep(
      [&](Store& store) {
        meet_new_life(store);
        missing = held(store);
      },
      {[&](Store& store) {
        return nothing_of(
            Offers(store).note_missing("second life", missing, std::string("offered")));
      }});
  sweep([this](Store& store) { meet_new_life(store); },
        {[](Store& store) { return nothing_of(Offers(store).begin("third life")); }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(OfferFixture, "what is named and offered is what a sound disk gives") {
  sweep([this](Store& store) { offer(store); }, {[](Store& store) -> Result<std::string> {
          const Offers offers(store);
          const auto count = offers.held_count();
          if (!count) return count.error();
          const auto ids = offers.held_after({}, 100);
          if (!ids) return ids.error();
          const auto greatest = offers.greatest();
          if (!greatest) return greatest.error();
          const auto batch = text_of(offers.next_batch(100, 1 << 20));
          if (!batch) return batch.error();
          return std::to_string(*count) + std::to_string(ids->size()) + greatest->text() + *batch;
        }});
  CHECK(faults_met > 3);
}

TEST_CASE_FIXTURE(OfferFixture, "the answer to an offer is stored wholly or not at all") {
  std::vector<Uuid> offered;
  sweep(
      [&](Store& store) {
        offer(store);
        for (const Change& each : good(Offers(store).next_batch(100, 1 << 20))) {
          offered.push_back(each.id);
        }
        REQUIRE(offered.size() >= 2);
      },
      {[&](Store& store) -> Result<std::string> {
        HubAnswer answer = answer_with("offered-2");
        answer.incarnation = "second life";
        answer.taken.push_back({offered[0], "seal-2", std::nullopt, {}});
        answer.rejected.push_back({offered[1], "forbidden", "because"});
        for (std::size_t i = 2; i < offered.size(); ++i) answer.later.push_back(offered[i]);
        const auto outcome = Offers(store).apply(answer, offered, "offered", clock.wall());
        if (!outcome) return outcome.error();
        return std::to_string(outcome->taken);
      }});
  CHECK(faults_met > 20);
}

TEST_CASE_FIXTURE(OfferFixture, "what fits no call is given up wholly or not at all") {
  std::vector<Uuid> offered;
  sweep(
      [&](Store& store) {
        offer(store);
        offered = held(store);
      },
      {[&](Store& store) { return nothing_of(Offers(store).drop(offered.front())); }});
  CHECK(faults_met > 10);
}

TEST_CASE_FIXTURE(OfferFixture, "what was rejected is mended, or sent again, wholly or not") {
  Uuid rejected;
  const auto reject = [&](Store& store) {
    live(store);
    rejected = good(store.changes_of(noted)).front().id;
    good(Replica(store).reject({rejected, "forbidden", "because"}));
  };
  sweep(reject, {[&](Store& store) -> Result<std::string> {
          const auto mended = store.mend_rejected(rejected, {{"place", "Oslo"}});
          if (!mended) return mended.error();
          return mended->text();
        }});
  sweep(reject, {[&](Store& store) { return nothing_of(store.resend_rejected(rejected)); }});
  sweep(reject, {[&](Store& store) { return nothing_of(store.discard_rejected(rejected)); }});
  CHECK(faults_met > 60);
}

TEST_CASE_FIXTURE(OfferFixture, "another store is rescued wholly or not at all") {
  Salvage salvage;
  const auto old = open("old.db", 0xC3);
  live(*old);
  for (const Uuid& record : {noted, sent, foreign_note, message}) {
    for (const HeldChange& held : good(read_changes_of(old->database(), record))) {
      Change bare = held.change;
      bare.seal.clear();
      const auto state = held.state;
      salvage.changes.emplace(
          bare.id, Salvage::ChangeRow{bare.id, record, bare.stamp, state, held.change.seal, "", "",
                                      to_text(change_to_json(bare))});
    }
  }
  salvage.drafts.emplace("new", Draft{"new", R"({"body":"half a note"})", clock.wall()});
  salvage.erased[Uuid{{7}}] = {Uuid{{7}}, std::nullopt, std::nullopt, "", "[]"};
  REQUIRE(salvage.changes.size() >= 4);
  sweep({}, {[&](Store& store) -> Result<std::string> {
          const auto report = take_salvage(store, salvage);
          if (!report) return report.error();
          return std::to_string(report->changes) + " " + std::to_string(report->conversations) +
                 " " + std::to_string(report->waiting) + " " + std::to_string(report->drafts);
        }});
  CHECK(faults_met > 50);
}

}  // namespace
}  // namespace crosstalk
