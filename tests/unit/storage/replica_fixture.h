#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {

/// A store that joined as a recorder, and a hub's answers to it, put together by hand.
struct ReplicaFixture : StoreFixture {
  std::unique_ptr<Store> store = open();
  Replica replica{*store};
  Uuid member = new_id();

  void join_as(const std::string& role) {
    good(store->join(HubLink{"http://127.0.0.1:8480", "token", "Space", role, member, "key", ""}));
  }

  HubAnswer answer(std::optional<std::string> cursor = std::nullopt) {
    HubAnswer answer;
    answer.time = clock.wall();
    answer.incarnation = "life";
    answer.cursor = std::move(cursor);
    return answer;
  }
  /// Its cursor is the one stored: a null one after that would be of another life of the hub.
  HubAnswer answer_of_same_life() { return answer(good(replica.cursor())); }
  Applied apply(const HubAnswer& answer) {
    return good(replica.apply(answer, good(replica.cursor()), clock.wall()));
  }
  Applied enter(FeedEntry entry) {
    HubAnswer one = answer_of_same_life();
    one.entries.push_back(std::move(entry));
    return apply(one);
  }
  Applied take(const Uuid& id, std::optional<Stamp> stamp = std::nullopt,
               const std::string& seal = "seal") {
    HubAnswer one = answer_of_same_life();
    one.taken.push_back({id, seal, stamp, {}});
    return apply(one);
  }
  Applied reject(const Uuid& id, const std::string& code) {
    HubAnswer one = answer_of_same_life();
    one.rejected.push_back({id, code, "because"});
    return apply(one);
  }

  std::vector<Change> unsent() { return good(replica.next_batch(500, 1 << 20, false)).changes; }
  std::vector<Change> waiting() { return good(replica.next_batch(500, 1 << 20, true)).changes; }
  void take_all() {
    for (const Change& change : waiting()) take(change.id);
  }

  static std::vector<Uuid> ids(const std::vector<Change>& changes) {
    std::vector<Uuid> ids;
    for (const Change& change : changes) ids.push_back(change.id);
    return ids;
  }
};

}  // namespace crosstalk
