#include "storage/projection.h"

#include <algorithm>
#include <set>
#include <utility>

#include "storage/statements.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

constexpr std::int64_t kPositionsPerSecond = std::int64_t{1} << 24;
constexpr std::int64_t kPositionsPerMs = std::int64_t{1} << 14;

// An id that a field holds as text; nothing where it holds none.
std::optional<Uuid> id_in(const RecordState& state, std::string_view field) {
  return parse_uuid(state.text(field));
}

std::int64_t floor_seconds(std::int64_t ms) { return ms >= 0 ? ms / 1000 : -((999 - ms) / 1000); }

bool makes_record(const HeldChange& held) {
  return !held.change.edit && held.change.kind != kinds::kErase;
}

}  // namespace

std::vector<Change> shown_changes(std::span<const HeldChange> changes) {
  const auto rejected = [](const HeldChange& held) { return held.state == ChangeState::rejected; };
  const bool made = std::any_of(changes.begin(), changes.end(), [&](const HeldChange& held) {
    return makes_record(held) && !rejected(held);
  });
  const bool making_rejected =
      std::any_of(changes.begin(), changes.end(),
                  [&](const HeldChange& held) { return makes_record(held) && rejected(held); });
  std::vector<Change> shown;
  for (const HeldChange& held : changes) {
    if (!rejected(held) || (making_rejected && !made)) shown.push_back(held.change);
  }
  return shown;
}

RecordState shown_state(std::span<const HeldChange> changes) {
  return merge_changes(shown_changes(changes));
}

Instant occurred_at(const RecordState& state) {
  return parse_time(state.text("occurred_at")).value_or(state.first.time());
}

std::int64_t first_position(std::int64_t occurred_at_ms) {
  const std::int64_t seconds = floor_seconds(occurred_at_ms);
  return seconds * kPositionsPerSecond + (occurred_at_ms - seconds * 1000) * kPositionsPerMs;
}

Result<Projector> Projector::of(Database& database) {
  const auto device = read_device(database);
  if (!device) return device.error();
  Statement hub = database.prepared(sql::kReadHub);
  const auto joined = hub.step();
  if (!joined) return joined.error();
  return Projector(database, device->id, *joined ? std::optional(hub.uuid(4)) : std::nullopt);
}

bool Projector::own(const RecordState& state) const {
  return state.first.device == device_ || (member_ && state.author == member_);
}

Result<void> Projector::project(const Uuid& record) {
  const auto changes = read_changes_of(database_, record);
  if (!changes) return changes.error();
  const RecordState state = shown_state(*changes);
  if (state.record.nil()) return remove(record);
  return project(state);
}

Result<void> Projector::project(const RecordState& state) {
  if (const auto done = put_record(state); !done) return done.error();
  if (state.kind == kinds::kConversation) return put_conversation(state);
  if (state.kind == kinds::kAction) return put_action(state);
  if (state.kind == kinds::kMessage) return put_message(state);
  if (state.kind == kinds::kMember) return put_member(state);
  if (state.kind == kinds::kEvent) return put_event(state);
  return {};
}

// FTS5 gathers what it is given in memory for as long as row numbers grow; each step back makes it
// write a segment. So notes of any times are put in by their times.
Result<void> Projector::project_all(std::vector<RecordState> states) {
  std::stable_sort(states.begin(), states.end(),
                   [](const RecordState& left, const RecordState& right) {
                     return occurred_at(left) < occurred_at(right);
                   });
  for (const RecordState& state : states) {
    if (const auto done = project(state); !done) return done.error();
  }
  return {};
}

Result<bool> Projector::matches(const Uuid& record) {
  const auto changes = read_changes_of(database_, record);
  if (!changes) return changes.error();
  const RecordState state = shown_state(*changes);
  if (state.record.nil()) {  // nothing but an erasure that waits, or edits that were rejected
    Statement read = database_.prepared(sql::kReadRecord);
    const auto row = read.bind(1, record).step();
    if (!row) return row.error();
    return !*row;
  }
  comparing_ = true;
  differs_ = false;
  const auto done = project(state);
  comparing_ = false;
  if (!done) return done.error();
  return !differs_;
}

Result<void> Projector::put(const Sql& write, const Sql& same,
                            const std::function<void(Statement&)>& bind) {
  Statement statement = database_.prepared(comparing_ ? same : write);
  bind(statement);
  const auto row = statement.step();
  if (!row) return row.error();
  if (comparing_ && !*row) differs_ = true;
  return {};
}

Result<void> Projector::remove(const Uuid& record) {
  std::optional<std::int64_t> position;
  {
    Statement now = database_.prepared(sql::kReadPosition);
    const auto there = now.bind(1, record).step();
    if (!there) return there.error();
    if (*there) position = now.integer(0);
  }
  if (position) {
    if (const auto done = delete_tags_and_links(*position); !done) return done.error();
  }
  // A record is of one kind, but what is absent costs nothing to delete, and a wrong guess would
  // leave words behind.
  for (const Sql* erase : {&sql::kDeleteRecord, &sql::kDeleteConversation, &sql::kDeleteAction,
                           &sql::kDeleteMessage, &sql::kDeleteMember, &sql::kDeleteEvent}) {
    Statement statement = database_.prepared(*erase);
    if (const auto done = statement.bind(1, record).run(); !done) return done.error();
  }
  return {};
}

Result<void> Projector::delete_tags_and_links(std::int64_t position) {
  for (const Sql* erase : {&sql::kDeleteTags, &sql::kDeleteLinks}) {
    Statement statement = database_.prepared(*erase);
    if (const auto done = statement.bind(1, position).run(); !done) return done.error();
  }
  return {};
}

Result<std::int64_t> Projector::free_position(std::int64_t occurred_at_ms) {
  const std::int64_t first = first_position(occurred_at_ms);
  const std::int64_t next_second = (floor_seconds(occurred_at_ms) + 1) * kPositionsPerSecond;
  // A millisecond has room for 16,384 notes; an import of dates without times may need the rest of
  // the second.
  for (const std::int64_t end : {first + kPositionsPerMs, next_second}) {
    Statement last = database_.prepared(sql::kLastPosition);
    const auto row = last.bind(1, first).bind(2, end).step();
    if (!row) return row.error();
    if (!*row || last.is_null(0)) return first;
    if (last.integer(0) + 1 < end) return last.integer(0) + 1;
  }
  return make_error(ErrorCode::invalid_value, "too many notes of one second");
}

Result<void> Projector::put_conversation(const RecordState& state) {
  const std::int64_t occurred_at_ms = occurred_at(state).time_since_epoch().count();
  std::optional<std::int64_t> position;
  std::int64_t before = 0;
  bool update = false;
  {
    Statement now = database_.prepared(sql::kReadPosition);
    const auto there = now.bind(1, state.record).step();
    if (!there) return there.error();
    update = *there;
    if (update) before = now.integer(0);
    if (update && (comparing_ || now.integer(1) == occurred_at_ms)) position = before;
  }
  if (update && !comparing_) {
    if (const auto done = delete_tags_and_links(before); !done) return done.error();
  }
  if (!position) {
    const auto free = free_position(occurred_at_ms);
    if (!free) return free.error();
    position = *free;
  }
  const auto body = state.texts.find("body");
  const std::size_t versions = body == state.texts.end() ? 0 : body->second.size();
  const std::string visibility = state.text("visibility");
  const std::string review = state.text("review");
  const auto done =
      put(update ? sql::kUpdateConversation : sql::kInsertConversation, sql::kSameConversation,
          [&](Statement& row) {
            row.bind(1, *position).bind(2, state.record).bind(3, occurred_at_ms);
            row.bind(4, state.is_true("deleted")).bind(5, state.changed_since_deleted);
            row.bind(6, own(state)).bind(7, static_cast<std::int64_t>(versions));
            row.bind(8, state.is_true("quotable")).bind(9, state.text("setting"));
            row.bind(10, state.text("place")).bind(11, state.text("stance"));
            row.bind(12, visibility.empty() ? "mine" : visibility);
            row.bind(13, review.empty() ? "new" : review);
            row.bind(14, id_in(state, "event")).bind(15, state.author);
            row.bind(16, state.text("summary")).bind(17, state.text("body"));
          });
  if (!done) return done.error();
  return put_tags_and_links(state, *position);
}

Result<void> Projector::put_tags_and_links(const RecordState& state, std::int64_t position) {
  std::int64_t put_here = 0;
  for (const char* list : {"sectors", "themes", "purposes"}) {
    for (const std::string& key : state.elements(list)) {
      const auto done = put(sql::kInsertTag, sql::kHasTag, [&](Statement& row) {
        row.bind(1, position).bind(2, list).bind(3, key);
      });
      if (!done) return done.error();
      ++put_here;
    }
  }
  std::set<Uuid> messages;
  for (const std::string& key : state.elements("messages")) {
    if (const auto message = parse_uuid(key)) messages.insert(*message);
  }
  for (const Uuid& message : messages) {
    const auto done = put(sql::kInsertLink, sql::kHasLink,
                          [&](Statement& row) { row.bind(1, position).bind(2, message); });
    if (!done) return done.error();
    ++put_here;
  }
  if (!comparing_) return {};
  Statement count = database_.prepared(sql::kCountTagsAndLinks);
  const auto row = count.bind(1, position).step();
  if (!row) return row.error();
  if (count.integer(0) != put_here) differs_ = true;
  return {};
}

Result<void> Projector::put_record(const RecordState& state) {
  return put(sql::kWriteRecord, sql::kSameRecord, [&](Statement& row) {
    row.bind(1, state.record).bind(2, state.kind).bind(3, id_in(state, "parent"));
    row.bind(4, state.is_true("deleted"));
  });
}

Result<void> Projector::put_action(const RecordState& state) {
  const std::string progress = state.text("state");
  return put(sql::kWriteAction, sql::kSameAction, [&](Statement& row) {
    row.bind(1, state.record).bind(2, id_in(state, "parent")).bind(3, state.first);
    row.bind(4, state.is_true("deleted")).bind(5, own(state));
    row.bind(6, id_in(state, "owner_member")).bind(7, state.text("due"));
    row.bind(8, progress.empty() ? "open" : progress).bind(9, state.text("owner"));
    row.bind(10, state.text("text")).bind(11, state.text("outcome"));
  });
}

Result<void> Projector::put_message(const RecordState& state) {
  const auto into = id_in(state, "merged_into");
  const auto edge = state.registers.find("merged_into");
  const std::string text = state.text("text");
  return put(sql::kWriteMessage, sql::kSameMessage, [&](Statement& row) {
    row.bind(1, state.record).bind(2, state.is_true("deleted")).bind(3, into);
    if (into && edge != state.registers.end()) {
      row.bind(4, edge->second.stamp).bind(5, edge->second.change);
    } else {
      row.bind_null(4).bind_null(5);
    }
    row.bind(6, folded(text)).bind(7, text);
  });
}

Result<void> Projector::put_member(const RecordState& state) {
  const std::string name = state.text("name");
  return put(sql::kWriteMember, sql::kSameMember, [&](Statement& row) {
    row.bind(1, state.record).bind(2, name).bind(3, folded(name)).bind(4, state.text("role"));
  });
}

Result<void> Projector::put_event(const RecordState& state) {
  const std::string name = state.text("name");
  return put(sql::kWriteEvent, sql::kSameEvent, [&](Statement& row) {
    row.bind(1, state.record).bind(2, name).bind(3, folded(name));
    row.bind(4, state.is_true("deleted"));
  });
}

}  // namespace crosstalk
