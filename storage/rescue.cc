#include "storage/rescue.h"

#include <algorithm>
#include <set>
#include <utility>

#include "storage/adopt.h"
#include "storage/forget.h"
#include "storage/merge.h"
#include "storage/statements.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

using Type = RowValue::Type;

// The rows of storage/migrations: a table may have got further columns since.
constexpr Type kChangeColumns[] = {Type::null,    Type::blob, Type::blob, Type::blob, Type::integer,
                                   Type::integer, Type::text, Type::text, Type::text, Type::text};
constexpr Type kDraftColumns[] = {Type::text, Type::text, Type::integer};
constexpr Type kDeviceColumns[] = {Type::null, Type::text, Type::blob, Type::integer};
constexpr Type kHubColumns[] = {Type::null, Type::text, Type::text, Type::text,
                                Type::text, Type::blob, Type::text, Type::text};
constexpr std::size_t kErasedColumns = 4;
constexpr std::size_t kIdBytes = 16;

template <std::size_t n>
bool begins_with(const Row& row, const Type (&types)[n]) {
  return row.size() >= n && std::equal(std::begin(types), std::end(types), row.begin(),
                                       [](Type type, const RowValue& v) { return v.type == type; });
}

std::optional<Uuid> id_in(const RowValue& value) {
  if (value.type != Type::blob || value.bytes.size() != kIdBytes) return std::nullopt;
  Uuid id;
  std::copy(value.bytes.begin(), value.bytes.end(), id.bytes.begin());
  return id;
}

std::optional<Stamp> stamp_in(const RowValue& value) {
  if (value.type != Type::blob || value.bytes.size() != kIdBytes) return std::nullopt;
  Stamp stamp;
  for (std::size_t i = 0; i < 8; ++i) {
    stamp.ticks = stamp.ticks << 8 | static_cast<unsigned char>(value.bytes[i]);
    stamp.device.value = stamp.device.value << 8 | static_cast<unsigned char>(value.bytes[i + 8]);
  }
  return stamp;
}

std::optional<Salvage::ChangeRow> change_in(const Row& row) {
  if (!begins_with(row, kChangeColumns)) return std::nullopt;
  const auto id = id_in(row[1]);
  const auto record = id_in(row[2]);
  const auto stamp = stamp_in(row[3]);
  const std::int64_t state = row[4].integer;
  if (!id || !record || !stamp || state < 0 || state > 3) return std::nullopt;
  // What the row says twice must be the same: other tables and damaged ones do not pass.
  const auto change = change_from_content(row[9].bytes, row[6].bytes);
  if (!change || change->id != *id || change->record != *record || change->stamp != *stamp) {
    return std::nullopt;
  }
  return Salvage::ChangeRow{
      *id,          *record,      *stamp,       static_cast<ChangeState>(state),
      row[6].bytes, row[7].bytes, row[8].bytes, row[9].bytes};
}

std::optional<Salvage::ErasedRow> erased_in(const Row& row) {
  if (row.size() < kErasedColumns || row[3].type != Type::text) return std::nullopt;
  const auto record = id_in(row[0]);
  const auto id = id_in(row[1]);
  const auto stamp = stamp_in(row[2]);
  const auto absent = [](const RowValue& value) { return value.type == Type::null; };
  if (!record || (!id && !absent(row[1])) || (!stamp && !absent(row[2]))) return std::nullopt;
  // A column that stores of the first schema do not have.
  const bool has_under = row.size() > kErasedColumns && row[kErasedColumns].type == Type::text;
  return Salvage::ErasedRow{*record, id, stamp, row[3].bytes,
                            has_under ? row[kErasedColumns].bytes : "[]"};
}

/// Takes it all up, inside one transaction.
class Rescuer {
 public:
  Rescuer(Store& store, const Salvage& salvage)
      : store_(store), database_(store.database()), salvage_(salvage) {
    for (const auto& [id, row] : salvage_.changes)
      joined_ = joined_ || row.state == ChangeState::acknowledged;
  }

  Result<void> check_empty() {
    const auto status = store_.sync_status();
    if (!status) return status.error();
    const auto records = read_ids(database_, sql::kReadChangedRecords);
    if (!records) return records.error();
    const auto drafts = store_.drafts();
    if (!drafts) return drafts.error();
    if (!status->hub && records->empty() && drafts->empty()) return {};
    return make_error_saying(
        ErrorCode::invalid_value,
        "This data folder holds notes already. Nothing was changed: name an empty or new folder "
        "with --data, and what can be read goes there.");
  }

  Result<void> mark_erased() {
    for (const auto& [record, row] : salvage_.erased) {
      Statement mark = database_.prepared(sql::kMarkErased);
      mark.bind(1, record).bind(2, row.id).bind(3, row.stamp).bind(4, row.seal);
      const auto done = mark.bind(5, row.under).run();
      if (!done) return done.error();
    }
    return {};
  }

  Result<void> take_changes() {
    std::vector<const Salvage::ChangeRow*> rows;
    for (const auto& [id, row] : salvage_.changes) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
      return std::pair(a->stamp, a->id) < std::pair(b->stamp, b->id);
    });
    Stamp greatest;
    for (const Salvage::ChangeRow* row : rows) {
      if (salvage_.erased.contains(row->record)) continue;
      auto change = change_from_content(row->content, row->seal);
      if (!change) continue;
      const bool conversation = change->kind == kinds::kConversation;
      if (row->state == ChangeState::acknowledged) {
        greatest = std::max(greatest, row->stamp);
        // The seal is also over the member, whom the copy of the device that made it lacks.
        const bool of_old_device = salvage_.device == row->stamp.device;
        if (!change->by && of_old_device) change->by = salvage_.member;
        const auto done = insert_change(database_, *change, ChangeState::acknowledged);
        if (!done) return done.error();
      } else if (const auto done = take_own(*row, *std::move(change)); !done) {
        return done.error();
      }
      if (taken_.insert(row->record).second && conversation) ++report_.conversations;
      ++report_.changes;
    }
    Statement raise = database_.prepared(sql::kRaiseGreatest);
    return raise.bind(1, greatest).run();
  }

  Result<void> take_drafts() {
    for (const auto& [key, draft] : salvage_.drafts) {
      Statement write = database_.prepared(sql::kWriteDraft);
      write.bind(1, key).bind(2, draft.content);
      const auto done = write.bind(3, draft.changed.time_since_epoch().count()).run();
      if (!done) return done.error();
      ++report_.drafts;
    }
    return {};
  }

  const RescueReport& report() const { return report_; }

 private:
  bool waits(const Uuid& id) const {
    const auto found = salvage_.changes.find(id);
    return found != salvage_.changes.end() && found->second.state != ChangeState::acknowledged;
  }
  Uuid id_here(const Uuid& id) const { return waits(id) ? adopted_id(id, store_.device()) : id; }

  Result<void> take_own(const Salvage::ChangeRow& row, Change change) {
    for (auto& [field, base] : change.base) {
      const std::vector<Uuid> before = base;
      for (Uuid& id : base) id = id_here(id);
      // Who has the replaced change from the old device must see it replaced as well.
      for (const Uuid& id : before) {
        if (waits(id)) base.push_back(id);
      }
    }
    for (const auto& [field, value] : change.set) {
      if (is_text_field(change.kind, field)) change.base[field].push_back(change.id);
    }
    for (Uuid& id : change.mends) id = id_here(id);
    change.id = adopted_id(change.id, store_.device());
    change.stamp.device = store_.device();
    change.by.reset();
    change.seal.clear();
    // Of a device that never met a hub nothing is anywhere else: where what made a record is lost,
    // the first change that is left makes it.
    if (!joined_ && change.kind != kinds::kErase) change.edit = taken_.contains(row.record);
    const bool rejected = row.state == ChangeState::rejected;
    const auto done = insert_change(database_, change, rejected ? row.state : ChangeState::unsent);
    if (!done) return done.error();
    if (!rejected) {
      ++report_.waiting;
      return {};
    }
    Statement reject = database_.prepared(sql::kRejectChange);
    return reject.bind(1, change.id).bind(2, row.rejected_code).bind(3, row.rejected_detail).run();
  }

  Store& store_;
  Database& database_;
  const Salvage& salvage_;
  bool joined_ = false;
  std::set<Uuid> taken_;  // records of which a change was taken
  RescueReport report_;
};

}  // namespace

bool Salvage::take(const Row& row) {
  if (const auto change = change_in(row)) {
    const auto [place, fresh] = changes.emplace(change->id, *change);
    // Two copies of a row: one of them is older. Acknowledged is for good.
    if (!fresh && place->second.state != ChangeState::acknowledged) place->second = *change;
    return true;
  }
  if (const auto gone = erased_in(row)) {
    erased.insert_or_assign(gone->record, *gone);
    return true;
  }
  if (row.size() == std::size(kDeviceColumns) && begins_with(row, kDeviceColumns)) {
    const auto id = parse_device_id(row[1].bytes);
    if (id) device = id;
    return id.has_value();
  }
  if (row.size() == std::size(kHubColumns) && begins_with(row, kHubColumns)) {
    const auto id = id_in(row[5]);
    if (id) member = id;
    return id.has_value();
  }
  if (row.size() != std::size(kDraftColumns) || !begins_with(row, kDraftColumns)) return false;
  if (!storable_text(row[0].bytes) || !parse_json(row[1].bytes)) return false;
  Draft draft{row[0].bytes, row[1].bytes, Instant{Milliseconds{row[2].integer}}};
  const auto [place, fresh] = drafts.emplace(draft.key, draft);
  if (!fresh && place->second.changed < draft.changed) place->second = std::move(draft);
  return true;
}

Result<RescueReport> take_salvage(Store& store, const Salvage& salvage) {
  auto transaction = Transaction::begin(store.database());
  if (!transaction) return transaction.error();
  Rescuer rescuer(store, salvage);
  if (const auto done = rescuer.check_empty(); !done) return done.error();
  if (const auto done = rescuer.mark_erased(); !done) return done.error();
  if (const auto done = rescuer.take_changes(); !done) return done.error();
  if (const auto done = rescuer.take_drafts(); !done) return done.error();
  if (const auto done = rebuild_within(store.database()); !done) return done.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return rescuer.report();
}

}  // namespace crosstalk
