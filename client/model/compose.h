#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// Something promised in a conversation, as it was written down.
struct NewAction {
  std::string text;
  std::string owner;  // words; the name of exactly one member assigns it to them
  std::string due;    // YYYY-MM-DD or empty
};

/// What a person wrote down, before it is a save. Keys of the vocabulary or words where it has
/// none.
struct NewNote {
  std::string body;
  std::optional<std::string> summary;  // a heading the person wrote; nothing: made from `body`
  std::string setting, place, stance;
  std::vector<std::string> sectors, themes, purposes;
  std::vector<std::string> messages;  // words: the message that has them, or a new one
  std::vector<Uuid> linked;           // messages that are known by id
  std::vector<NewAction> actions;     // those without text are left out
  std::string visibility = "mine";    // mine, team
  bool quotable = false;
  std::string event;                   // name of an event that is here; empty: none
  std::optional<Instant> occurred_at;  // nothing: the moment of saving
};

/// What composing needs to know of the store, without knowing the store. Each may be called several
/// times.
struct ComposeLookups {
  std::function<Result<std::optional<Uuid>>(std::string_view)> find_message;  // by its words
  std::function<Result<std::optional<Uuid>>(std::string_view)>
      find_member;  // the only one of that name
  std::function<Result<std::optional<Uuid>>(std::string_view)> find_event;  // by its name
  std::function<Uuid()> make_id;  // a fresh id for a new record
};

/// The lookups over one store; `store` must outlive them and belongs to the calling thread.
ComposeLookups lookups_of(const Store& store);

struct ComposedNote {
  Uuid conversation;
  Save save;  // messages that are begun, then the conversation, then its actions
};

/// The save that a new note amounts to. Errors: `empty-note` (neither words nor a heading),
/// `invalid-value` (a due date that is none, an unknown visibility or event), and those of the
/// lookups.
Result<ComposedNote> compose_note(const NewNote& note, const ComposeLookups& lookups);

/// What an edit that makes a note readable by the team must bring with it, unless its author wants
/// its earlier versions read as well: their erasure. Where `save` sets the visibility of
/// `conversation` to `team`, that becomes its last word on it, after everything else and after the
/// erasure, so that nobody is ever given what is to be erased. Else nothing is altered.
void erase_history_before_team(Save& save, const Uuid& conversation);

/// The edit that makes an action under a conversation that is here or in the same save.
Result<RecordEdit> compose_action(const NewAction& action, const Uuid& conversation,
                                  const ComposeLookups& lookups);

/// The fields that name an owner: the words, and the only member of that name, or nobody.
Result<void> set_owner(RecordEdit& edit, std::string_view owner, const ComposeLookups& lookups);

/// The id of the message with these words. Where none has them, an edit that begins it is added to
/// `save`, at its end.
Result<Uuid> find_or_begin_message(std::string_view text, Save& save,
                                   const ComposeLookups& lookups);

}  // namespace crosstalk
