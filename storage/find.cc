#include "storage/find.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "storage/json.h"
#include "storage/message_graph.h"
#include "storage/projection.h"
#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/search.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

/// So many steps of SQLite's machine take under a millisecond.
constexpr int kStepsBetweenQuestions = 20'000;

/// Ends what the connection does when it is told to, while it lives.
class Stopping {
 public:
  Stopping(const Database& database, const ShouldStop& should_stop)
      : handle_(database.handle()), should_stop_(should_stop) {
    if (should_stop_) sqlite3_progress_handler(handle_, kStepsBetweenQuestions, ask, this);
  }
  ~Stopping() {
    if (should_stop_) sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  }
  Stopping(const Stopping&) = delete;
  Stopping& operator=(const Stopping&) = delete;
  bool stopped() const { return stopped_; }

 private:
  static int ask(void* self) {
    auto& stopping = *static_cast<Stopping*>(self);
    stopping.stopped_ = stopping.stopped_ || stopping.should_stop_();
    return stopping.stopped_ ? 1 : 0;
  }

  sqlite3* handle_;
  const ShouldStop& should_stop_;
  bool stopped_ = false;
};

std::int64_t position_at(const std::optional<Instant>& time, std::int64_t absent) {
  return time ? first_position(time->time_since_epoch().count()) : absent;
}

std::int64_t clamped(std::size_t number) {
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  return number > static_cast<std::size_t>(kMax) ? kMax : static_cast<std::int64_t>(number);
}

std::string list_of(const std::vector<std::string>& values) {
  Json list = Json::array();
  for (const std::string& value : values) {
    // No note has what is no text.
    list.push_back(valid_utf8(value) ? Json(value) : Json());
  }
  return to_text(list);
}

// An id as SQLite's hex() writes it.
std::string hex_of(const Uuid& id) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string hex;
  for (const auto byte : id.bytes) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

std::string people_of(const ConversationFilter& filter) {
  std::vector<std::string> people;
  if (filter.own) people.emplace_back("own");
  for (const Uuid& id : filter.people) people.push_back(hex_of(id));
  return list_of(people);
}

// Those asked for and all that count as them.
Result<std::string> messages_of(const Database& database, const std::vector<Uuid>& asked) {
  std::vector<std::string> messages;
  if (asked.empty()) return list_of(messages);
  const auto graph = MessageGraph::read(database);
  if (!graph) return graph.error();
  for (const Uuid& id : asked) {
    messages.push_back(hex_of(id));
    const auto group = graph->groups().find(graph->root(id));
    if (group == graph->groups().end()) continue;
    for (const Uuid& same : group->second) messages.push_back(hex_of(same));
  }
  return list_of(messages);
}

std::string syncs_of(const std::vector<ItemSync>& syncs) {
  Json numbers = Json::array();
  for (const ItemSync sync : syncs) {
    numbers.push_back(sync == ItemSync::sent ? 0 : sync == ItemSync::here ? 1 : 2);
  }
  return to_text(numbers);
}

Result<void> bind_filter(const Database& database, Statement& statement,
                         const ConversationFilter& filter) {
  using Limits = std::numeric_limits<std::int64_t>;
  const auto messages = messages_of(database, filter.messages);
  if (!messages) return messages.error();
  statement.bind(1, filter.deleted).bind(2, position_at(filter.from, Limits::min()));
  statement.bind(3, position_at(filter.until, Limits::max()));
  statement.bind(4, list_of(filter.settings)).bind(5, list_of(filter.places));
  statement.bind(6, list_of(filter.stances)).bind(7, list_of(filter.sectors));
  statement.bind(8, list_of(filter.themes));
  statement.bind(9, filter.limit ? clamped(*filter.limit) : -1).bind(10, clamped(filter.offset));
  statement.bind(12, list_of(filter.purposes)).bind(13, list_of(filter.reviews));
  statement.bind(14, *messages).bind(15, people_of(filter)).bind(16, filter.open_action);
  statement.bind(18, syncs_of(filter.syncs));
  return {};
}

using Counts = std::map<std::string, std::int64_t>;

std::vector<ValueCount> most_used_first(const Counts& counts) {
  std::vector<ValueCount> values;
  for (const auto& [key, notes] : counts) {
    if (!key.empty() && notes > 0) values.push_back({key, notes});
  }
  std::stable_sort(
      values.begin(), values.end(),
      [](const ValueCount& one, const ValueCount& other) { return one.notes > other.notes; });
  return values;
}

Result<void> count_fields(const Database& database, FilterValues& values) {
  Counts settings, places, stances;
  Statement count = database.prepared(sql::kCountPlaces);
  const auto done = for_each_row(count, [&](const Statement& row) {
    settings[row.text(0)] += row.integer(3);
    places[row.text(1)] += row.integer(3);
    stances[row.text(2)] += row.integer(3);
  });
  if (!done) return done.error();
  values.settings = most_used_first(settings);
  values.places = most_used_first(places);
  values.stances = most_used_first(stances);
  return {};
}

Result<void> count_tags(const Database& database, FilterValues& values) {
  std::map<std::string, Counts> lists;
  {
    Statement all = database.prepared(sql::kCountTags);
    const auto done = for_each_row(
        all, [&](const Statement& row) { lists[row.text(0)][row.text(1)] += row.integer(2); });
    if (!done) return done.error();
  }
  Statement bin = database.prepared(sql::kCountTagsInBin);
  const auto done = for_each_row(
      bin, [&](const Statement& row) { lists[row.text(0)][row.text(1)] -= row.integer(2); });
  if (!done) return done.error();
  values.sectors = most_used_first(lists["sectors"]);
  values.themes = most_used_first(lists["themes"]);
  values.purposes = most_used_first(lists["purposes"]);
  return {};
}

Result<void> count_messages(const Database& database, std::size_t messages_max,
                            FilterValues& values) {
  std::vector<std::pair<Uuid, std::int64_t>> linked;
  {
    Statement count = database.prepared(sql::kCountLinks);
    const auto done = for_each_row(
        count, [&](const Statement& row) { linked.emplace_back(row.uuid(0), row.integer(1)); });
    if (!done) return done.error();
  }
  if (linked.empty()) return {};
  const auto graph = MessageGraph::read(database);
  if (!graph) return graph.error();
  std::map<Uuid, std::int64_t> counts;
  for (const auto& [id, notes] : linked) counts[graph->root(id)] += notes;
  for (const auto& [id, notes] : counts) {
    std::string text = graph->text(id);
    if (!text.empty()) values.messages.push_back({id, std::move(text), notes});
  }
  std::stable_sort(
      values.messages.begin(), values.messages.end(),
      [](const MessageCount& one, const MessageCount& other) { return one.notes > other.notes; });
  if (values.messages.size() > messages_max) values.messages.resize(messages_max);
  return {};
}

}  // namespace

Instant instant_of(Position position) {
  // As `first_position` has it; a shift of a negative number rounds down too.
  return Instant{Milliseconds{(position >> 24) * 1000}};
}

Result<FoundPositions> find_positions(const Store& store, const ConversationFilter& filter,
                                      const ShouldStop& should_stop) {
  const Database& database = store.database();
  FoundPositions found;
  SearchExpression search;
  if (!filter.query.empty()) {
    auto expression = search_expression(database, filter.query);
    if (!expression) return expression.error();
    if (expression->hopeless) return found;
    search = *std::move(expression);
  }
  const bool searches = !search.wanted.empty();
  Statement list = database.prepared(searches ? sql::kSearchPositions : sql::kListPositions);
  const auto bound = bind_filter(database, list, filter);
  if (!bound) return bound.error();
  if (searches) {
    list.bind(11, search.wanted);
  } else {
    list.bind(17, search.unwanted);
  }
  const Stopping stopping(database, should_stop);
  const auto done =
      for_each_row(list, [&](const Statement& row) { found.positions.push_back(row.integer(0)); });
  found.stopped = stopping.stopped();
  if (found.stopped) return found;
  if (!done) return done.error();
  return found;
}

Result<std::vector<ConversationRow>> read_rows(const Store& store,
                                               std::span<const Position> positions) {
  std::vector<ConversationRow> rows;
  rows.reserve(positions.size());
  for (const Position position : positions) {
    Statement read = store.database().prepared(sql::kReadRow);
    const auto row = read.bind(1, position).step();
    if (!row) return row.error();
    if (*row) rows.push_back(conversation_row(read));
  }
  return rows;
}

Result<std::string> read_body_start(const Store& store, Position position, std::size_t characters) {
  Statement read = store.database().prepared(sql::kReadBodyStart);
  const auto row = read.bind(1, position).bind(2, clamped(characters)).step();
  if (!row) return row.error();
  return *row ? read.text(0) : std::string();
}

Result<FilterValues> read_filter_values(const Store& store, std::size_t messages_max) {
  const Database& database = store.database();
  FilterValues values;
  if (const auto done = count_fields(database, values); !done) return done.error();
  if (const auto done = count_tags(database, values); !done) return done.error();
  if (const auto done = count_messages(database, messages_max, values); !done) return done.error();
  const auto member = own_member(database);
  if (!member) return member.error();
  Statement people = database.prepared(sql::kReadMembers);
  const auto done = for_each_row(people, [&](const Statement& row) {
    if (row.uuid(0) != *member && !row.text(1).empty()) {
      values.people.push_back({row.uuid(0), row.text(1)});
    }
  });
  if (!done) return done.error();
  return values;
}

}  // namespace crosstalk
