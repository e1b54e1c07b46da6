#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/database.h"
#include "storage/hub_answer.h"
#include "storage/result.h"
#include "storage/store.h"

/// What a device does when the hub's store has gone back in time: it names all that it holds, sends
/// what is missing, and only then goes on with the new life (sync/PROTOCOL.md, "When the hub's
/// store goes back in time"). All of it survives a crash: until the end nothing of the old life is
/// given up.
namespace crosstalk {

/// An acknowledged change or an erasure, as `have` names it.
struct HeldId {
  Uuid id;
  std::string seal;
  bool erasure = false;
};

/// How far an offer has come.
struct Offering {
  std::string life;                   // incarnation of the hub's store that it is made to
  std::optional<std::string> cursor;  // set once all that is held was named
};

class Offers {
 public:
  explicit Offers(Store& store) : store_(store) {}

  /// Nothing while nothing is offered.
  Result<std::optional<Offering>> offering() const;

  /// What this device holds acknowledged, in order of id after `after`: at most `count_max`.
  Result<std::vector<HeldId>> held_after(const Uuid& after, std::size_t count_max) const;
  Result<std::int64_t> held_count() const;
  /// The greatest accepted stamp that this device has ever seen.
  Result<Stamp> greatest() const;

  /// What the hub lacks of the ids that were named; with the last of them comes the cursor. Counts
  /// for nothing where the offer is meanwhile made to another life.
  Result<void> note_missing(const std::string& life, const std::vector<Uuid>& ids,
                            const std::optional<std::string>& cursor);
  /// Begins anew, to this life.
  Result<void> begin(const std::string& life);

  /// What is still to be sent, with `by` and `seal`: erasures first, then least stamp first; bounds
  /// as in `Replica::next_batch`.
  Result<std::vector<Change>> next_batch(std::size_t changes_max, std::size_t bytes_max) const;

  /// Stores the answer to an offer of `sent` in one transaction. Acknowledgements count; of
  /// rejections, those of this device's own words (they are set aside) and `erased`. With the last
  /// one the new life and its cursor are stored. True where the hub's store has gone back once
  /// more, so that the offer begins anew.
  struct Outcome {
    bool new_life = false;
    std::int64_t taken = 0;
    bool changed = false;
  };
  Result<Outcome> apply(const HubAnswer& answer, const std::vector<Uuid>& sent,
                        const std::string& cursor_sent, Instant wall);
  /// Gives up sending one: not even alone does it fit. It stays on this device.
  Result<void> drop(const Uuid& id);

 private:
  Store& store_;
};

/// Inside the caller's transaction.
Result<void> begin_offering(Database& database, const std::string& life);
Result<std::optional<Offering>> read_offering(const Database& database);
/// Ends the offer where nothing is left of it: the new life and its cursor are stored.
Result<void> end_offering_if_done(Database& database);

}  // namespace crosstalk
