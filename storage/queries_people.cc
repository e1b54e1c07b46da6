#include <algorithm>

#include "storage/queries.h"
#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

Result<std::vector<ActionView>> read_actions(const Store& store, const Sql& statement) {
  const auto member = own_member(store.database());
  if (!member) return member.error();
  std::vector<ActionView> actions;
  Statement list = store.database().prepared(statement);
  const auto done = for_each_row(
      list, [&](const Statement& row) { actions.push_back(action_view(row, *member)); });
  if (!done) return done.error();
  return actions;
}

}  // namespace

Result<std::vector<ActionView>> list_actions(const Store& store) {
  return read_actions(store, sql::kListActions);
}

Result<std::vector<ActionView>> list_deleted_actions(const Store& store) {
  return read_actions(store, sql::kListDeletedActions);
}

Result<std::optional<Uuid>> find_member(const Store& store, std::string_view name) {
  std::vector<Uuid> found;
  Statement find = store.database().prepared(sql::kFindMembers);
  find.bind(1, folded(name));
  const auto done = for_each_row(find, [&](const Statement& row) { found.push_back(row.uuid(0)); });
  if (!done) return done.error();
  if (found.size() != 1) return std::optional<Uuid>();
  return std::optional(found.front());
}

Result<std::vector<std::string>> list_member_names(const Store& store) {
  std::vector<std::string> names;
  Statement list = store.database().prepared(sql::kListMemberNames);
  const auto done = for_each_row(list, [&](const Statement& row) { names.push_back(row.text(0)); });
  if (!done) return done.error();
  return names;
}

Result<std::optional<Uuid>> find_event(const Store& store, std::string_view name) {
  Statement find = store.database().prepared(sql::kFindEvent);
  const auto row = find.bind(1, folded(name)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<Uuid>();
  return std::optional(find.uuid(0));
}

Result<std::vector<std::string>> recent_places(const Store& store, std::size_t limit) {
  std::vector<std::string> places;
  Statement read = store.database().prepared(sql::kReadLastPlaces);
  while (places.size() < limit) {
    const auto row = read.step();
    if (!row) return row.error();
    if (!*row) break;
    std::string place = read.text(0);
    if (std::find(places.begin(), places.end(), place) == places.end()) {
      places.push_back(std::move(place));
    }
  }
  return places;
}

}  // namespace crosstalk
