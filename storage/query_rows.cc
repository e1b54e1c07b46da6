#include "storage/query_rows.h"

#include "storage/statements.h"

namespace crosstalk {

ItemSync sync_in(const Statement& row, int column) {
  switch (row.integer(column)) {
    case 0:
      return ItemSync::sent;
    case 1:
      return ItemSync::here;
    default:
      return ItemSync::rejected;
  }
}

Instant instant_in(const Statement& row, int column) {
  return Instant{Milliseconds{row.integer(column)}};
}

ConversationRow conversation_row(const Statement& row) {
  ConversationRow out;
  out.id = row.uuid(0);
  out.summary = row.text(1);
  out.occurred_at = instant_in(row, 2);
  out.setting = row.text(3);
  out.place = row.text(4);
  out.stance = row.text(5);
  out.review = row.text(6);
  out.own = row.integer(7) != 0;
  out.two_versions = row.integer(8) > 1;
  out.sync = sync_in(row, 9);
  out.position = row.integer(10);
  return out;
}

ActionView action_view(const Statement& row, const std::optional<Uuid>& member) {
  ActionView out;
  out.id = row.uuid(0);
  out.conversation = row.uuid(1);
  out.text = row.text(2);
  out.owner = row.text(3);
  out.owner_member = row.optional_uuid(4);
  out.due = row.text(5);
  out.state = row.text(6);
  out.outcome = row.text(7);
  out.mine =
      out.owner_member ? out.owner_member == member : out.owner.empty() && row.integer(8) != 0;
  out.sync = sync_in(row, 9);
  out.conversation_summary = row.text(10);
  return out;
}

Result<std::optional<Uuid>> own_member(const Database& database) {
  Statement hub = database.prepared(sql::kReadHub);
  const auto joined = hub.step();
  if (!joined) return joined.error();
  if (!*joined) return std::optional<Uuid>();
  return std::optional(hub.uuid(4));
}

Result<void> for_each_row(Statement& statement, const std::function<void(const Statement&)>& each) {
  while (true) {
    const auto row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    each(statement);
  }
}

Result<std::int64_t> count_of(Statement& statement) {
  const auto row = statement.step();
  if (!row) return row.error();
  return *row ? statement.integer(0) : 0;
}

}  // namespace crosstalk
