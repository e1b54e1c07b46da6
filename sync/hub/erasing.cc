// How content leaves the hub for good: whole records, and values that no longer count.
#include <algorithm>
#include <set>
#include <utility>

#include "storage/planted.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/secrets.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

// Adds to the cut of a change, and takes the values away. True where that changed it.
bool cut_fields(Change& change, const std::vector<std::string>& fields) {
  bool changed = false;
  for (const std::string& field : fields) {
    changed = change.set.erase(field) > 0 || changed;
    if (std::find(change.cut.begin(), change.cut.end(), field) != change.cut.end()) continue;
    change.cut.push_back(field);
    changed = true;
  }
  if (changed) std::sort(change.cut.begin(), change.cut.end());
  return changed;
}

}  // namespace

void SpaceWriter::gather(const Record& record, std::vector<Record>& out) {
  const auto same = [&record](const Record& other) { return other.id == record.id; };
  if (std::any_of(out.begin(), out.end(), same)) return;  // parents in a circle
  out.push_back(record);
  if (planted(Bug::erase_alone)) return;
  for (const Record& child : transaction_.records_under(space_.id, record.id)) gather(child, out);
}

void SpaceWriter::erase(Erasure erasure) {
  std::vector<Record> gone;
  const auto gather_named = [&](const Uuid& id) {
    Record unknown;
    unknown.id = id;
    unknown.kind = kinds::kErase;
    gather(transaction_.record(space_.id, id).value_or(unknown), gone);
  };
  gather_named(erasure.record);
  const std::set<Uuid> named(erasure.under.begin(), erasure.under.end());
  for (const Uuid& under : named) gather_named(under);
  for (Record& record : gone) {
    transaction_.remove_content(space_.id, record.id);
    if (record.kind == kinds::kMember) {
      if (auto member = transaction_.member(space_.id, record.id)) {
        member->name.clear();
        transaction_.put_member(space_.id, *member);
      }
    }
    const bool told = record.id == erasure.record || record.erased || named.contains(record.id);
    if (!told) erasure.under.push_back(record.id);
    record.erased = true;
    record.parent.reset();
    transaction_.put_record(space_.id, record);
  }
  move_past(erasure.stamp.ticks);
  erasure.seal = seal_of(space_, erasure);
  transaction_.put_erasure(space_.id, erasure);
  note(notes::erased(space_.id, erasure));
  for (const std::string_view feed : {feeds::kAll, feeds::kTeam, feeds::kKiosk}) {
    append(std::string(feed), EntryKind::erase, erasure.id);
  }
  for (const Member& member : transaction_.members(space_.id)) {
    append(feeds::of_member(member.id), EntryKind::erase, erasure.id);
  }
}

void SpaceWriter::erase_by_hub(const Uuid& record) {
  move_past(next_ticks(space_.ticks, now_));
  Erasure erasure;
  erasure.id = make_uuid(now_, random_);
  erasure.record = record;
  erasure.stamp = Stamp{space_.ticks, space_.hub_device};
  erase(std::move(erasure));
}

void SpaceWriter::erase_history(Erasure erasure) {
  const std::vector<Change> changes = transaction_.changes_of(space_.id, erasure.record);
  for (const auto& [id, fields] : dead_fields(changes)) {
    if (!planted(Bug::history_stays)) cut(id, fields);
  }
  erasure.history = true;
  erasure.seal = seal_of(space_, erasure);
  transaction_.put_erasure(space_.id, erasure);
}

void SpaceWriter::cut(const Uuid& id, const std::vector<std::string>& fields) {
  const std::vector<std::string> known = transaction_.cuts_of(space_.id, id);
  std::vector<std::string> fresh;
  for (const std::string& field : fields) {
    if (std::binary_search(known.begin(), known.end(), field)) continue;
    transaction_.put_cut(space_.id, id, field);
    fresh.push_back(field);
  }
  if (!fresh.empty()) note(notes::cut(space_.id, id, fresh));
  auto stored = transaction_.change(space_.id, id);
  if (!stored || !cut_fields(stored->change, fields)) return;
  const Uuid record = stored->change.record;
  stored->change.seal.clear();
  stored->change.seal = seal_of(space_, stored->change);
  transaction_.put_change(space_.id, *stored);
  for (const std::string& feed : transaction_.feeds_of(space_.id, record)) {
    append(feed, EntryKind::change, id);
  }
}

void SpaceWriter::take_back(Change change) {
  move_past(change.stamp.ticks);
  cut_fields(change, transaction_.cuts_of(space_.id, change.id));
  auto record = transaction_.record(space_.id, change.record);
  std::optional<Record> made;
  if (!record) {
    made.emplace();
    made->id = change.record;
    made->kind = change.kind;
    if (!change.edit) remember_author(*made, change);
  } else if (!change.edit && !record->author) {
    // Its edits came first.
    remember_author(*record, change);
    transaction_.put_record(space_.id, *record);
  }
  store(std::move(change), false, made);
}

void SpaceWriter::remember_author(Record& record, const Change& making) {
  if (!making.by) return;  // the hub itself
  record.author = making.by;
  const auto member = transaction_.member(space_.id, *making.by);
  if (!member) return;
  record.by_kiosk = member->role == Role::kiosk;
  if (record.kind == kinds::kMessage && member->role == Role::coordinator) record.for_team = true;
}

void SpaceWriter::unite(StoredChange stored, const Change& copy) {
  move_past(copy.stamp.ticks);
  if (!copy.cut.empty()) cut(copy.id, copy.cut);
  if (copy.stamp >= stored.change.stamp) return;
  auto now = transaction_.change(space_.id, copy.id);
  if (!now) return;  // the store has failed
  now->change.stamp = copy.stamp;
  store(std::move(now->change), true, std::nullopt);
}

}  // namespace crosstalk::hub
