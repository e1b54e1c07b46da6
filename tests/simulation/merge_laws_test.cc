// Merging is commutative, associative and idempotent, and what the protocol page says: held against
// a merge of the plainest kind (naive_merge.h), over changes drawn from a seed.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "storage/merge.h"
#include "tests/simulation/naive_merge.h"
#include "tests/support/seeded_random.h"

namespace crosstalk {

namespace {

constexpr int kRecords = 3'000;

Uuid any_id(const std::vector<Change>& changes, SeededRandom& dice) {
  if (changes.empty() || dice.chance(10)) return make_uuid(Instant{}, dice);
  return changes[dice.below(changes.size())].id;
}

/// Some changes of one record, as any devices might have made them: stamps meet, bases name what is
/// not there, texts are written side by side, the bin is used, some are mended, some are cut.
std::vector<Change> drawn(SeededRandom& dice) {
  const Uuid record = make_uuid(Instant{}, dice);
  const std::string kind = dice.chance(80) ? "conversation" : "action";
  std::vector<Change> changes;
  for (std::size_t i = 1 + dice.below(7); i > 0; --i) {
    Change change;
    change.id = make_uuid(Instant{}, dice);
    change.stamp = Stamp{dice.below(6), DeviceId{1 + dice.below(3)}};
    change.record = record;
    change.kind = kind;
    change.edit = !changes.empty();
    if (dice.chance(60)) change.set["body"] = "text " + std::to_string(dice.below(100));
    if (dice.chance(50)) change.set["summary"] = "words " + std::to_string(dice.below(100));
    if (dice.chance(40)) change.set["themes/risk"] = dice.chance(50);
    if (dice.chance(30)) change.set["deleted"] = dice.chance(60);
    for (const char* field : {"body", "deleted"}) {
      for (std::size_t n = dice.below(3); n > 0; --n) {
        change.base[field].push_back(any_id(changes, dice));
      }
    }
    if (dice.chance(10)) change.mends.push_back(any_id(changes, dice));
    if (dice.chance(10)) change.base["body"].push_back(change.id);  // a base never names itself
    changes.push_back(std::move(change));
  }
  return changes;
}

void shuffle(std::vector<Change>& changes, SeededRandom& dice) {
  for (std::size_t i = changes.size(); i > 1; --i)
    std::swap(changes[i - 1], changes[dice.below(i)]);
}

/// A copy of a change as it stands somewhere else: with the stamp that the hub gave it, or cut.
Change copy_of(Change change, SeededRandom& dice) {
  if (dice.chance(30)) change.stamp.ticks -= std::min<std::uint64_t>(change.stamp.ticks, 2);
  if (dice.chance(30) && !change.set.empty()) {
    change.cut.push_back(change.set.begin()->first);
    change.set.erase(change.set.begin());
  }
  return change;
}

simulation::NaiveRecord seen(const std::vector<Change>& changes) {
  return simulation::naive_view(merge_changes(changes));
}

}  // namespace

TEST_CASE("a record is merged as the rules say, whatever its changes") {
  SeededRandom dice(20'261'124);
  for (int i = 0; i < kRecords; ++i) {
    CAPTURE(i);
    const std::vector<Change> changes = drawn(dice);
    REQUIRE(seen(changes) == simulation::merge_naively(changes));
  }
}

TEST_CASE("the order in which changes come makes no difference") {
  SeededRandom dice(2);
  for (int i = 0; i < kRecords; ++i) {
    CAPTURE(i);
    std::vector<Change> changes = drawn(dice);
    const auto before = seen(changes);
    shuffle(changes, dice);
    REQUIRE(seen(changes) == before);
  }
}

TEST_CASE("changes that come again, and copies with another stamp or cut, make no difference") {
  SeededRandom dice(3);
  for (int i = 0; i < kRecords; ++i) {
    CAPTURE(i);
    std::vector<Change> changes = drawn(dice);
    const std::size_t once = changes.size();
    for (std::size_t n = dice.below(4); n > 0; --n) {
      changes.push_back(copy_of(changes[dice.below(once)], dice));
    }
    std::vector<Change> others = changes;
    others.insert(others.end(), changes.begin(), changes.end());
    shuffle(others, dice);
    REQUIRE(seen(others) == seen(changes));
    REQUIRE(seen(others) == simulation::merge_naively(changes));
  }
}

TEST_CASE("it makes no difference which replica merged which changes first") {
  SeededRandom dice(4);
  for (int i = 0; i < kRecords; ++i) {
    CAPTURE(i);
    // Replicas hold sets of changes, and meet by uniting them: any way of grouping is the same.
    const std::vector<Change> changes = drawn(dice);
    std::array<std::vector<Change>, 3> held;
    for (const Change& change : changes) held[dice.below(3)].push_back(copy_of(change, dice));
    const auto united = [](std::vector<Change> left, const std::vector<Change>& right) {
      left.insert(left.end(), right.begin(), right.end());
      return left;
    };
    REQUIRE(seen(united(united(held[0], held[1]), held[2])) ==
            seen(united(held[0], united(held[1], held[2]))));
    REQUIRE(seen(united(held[2], united(held[1], held[0]))) ==
            seen(united(united(held[0], held[1]), held[2])));
  }
}

}  // namespace crosstalk
