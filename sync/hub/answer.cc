#include "sync/hub/answer.h"

#include <map>
#include <set>
#include <utility>

#include "storage/planted.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

bool stands(HubTransaction& transaction, const Space& space, std::string_view feed,
            const Place& place) {
  if (place.position == 0) return true;
  const auto entry = transaction.entry_at(space.id, feed, place.position);
  return entry && (entry->mark == place.mark || planted(Bug::marks_unread));
}

// Walks feeds for one answer. Nothing is given twice: a record is often in two feeds of a reader.
class FeedReader {
 public:
  FeedReader(HubTransaction& transaction, const Space& space, const Caller& caller)
      : transaction_(transaction), space_(space), caller_(caller) {}

  // Gives the place after the last entry that was read.
  Place read(const std::string& feed, Place place);
  bool full() const {
    return count() >= kAnswerEntriesMax || bytes_ >= kAnswerBytesMax || scanned_ >= kAnswerScanMax;
  }
  std::vector<FeedEntry> take() { return std::move(entries_); }

 private:
  std::int64_t count() const { return static_cast<std::int64_t>(entries_.size()); }
  void give(const Entry& entry);
  void give_change(const Uuid& id);
  bool sees(const Uuid& record);

  HubTransaction& transaction_;
  const Space& space_;
  const Caller& caller_;
  std::vector<FeedEntry> entries_;
  std::set<std::pair<EntryKind, Uuid>> given_;
  std::map<Uuid, bool> seen_;
  std::size_t bytes_ = 0;
  std::int64_t scanned_ = 0;
};

bool FeedReader::sees(const Uuid& record) {
  const auto known = seen_.find(record);
  if (known != seen_.end()) return known->second;
  const bool visible = may_see(transaction_, space_, caller_, record);
  seen_.emplace(record, visible);
  return visible;
}

void FeedReader::give_change(const Uuid& id) {
  auto stored = transaction_.change(space_.id, id);
  if (!stored) return;
  if (!planted(Bug::entry_judged_early) && !sees(stored->change.record))
    return;  // erased since, or not to be seen now
  Change& change = stored->change;
  if (change.stamp.device == caller_.device.id) {
    bytes_ += 100;
    entries_.push_back(OwnEntry{change.id, change.seal});
    return;
  }
  bytes_ += change_bytes(change);
  entries_.push_back(std::move(change));
}

void FeedReader::give(const Entry& entry) {
  if (!given_.emplace(entry.kind, entry.subject).second) return;
  switch (entry.kind) {
    case EntryKind::change:
      give_change(entry.subject);
      return;
    case EntryKind::withdraw:
      if (!sees(entry.subject)) entries_.emplace_back(WithdrawEntry{entry.subject});
      return;
    case EntryKind::erase:
      if (const auto erasure = transaction_.erasure(space_.id, entry.subject)) {
        bytes_ += 40 * erasure->under.size();
        entries_.push_back(EraseEntry{erasure->id, erasure->stamp, erasure->record, erasure->under,
                                      erasure->seal});
      }
      return;
  }
}

Place FeedReader::read(const std::string& feed, Place place) {
  while (!full()) {
    const auto page = transaction_.entries_after(space_.id, feed, place.position, kFeedPage);
    if (page.empty()) break;
    for (const Entry& entry : page) {
      if (full()) return place;
      ++scanned_;
      give(entry);
      place = Place{entry.position, entry.mark};
    }
  }
  return place;
}

}  // namespace

bool found_again(HubTransaction& transaction, const Space& space, const Cursor& cursor,
                 std::string_view incarnation) {
  if (cursor.incarnation != incarnation) return false;
  for (const auto& [feed, place] : cursor.feeds) {
    if (!stands(transaction, space, feed, place)) return false;
  }
  return stands(transaction, space, feeds::kAll, cursor.head);
}

std::string standing_cursor(HubTransaction& transaction, const Space& space, const Caller& caller,
                            const std::optional<Cursor>& cursor, const std::string& incarnation) {
  Cursor standing;
  standing.incarnation = incarnation;
  for (const std::string& feed : caller.feeds) {
    Place& place = standing.feeds[feed];
    if (!cursor) continue;
    const auto known = cursor->feeds.find(feed);
    if (known != cursor->feeds.end()) place = known->second;
  }
  if (const auto head = transaction.head(space.id, feeds::kAll)) {
    standing.head = Place{head->position, head->mark};
  }
  return write_cursor(space, standing);
}

Reading read_feeds(HubTransaction& transaction, const Space& space, const Caller& caller,
                   const std::optional<Cursor>& cursor, const std::string& incarnation) {
  Reading reading;
  Cursor next;
  next.incarnation = incarnation;
  FeedReader reader(transaction, space, caller);
  for (const std::string& feed : caller.feeds) {
    Place place;
    if (cursor) {
      const auto known = cursor->feeds.find(feed);
      if (known != cursor->feeds.end()) place = known->second;
    }
    place = reader.read(feed, place);
    next.feeds[feed] = place;
    const auto head = transaction.head(space.id, feed);
    if (head && head->position > place.position) reading.more = true;
  }
  if (const auto head = transaction.head(space.id, feeds::kAll)) {
    next.head = Place{head->position, head->mark};
  }
  reading.entries = reader.take();
  reading.cursor = write_cursor(space, next);
  return reading;
}

}  // namespace crosstalk::hub
