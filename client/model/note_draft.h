#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/compose.h"
#include "client/model/dates.h"
#include "storage/queries.h"
#include "storage/store.h"

namespace crosstalk {

/// An action in an editor. `id` is nil until it has been saved.
struct DraftAction {
  Uuid id;
  std::string text, owner, due;
  bool operator==(const DraftAction&) const = default;
};

/// A message that the note is linked to. `id` is nil where the note begins it.
struct DraftLink {
  Uuid id;
  std::string text;
  bool operator==(const DraftLink&) const = default;
};

/// A note in its editor: what the person has written and tapped, kept at every keystroke.
struct NoteDraft {
  std::string body;
  std::string heading;  // empty: the summary is made from the body
  std::string setting, place, stance, event;
  std::vector<std::string> sectors, themes, purposes;  // in the order they were chosen
  std::vector<DraftAction> actions;
  std::vector<DraftLink> links;
  std::string visibility = "mine";
  bool quotable = false;
  std::string day;                      // YYYY-MM-DD; empty: now, or for a saved note as it is
  std::vector<std::string> kept_words;  // careful words that the person decided to keep
  bool operator==(const NoteDraft&) const = default;
};

/// A saved note being edited: as it was when it was opened, as it is now, and the versions of its
/// body that the person saw.
struct EditDraft {
  Uuid record;
  std::vector<Uuid> body_base;
  NoteDraft before, now;
};

/// The key under which the draft of a new note is kept; that of a saved note is its id.
inline constexpr std::string_view kNewNoteKey = "new";

/// Nothing written and nothing promised: such a draft needs no keeping, whatever chips are on.
bool is_blank(const NoteDraft& draft);

/// What `Store::keep_draft` keeps; empty for a blank draft.
std::string draft_content(const NoteDraft& draft);
std::string draft_content(const EditDraft& draft);
/// Nothing for what is no draft of this version.
std::optional<NoteDraft> note_draft_from(std::string_view content);
std::optional<EditDraft> edit_draft_from(std::string_view content);

/// The note that a draft amounts to, saved at `now`.
NewNote note_of(const NoteDraft& draft, Instant now, const Zone& zone);

/// A saved conversation opened for editing. `body_base` as `RecordState::texts["body"]` has it.
EditDraft edit_of(const ConversationView& conversation, std::vector<Uuid> body_base);

/// The save that an edit amounts to: the fields that differ and no others. Its `edits` is empty
/// where nothing differs. Errors: `empty-note`, and those of `compose_action`.
Result<Save> compose_edit(const EditDraft& draft, Instant now, const Zone& zone,
                          const ComposeLookups& lookups);

}  // namespace crosstalk
