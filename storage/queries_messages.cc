#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "storage/message_graph.h"
#include "storage/queries.h"
#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

/// Where one message, with all that count as it, was heard.
struct Reach {
  std::map<Uuid, Instant> conversations;
  std::set<std::string> sectors;
  std::set<std::string> places;
};
using Reaches = std::map<Uuid, Reach>;

void add_heard(const Statement& row, const MessageGraph& graph, Reaches& reaches) {
  Reach& reach = reaches[graph.root(row.uuid(0))];
  reach.conversations.emplace(row.uuid(1), instant_in(row, 2));
  std::string place = row.text(3);
  if (!place.empty()) reach.places.insert(std::move(place));
}

void add_sector(const Statement& row, const MessageGraph& graph, Reaches& reaches) {
  reaches[graph.root(row.uuid(0))].sectors.insert(row.text(1));
}

MessageView view_of(const Uuid& id, const MessageGraph& graph, const Reach& reach) {
  MessageView view;
  view.id = id;
  view.text = graph.text(id);
  std::vector<std::pair<Instant, Uuid>> heard;
  for (const auto& [conversation, time] : reach.conversations)
    heard.emplace_back(time, conversation);
  std::sort(heard.begin(), heard.end());
  for (const auto& [time, conversation] : heard) {
    view.conversations.push_back(conversation);
    view.heard.push_back(time);
  }
  view.sectors.assign(reach.sectors.begin(), reach.sectors.end());
  view.places.assign(reach.places.begin(), reach.places.end());
  if (!view.heard.empty()) {
    view.first_heard = view.heard.front();
    view.last_heard = view.heard.back();
  }
  return view;
}

// One message alone: its links by index, not all links of the store.
Result<Reaches> reach_of(const Database& database, const MessageGraph& graph,
                         const std::vector<Uuid>& members) {
  Reaches reaches;
  for (const Uuid& member : members) {
    Statement heard = database.prepared(sql::kReadHeardOf);
    heard.bind(1, member);
    const auto done =
        for_each_row(heard, [&](const Statement& row) { add_heard(row, graph, reaches); });
    if (!done) return done.error();
    Statement sectors = database.prepared(sql::kReadSectorsOf);
    sectors.bind(1, member);
    const auto more =
        for_each_row(sectors, [&](const Statement& row) { add_sector(row, graph, reaches); });
    if (!more) return more.error();
  }
  return reaches;
}

std::size_t width(const MessageView& view) {
  return std::max<std::size_t>(view.sectors.size(), 1) *
         std::max<std::size_t>(view.places.size(), 1);
}

bool wider(const MessageView& left, const MessageView& right) {
  const bool left_heard = !left.conversations.empty();
  const bool right_heard = !right.conversations.empty();
  if (left_heard != right_heard) return left_heard;
  if (width(left) != width(right)) return width(left) > width(right);
  if (left.conversations.size() != right.conversations.size()) {
    return left.conversations.size() > right.conversations.size();
  }
  return left.text < right.text;
}

}  // namespace

Result<std::vector<MessageView>> list_messages(const Store& store) {
  const Database& database = store.database();
  const auto graph = MessageGraph::read(database);
  if (!graph) return graph.error();
  Reaches reaches;
  Statement heard = database.prepared(sql::kReadHeard);
  const auto done =
      for_each_row(heard, [&](const Statement& row) { add_heard(row, *graph, reaches); });
  if (!done) return done.error();
  Statement sectors = database.prepared(sql::kReadSectors);
  const auto more =
      for_each_row(sectors, [&](const Statement& row) { add_sector(row, *graph, reaches); });
  if (!more) return more.error();
  std::vector<MessageView> views;
  for (const auto& [root, members] : graph->groups()) {
    views.push_back(view_of(root, *graph, reaches[root]));
  }
  std::sort(views.begin(), views.end(), wider);
  return views;
}

Result<std::optional<MessageView>> read_message_in(const Database& database,
                                                   const MessageGraph& graph, const Uuid& id) {
  const Uuid root = graph.root(id);
  const auto group = graph.groups().find(root);
  if (group == graph.groups().end()) return std::optional<MessageView>();
  auto reaches = reach_of(database, graph, group->second);
  if (!reaches) return reaches.error();
  return std::optional(view_of(root, graph, (*reaches)[root]));
}

Result<std::optional<MessageView>> read_message(const Store& store, const Uuid& id) {
  const auto graph = MessageGraph::read(store.database());
  if (!graph) return graph.error();
  return read_message_in(store.database(), *graph, id);
}

Result<std::optional<Uuid>> find_message(const Store& store, std::string_view text) {
  std::optional<Uuid> id;
  {
    Statement find = store.database().prepared(sql::kFindMessage);
    const auto row = find.bind(1, folded(text)).step();
    if (!row) return row.error();
    if (*row) id = find.uuid(0);
  }
  if (!id) return id;
  const auto graph = MessageGraph::read(store.database());
  if (!graph) return graph.error();
  return std::optional(graph->root(*id));
}

}  // namespace crosstalk
