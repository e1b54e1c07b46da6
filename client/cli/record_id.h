#pragma once

#include <string_view>

#include "storage/queries.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// The record that a person names: its whole id, or the beginning or the end of one (at least four
/// characters) where only one record here has it. Conversations (the bin too), actions and messages
/// are looked at. Errors: `unknown-record`, `invalid-value` (several have it), and those of the
/// store. A whole id is given back unlooked.
Result<Uuid> find_record(const Store& store, std::string_view text);

/// The merge of a record that must be here. Errors: `unknown-record` and those of the store.
Result<RecordState> require_record(const Store& store, std::string_view text);

/// The end of an id, for tables: people tell records apart by it, the beginning being the time they
/// were made.
std::string short_id(const Uuid& id);

}  // namespace crosstalk
