#include "sync/hub/space_writer.h"

#include <algorithm>
#include <utility>

#include "sync/hub/hub_limits.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/secrets.h"

namespace crosstalk::hub {

SpaceWriter::SpaceWriter(HubTransaction& transaction, Space space, Instant now, Random& random,
                         Noting noting)
    : transaction_(transaction),
      space_(std::move(space)),
      now_(now),
      random_(random),
      noting_(noting) {}

RecordState SpaceWriter::state(const Uuid& record) {
  return merge_changes(transaction_.changes_of(space_.id, record));
}

Stamp SpaceWriter::accepted_stamp(const Stamp& stamp) {
  const std::uint64_t bound = next_ticks(0, now_ + kStampAheadMax);
  Stamp accepted = stamp;
  if (stamp.ticks > bound && stamp.ticks > space_.ticks) {
    accepted.ticks = next_ticks(space_.ticks, now_);
  }
  move_past(accepted.ticks);
  return accepted;
}

void SpaceWriter::move_past(std::uint64_t ticks) {
  if (ticks <= space_.ticks) return;
  space_.ticks = ticks;
  transaction_.put_ticks(space_.id, space_.ticks);
}

void SpaceWriter::append(const std::string& feed, EntryKind kind, const Uuid& subject) {
  Entry entry;
  entry.kind = kind;
  entry.subject = subject;
  entry.mark = random_mark(random_);
  transaction_.append(space_.id, feed, entry);
  moved_.insert(feed);
}

void SpaceWriter::note(std::string line) {
  if (noting_ == Noting::yes) transaction_.note(std::move(line));
}

void SpaceWriter::store(Change change, bool lowered, std::optional<Record> made) {
  change.seal.clear();
  change.seal = seal_of(space_, change);
  const Uuid id = change.id;
  std::optional<Record> record = made;
  if (!record) record = transaction_.record(space_.id, change.record);
  if (!record) return;  // the store has failed
  bool keep_record = made.has_value();
  if (const auto parent = change.set.find("parent"); parent != change.set.end()) {
    keep_record = true;
  }
  transaction_.put_change(space_.id, StoredChange{std::move(change), lowered});
  if (keep_record) {
    record->parent = parse_uuid(state(record->id).text("parent"));
    transaction_.put_record(space_.id, *record);
  }
  follow_settings(*record);
  refeed(*record, id, 0);
}

void SpaceWriter::write_own(const Uuid& record, std::string_view kind,
                            std::map<std::string, Json> set) {
  Change change;
  change.id = make_uuid(now_, random_);
  space_.ticks = next_ticks(space_.ticks, now_);
  transaction_.put_ticks(space_.id, space_.ticks);
  change.stamp = Stamp{space_.ticks, space_.hub_device};
  change.record = record;
  change.kind = kind;
  change.set = std::move(set);
  std::optional<Record> made;
  const auto known = transaction_.record(space_.id, record);
  if (known && known->erased) return;
  if (known) {
    change.edit = true;
  } else {
    made.emplace();
    made->id = record;
    made->kind = kind;
  }
  store(std::move(change), false, made);
}

// What the hub itself has to know of a record: who may do what, and how they are called.
void SpaceWriter::follow_settings(const Record& record) {
  if (record.kind == kinds::kMember) {
    const RecordState now = state(record.id);
    Member member = transaction_.member(space_.id, record.id).value_or(Member{record.id, "", {}});
    member.name = now.text("name");
    member.role = parse_role(now.text("role")).value_or(member.role);
    member.suspended = now.is_true("suspended");
    put_member(member);
  } else if (record.kind == kinds::kSpace && record.id == space_.id) {
    const std::string name = state(record.id).text("name");
    if (name.empty() || name == space_.name || transaction_.space_named(name)) return;
    space_.name = name;
    transaction_.put_space(space_);
  } else if (record.kind == kinds::kDevice) {
    const std::string name = state(record.id).text("name");
    for (Device& device : transaction_.devices(space_.id)) {
      if (device.record != record.id || device.name == name) continue;
      device.name = name;
      transaction_.put_device(space_.id, device);
    }
  }
}

void SpaceWriter::put_member(const Member& member) {
  const auto before = transaction_.member(space_.id, member.id);
  transaction_.put_member(space_.id, member);
  if (!before) return;
  if (member.suspended) end_calendars(member.id);
  if (before->role != member.role || before->suspended != member.suspended) {
    note(notes::rights(space_.id, member));
  }
  if (before->role == member.role) return;
  const std::vector<std::string> readable = feeds_of_reader(member);
  for (const Uuid& record :
       transaction_.records_outside(space_.id, readable.front(), readable.back())) {
    withdraw(member.id, record);
  }
}

void SpaceWriter::withdraw(const Uuid& member, const Uuid& record) {
  append(feeds::of_member(member), EntryKind::withdraw, record);
}

void SpaceWriter::end_calendars(const Uuid& member) {
  for (const CalendarAddress& address : transaction_.calendars(space_.id, member)) {
    end_calendar(address.device);
  }
}

void SpaceWriter::end_calendar(DeviceId device) {
  const auto address = transaction_.calendar(space_.id, device);
  if (!address) return;
  transaction_.remove_calendar(space_.id, device);
  note(notes::calendar_ended(space_.id, address->secret_hash));
}

void SpaceWriter::mark_erased(const Uuid& record, std::string_view kind) {
  Record row;
  row.id = record;
  row.kind = kind;
  row.erased = true;
  transaction_.put_record(space_.id, row);
}

}  // namespace crosstalk::hub
