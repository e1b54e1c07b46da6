#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/clock.h"
#include "storage/offering.h"
#include "storage/result.h"
#include "storage/store.h"
#include "sync/transport.h"
#include "sync/wire.h"

namespace crosstalk {

/// A change or an erasure that device and hub do not both hold, or not the same.
struct Difference {
  enum class Where { here_alone, hub_alone, not_the_same };
  Where where = Where::here_alone;
  Uuid id;
  std::string kind;  // empty: of more that the hub alone holds than are asked for
  Instant when;      // it was made
};

/// What a hub confirmed of what this device holds acknowledged, erasures included.
struct Receipt {
  std::int64_t held = 0;       // on this device
  std::int64_t on_hub = 0;     // of these the hub holds the very same, seal by seal
  std::int64_t hub_alone = 0;  // changes that the hub holds and this device does not
  /// Of a hub that does not name them: parts (of 4096) in which it has what this device lacks.
  std::int64_t elsewhere = 0;
  std::vector<Difference> differences;  // all of them, those of this device first
  Instant checked;

  bool same() const { return on_hub == held && hub_alone == 0 && elsewhere == 0; }
};

/// Compares what device and hub hold, by hashes first and by ids where those differ, and has the
/// hub name what it alone holds, as a state machine without socket or clock: ask for the next
/// request, give it what came back. It changes nothing on the device.
class ReceiptCheck {
 public:
  /// Both must outlive it.
  ReceiptCheck(Store& store, Random& random);

  /// Nothing once the receipt is there. Errors: `not-joined`, those of reading the store.
  Result<std::optional<HttpRequest>> next();
  /// Errors: what the hub or something in between said instead of an answer, as for a sync.
  Result<void> take(const HttpResponse& response, Instant wall);

  const Receipt& receipt() const { return receipt_; }
  /// The life of the hub's store that was compared with.
  const std::string& life() const { return life_; }

 private:
  enum class Step { hashes, ids, list, want, done };
  Result<HaveRequest> request();
  Result<void> name_missing(const HaveAnswer& answer);
  void note_held(const HaveAnswer& answer);
  void describe(const HaveAnswer& answer);
  void finish(Instant wall);

  Store& store_;
  Random& random_;
  Offers offers_;
  std::uint64_t next_id_ = 1;
  std::string call_;
  Step step_ = Step::hashes;
  std::set<std::uint32_t> differ_;     // buckets
  std::set<std::uint32_t> explained_;  // those in which something is missing
  std::set<std::uint32_t> unlisted_;   // those of which the hub has still to say what it holds
  std::set<Uuid> named_;               // to the hub, in all calls
  std::set<Uuid> asked_;               // in the call in hand
  std::set<Uuid> on_hub_;              // what it lists
  std::vector<Uuid> undescribed_;      // what it alone holds and has still to be asked for
  Uuid after_;
  bool last_ = false;
  std::string life_;
  Receipt receipt_;
};

/// The receipt that was asked for last, without its differences; nothing before the first. Kept
/// among the settings.
Result<std::optional<Receipt>> last_receipt(const Store& store);
Result<void> keep_receipt(Store& store, const Receipt& receipt);

}  // namespace crosstalk
