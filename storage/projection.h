#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "storage/change_rows.h"
#include "storage/database.h"
#include "storage/merge.h"
#include "storage/result.h"

namespace crosstalk {

/// Writes what a record's changes amount to into the tables that lists and searches read. One
/// object for each transaction.
class Projector {
 public:
  /// `member` is who this device belongs to, once it has joined.
  Projector(Database& database, DeviceId device, std::optional<Uuid> member)
      : database_(database), device_(device), member_(member) {}
  /// For the device and member that the store says.
  static Result<Projector> of(Database& database);

  /// From the changes in the store. A record without any is removed.
  Result<void> project(const Uuid& record);
  /// From `state`, which is that of all its changes.
  Result<void> project(const RecordState& state);
  /// Many at once, in the order that the search index takes them cheapest.
  Result<void> project_all(std::vector<RecordState> states);
  /// Whether the tables say of a record just what its changes amount to. Writes nothing.
  Result<bool> matches(const Uuid& record);
  /// Forgets a record in all tables but `changes`.
  Result<void> remove(const Uuid& record);

 private:
  /// One statement writes a row and another finds it when it has just these values; which of them
  /// is used depends on whether the projector writes or compares.
  Result<void> put(const Sql& write, const Sql& same, const std::function<void(Statement&)>& bind);
  Result<void> put_record(const RecordState& state);
  Result<void> put_conversation(const RecordState& state);
  Result<void> put_tags_and_links(const RecordState& state, std::int64_t position);
  Result<void> delete_tags_and_links(std::int64_t position);
  Result<void> put_action(const RecordState& state);
  Result<void> put_message(const RecordState& state);
  Result<void> put_member(const RecordState& state);
  Result<void> put_event(const RecordState& state);
  Result<std::int64_t> free_position(std::int64_t occurred_at_ms);
  bool own(const RecordState& state) const;

  Database& database_;
  DeviceId device_;
  std::optional<Uuid> member_;
  bool comparing_ = false;
  bool differs_ = false;
};

/// The changes that lists show of a record. Rejected changes are set aside, but where the one that
/// makes the record was rejected all of them: its words must not vanish from before their author's
/// eyes.
std::vector<Change> shown_changes(std::span<const HeldChange> changes);
/// Their merge; nil where there are none.
RecordState shown_state(std::span<const HeldChange> changes);

/// When a conversation took place: `occurred_at`, or else the time of its first stamp.
Instant occurred_at(const RecordState& state);

/// The least position that a note of that moment can have (storage/migrations/0001_records.sql).
std::int64_t first_position(std::int64_t occurred_at_ms);

}  // namespace crosstalk
