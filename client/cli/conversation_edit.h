#pragma once

#include "client/cli/note_arguments.h"
#include "storage/merge.h"
#include "storage/queries.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// The save that the arguments of `edit` amount to: the named fields and no others. A body names
/// the versions in `state` as its base and so merges them; a summary that was made from the body is
/// made anew with it, one that a person wrote stays. Errors: `nothing-to-do`, `empty-note`,
/// `invalid-value`, `invalid-time`, and those of looking up.
Result<Save> compose_conversation_edit(const Store& store, const Vocabulary& vocabulary,
                                       const ConversationView& now, const RecordState& state,
                                       const NoteArguments& arguments);

}  // namespace crosstalk
