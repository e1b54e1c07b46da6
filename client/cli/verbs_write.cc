#include "client/cli/conversation_edit.h"
#include "client/cli/note_arguments.h"
#include "client/cli/output.h"
#include "client/cli/record_id.h"
#include "client/cli/verbs.h"
#include "client/model/compose.h"
#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {
namespace {

Result<void> set_deleted(Session& session, const std::string& id, bool deleted) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  if (state->is_true("deleted") == deleted && !state->changed_since_deleted) {
    say(deleted ? "It is in the bin already.\n" : "It is not in the bin.\n");
    return {};
  }
  RecordEdit edit;
  edit.record = state->record;
  edit.kind = state->kind;
  edit.set["deleted"] = deleted;
  const auto saved = session.store().save({{edit}, {}});
  if (!saved) return saved.error();
  say(deleted
          ? "Moved to the bin. To bring it back: crosstalk restore " + state->record.text() + "\n"
          : "Brought back from the bin.\n");
  return {};
}

}  // namespace

Result<void> verb_log(Session& session, const NoteArguments& given) {
  const auto arguments = read_input(given);
  if (!arguments) return arguments.error();
  const auto vocabulary = Vocabulary::read(session.store());
  if (!vocabulary) return vocabulary.error();
  const auto note = note_from(*arguments, *vocabulary);
  if (!note) return note.error();
  const auto composed = compose_note(*note, lookups_of(session.store()));
  if (!composed) return composed.error();
  const auto saved = session.store().save(composed->save);
  if (!saved) return saved.error();
  say(composed->conversation.text() + "\n");
  return {};
}

Result<void> verb_edit(Session& session, const std::string& id, const NoteArguments& given) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  const auto arguments = read_input(given);
  if (!arguments) return arguments.error();
  const auto vocabulary = Vocabulary::read(session.store());
  if (!vocabulary) return vocabulary.error();
  const auto now = read_conversation(session.store(), state->record);
  if (!now) return now.error();
  if (!*now) {
    return make_error_saying(
        ErrorCode::unknown_record,
        "That is not a conversation. Nothing was changed: give the id of one.");
  }
  const auto save =
      compose_conversation_edit(session.store(), *vocabulary, **now, *state, *arguments);
  if (!save) return save.error();
  const auto saved = session.store().save(*save);
  if (!saved) return saved.error();
  say("Saved.\n");
  return {};
}

Result<void> verb_delete(Session& session, const std::string& id) {
  return set_deleted(session, id, true);
}

Result<void> verb_restore(Session& session, const std::string& id) {
  return set_deleted(session, id, false);
}

Result<void> verb_done(Session& session, const std::string& id) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  if (state->kind != kinds::kAction) {
    return make_error_saying(
        ErrorCode::unknown_record,
        "That is not an action. Nothing was changed: look up its id with actions.");
  }
  if (state->text("state") == "done") {
    say("It was done already.\n");
    return {};
  }
  RecordEdit edit;
  edit.record = state->record;
  edit.kind = kinds::kAction;
  edit.set["state"] = "done";
  const auto saved = session.store().save({{edit}, {}});
  if (!saved) return saved.error();
  say("Done.\n");
  return {};
}

}  // namespace crosstalk
