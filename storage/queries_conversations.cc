#include <set>
#include <utility>

#include "storage/find.h"
#include "storage/message_graph.h"
#include "storage/projection.h"
#include "storage/queries.h"
#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/statements.h"

namespace crosstalk {
namespace {

bool filters_nothing(const ConversationFilter& filter) {
  ConversationFilter nothing;
  nothing.deleted = filter.deleted;
  nothing.offset = filter.offset;
  nothing.limit = filter.limit;
  return filter == nothing;
}

// A note's member or "", its versions with their times: only where there are two or more.
Result<std::vector<TextVersion>> read_versions(const Store& store, const Uuid& id) {
  std::vector<TextVersion> versions;
  const auto held = read_changes_of(store.database(), id);
  if (!held) return held.error();
  const RecordState state = shown_state(*held);
  const auto body = state.texts.find("body");
  if (body == state.texts.end() || body->second.size() < 2) return versions;
  const auto member = own_member(store.database());
  if (!member) return member.error();
  for (const FieldValue& value : body->second) {
    TextVersion version{value.change, {}, value.stamp.time(), {}};
    if (const auto* text = value.value.get_ptr<const std::string*>()) version.text = *text;
    auto author = value.by;
    if (!author && value.stamp.device == store.device()) author = *member;
    if (author) {
      Statement name = store.database().prepared(sql::kReadMemberName);
      const auto row = name.bind(1, *author).step();
      if (!row) return row.error();
      if (*row) version.author = name.text(0);
    }
    versions.push_back(std::move(version));
  }
  return versions;
}

Result<void> read_tags(const Database& database, std::int64_t position, ConversationView& view) {
  Statement tags = database.prepared(sql::kReadTags);
  tags.bind(1, position);
  return for_each_row(tags, [&](const Statement& row) {
    const std::string list = row.text(0);
    if (list == "sectors") view.sectors.push_back(row.text(1));
    if (list == "themes") view.themes.push_back(row.text(1));
    if (list == "purposes") view.purposes.push_back(row.text(1));
  });
}

Result<void> read_actions(const Database& database, ConversationView& view) {
  const auto member = own_member(database);
  if (!member) return member.error();
  Statement actions = database.prepared(sql::kReadActionsOf);
  actions.bind(1, view.id);
  return for_each_row(
      actions, [&](const Statement& row) { view.actions.push_back(action_view(row, *member)); });
}

// The graph of messages is read when the first link asks for it: most conversations have none.
Result<void> read_links(const Database& database, std::int64_t position,
                        std::optional<MessageGraph>& graph, ConversationView& view) {
  std::vector<Uuid> linked;
  {
    Statement links = database.prepared(sql::kReadLinks);
    links.bind(1, position);
    const auto done =
        for_each_row(links, [&](const Statement& row) { linked.push_back(row.uuid(0)); });
    if (!done) return done.error();
  }
  if (linked.empty()) return {};
  if (!graph) {
    auto read = MessageGraph::read(database);
    if (!read) return read.error();
    graph = std::move(*read);
  }
  std::set<Uuid> seen;
  for (const Uuid& link : linked) {
    const Uuid root = graph->root(link);
    if (seen.insert(root).second) view.messages.push_back({root, graph->text(root)});
  }
  return {};
}

Result<std::optional<ConversationView>> read_one(const Store& store, const Uuid& id,
                                                 std::optional<MessageGraph>& graph) {
  const Database& database = store.database();
  ConversationView view;
  view.id = id;
  bool versions = false;
  std::int64_t position = 0;
  {
    Statement read = database.prepared(sql::kReadConversation);
    const auto row = read.bind(1, id).step();
    if (!row) return row.error();
    if (!*row) return std::optional<ConversationView>();
    view.summary = read.text(0);
    view.occurred_at = instant_in(read, 1);
    view.setting = read.text(2);
    view.place = read.text(3);
    view.stance = read.text(4);
    view.visibility = read.text(5);
    view.review = read.text(6);
    view.quotable = read.integer(7) != 0;
    view.own = read.integer(8) != 0;
    view.deleted = read.integer(9) != 0;
    view.changed_since_deleted = read.integer(10) != 0;
    versions = read.integer(11) > 1;
    view.event = read.text(12);
    view.author = read.text(13);
    view.sync = sync_in(read, 14);
    view.body = read.text(15);
    position = read.integer(16);
  }
  if (const auto done = read_tags(database, position, view); !done) return done.error();
  if (const auto done = read_actions(database, view); !done) return done.error();
  if (const auto done = read_links(database, position, graph, view); !done) return done.error();
  if (versions) {
    auto bodies = read_versions(store, id);
    if (!bodies) return bodies.error();
    view.bodies = std::move(*bodies);
  }
  return std::optional(std::move(view));
}

}  // namespace

Result<std::vector<ConversationRow>> list_conversations(const Store& store,
                                                        const ConversationFilter& filter) {
  const auto found = find_positions(store, filter);
  if (!found) return found.error();
  return read_rows(store, found->positions);
}

Result<std::int64_t> count_conversations(const Store& store, const ConversationFilter& filter) {
  if (filters_nothing(filter)) {
    Statement count = store.database().prepared(sql::kCountAllConversations);
    count.bind(1, filter.deleted);
    return count_of(count);
  }
  ConversationFilter all = filter;
  all.offset = 0;
  all.limit.reset();
  const auto found = find_positions(store, all);
  if (!found) return found.error();
  return static_cast<std::int64_t>(found->positions.size());
}

Result<std::vector<ConversationView>> read_conversations(const Store& store,
                                                         const ConversationFilter& filter) {
  const auto rows = list_conversations(store, filter);
  if (!rows) return rows.error();
  std::vector<ConversationView> views;
  views.reserve(rows->size());
  std::optional<MessageGraph> graph;
  for (const ConversationRow& row : *rows) {
    auto view = read_one(store, row.id, graph);
    if (!view) return view.error();
    if (*view) views.push_back(std::move(**view));
  }
  return views;
}

Result<std::optional<ConversationView>> read_conversation(const Store& store, const Uuid& id) {
  std::optional<MessageGraph> graph;
  return read_one(store, id, graph);
}

Result<std::vector<std::vector<Change>>> read_changes_under(const Store& store,
                                                            const Uuid& record) {
  std::vector<Uuid> under;
  Statement read = store.database().prepared(sql::kReadUnder);
  read.bind(1, record);
  const auto done = for_each_row(read, [&](const Statement& row) { under.push_back(row.uuid(0)); });
  if (!done) return done.error();
  std::vector<std::vector<Change>> all;
  for (const Uuid& id : under) {
    auto changes = store.changes_of(id);
    if (!changes) return changes.error();
    all.push_back(*std::move(changes));
  }
  return all;
}

}  // namespace crosstalk
