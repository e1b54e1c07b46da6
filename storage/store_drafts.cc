#include <utility>

#include "storage/forget.h"
#include "storage/statements.h"
#include "storage/store.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

Draft draft_in(const Statement& row) {
  return Draft{row.text(0), row.text(1), Instant{Milliseconds{row.integer(2)}}};
}

Error invalid(std::string_view what) {
  return make_error(ErrorCode::invalid_text, std::string(what) + " is no text that can be kept");
}

Result<void> discard_draft(Database& database, std::string_view key) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return transaction.error();
  {
    Statement erase = database.prepared(sql::kDeleteDraft);
    if (const auto done = erase.bind(1, key).run(); !done) return done.error();
  }
  if (const auto record = parse_uuid(key)) {
    // An editor that was open when its record was erased.
    const auto erased = is_erased(database, *record);
    if (!erased) return erased.error();
    if (*erased) {
      if (const auto done = note_erased(database); !done) return done.error();
    }
  }
  return transaction->commit();
}

}  // namespace

Result<void> Store::keep_draft(std::string_view key, std::string_view content) {
  if (!storable_text(key) || !storable_text(content)) return invalid("draft");
  if (content.empty()) return discard_draft(database(), key);
  Statement write = database().prepared(sql::kWriteDraft);
  return write.bind(1, key)
      .bind(2, content)
      .bind(3, clock().wall().time_since_epoch().count())
      .run();
}

Result<std::optional<Draft>> Store::draft(std::string_view key) const {
  Statement read = database().prepared(sql::kReadDraft);
  const auto row = read.bind(1, key).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Draft>();
  return std::optional(draft_in(read));
}

Result<std::vector<Draft>> Store::drafts() const {
  std::vector<Draft> drafts;
  Statement read = database().prepared(sql::kReadDrafts);
  while (true) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) return drafts;
    drafts.push_back(draft_in(read));
  }
}

Result<void> Store::set_setting(std::string_view name, std::string_view value) {
  if (!storable_text(name) || !storable_text(value)) return invalid("setting");
  Statement write = database().prepared(sql::kWriteSetting);
  return write.bind(1, name).bind(2, value).run();
}

Result<std::optional<std::string>> Store::setting(std::string_view name) const {
  Statement read = database().prepared(sql::kReadSetting);
  const auto row = read.bind(1, name).step();
  if (!row) return row.error();
  if (!*row) return std::optional<std::string>();
  return std::optional(read.text(0));
}

}  // namespace crosstalk
