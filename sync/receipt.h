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

namespace crosstalk {

/// What a hub confirmed of what this device holds acknowledged, erasures included.
struct Receipt {
  std::int64_t held = 0;       // on this device
  std::int64_t on_hub = 0;     // of these the hub holds the very same, seal by seal
  std::int64_t elsewhere = 0;  // parts (of 4096) in which the hub has what this device lacks
  std::vector<Uuid> missing;   // what the hub lacks or holds otherwise
  Instant checked;

  bool same() const { return missing.empty() && elsewhere == 0; }
};

/// Compares what device and hub hold, by hashes first and by ids where those differ, as a state
/// machine without socket or clock: ask for the next request, give it what came back. It changes
/// nothing on the device.
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
  void finish(Instant wall);

  Store& store_;
  Random& random_;
  Offers offers_;
  std::uint64_t next_id_ = 1;
  std::string call_;
  bool compared_ = false;
  bool done_ = false;
  std::optional<std::set<std::uint32_t>> differ_;  // buckets
  std::set<std::uint32_t> explained_;              // those in which something is missing
  std::set<Uuid> asked_;                           // in the call in hand
  Uuid after_;
  bool last_ = false;
  std::string life_;
  Receipt receipt_;
};

/// The receipt that was asked for last; nothing before the first. Kept among the settings.
Result<std::optional<Receipt>> last_receipt(const Store& store);
Result<void> keep_receipt(Store& store, const Receipt& receipt);

}  // namespace crosstalk
