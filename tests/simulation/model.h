#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/change.h"
#include "sync/hub/hub_store.h"
#include "tests/simulation/naive_merge.h"

namespace crosstalk::simulation {

/// Who reads, as the model sees it.
struct Reader {
  Uuid member;
  hub::Role role = hub::Role::recorder;
};

/// What everybody has promised so far, kept beside the real thing and with none of its code: what
/// each device said was saved, what the hub said it had taken, and who may see what of it
/// (sync/PROTOCOL.md, "Who sees what"). Records are judged by a merge of the model's own.
class Model {
 public:
  struct Saved {
    Uuid record;
  };
  /// Of one device: saved there, and neither taken by the hub, nor discarded by a person, nor lost
  /// with an older copy of its store.
  using Pending = std::map<Uuid, Saved>;

  void saved(std::size_t device, const Change& change);
  const Pending& pending(std::size_t device) const { return pending_[device]; }
  /// True where anything waits that is not gone by an erasure.
  bool anything_pending(std::size_t device) const;
  void discarded(std::size_t device, const Uuid& change) { pending_[device].erase(change); }
  std::int64_t saves() const { return saves_; }

  /// A change (an erasure too) that the hub has; the stamp is the one that it gave it.
  void took(const Change& change, const Reader& author);
  /// change → record, of what the hub once took and has not now.
  const std::map<Uuid, Uuid>& lost() const { return lost_; }
  /// Learned from an entry of a feed.
  void erased(const Uuid& record, const std::vector<Uuid>& under);
  bool is_erased(const Uuid& record) const;
  /// By the parents that changes named.
  bool is_or_lies_under(const Uuid& record, const Uuid& other) const;
  /// change → the stamp for good, erasures too.
  const std::map<Uuid, std::string>& stamps() const { return stamps_; }

  /// As members are made, before any change of theirs.
  void member(const Uuid& id, hub::Role role) { roles_[id] = role; }
  hub::Role role_of(const Uuid& member) const;
  bool sees(const Reader& reader, const Uuid& record) const;

  struct Record {
    std::string kind;
    std::optional<Uuid> author;
    bool by_kiosk = false;
    std::optional<Uuid> parent;
    bool for_team = false;
    std::vector<Change> changes;
    NaiveRecord merged;
  };
  const std::map<Uuid, Record>& records() const { return records_; }

  /// What the hub knows, for a copy of its store.
  struct OfHub {
    std::map<Uuid, std::string> stamps;
    std::map<Uuid, Record> records;
    std::map<Uuid, hub::Role> roles;
  };
  OfHub of_hub() const;
  /// The hub's store is that of `then` again: what it took since is lost until it comes again. What
  /// was erased stays so.
  void went_back(const OfHub& then);
  const Record* record(const Uuid& id) const;

  /// The marks (see `mark_of`) of words that an erasure took away, and that no file may hold.
  const std::set<std::uint64_t>& erased_marks() const { return erased_marks_; }
  /// The record whose words carry the mark.
  Uuid record_of(std::uint64_t mark) const;
  /// Those of notes that a kiosk was told were taken.
  std::set<std::uint64_t> marks_of_taken(const Uuid& member) const;

 private:
  /// True where `is` holds of the record or of anything that it lies under.
  bool any_above(const Uuid& record, const std::function<bool(const Uuid&)>& is) const;
  void follow_links(const Record& conversation);
  void erase_one(const Uuid& record);
  void note_marks(const Change& change);
  void add(const Change& change, const Reader& author);

  std::vector<Pending> pending_ = std::vector<Pending>(64);
  std::map<Uuid, std::string> stamps_;
  std::map<Uuid, Record> records_;
  std::map<Uuid, hub::Role> roles_;
  std::map<Uuid, Uuid> lost_;
  std::map<Uuid, Uuid> parents_;  // of all that was ever saved
  std::map<Uuid, std::set<std::uint64_t>> marks_;
  std::set<Uuid> erased_;
  std::set<std::uint64_t> erased_marks_;
  std::int64_t saves_ = 0;
};

/// Words of notes carry a number that stands nowhere else, so that a search of all bytes finds
/// them.
std::string marked(std::uint64_t number, const std::string& words);
/// All numbers in a text or a file.
std::vector<std::uint64_t> marks_in(std::string_view bytes);

}  // namespace crosstalk::simulation
