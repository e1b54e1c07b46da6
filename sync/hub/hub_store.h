#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.h"
#include "storage/clock.h"
#include "storage/result.h"
#include "storage/stamp.h"
#include "storage/sweep.h"
#include "storage/uuid.h"

/// What the hub remembers, and the seam behind which it does: SQLite (sqlite_store.h) or another
/// transactional store. The space leads every key, for nothing crosses spaces.
namespace crosstalk::hub {

using Key = std::array<std::byte, 32>;

enum class Role { recorder, coordinator, kiosk };

std::string_view role_name(Role role);
std::optional<Role> parse_role(std::string_view name);

/// One programme or region. `ticks` is its hybrid clock: never behind a stamp that was taken.
struct Space {
  Uuid id;  // also the record of its settings
  std::string name;
  DeviceId hub_device;  // whose stamps the hub's own changes bear; kept over restores
  Key seal_key{};       // of seals and cursors; never changes
  Key sealing_public{};
  Key sealing_secret{};
  std::uint64_t ticks = 0;
};

/// A person, or a kiosk's event. `id` is the record of the member.
struct Member {
  Uuid id;
  std::string name;
  Role role = Role::recorder;
  bool suspended = false;
};

struct Device {
  DeviceId id;
  Uuid member;
  Uuid record;  // its record of kind `device`
  std::string name;
  Key token_hash{};
  bool token_used = false;
  Key invite_hash{};  // of the code that it joined with
  Instant joined;
  std::optional<Instant> revoked;
  std::optional<Instant> last_seen;
  std::int64_t waiting = 0;  // what it still held when it was last heard of
  bool unconfirmed = false;  // restored without the journal: waits until somebody confirms it
};

struct Invite {
  Key code_hash{};
  Role role = Role::recorder;
  std::string name;            // of the member to be; empty: the device's
  std::optional<Uuid> member;  // an existing member who gets a further device
  std::int64_t uses_left = 1;
  Instant expires;
};

/// Where a member's actions are read without a token. Of one device, from whose token its secret is
/// made (secrets.h): the secret itself is kept nowhere.
struct CalendarAddress {
  DeviceId device;
  Uuid member;
  Key secret_hash{};
  Key salt{};
};

/// What does not follow from a record's changes alone, and what has to be found quickly.
struct Record {
  Uuid id;
  std::string kind;
  std::optional<Uuid> author;  // nothing: the hub itself
  bool by_kiosk = false;       // then the author has no feed of it
  std::optional<Uuid> parent;
  bool for_team = false;  // a message that once was the team's stays so
  bool erased = false;    // only the fact is left
};

struct StoredChange {
  Change change;  // as feeds give it: `by`, `cut` and `seal` set
  bool lowered = false;
};

struct Erasure {
  Uuid id;
  Uuid record;
  Stamp stamp;
  bool lowered = false;
  bool history = false;
  std::vector<Uuid> under;
  std::string seal;
};

enum class EntryKind { change = 0, withdraw = 1, erase = 2 };

/// `subject` is the id of a change, of a record withdrawn, or of an erasure.
struct Entry {
  EntryKind kind = EntryKind::change;
  Uuid subject;
  std::uint64_t mark = 0;     // random, below 2^53: tells this entry from one at the same place in
                              // another life of the store
  std::int64_t position = 0;  // given by `append`, from 1
};

/// One transaction. A store that fails does not interrupt the logic: after the first failure every
/// read gives nothing and every write does nothing, `commit` returns the failure, and whoever
/// called throws away what was computed. Destroyed without a commit it leaves no trace.
class HubTransaction {
 public:
  virtual ~HubTransaction() = default;

  /// Durable when it returns: committed and synced to disk. Of a read transaction, its end.
  virtual Result<void> commit() = 0;
  /// True after the first failure.
  virtual bool failed() const = 0;

  virtual std::optional<std::string> setting(std::string_view key) = 0;
  virtual void put_setting(std::string_view key, std::string_view value) = 0;

  virtual std::optional<Space> space(const Uuid& id) = 0;
  virtual std::optional<Space> space_named(std::string_view name) = 0;
  virtual std::vector<Space> spaces() = 0;  // by name
  virtual void put_space(const Space& space) = 0;
  virtual void put_ticks(const Uuid& space, std::uint64_t ticks) = 0;

  virtual std::optional<Member> member(const Uuid& space, const Uuid& id) = 0;
  virtual std::vector<Member> members(const Uuid& space) = 0;  // by name
  virtual void put_member(const Uuid& space, const Member& member) = 0;

  virtual std::optional<Device> device(const Uuid& space, DeviceId id) = 0;
  virtual std::optional<Device> device_with_token(const Uuid& space, const Key& token_hash) = 0;
  virtual std::vector<Device> devices(const Uuid& space) = 0;  // oldest first
  virtual void put_device(const Uuid& space, const Device& device) = 0;

  /// The invite and its space: the one look-up that cannot name the space first.
  virtual std::optional<std::pair<Uuid, Invite>> invite(const Key& code_hash) = 0;
  virtual void put_invite(const Uuid& space, const Invite& invite) = 0;
  virtual std::vector<Invite> invites(const Uuid& space) = 0;

  virtual std::optional<CalendarAddress> calendar(const Uuid& space, DeviceId device) = 0;
  virtual std::optional<CalendarAddress> calendar_with_secret(const Uuid& space,
                                                              const Key& secret_hash) = 0;
  virtual std::vector<CalendarAddress> calendars(const Uuid& space,
                                                 const Uuid& member) = 0;  // by device
  /// In place of the one that the device had.
  virtual void put_calendar(const Uuid& space, const CalendarAddress& address) = 0;
  virtual void remove_calendar(const Uuid& space, DeviceId device) = 0;

  virtual std::optional<Record> record(const Uuid& space, const Uuid& id) = 0;
  virtual std::vector<Record> records_under(const Uuid& space, const Uuid& parent) = 0;
  virtual std::vector<Uuid> records_of_kind(const Uuid& space, std::string_view kind) = 0;
  /// Records that are in neither feed and not erased.
  virtual std::vector<Uuid> records_outside(const Uuid& space, std::string_view feed,
                                            std::string_view other_feed) = 0;
  /// Those of a kind that are in a feed and not erased.
  virtual std::vector<Uuid> records_in(const Uuid& space, std::string_view feed,
                                       std::string_view kind) = 0;
  virtual void put_record(const Uuid& space, const Record& record) = 0;

  /// The feeds that a record is in, sorted.
  virtual std::vector<std::string> feeds_of(const Uuid& space, const Uuid& record) = 0;
  virtual void put_feeds(const Uuid& space, const Uuid& record,
                         const std::vector<std::string>& feeds) = 0;

  virtual std::vector<Uuid> linking_conversations(const Uuid& space, const Uuid& message) = 0;
  virtual void put_link(const Uuid& space, const Uuid& message, const Uuid& conversation) = 0;

  virtual std::optional<StoredChange> change(const Uuid& space, const Uuid& id) = 0;
  /// All changes of a record, least (stamp, id) first.
  virtual std::vector<Change> changes_of(const Uuid& space, const Uuid& record) = 0;
  virtual void put_change(const Uuid& space, const StoredChange& change) = 0;
  /// Takes away the changes, feeds and links of a record, beyond recovery from the store's files.
  virtual void remove_content(const Uuid& space, const Uuid& record) = 0;

  /// Calls `each` with id and seal of every change of the records in one of these feeds, in order
  /// of id.
  virtual void each_seal(const Uuid& space, std::string_view feed, std::string_view other_feed,
                         const std::function<void(const Uuid&, std::string_view)>& each) = 0;

  virtual std::optional<Erasure> erasure(const Uuid& space, const Uuid& id) = 0;
  virtual std::vector<Erasure> erasures(const Uuid& space) = 0;
  virtual void put_erasure(const Uuid& space, const Erasure& erasure) = 0;

  /// The fields that are erased from the history of a change, whether it is here or not.
  virtual std::vector<std::string> cuts_of(const Uuid& space, const Uuid& change) = 0;
  virtual std::vector<std::pair<Uuid, std::string>> cuts(const Uuid& space) = 0;
  virtual void put_cut(const Uuid& space, const Uuid& change, std::string_view field) = 0;

  /// Gives the entry the next position of the feed. Positions are given under the write
  /// transaction, so their order is that of commits and no reader can pass over one.
  virtual void append(const Uuid& space, std::string_view feed, const Entry& entry) = 0;
  /// The last entry; nothing of an empty feed.
  virtual std::optional<Entry> head(const Uuid& space, std::string_view feed) = 0;
  virtual std::optional<Entry> entry_at(const Uuid& space, std::string_view feed,
                                        std::int64_t position) = 0;
  virtual std::vector<Entry> entries_after(const Uuid& space, std::string_view feed,
                                           std::int64_t position, std::int64_t count_max) = 0;

  /// Adds a line to the journal (journal.h), durable before the transaction is: what ended must not
  /// begin again when an older copy of the store is put back.
  virtual void note(std::string line) = 0;
  /// All lines of the journal, oldest first, without those of this transaction.
  virtual std::vector<std::string> noted() = 0;
};

/// Opened once for each thread that uses it; a store object itself is used by one thread.
class HubStore {
 public:
  virtual ~HubStore() = default;

  /// A consistent view that blocks nobody.
  virtual Result<std::unique_ptr<HubTransaction>> read() = 0;
  /// One at a time over all connections and processes; waits for its turn.
  virtual Result<std::unique_ptr<HubTransaction>> write() = 0;

  /// A number that changes when another connection or process has committed something.
  virtual Result<std::int64_t> version() = 0;
  /// A consistent copy while others read and write. `path` must not exist.
  virtual Result<void> backup(const std::string& path) = 0;
  /// Gets what was erased out of all bytes of the store where that is still to be done, unless
  /// `should_stop` (asked on this thread) ends it; writers wait meanwhile (storage/sweep.h).
  virtual Result<SweepDone> sweep(const ShouldStop& should_stop) = 0;
  /// What is wrong with the store, one line each; empty: nothing.
  virtual Result<std::vector<std::string>> check() = 0;
};

}  // namespace crosstalk::hub
