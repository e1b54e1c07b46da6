#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/session.h"
#include "client/cli/note_arguments.h"
#include "storage/result.h"

namespace crosstalk {

// The verbs of interface.md on one open data folder. What a verb says goes to standard output; what
// it has to say about its input goes to standard error, a line each. An error is given back for the
// caller to say.

struct ListArguments {
  std::string query, setting, place, sector, theme, stance, from, to;
  bool bin = false;
  std::optional<std::size_t> limit;
  bool json = false;
};

struct ActionsArguments {
  bool open = false;
  bool overdue = false;
  bool json = false;
};

struct ExportArguments {
  std::string format;  // csv, ndjson, ics, md
  std::string out;
};

// Writing.
Result<void> verb_log(Session& session, const NoteArguments& arguments);
Result<void> verb_edit(Session& session, const std::string& id, const NoteArguments& arguments);
Result<void> verb_delete(Session& session, const std::string& id);
Result<void> verb_restore(Session& session, const std::string& id);
Result<void> verb_done(Session& session, const std::string& id);

// Reading.
Result<void> verb_list(Session& session, const ListArguments& arguments);
Result<void> verb_show(Session& session, const std::string& id, bool json);
Result<void> verb_history(Session& session, const std::string& id, bool json);
/// What was written in a window and is not saved, newest first: `{id, body, changed}`, `id` null
/// for a new note.
Result<void> verb_drafts(Session& session, bool json);
Result<void> verb_actions(Session& session, const ActionsArguments& arguments);
Result<void> verb_messages(Session& session, bool json);
Result<void> verb_similar(Session& session, const std::string& text, bool json);

// The hub.
Result<void> verb_join(Session& session, const std::string& link);
Result<void> verb_sync(Session& session, bool json);
Result<void> verb_status(Session& session, bool json);
Result<void> verb_rejected(Session& session, bool json);
Result<void> verb_discard(Session& session, const std::string& id, bool sure);
Result<void> verb_resend(Session& session, const std::string& id);
struct MendArguments {
  std::string id;
  std::optional<std::string> summary, body, text;
};
Result<void> verb_mend(Session& session, const MendArguments& arguments);
Result<void> verb_receipt(Session& session, bool json);
/// Where other programs read this member's actions: `{todos, events}`, whole addresses.
Result<void> verb_calendar(Session& session, bool renew, bool json);

// Files.
Result<void> verb_import(Session& session, const std::string& path, bool json);
Result<void> verb_export(Session& session, const ExportArguments& arguments);
Result<void> verb_backup(Session& session, const std::string& path);
Result<void> verb_check(Session& session, bool rebuild);
/// Says which pages of a folder's store are damaged, where it cannot be opened: to standard error.
void name_damage(const std::string& folder);
Result<void> verb_rescue(Session& session, const std::string& path, bool json);

}  // namespace crosstalk
