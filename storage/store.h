#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.h"
#include "storage/clock.h"
#include "storage/merge.h"
#include "storage/result.h"
#include "storage/sweep.h"

namespace crosstalk {

class Database;  // storage/database.h: the connection and its prepared statements

/// 256 bits for SQLCipher, derived or unwrapped once (storage/native/key.h).
using StoreKey = std::array<std::byte, 32>;

struct StoreOptions {
  std::string path;  // the database file; made when missing
  StoreKey key{};    // every store is encrypted; a plain file is refused with `store-not-encrypted`
  DeviceId device;   // written when the store is made; an older store keeps its own
  const Clock* clock = nullptr;  // must outlive the store
  Random* random = nullptr;      // must outlive the store
  std::string vfs;               // name of a registered SQLite VFS; empty is the system's
};

/// One record's part of a save. `record` is nil to make a new one (its id is in the answer), or,
/// with `fresh`, the id that the new one shall have, so that other edits of the same save can name
/// it (an action its conversation).
struct RecordEdit {
  Uuid record;
  bool fresh = false;  // `record` comes from `make_uuid` and is not here yet; an edit that comes
                       // before those naming it
  std::string kind;
  std::map<std::string, Json> set;
  /// The versions that this edit replaces, per field. For a text in `set` that is missing here, all
  /// versions that the store now shows are its base; so too for `deleted`, where they are all live
  /// changes of the record.
  std::map<std::string, std::vector<Uuid>> base;
  bool history = false;  // of kind `erase`: only what no longer counts of the record
};

/// One save: all of it or nothing, in one transaction, synced to disk before the function returns.
struct Save {
  std::vector<RecordEdit> edits;
  /// The draft that became this save; it is removed in the same transaction. Empty: none.
  std::string draft;
};

/// Words not saved yet, kept at every keystroke. `key` names the editor: "new" or the id of the
/// note being edited.
struct Draft {
  std::string key;
  std::string content;  // JSON of client/model's own
  Instant changed;
};

/// Where this device belongs, once it has joined.
struct HubLink {
  std::string url;  // http(s)://HOST[/PREFIX], without `/j/CODE`
  std::string token;
  std::string space;
  std::string role;  // recorder, coordinator, kiosk
  Uuid member;
  std::string sealing_key;
  std::string certificate_pin;  // base64url SHA-256 of the public key; empty: the system's
                                // authorities decide
};

/// What the sync line says. Counts are of changes.
struct SyncStatus {
  DeviceId device;
  std::optional<HubLink> hub;
  std::int64_t waiting = 0;  // unsent and `later`
  std::int64_t rejected = 0;
  std::optional<Instant> last_sync;
  std::optional<std::string> cursor;
  std::string ended;  // "" or "revoked" / "unknown-token": what the hub last said of this device
  /// The hub's store has gone back in time, and what this device holds is offered to it first: so
  /// many changes are still to be sent again.
  bool offering = false;
  std::int64_t offers = 0;
};

/// A rejected change as a person must see it.
struct RejectedChange {
  Change change;
  std::string code;
  std::string detail;
  std::int64_t bytes = 0;
};

/// One device's memory: records, changes and their merge, search index, drafts and outbox, in one
/// SQLCipher file. An object belongs to one thread; several objects (threads, processes) may have
/// the same file open: WAL lets them read side by side and writers take turns. Every function that
/// writes is one transaction, and what it gave back as done is on disk (`synchronous=FULL`). Text
/// must be valid UTF-8 without NUL (`invalid-text` names the field).
class Store {
 public:
  /// Opens or makes the file and brings it to the newest schema. Errors: `store-locked`,
  /// `store-damaged`, `store-newer`, `store-not-encrypted`, `passphrase-wrong` (the key does not
  /// fit), `disk-full`, `disk-failed`.
  static Result<std::unique_ptr<Store>> open(const StoreOptions& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Makes the changes of `save`, with fresh ids and stamps, and applies them: records, changes,
  /// index and outbox together. Gives the record ids, one for each edit, in order. Nothing is
  /// changed on failure: `invalid-text`, `invalid-value`, `unknown-record` (an edit of what is not
  /// here), `too-large` (over 16 MiB), `disk-full`, `disk-failed`. Who edits a record in the bin
  /// brings it back in the same save.
  Result<std::vector<Uuid>> save(const Save& save);

  /// The accepted and own changes of a record, least stamp first; rejected ones are left out.
  Result<std::vector<Change>> changes_of(const Uuid& record) const;
  /// Their merge; nothing where this device has no such record.
  Result<std::optional<RecordState>> state_of(const Uuid& record) const;
  /// The merges of all records of one kind, those in the bin too, by id. Meant for the kinds that a
  /// space has few of (terms, members, events, devices); the lists of the others are in queries.h.
  Result<std::vector<RecordState>> states_of_kind(std::string_view kind) const;
  /// Calls `each` with every change on the device in order of (stamp, id); a false answer stops it.
  Result<void> for_each_change(const std::function<bool(const Change&)>& each) const;

  // Drafts. Keeping one with empty content removes it.
  Result<void> keep_draft(std::string_view key, std::string_view content);
  Result<std::optional<Draft>> draft(std::string_view key) const;
  Result<std::vector<Draft>> drafts() const;

  // Small named settings of this device (theme, text size, last place): never synced.
  Result<void> set_setting(std::string_view name, std::string_view value);
  Result<std::optional<std::string>> setting(std::string_view name) const;

  // The hub.
  DeviceId device() const;
  /// The space's vocabulary and people live in records; this is the link itself. `already-joined`
  /// where there is one.
  Result<void> join(const HubLink& link);
  Result<SyncStatus> sync_status() const;
  /// Marks what the hub said of this device ("revoked", "unknown-token"), or clears it with "".
  Result<void> set_ended(std::string_view ended);

  // Rejected changes stay until a person deals with them.
  Result<std::vector<RejectedChange>> rejected() const;
  /// Sends one again as it is: the hub keeps no rejection, and may take it now.
  Result<void> resend_rejected(const Uuid& change);
  /// Puts another change in its place, which waits to be sent: with these fields instead, a new id,
  /// its stamp and base, and the rejected one's name in `mends`. Gives the new id. Errors:
  /// `invalid-text`, `invalid-value`, `too-large`; `nothing-to-do` where it is not rejected.
  Result<Uuid> mend_rejected(const Uuid& change, const std::map<std::string, Json>& set);
  /// Removes one rejected change and what waits on it (a rejected creation's edits, comments and
  /// actions).
  Result<void> discard_rejected(const Uuid& change);

  /// Grows by at least one whenever another connection or process has changed the file: a cheap
  /// look for readers.
  Result<std::int64_t> data_version() const;

  /// Folds the write-ahead log into the file; call in idle moments, off the save path.
  Result<void> checkpoint();
  /// Gets all that was erased, withdrawn or cut out of the file's bytes where that is still to be
  /// done (storage/sweep.h); call when nobody has worked for a while. Errors: `disk-full`,
  /// `disk-failed`, `store-damaged`; nothing is lost then.
  Result<SweepDone> sweep(const ShouldStop& should_stop);
  /// A consistent, encrypted copy under the same key, made while others read and write.
  Result<void> backup(const std::string& path) const;
  /// Empty when whole; else one line for each thing that is wrong (SQLite's integrity, each change
  /// against its row, the index against the records, the records against the merge of their
  /// changes).
  Result<std::vector<std::string>> check() const;
  /// Makes everything that is made from changes anew: records, lists, totals and search index. The
  /// changes and all else stay as they are. Errors: `store-damaged` where the changes themselves
  /// cannot be read, `disk-full`, `disk-failed`; nothing is altered then.
  Result<void> rebuild();

  const Clock& clock() const;
  Random& random() const;
  Database& database() const;  // for the other files of storage/

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
