#include "storage/change_rows.h"

#include <utility>

#include "storage/statements.h"

namespace crosstalk {
namespace {

Error damaged(std::string_view what) {
  return make_error(ErrorCode::store_damaged, std::string(what));
}

// The seal has a column of its own: it changes when the rest does not.
std::string content_of(const Change& change) {
  Json json = change_to_json(change);
  json.erase("seal");
  return to_text(json);
}

std::int64_t bytes_of(const Change& change, const std::string& content) {
  if (!change.by) return static_cast<std::int64_t>(content.size());
  return static_cast<std::int64_t>(change_bytes(change));
}

}  // namespace

std::optional<Change> change_from_content(std::string_view content, std::string_view seal) {
  const auto json = parse_json(content);
  if (!json) return std::nullopt;
  auto change = change_from_json(*json);
  if (change) change->seal = seal;
  return change;
}

Result<std::optional<HeldChange>> read_change(const Database& database, const Uuid& id) {
  Statement read = database.prepared(sql::kReadChange);
  const auto row = read.bind(1, id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<HeldChange>();
  auto change = change_from_content(read.text(0), read.text(1));
  if (!change) return damaged("a change cannot be read");
  return std::optional(HeldChange{std::move(*change), static_cast<ChangeState>(read.integer(2))});
}

Result<std::optional<ChangeMark>> read_change_mark(const Database& database, const Uuid& id) {
  Statement read = database.prepared(sql::kReadChangeMark);
  const auto row = read.bind(1, id).step();
  if (!row) return row.error();
  if (!*row) return std::optional<ChangeMark>();
  return std::optional(
      ChangeMark{static_cast<ChangeState>(read.integer(0)), read.text(1), read.uuid(2)});
}

Result<std::optional<std::string>> read_kind(const Database& database, const Uuid& record) {
  Statement read = database.prepared(sql::kReadRecord);
  const auto row = read.bind(1, record).step();
  if (!row) return row.error();
  if (!*row) return std::optional<std::string>();
  return std::optional(read.text(0));
}

Result<std::vector<HeldChange>> read_changes_of(const Database& database, const Uuid& record) {
  std::vector<HeldChange> changes;
  Statement read = database.prepared(sql::kReadChangesOf);
  read.bind(1, record);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return changes;
    auto change = change_from_content(read.text(0), read.text(1));
    if (!change) return damaged("a change cannot be read");
    changes.push_back({std::move(*change), static_cast<ChangeState>(read.integer(2))});
  }
}

Result<std::vector<Change>> read_merged_changes_of(const Database& database, const Uuid& record) {
  auto held = read_changes_of(database, record);
  if (!held) return held.error();
  std::vector<Change> changes;
  for (HeldChange& one : *held) {
    if (one.state != ChangeState::rejected) changes.push_back(std::move(one.change));
  }
  return changes;
}

Result<std::vector<Uuid>> read_ids(const Database& database, const Sql& sql) {
  std::vector<Uuid> ids;
  Statement statement = database.prepared(sql);
  while (true) {
    const auto row = statement.step();
    if (!row) return row.error();
    if (!*row) return ids;
    ids.push_back(statement.uuid(0));
  }
}

Result<void> insert_change(Database& database, const Change& change, ChangeState state) {
  const std::string content = content_of(change);
  Statement insert = database.prepared(sql::kInsertChange);
  insert.bind(1, change.id).bind(2, change.record).bind(3, change.stamp);
  insert.bind(4, static_cast<int>(state)).bind(5, bytes_of(change, content));
  return insert.bind(6, change.seal).bind(7, content).run();
}

Result<void> update_change(Database& database, const Change& change, ChangeState state) {
  const std::string content = content_of(change);
  Statement update = database.prepared(sql::kUpdateChange);
  update.bind(1, change.id).bind(2, change.stamp).bind(3, static_cast<int>(state));
  update.bind(4, bytes_of(change, content)).bind(5, change.seal).bind(6, content);
  return update.run();
}

Result<DeviceRow> read_device(const Database& database) {
  Statement read = database.prepared(sql::kReadDevice);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row) return damaged("the device has no id");
  const auto id = parse_device_id(read.text(0));
  if (!id) return damaged("the device's id cannot be read");
  return DeviceRow{*id, read.stamp(1), Milliseconds{read.integer(2)}};
}

}  // namespace crosstalk
