#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.h"

namespace crosstalk {

/// One value that counts, and the change it came from.
struct FieldValue {
  Json value;
  Uuid change;
  Stamp stamp;
  std::optional<Uuid> by;
};

/// What all accepted changes of one record amount to. Derived, never stored as truth: the changes
/// are.
struct RecordState {
  Uuid record;
  std::string kind;
  std::optional<Uuid> author;                   // `by` of the change that made the record
  Stamp first;                                  // least stamp: when the record was made
  Stamp last;                                   // greatest stamp
  std::map<std::string, FieldValue> registers;  // set elements too (`themes/risk`)
  /// Concurrent versions, greatest stamp first; seldom more than one.
  std::map<std::string, std::vector<FieldValue>> texts;
  bool changed_since_deleted = false;  // a live change that the deletion did not know of

  /// The value of a register or of the greatest version of a text; null where it was never set.
  const Json& value(std::string_view field) const;
  std::string text(std::string_view field) const;  // "" unless a string
  bool is_true(std::string_view field) const;
  /// The keys of a set that are on, sorted: `elements("themes")` gives "risk" for `themes/risk`.
  std::vector<std::string> elements(std::string_view set) const;
};

/// True for the fields whose concurrent writes are all kept: `body` of conversation and comment.
bool is_text_field(std::string_view kind, std::string_view field);

/// Merges the changes of one record by the rules of sync/PROTOCOL.md ("Merging"): registers and set
/// elements by the greatest (stamp, id), texts multi-value by `base` and `mends`. Commutative,
/// associative, idempotent: the order and repetitions of `changes` make no difference. Rejected
/// changes must not be among them. Empty input: a nil record.
RecordState merge_changes(std::span<const Change> changes);

/// The ids of the changes that still give a value that counts: what a deletion names in
/// `base.deleted`.
std::vector<Uuid> live_changes(std::span<const Change> changes);

/// For each change, the fields whose values no longer count (what an erasure of history cuts).
std::map<Uuid, std::vector<std::string>> dead_fields(std::span<const Change> changes);

}  // namespace crosstalk
