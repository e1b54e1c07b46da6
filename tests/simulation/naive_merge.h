#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/change.h"
#include "storage/merge.h"

namespace crosstalk::simulation {

/// The merge of one record as sync/PROTOCOL.md words it ("Merging"), done in the plainest way, with
/// nothing of storage/merge.cc: what that one is measured against.
struct NaiveRecord {
  std::string kind;
  std::map<std::string, std::pair<std::pair<Stamp, Uuid>, Json>> registers;
  std::map<std::string, std::set<Uuid>> texts;  // field → the writes that stand
  bool changed_since_deleted = false;

  std::string text(const std::string& field) const;  // of a register; empty where it is none
  bool is_true(const std::string& field) const;
  bool operator==(const NaiveRecord&) const = default;
};

NaiveRecord merge_naively(const std::vector<Change>& changes);

/// What of `state` can be compared with the above.
NaiveRecord naive_view(const RecordState& state);

}  // namespace crosstalk::simulation
