#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.h"
#include "storage/clock.h"
#include "storage/merge.h"
#include "sync/hub/hub_store.h"

namespace crosstalk::hub {

namespace feeds {
inline constexpr std::string_view kAll = "all";      // everything: coordinators
inline constexpr std::string_view kTeam = "team";    // what the whole team may see
inline constexpr std::string_view kKiosk = "kiosk";  // the vocabulary
/// What is a member's own or assigned to them; of a kiosk, its event and its settings.
std::string of_member(const Uuid& member);
}  // namespace feeds

/// The feeds of a member, the widest first.
std::vector<std::string> feeds_of_reader(const Member& member);

/// Writes to one space in one transaction, keeping what follows from the changes (feeds, links,
/// names, rights) in step with them. Judges nobody: who may write what is decided before
/// (intake.h). Told the time, it has no clock.
class SpaceWriter {
 public:
  /// Whether what ends by it is noted in the journal; not while the journal itself is applied.
  enum class Noting { yes, no };
  SpaceWriter(HubTransaction& transaction, Space space, Instant now, Random& random,
              Noting noting = Noting::yes);

  HubTransaction& transaction() { return transaction_; }
  const Space& space() const { return space_; }
  Instant now() const { return now_; }
  Random& random() { return random_; }
  /// The feeds that got entries, for whoever wakes their readers.
  const std::set<std::string>& moved() const { return moved_; }

  /// The stamp under which the hub takes a change: as it is, or, where it is too far ahead of the
  /// hub's clocks, the next tick of the hub's with the author's device id.
  Stamp accepted_stamp(const Stamp& stamp);

  /// The hub's clock is past this from here on.
  void move_past(std::uint64_t ticks);

  /// Stores a change that was taken (stamp and `by` as they shall be; the seal is made here) and
  /// appends it to the feeds of its record. `record` is the row to be for a change that makes one.
  void store(Change change, bool lowered, std::optional<Record> made);

  /// A change of the hub's own (names, settings), under its device of the space.
  void write_own(const Uuid& record, std::string_view kind, std::map<std::string, Json> set);

  /// A change that the hub gave out in another life of its store and does not have now, as its seal
  /// proves: with its stamp and author, less what has been cut from it since.
  void take_back(Change change);
  /// Another copy of a change that is here, as its seal proves: of two stamps the lower counts, and
  /// what is cut from one is cut. Where that changes ours it is appended again.
  void unite(StoredChange stored, const Change& copy);

  /// Takes away the content of the record, of those that the erasure names as under it and of all
  /// under these, and tells every feed.
  void erase(Erasure erasure);
  /// The same for a record of which only now is known that what it lies under was erased.
  void erase_by_hub(const Uuid& record);
  /// Takes away the values that no longer count from the changes of the record.
  void erase_history(Erasure erasure);
  /// Takes these fields from a change, for good: also from whole copies of it that still come.
  void cut(const Uuid& id, const std::vector<std::string>& fields);

  /// Tells a member's devices to forget a record.
  void withdraw(const Uuid& member, const Uuid& record);

  /// Ends where the member's actions are read without a token, for good: also where an older copy
  /// of the store is put back.
  void end_calendars(const Uuid& member);
  /// The same of one device; nothing where it has none.
  void end_calendar(DeviceId device);

  /// Marks an unknown record as erased, for it came under one that is.
  void mark_erased(const Uuid& record, std::string_view kind);

  /// The member's new rights; what they may not see any more is withdrawn by their own feed.
  void put_member(const Member& member);

  RecordState state(const Uuid& record);

 private:
  void append(const std::string& feed, EntryKind kind, const Uuid& subject);
  void note(std::string line);
  void remember_author(Record& record, const Change& making);
  std::set<std::string> feeds_for(const Record& record, int depth);
  void add_parents_feeds(const Record& record, std::set<std::string>& out, int depth);
  bool heard_by_team(const Uuid& message);
  std::set<std::string> kiosks_with(const Uuid& event);
  void refeed(const Record& record, std::optional<Uuid> changed, int depth);
  void follow_links(const Record& conversation);
  void follow_settings(const Record& record);
  void gather(const Record& record, std::vector<Record>& out);

  HubTransaction& transaction_;
  Space space_;
  Instant now_;
  Random& random_;
  Noting noting_;
  std::set<std::string> moved_;
};

}  // namespace crosstalk::hub
