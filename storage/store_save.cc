#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "storage/planted.h"
#include "storage/projection.h"
#include "storage/statements.h"
#include "storage/store.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

// A device keeps far more than a hub takes: what is too large to send is still somebody's words.
constexpr std::size_t kEditBytesMax = std::size_t{16} << 20;

Result<void> check_edit(const RecordEdit& edit) {
  if (!storable_text(edit.kind)) return make_error(ErrorCode::invalid_text, "kind");
  if (edit.record.nil() && edit.kind.empty()) {
    return make_error(ErrorCode::invalid_value, "a new record has no kind");
  }
  return check_fields(edit.set);
}

const HeldChange* find(const std::vector<HeldChange>& held, const Uuid& id) {
  const auto found = std::find_if(held.begin(), held.end(),
                                  [&](const HeldChange& one) { return one.change.id == id; });
  return found == held.end() ? nullptr : &*found;
}

/// Makes the changes of one save, inside its transaction.
class Saver {
 public:
  static Result<Saver> begin(Store& store) {
    const auto device = read_device(store.database());
    if (!device) return device.error();
    auto projector = Projector::of(store.database());
    if (!projector) return projector.error();
    Statement waiting = store.database().prepared(sql::kGreatestWaiting);
    const auto row = waiting.step();
    if (!row) return row.error();
    std::uint64_t ticks = device->greatest.ticks;
    if (*row) ticks = std::max(ticks, waiting.stamp(0).ticks);
    return Saver(store, *device, ticks, *projector);
  }

  /// Projects what was made. Call once, last.
  Result<void> finish() {
    made_.clear();
    return projector_.project_all(std::exchange(states_, {}));
  }

  Result<Uuid> save(const RecordEdit& edit) {
    if (edit.record.nil() || edit.fresh) return make(edit);
    return change(edit);
  }

 private:
  Saver(Store& store, const DeviceRow& device, std::uint64_t ticks, Projector projector)
      : store_(store),
        device_(device.id),
        wall_(store.clock().wall()),
        corrected_(wall_ + device.offset),
        ticks_(ticks),
        projector_(projector) {}

  Change next_change(const RecordEdit& edit) {
    // Greater than all that this device has seen accepted and all of its own that wait, whatever
    // the clock says.
    ticks_ = next_ticks(planted(Bug::wall_time) ? 0 : ticks_, corrected_);
    Change change;
    change.id = make_uuid(wall_, store_.random());
    change.stamp = Stamp{ticks_, device_};
    change.record = edit.record;
    change.kind = edit.kind;
    change.set = edit.set;
    change.base = edit.base;
    change.history = edit.history;
    return change;
  }

  Result<Uuid> make(const RecordEdit& edit) {
    Change made = next_change(edit);
    if (edit.kind.empty()) return make_error(ErrorCode::invalid_value, "a new record has no kind");
    if (edit.kind == kinds::kErase) return make_error(ErrorCode::unknown_record);
    if (edit.record.nil()) {
      made.record = make_uuid(wall_, store_.random());
    } else {
      const auto kind = read_kind(store_.database(), edit.record);
      if (!kind) return kind.error();
      if (*kind || made_.contains(edit.record)) {
        return make_error(ErrorCode::invalid_value, "a new record has the id of another");
      }
    }
    if (const auto done = insert_change(store_.database(), made, ChangeState::unsent); !done) {
      return done.error();
    }
    made_.insert(made.record);
    states_.push_back(merge_changes({&made, 1}));
    return made.record;
  }

  Result<Uuid> change(const RecordEdit& edit) {
    if (made_.contains(edit.record)) {
      if (const auto done = finish(); !done) return done.error();
    }
    const auto kind = read_kind(store_.database(), edit.record);
    if (!kind) return kind.error();
    if (!*kind) return make_error(ErrorCode::unknown_record, edit.record.text());
    if (edit.kind == kinds::kErase) return erase(edit);
    if (!edit.kind.empty() && edit.kind != **kind) {
      return make_error(ErrorCode::invalid_value, "the record is of another kind");
    }
    if (edit.set.empty()) return edit.record;
    auto held = read_changes_of(store_.database(), edit.record);
    if (!held) return held.error();
    Change change = next_change(edit);
    change.kind = **kind;
    change.edit = true;
    complete(change, *held);
    if (const auto done = insert_change(store_.database(), change, ChangeState::unsent); !done) {
      return done.error();
    }
    held->push_back({std::move(change), ChangeState::unsent});
    if (const auto done = projector_.project(shown_state(*held)); !done) return done.error();
    return edit.record;
  }

  // An erasure takes effect when the hub has it: until then it may still be rejected.
  Result<Uuid> erase(const RecordEdit& edit) {
    Change erasure = next_change(edit);
    erasure.set.clear();
    erasure.base.clear();
    const auto done = insert_change(store_.database(), erasure, ChangeState::unsent);
    if (!done) return done.error();
    return edit.record;
  }

  // What the caller left to us: the bases of texts and of a deletion, and the way out of the bin.
  static void complete(Change& change, const std::vector<HeldChange>& held) {
    const std::vector<Change> shown = shown_changes(held);
    const RecordState state = merge_changes(shown);
    if (state.is_true("deleted") && !change.set.contains("deleted")) change.set["deleted"] = false;
    for (const auto& [field, value] : change.set) {
      if (field == "deleted" && value == true && !change.base.contains(field) &&
          !planted(Bug::delete_by_record)) {
        change.base[field] = live_changes(shown);
      }
      if (!is_text_field(change.kind, field)) continue;
      if (!change.base.contains(field)) {
        const auto versions = state.texts.find(field);
        if (versions == state.texts.end()) continue;
        for (const FieldValue& version : versions->second)
          change.base[field].push_back(version.change);
      }
      add_replaced_by_own(change.base[field], field, held);
    }
  }

  // A write that the hub may yet reject must not take with it the news that older writes were
  // replaced.
  static void add_replaced_by_own(std::vector<Uuid>& base, const std::string& field,
                                  const std::vector<HeldChange>& held) {
    std::set<Uuid> named(base.begin(), base.end());
    for (std::size_t next = 0; next < base.size(); ++next) {
      const HeldChange* write = find(held, base[next]);
      if (write == nullptr || write->state == ChangeState::acknowledged) continue;
      const auto replaced = write->change.base.find(field);
      if (replaced == write->change.base.end()) continue;
      for (const Uuid& id : replaced->second) {
        if (named.insert(id).second) base.push_back(id);
      }
    }
  }

  Store& store_;
  DeviceId device_;
  Instant wall_;
  Instant corrected_;
  std::uint64_t ticks_;
  Projector projector_;
  std::set<Uuid> made_;  // in this save, and not projected yet
  std::vector<RecordState> states_;
};

}  // namespace

Result<void> check_fields(const std::map<std::string, Json>& set) {
  std::size_t bytes = 0;
  for (const auto& [field, value] : set) {
    if (field.empty() || !storable_text(field)) {
      return make_error(ErrorCode::invalid_text, "the name of a field");
    }
    bytes += field.size();
    if (const auto* text = value.get_ptr<const std::string*>()) {
      if (!storable_text(*text)) return make_error(ErrorCode::invalid_text, field);
      bytes += text->size();
    } else if (value.is_number_float() && !std::isfinite(*value.get_ptr<const double*>())) {
      return make_error(ErrorCode::invalid_value, field);
    } else if (value.is_structured() || value.is_binary() || value.is_discarded()) {
      return make_error(ErrorCode::invalid_value, field);
    }
  }
  if (bytes > kEditBytesMax) return make_error(ErrorCode::too_large);
  return {};
}

Result<std::vector<Uuid>> Store::save(const Save& save) {
  for (const RecordEdit& edit : save.edits) {
    if (const auto fine = check_edit(edit); !fine) return fine.error();
  }
  auto transaction = Transaction::begin(database());
  if (!transaction) return transaction.error();
  auto saver = Saver::begin(*this);
  if (!saver) return saver.error();
  std::vector<Uuid> records;
  records.reserve(save.edits.size());
  for (const RecordEdit& edit : save.edits) {
    const auto record = saver->save(edit);
    if (!record) return record.error();
    records.push_back(*record);
  }
  if (const auto done = saver->finish(); !done) return done.error();
  if (!save.draft.empty()) {
    Statement erase = database().prepared(sql::kDeleteDraft);
    if (const auto done = erase.bind(1, save.draft).run(); !done) return done.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return records;
}

}  // namespace crosstalk
