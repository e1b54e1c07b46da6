#pragma once

#include <set>
#include <string>
#include <vector>

#include "storage/hub_answer.h"
#include "storage/json.h"
#include "sync/hub/rights.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {

/// What became of the changes of one call, in the order in which they came.
struct Intake {
  std::vector<Taken> taken;
  /// A change without a readable id is named by what it had in its place, so far as that is a
  /// text.
  struct Refusal {
    std::string id;
    std::string code;
    std::string detail;
  };
  std::vector<Refusal> rejected;
  std::vector<Uuid> later;
  std::set<Uuid> records;  // of what was taken, erasures aside
};

/// Judges and stores the changes that a device sent, each by itself: one bad change holds up none
/// of the others. A known id is answered as it was before. With `offered` they are what a device
/// holds and the hub may have lost: what bears a seal of the space is taken back from any device,
/// as it was given out; the rest is judged as ever.
Intake take_in(SpaceWriter& writer, const Caller& caller, const std::vector<Json>& changes,
               bool offered);

}  // namespace crosstalk::hub
