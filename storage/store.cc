#include "storage/store.h"

#include <utility>

#include "storage/migrations.h"
#include "storage/offering.h"
#include "storage/projection.h"
#include "storage/statements.h"
#include "storage/store_parts.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

std::optional<Instant> optional_instant(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Instant{Milliseconds{row.integer(column)}};
}

std::optional<std::string> optional_text(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.text(column);
}

Result<std::int64_t> count(const Database& database, const Sql& sql) {
  Statement statement = database.prepared(sql);
  const auto row = statement.step();
  if (!row) return row.error();
  return statement.integer(0);
}

}  // namespace

Result<std::optional<HubLink>> read_hub(const Database& database) {
  Statement read = database.prepared(sql::kReadHub);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row) return std::optional<HubLink>();
  HubLink link;
  link.url = read.text(0);
  link.token = read.text(1);
  link.space = read.text(2);
  link.role = read.text(3);
  link.member = read.uuid(4);
  link.sealing_key = read.text(5);
  link.certificate_pin = read.text(6);
  return std::optional(std::move(link));
}

bool storable_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && valid_utf8(text);
}

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
  if (options.clock == nullptr || options.random == nullptr) {
    broken_invariant("a store was opened without a clock or a source of chance");
  }
  DatabaseOptions how;
  how.path = options.path;
  how.key = options.key;
  how.vfs = options.vfs;
  auto database = Database::open(how);
  if (!database) return database.error();
  if (const auto done = migrate(**database, options.device, store_migrations()); !done) {
    return done.error();
  }
  (*database)->set_after_rollback(sql::kForgetIndexTotals);
  const auto device = read_device(**database);
  if (!device) return device.error();
  auto parts = std::make_unique<Parts>();
  parts->database = std::move(*database);
  parts->key = options.key;
  parts->clock = options.clock;
  parts->random = options.random;
  parts->device = device->id;
  return std::unique_ptr<Store>(new Store(std::move(parts)));
}

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

DeviceId Store::device() const { return parts_->device; }
const Clock& Store::clock() const { return *parts_->clock; }
Random& Store::random() const { return *parts_->random; }
Database& Store::database() const { return *parts_->database; }

Result<std::vector<Change>> Store::changes_of(const Uuid& record) const {
  return read_merged_changes_of(database(), record);
}

Result<std::optional<RecordState>> Store::state_of(const Uuid& record) const {
  const auto changes = changes_of(record);
  if (!changes) return changes.error();
  RecordState state = merge_changes(*changes);
  if (state.record.nil()) return std::optional<RecordState>();
  return std::optional(std::move(state));
}

Result<std::vector<RecordState>> Store::states_of_kind(std::string_view kind) const {
  std::vector<RecordState> states;
  Statement read = database().prepared(sql::kReadOfKind);
  read.bind(1, kind);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return states;
    auto state = state_of(read.uuid(0));
    if (!state) return state.error();
    if (*state) states.push_back(std::move(**state));
  }
}

Result<void> Store::for_each_change(const std::function<bool(const Change&)>& each) const {
  Statement read = database().prepared(sql::kReadAllChanges);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return {};
    const auto change = change_from_content(read.text(0), read.text(1));
    if (!change) return make_error(ErrorCode::store_damaged, "a change cannot be read");
    if (!each(*change)) return {};
  }
}

Result<void> Store::join(const HubLink& link) {
  auto transaction = Transaction::begin(database());
  if (!transaction) return transaction.error();
  const auto joined = read_hub(database());
  if (!joined) return joined.error();
  if (*joined) {
    const auto status = sync_status();
    if (!status) return status.error();
    // A hub that was restored from before this device joined does not know it: it may join again.
    if (status->ended != "unknown-token") return make_error(ErrorCode::already_joined);
  }
  {
    Statement write = database().prepared(sql::kWriteHub);
    write.bind(1, link.url).bind(2, link.token).bind(3, link.space).bind(4, link.role);
    write.bind(5, link.member).bind(6, link.sealing_key).bind(7, link.certificate_pin);
    if (const auto done = write.run(); !done) return done.error();
    Statement ended = database().prepared(sql::kSetEnded);
    if (const auto done = ended.bind(1, "").run(); !done) return done.error();
    for (const Sql* sql : {&sql::kForgetCursor, &sql::kCancelOffering, &sql::kClearOffers}) {
      Statement forget = database().prepared(*sql);
      if (const auto done = forget.run(); !done) return done.error();
    }
  }
  return transaction->commit();
}

Result<SyncStatus> Store::sync_status() const {
  SyncStatus status;
  status.device = device();
  auto hub = read_hub(database());
  if (!hub) return hub.error();
  status.hub = std::move(*hub);
  const auto waiting = count(database(), sql::kCountWaiting);
  if (!waiting) return waiting.error();
  status.waiting = *waiting;
  const auto rejected = count(database(), sql::kCountRejected);
  if (!rejected) return rejected.error();
  status.rejected = *rejected;
  Statement read = database().prepared(sql::kReadSyncState);
  const auto row = read.step();
  if (!row) return row.error();
  status.cursor = optional_text(read, 0);
  status.last_sync = optional_instant(read, 1);
  status.ended = read.text(2);
  const auto offering = read_offering(database());
  if (!offering) return offering.error();
  status.offering = offering->has_value();
  if (!status.offering) return status;
  const auto offers = count(database(), sql::kCountOffers);
  if (!offers) return offers.error();
  status.offers = *offers;
  return status;
}

Result<void> Store::set_ended(std::string_view ended) {
  Statement set = database().prepared(sql::kSetEnded);
  return set.bind(1, ended).run();
}

Result<std::int64_t> Store::data_version() const { return count(database(), sql::kDataVersion); }

}  // namespace crosstalk
