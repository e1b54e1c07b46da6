#pragma once

#include <string>
#include <vector>

#include "client/model/careful_draft.h"
#include "client/model/heard.h"
#include "client/model/note_draft.h"
#include "client/model/strings.h"
#include "client/model/suggestions.h"
#include "storage/vocabulary.h"

namespace crosstalk {

enum class ChipKind { plain, on, suggested };

struct ChipView {
  std::string key, label;
  ChipKind kind = ChipKind::plain;
};

/// Chips in the order in which they stay. Where not all have room, those that are on or suggested
/// go before the plain ones.
struct ChipRow {
  std::string name;  // stable: "setting", "sectors" …
  std::string label;
  std::vector<ChipView> likely;  // the row when closed
  std::vector<ChipView> all;     // the row when More is open
  std::string more;              // "More", "Other place"
};

/// The order of the chips of one row while a note is written, so that none jumps from under a
/// finger.
class ChipOrder {
 public:
  /// Keys that are on or suggested and new join at the end.
  const std::vector<std::string>& settle(const std::vector<std::string>& recent,
                                         const std::vector<std::string>& on,
                                         const std::vector<std::string>& suggested);
  void forget() { keys_.clear(); }

 private:
  std::vector<std::string> keys_;
};

struct ChipOrders {
  ChipOrder setting, place, sectors, themes;
  void forget();
};

/// What was used in the last notes, most recent first.
struct RecentTerms {
  std::vector<std::string> settings, places, sectors, themes;
};
/// Read from the last notes; `places` as `recent_places` gives them.
RecentTerms recent_terms(const std::vector<ConversationView>& last,
                         std::vector<std::string> places);

struct ActionLine {
  std::string text;
  std::string who_when;  // "me, by Friday 25 March"
};

/// Where the words of the editor are.
enum class Keeping { nothing, kept, saving, failed };

struct CaptureView {
  std::string title;       // "New note", "Edit note"
  std::string kept;        // "Kept as you type"
  std::string kept_short;  // "Kept"
  ChipRow setting, place, sectors, themes, stance, purposes, when;
  bool quotable = false;
  std::string summary;  // what lists will show, as long as no heading is given
  std::vector<ActionLine> actions;
  HeardBefore heard;
  DraftMarks careful;
  std::string careful_words;     // "An NHS number and a date of birth"
  std::string visibility;        // "Everyone in the space can read it"
  std::string visibility_short;  // "Everyone can read it"
  bool team = false;
  bool can_save = false;
  bool editing = false;
  std::string changed_since;  // empty, or that the note was changed elsewhere while it was open
};

/// What the capture screen is made of. All by reference, for one call.
struct CaptureSources {
  const NoteDraft& draft;
  bool editing = false;
  Keeping keeping = Keeping::nothing;
  const Vocabulary& vocabulary;
  const RecentTerms& recent;
  const Suggestions& suggested;
  const Similar& similar;
  const std::vector<MessageView>& linked;
  Instant now;
  const Zone& zone;
  const Strings& strings;
  bool was_mine = false;  // a saved note that the team could not read until now
  DraftMarks careful = {};
};

CaptureView capture_view(const CaptureSources& sources, ChipOrders& orders);

/// "me" for nobody, else the owner's words; then the day.
std::string who_when(const std::string& owner, const std::string& due, Day today,
                     const Strings& strings);

/// Switches a chip of a row on or off in the draft. Setting, place, stance and when hold one;
/// sectors, themes and purposes many.
void tap_chip(NoteDraft& draft, std::string_view row, const std::string& key, Day today);

/// Links the draft to a message, or takes the link off.
void toggle_link(NoteDraft& draft, const Uuid& id, const std::string& text);

}  // namespace crosstalk
