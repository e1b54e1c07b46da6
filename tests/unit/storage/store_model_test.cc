// Random saves, edits, deletions, answers and reopenings against a model that is a map.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "tests/unit/storage/replica_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("store model");

struct ModelNote {
  std::string body;
  std::string place;
  std::set<std::string> themes;
  bool deleted = false;
};

const std::vector<std::string> kWords = {"guidance", "risk",   "trust", "council", "data",
                                         "sharing",  "Gdańsk", "🚆",     "plan",    "care",
                                         "board",    "ward",   "fire",  "housing"};
const std::vector<std::string> kThemes = {"risk", "trust", "change"};
const std::vector<std::string> kPlaces = {"Hull", "Cork", "Leeds"};

class ModelRun : public ReplicaFixture {
 public:
  explicit ModelRun(std::uint64_t seed) { random = SeededRandom(seed); }

  void step() {
    clock.advance(Milliseconds{static_cast<std::int64_t>(random.below(5'000))});
    const auto what = random.below(100);
    if (what < 30 || model_.empty()) {
      create();
    } else if (what < 60) {
      change(any());
    } else if (what < 70) {
      remove(any(), true);
    } else if (what < 76) {
      remove(any(), false);
    } else if (what < 88) {
      take_some();
    } else if (what < 94) {
      forget(any());
    } else {
      reopen();
    }
  }

  void compare() {
    ConversationFilter bin;
    bin.deleted = true;
    std::size_t shown = 0;
    for (const auto& [id, note] : model_) {
      const auto view = read(*store, id);
      CHECK(view.body == note.body);
      CHECK(view.place == note.place);
      CHECK(std::set<std::string>(view.themes.begin(), view.themes.end()) == note.themes);
      CHECK(view.deleted == note.deleted);
      shown += note.deleted ? 0 : 1;
    }
    CHECK(good(list_conversations(*store, {})).size() == shown);
    CHECK(good(count_conversations(*store, {})) == static_cast<std::int64_t>(shown));
    CHECK(good(list_conversations(*store, bin)).size() == model_.size() - shown);
    for (const std::string& word : kWords) {
      const auto matches = std::count_if(model_.begin(), model_.end(), [&](const auto& entry) {
        return !entry.second.deleted && entry.second.body.find(word) != std::string::npos;
      });
      if (word == "🚆") continue;  // no word to the index
      ConversationFilter filter;
      filter.query = word;
      CHECK(static_cast<std::int64_t>(list_conversations(*store, filter)->size()) == matches);
    }
    check_whole(*store);
  }

 private:
  std::string words() {
    std::string text;
    for (std::size_t i = 0; i <= random.below(6); ++i)
      text += kWords[random.below(kWords.size())] + " ";
    return text;
  }
  Uuid any() {
    auto place = model_.begin();
    std::advance(place, random.below(model_.size()));
    return place->first;
  }
  void create() {
    ModelNote note{words(), {}, {}, false};
    Fields set = {{"body", note.body}, {"summary", "s"}};
    if (random.chance(30))
      set["occurred_at"] = "2026-0" + std::to_string(1 + random.below(9)) + "-01T00:00:00Z";
    for (const std::string& theme : kThemes) {
      if (!random.chance(40)) continue;
      note.themes.insert(theme);
      set["themes/" + theme] = true;
    }
    model_[make(*store, "conversation", set)] = note;
  }
  void change(const Uuid& id) {
    ModelNote& note = model_[id];
    Fields set;
    if (random.chance(50)) set["body"] = note.body = words();
    if (random.chance(30)) set["place"] = note.place = kPlaces[random.below(kPlaces.size())];
    if (random.chance(30))
      set["occurred_at"] = "2025-0" + std::to_string(1 + random.below(9)) + "-01T00:00:00Z";
    for (const std::string& theme : kThemes) {
      if (!random.chance(30)) continue;
      const bool on = random.chance(50);
      set["themes/" + theme] = on;
      if (on) note.themes.insert(theme);
      if (!on) note.themes.erase(theme);
    }
    if (set.empty()) return;
    note.deleted = false;
    edit(*store, id, set);
  }
  void remove(const Uuid& id, bool deleted) {
    model_[id].deleted = deleted;
    edit(*store, id, {{"deleted", deleted}});
  }
  void take_some() {
    const auto batch = good(replica.next_batch(1 + random.below(20), 1 << 20, true));
    HubAnswer one = answer("c" + std::to_string(random.below(1000)));
    for (const Change& change : batch.changes) {
      if (random.chance(20)) {
        one.later.push_back(change.id);
      } else {
        one.taken.push_back({change.id, "seal", std::nullopt, {}});
      }
    }
    apply(one);
  }
  void forget(const Uuid& id) {
    if (random.chance(50)) {
      enter(EraseEntry{new_id(), std::nullopt, id, {}, "seal"});
    } else {
      for (const Change& change : waiting()) {
        if (change.record == id) take(change.id);
      }
      enter(WithdrawEntry{id});
    }
    model_.erase(id);
  }
  void reopen() {
    store.reset();
    store = open();
    std::construct_at(&replica, *store);
  }

  std::map<Uuid, ModelNote> model_;
};

TEST_CASE("whatever happens to a store, it shows what the saves amount to") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    ModelRun run(seed);
    for (int step = 0; step < 120; ++step) {
      run.step();
      if (step % 40 == 39) run.compare();
    }
  }
}

TEST_CASE_FIXTURE(ReplicaFixture,
                  "two stores that exchange all changes in any order show the same") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    SeededRandom chance(seed);
    const auto left = open("left" + std::to_string(seed) + ".db", 0x11);
    const auto right = open("right" + std::to_string(seed) + ".db", 0x22);
    const Uuid id = note(*left, "First");
    std::vector<Change> all = good(left->changes_of(id));
    const auto give = [&](Store& to, std::vector<Change> changes) {
      std::shuffle(changes.begin(), changes.end(), chance.engine());
      HubAnswer one = answer();
      for (const Change& change : changes) one.entries.push_back(change);
      Replica receiver(to);
      good(receiver.apply(one, std::nullopt, clock.wall()));
    };
    give(*right, all);
    for (int i = 0; i < 6; ++i) {
      clock.advance(Milliseconds{1});
      Store& one = chance.chance(50) ? *left : *right;
      const std::string words = "words " + std::to_string(i);
      edit(one, id,
           chance.chance(50) ? Fields{{"body", words}}
                             : Fields{{"place", words}, {"themes/risk", chance.chance(50)}});
      if (chance.chance(30)) give(&one == left.get() ? *right : *left, good(one.changes_of(id)));
    }
    give(*left, good(right->changes_of(id)));
    give(*right, good(left->changes_of(id)));
    const auto a = read(*left, id);
    const auto b = read(*right, id);
    CHECK(a.body == b.body);
    CHECK(a.bodies.size() == b.bodies.size());
    CHECK(a.place == b.place);
    CHECK(a.themes == b.themes);
    check_whole(*left);
    check_whole(*right);
  }
}

}  // namespace
}  // namespace crosstalk
