#pragma once

#include <string>
#include <vector>

#include "client/model/files.h"
#include "client/model/preferences.h"
#include "client/model/sync_words.h"
#include "client/model/timeline.h"

namespace crosstalk {

enum class SettingsSection {
  sync,
  appearance,
  writing,
  careful,
  bin,
  language,
  files,
  profiles,
  help
};

/// A language that the window can speak.
struct LanguageChoice {
  std::string code;  ///< BCP 47
  std::string name;  ///< in itself: "English", "Cymraeg"
};

/// A note that has not left this device yet.
struct WaitingRow {
  Uuid id;
  std::string summary, stance, saved;
};

/// Something in the bin.
struct BinRow {
  Uuid id;
  std::string text, detail;
};

/// What can be brought back: notes, and actions that were deleted on their own.
struct BinView {
  std::vector<BinRow> notes, actions;
  bool more_notes = false;  // there are more than are shown
  bool empty() const { return notes.empty() && actions.empty(); }
};
BinView bin_view(const std::vector<ConversationRow>& notes, std::size_t notes_max,
                 const std::vector<ActionView>& actions, const Vocabulary& vocabulary, Day today,
                 const Zone& zone, const Strings& strings);

/// What the settings show, the sync page with them.
struct SettingsView {
  SyncPage sync;
  bool counted = false;  // `counts` are known (they are not for very large stores)
  SyncCounts counts;
  std::string here, sent, reviewed;  // the same as words
  std::vector<RejectedView> rejected;
  std::vector<WaitingRow> waiting;  // newest first, at most twenty
  BinView bin;
  Preferences preferences;
  std::vector<LanguageChoice> languages;
  std::string language;  // the one in use
  std::string folder, key_source;
  FilesView files;
  std::vector<ProfileView> profiles;
};

/// Counts notes by where they are, and names those that wait. `rows` are all notes of this device.
void put_counts(SettingsView& view, const std::vector<ConversationRow>& rows, Instant now,
                const Zone& zone, const Strings& strings);

}  // namespace crosstalk
