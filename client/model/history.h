#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/difference.h"
#include "storage/merge.h"
#include "storage/store.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// All that the history of a conversation is made from.
struct HistorySources {
  std::vector<Change> conversation;        // as `Store::changes_of` gives them
  std::vector<std::vector<Change>> under;  // of each record under it, those in the bin too
  DeviceId device;                         // this one
  std::optional<Uuid> member;              // whose it is, once it has joined
  /// The name or the words of a record (a member, a message, an event); empty where it is not here.
  std::function<std::string(const Uuid&)> words_of;
};

/// What it takes to say it.
struct HistoryWords {
  const Vocabulary& vocabulary;
  Instant now;
  const Zone& zone;
  const Strings& strings;
};

/// One save of the conversation, of its actions, or of both.
struct HistoryEntry {
  std::string key;                 // never changes
  std::string when, who;           // "Thu 17 March 14:20", "You"
  std::vector<std::string> lines;  // "Place: Leeds → York", "Note changed"
  std::string text;                // the text that it wrote; empty where it wrote none
  std::vector<TextSpan> added;     // the words of `text` that the version before did not have
  std::string taken_out;           // those that only the version before had
  bool goes_back = false;          // the conversation can be brought back to this state
  bool text_goes_back = false;     // its text alone too, where more than that would change
};

/// What brings a conversation back to an earlier state, and what takes that back again.
struct GoingBack {
  Save change, undo;
  bool actions_stay = false;  // some were added since, and are left as they are
};

/// Every earlier version of one conversation. Numbers count saves, the newest is 0. What is shown
/// of a save is made when it is asked for: a conversation may have a thousand.
class History {
 public:
  explicit History(HistorySources sources);
  History(const History&) = delete;
  History& operator=(const History&) = delete;
  History(History&&) = default;
  History& operator=(History&&) = default;
  ~History() = default;

  std::size_t count() const { return saves_.size(); }
  /// `number` must be less than `count()`.
  HistoryEntry entry(std::size_t number, const HistoryWords& words) const;
  /// The saves that bring the conversation and its actions to where they stood after that save, of
  /// the fields that differ. Who may read it, its review and whether it may be quoted are left as
  /// they are, and actions that were not there then stay. Nothing where nothing differs, where
  /// something of that state has been erased, where the conversation is in the bin, and where two
  /// versions of its text are to be merged, now or then.
  std::optional<GoingBack> going_back(std::size_t number) const;
  /// The same for the text and its heading alone.
  std::optional<GoingBack> text_going_back(std::size_t number) const;

 private:
  struct Step {
    const Change* change;
    std::map<std::string, Json> before;  // of what it sets; of an action always its text
  };
  using SaveSteps = std::vector<Step>;

  void group(const std::vector<const Change*>& in_order);
  std::string who(const Change& change, const Strings& strings) const;
  void show_text(const Change& change, HistoryEntry& entry) const;
  /// The changes of a record up to and with that save.
  std::span<const Change> until(const Uuid& record, const SaveSteps& save) const;
  const SaveSteps& save_at(std::size_t number) const { return saves_[saves_.size() - 1 - number]; }

  Uuid conversation_;
  std::map<Uuid, std::vector<Change>> changes_;  // of each record, least stamp first
  std::map<Uuid, RecordState> now_;
  std::vector<SaveSteps> saves_;  // oldest first
  DeviceId device_;
  std::optional<Uuid> member_;
  std::function<std::string(const Uuid&)> words_of_;
};

/// What one change did, a line each. `before`: what the fields that it sets had been.
std::vector<std::string> history_lines(const Change& change,
                                       const std::map<std::string, Json>& before,
                                       const std::function<std::string(const Uuid&)>& words_of,
                                       const HistoryWords& words);

}  // namespace crosstalk
