#include "storage/merge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/seeded_random.h"

namespace crosstalk {
namespace {

Uuid id_of(std::uint8_t number) {
  Uuid id;
  id.bytes[0] = 1;
  id.bytes[15] = number;
  return id;
}

// A change of the record 200, a conversation unless said otherwise.
Change change(std::uint8_t id, std::uint64_t ticks, std::map<std::string, Json> set) {
  Change made;
  made.id = id_of(id);
  made.stamp = {ticks, {7}};
  made.record = id_of(200);
  made.kind = kinds::kConversation;
  made.edit = id != 1;
  made.set = std::move(set);
  return made;
}

std::vector<std::string> versions(const RecordState& state) {
  std::vector<std::string> texts;
  if (const auto found = state.texts.find("body"); found != state.texts.end()) {
    for (const FieldValue& version : found->second)
      texts.push_back(version.value.get<std::string>());
  }
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("nothing merges to a nil record") {
  const RecordState state = merge_changes({});
  CHECK(state.record.nil());
  CHECK(state.kind.empty());
  CHECK(state.value("summary").is_null());
  CHECK(state.text("summary").empty());
}

TEST_CASE("the greatest stamp of a register wins, then the greatest id") {
  const std::vector<Change> changes = {
      change(1, 10, {{"summary", "first"}, {"place", "Leeds"}}),
      change(2, 30, {{"summary", "late"}}), change(3, 20, {{"summary", "between"}}),
      change(5, 40, {{"place", "York"}}), change(4, 40, {{"place", "Hull"}})};
  const RecordState state = merge_changes(changes);
  CHECK(state.text("summary") == "late");
  CHECK(state.text("place") == "York");
  CHECK(state.first.ticks == 10);
  CHECK(state.last.ticks == 40);
}

TEST_CASE("a register that was cleared is null") {
  const std::vector<Change> changes = {change(1, 10, {{"place", "Leeds"}}),
                                       change(2, 20, {{"place", nullptr}})};
  CHECK(merge_changes(changes).value("place").is_null());
}

TEST_CASE("elements of a set are registers of their own") {
  const std::vector<Change> changes = {
      change(1, 10, {{"themes/risk", true}, {"themes/trust", true}, {"themesx/no", true}}),
      change(2, 20, {{"themes/risk", false}, {"themes/culture", true}, {"themes/odd", "yes"}})};
  const RecordState state = merge_changes(changes);
  CHECK(state.elements("themes") == Texts{"culture", "trust"});
  CHECK(state.elements("theme").empty());
  CHECK(state.is_true("themes/trust"));
  CHECK_FALSE(state.is_true("themes/risk"));
}

TEST_CASE("concurrent writes of a text are all kept, greatest first") {
  Change left = change(2, 20, {{"body", "left"}});
  Change right = change(3, 30, {{"body", "right"}});
  left.base["body"] = right.base["body"] = {id_of(1)};
  const std::vector<Change> changes = {change(1, 10, {{"body", "start"}}), left, right};
  const RecordState state = merge_changes(changes);
  CHECK(versions(state) == Texts{"right", "left"});
  CHECK(state.text("body") == "right");
}

TEST_CASE("a write that names all versions as its base merges them") {
  Change left = change(2, 20, {{"body", "left"}});
  Change right = change(3, 30, {{"body", "right"}});
  left.base["body"] = right.base["body"] = {id_of(1)};
  Change both = change(4, 40, {{"body", "both"}});
  both.base["body"] = {id_of(2), id_of(3)};
  const std::vector<Change> changes = {change(1, 10, {{"body", "start"}}), left, right, both};
  CHECK(versions(merge_changes(changes)) == Texts{"both"});
}

TEST_CASE("a base that names a write not here yet counts when it arrives") {
  Change late = change(3, 30, {{"body", "replaces"}});
  late.base["body"] = {id_of(2)};
  std::vector<Change> changes = {change(1, 10, {{"summary", "x"}}), late};
  CHECK(versions(merge_changes(changes)) == Texts{"replaces"});
  changes.push_back(change(2, 20, {{"body", "replaced"}}));
  CHECK(versions(merge_changes(changes)) == Texts{"replaces"});
}

TEST_CASE("a write without a base replaces nothing") {
  const std::vector<Change> changes = {change(1, 10, {{"body", "a"}}),
                                       change(2, 20, {{"body", "b"}})};
  CHECK(versions(merge_changes(changes)) == Texts{"b", "a"});
}

TEST_CASE("a write that names itself is still shown") {
  Change odd = change(1, 10, {{"body", "a"}});
  odd.base["body"] = {id_of(1)};
  odd.mends = {id_of(1)};
  CHECK(versions(merge_changes(std::vector{odd})) == Texts{"a"});
}

TEST_CASE("a mended change stands in for the one that it names") {
  Change mended = change(3, 20, {{"body", "shorter"}});
  mended.mends = {id_of(2)};
  // The hub took the first version after all.
  std::vector<Change> changes = {change(1, 10, {{"summary", "x"}}),
                                 change(2, 20, {{"body", "too long"}}), mended};
  CHECK(versions(merge_changes(changes)) == Texts{"shorter"});
  // Who replaced the first replaced the mended one too.
  Change after = change(4, 30, {{"body", "after"}});
  after.base["body"] = {id_of(2)};
  changes.push_back(after);
  CHECK(versions(merge_changes(changes)) == Texts{"after"});
}

TEST_CASE("body is multi-value in conversations and comments and a register elsewhere") {
  CHECK(is_text_field("conversation", "body"));
  CHECK(is_text_field("comment", "body"));
  CHECK_FALSE(is_text_field("conversation", "summary"));
  CHECK_FALSE(is_text_field("message", "body"));
  Change first = change(1, 10, {{"body", "a"}});
  Change second = change(2, 20, {{"body", "b"}});
  first.kind = second.kind = kinds::kMessage;
  const RecordState state = merge_changes(std::vector{first, second});
  CHECK(state.texts.empty());
  CHECK(state.text("body") == "b");
}

TEST_CASE("kind and author are those of the change that made the record") {
  Change made = change(1, 50, {{"summary", "x"}});  // its clock ran ahead
  made.by = id_of(90);
  Change edited = change(2, 20, {{"summary", "y"}});
  edited.by = id_of(91);
  const RecordState state = merge_changes(std::vector{edited, made});
  REQUIRE(state.author);
  CHECK(*state.author == id_of(90));
  CHECK(state.kind == "conversation");
  CHECK(state.registers.at("summary").by == id_of(90));
}

TEST_CASE("a deletion that knew all live changes lies in the bin quietly") {
  Change deletion = change(3, 30, {{"deleted", true}});
  deletion.base["deleted"] = {id_of(1), id_of(2)};
  const std::vector<Change> changes = {change(1, 10, {{"summary", "a"}, {"place", "Leeds"}}),
                                       change(2, 20, {{"summary", "b"}}), deletion};
  const RecordState state = merge_changes(changes);
  CHECK(state.is_true("deleted"));
  CHECK_FALSE(state.changed_since_deleted);
}

TEST_CASE("a live change that the deletion did not name makes it deleted, changed since") {
  Change deletion = change(3, 30, {{"deleted", true}});
  deletion.base["deleted"] = {id_of(1)};
  std::vector<Change> changes = {change(1, 10, {{"summary", "a"}, {"place", "Leeds"}}),
                                 change(2, 20, {{"summary", "unseen"}}), deletion};
  CHECK(merge_changes(changes).changed_since_deleted);
  SUBCASE("unless a later one took its place") {
    changes[1].stamp.ticks = 5;  // it loses to the first, so nothing of it counts
    CHECK_FALSE(merge_changes(changes).changed_since_deleted);
  }
  SUBCASE("unless it mends one that was named") {
    changes[1].mends = {id_of(1)};
    CHECK_FALSE(merge_changes(changes).changed_since_deleted);
  }
  SUBCASE("and no more once it is brought back") {
    changes.push_back(change(4, 40, {{"deleted", false}}));
    const RecordState state = merge_changes(changes);
    CHECK_FALSE(state.is_true("deleted"));
    CHECK_FALSE(state.changed_since_deleted);
  }
}

TEST_CASE("a field that was cut sets nothing, and its base counts on") {
  Change replaced = change(2, 20, {{"body", "old"}, {"place", "Leeds"}});
  replaced.base["body"] = {id_of(1)};
  replaced.cut = {"body"};
  const std::vector<Change> changes = {change(1, 10, {{"body", "oldest"}}), replaced};
  const RecordState state = merge_changes(changes);
  CHECK(versions(state).empty());
  CHECK(state.text("place") == "Leeds");
}

TEST_CASE("of a whole and a cut copy the cut one counts, of two stamps the lower") {
  Change whole = change(2, 40, {{"summary", "secret"}, {"place", "York"}});
  Change cut = change(2, 20, {{"place", "York"}});
  cut.cut = {"summary"};
  const Change other = change(3, 30, {{"place", "Hull"}});
  const Change first = change(1, 10, {{"summary", "plain"}});
  for (const auto& changes :
       {std::vector{first, whole, cut, other}, std::vector{cut, other, whole, first}}) {
    const RecordState state = merge_changes(changes);
    CHECK(state.text("summary") == "plain");
    CHECK(state.text("place") == "Hull");
    CHECK(state.last.ticks == 30);
  }
}

TEST_CASE("live changes are those that still give a value, dead fields all other values") {
  Change second = change(2, 20, {{"summary", "b"}, {"body", "v2"}});
  second.base["body"] = {id_of(1)};
  const std::vector<Change> changes = {change(1, 10, {{"summary", "a"}, {"body", "v1"}}), second,
                                       change(3, 30, {{"place", "York"}}),
                                       change(4, 5, {{"place", "Hull"}})};
  CHECK(live_changes(changes) == std::vector{id_of(2), id_of(3)});
  const auto dead = dead_fields(changes);
  REQUIRE(dead.size() == 2);
  CHECK(dead.at(id_of(1)) == Texts{"body", "summary"});
  CHECK(dead.at(id_of(4)) == Texts{"place"});
}

TEST_CASE("an erasure of history sets nothing and is no change of the record") {
  Change erasure = change(9, 90, {});
  erasure.kind = kinds::kErase;
  erasure.history = true;
  const RecordState state = merge_changes(std::vector{change(1, 10, {{"summary", "a"}}), erasure});
  CHECK(state.kind == "conversation");
  CHECK(state.last.ticks == 10);
}

namespace {

// The rules of the protocol page once more, as plainly as they can be written.
struct Naive {
  std::map<std::string, Uuid> winners;
  std::vector<Uuid> live_texts;  // sorted

  explicit Naive(const std::vector<Change>& changes) {
    std::vector<Uuid> killed;
    std::vector<Uuid> gone;
    std::map<Uuid, const Change*> texts;
    std::map<std::string, const Change*> registers;
    for (const Change& one : changes) {
      for (const auto& [field, value] : one.set) {
        if (field == "body") {
          texts[one.id] = &one;
          continue;
        }
        const Change*& best = registers[field];
        if (best == nullptr || std::pair(best->stamp, best->id) < std::pair(one.stamp, one.id))
          best = &one;
      }
      if (const auto base = one.base.find("body"); base != one.base.end()) {
        killed.insert(killed.end(), base->second.begin(), base->second.end());
      }
      gone.insert(gone.end(), one.mends.begin(), one.mends.end());
    }
    const auto among = [](const std::vector<Uuid>& ids, const Uuid& id) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    for (const auto& [id, text] : texts) {
      bool live = !among(killed, id) && !among(gone, id);
      for (const Uuid& mended : text->mends) live = live && !among(killed, mended);
      if (live) live_texts.push_back(id);
    }
    for (const auto& [field, winner] : registers) winners[field] = winner->id;
  }
};

std::vector<Change> random_changes(SeededRandom& random) {
  const auto count = static_cast<std::uint8_t>(1 + random.below(14));
  std::vector<Change> changes;
  for (std::uint8_t id = 1; id <= count; ++id) {
    Change made = change(id, 10 + random.below(8), {});
    made.stamp.device.value = random.below(3);
    for (const char* field : {"summary", "place", "themes/risk", "body", "deleted"}) {
      if (!random.chance(45)) continue;
      if (std::string(field) == "deleted") {
        made.set[field] = random.chance(50);
      } else {
        made.set[field] = std::string(field) + std::to_string(id);
      }
    }
    // Others only, known here or not: a base cannot name its own change.
    for (std::uint8_t other = 1; other <= count + 2; ++other) {
      if (other == id) continue;
      if (random.chance(12)) made.base["body"].push_back(id_of(other));
      if (random.chance(20)) made.base["deleted"].push_back(id_of(other));
      if (random.chance(4)) made.mends.push_back(id_of(other));
    }
    changes.push_back(std::move(made));
  }
  return changes;
}

void check_against(const Naive& naive, const RecordState& state) {
  REQUIRE(state.registers.size() == naive.winners.size());
  for (const auto& [field, id] : naive.winners) CHECK(state.registers.at(field).change == id);
  std::vector<Uuid> live;
  if (const auto found = state.texts.find("body"); found != state.texts.end()) {
    for (const FieldValue& version : found->second) live.push_back(version.change);
  }
  std::sort(live.begin(), live.end());
  CHECK(live == naive.live_texts);
}

bool same(const RecordState& left, const RecordState& right) {
  const auto key = [](const FieldValue& value) {
    return std::tuple(to_text(value.value), value.change, value.stamp, value.by);
  };
  bool equal =
      left.record == right.record && left.kind == right.kind && left.author == right.author &&
      left.first == right.first && left.last == right.last &&
      left.changed_since_deleted == right.changed_since_deleted &&
      left.registers.size() == right.registers.size() && left.texts.size() == right.texts.size();
  for (const auto& [field, value] : left.registers) {
    equal =
        equal && right.registers.contains(field) && key(value) == key(right.registers.at(field));
  }
  for (const auto& [field, list] : left.texts) {
    equal = equal && right.texts.contains(field) &&
            std::equal(list.begin(), list.end(), right.texts.at(field).begin(),
                       right.texts.at(field).end(),
                       [&](const FieldValue& a, const FieldValue& b) { return key(a) == key(b); });
  }
  return equal;
}

}  // namespace

TEST_CASE("any order and any repetition of any changes merge to what the naive rules say") {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    SeededRandom random(seed);
    const std::vector<Change> changes = random_changes(random);
    const RecordState state = merge_changes(changes);
    check_against(Naive(changes), state);
    for (int order = 0; order < 4; ++order) {
      std::vector<Change> shuffled = changes;
      for (const Change& one : changes) {
        if (random.chance(40)) shuffled.push_back(one);
      }
      std::shuffle(shuffled.begin(), shuffled.end(), random.engine());
      REQUIRE(same(merge_changes(shuffled), state));
      REQUIRE(live_changes(shuffled) == live_changes(changes));
      REQUIRE(dead_fields(shuffled) == dead_fields(changes));
    }
  }
}

TEST_CASE("cutting what no longer counts leaves what counts as it was") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    SeededRandom random(seed);
    const std::vector<Change> changes = random_changes(random);
    std::vector<Change> cut = changes;
    const auto dead = dead_fields(changes);
    for (Change& one : cut) {
      if (!dead.contains(one.id)) continue;
      one.cut = dead.at(one.id);
      for (const std::string& field : one.cut) one.set.erase(field);
    }
    REQUIRE(same(merge_changes(cut), merge_changes(changes)));
    std::vector<Change> mixed = changes;
    mixed.insert(mixed.end(), cut.begin(), cut.end());
    std::shuffle(mixed.begin(), mixed.end(), random.engine());
    REQUIRE(same(merge_changes(mixed), merge_changes(changes)));
  }
}

}  // namespace crosstalk
