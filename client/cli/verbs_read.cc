#include <algorithm>
#include <set>

#include "client/cli/json_shapes.h"
#include "client/cli/note_columns.h"
#include "client/cli/output.h"
#include "client/cli/plain_text.h"
#include "client/cli/record_id.h"
#include "client/cli/verbs.h"
#include "client/cli/words.h"
#include "client/model/search_fields.h"
#include "storage/find.h"
#include "storage/queries.h"
#include "storage/time.h"
#include "storage/vocabulary.h"

namespace crosstalk {
namespace {

constexpr std::size_t kSimilarMax = 10;
constexpr std::size_t kWhenWidthMax = 22;
constexpr std::size_t kWhereWidthMax = 34;
constexpr std::size_t kTextWidthLeast = 24;

Result<std::optional<Instant>> read_bound(const std::string& text, bool end_of_day) {
  if (text.empty()) return std::optional<Instant>{};
  if (const auto day = parse_date(text)) {
    return std::optional<Instant>(end_of_day ? *day + std::chrono::days(1) : *day);
  }
  if (const auto time = parse_time(text)) return time;
  return make_error(ErrorCode::invalid_time);
}

constexpr std::size_t kMessagesNone = 0;

// The words of `--query`, of which some may name a filter (client/model/search_fields.h).
Result<ConversationFilter> filter_of_query(const Store& store, const std::string& query,
                                           const Vocabulary& vocabulary, Instant now) {
  ConversationFilter plain;
  plain.query = query;
  if (field_words(query).empty()) return plain;
  const auto values = read_filter_values(store, kMessagesNone);
  if (!values) return values.error();
  const Strings strings;
  const FieldSources sources{*values, vocabulary, day_of(now, no_offset), strings};
  return filter_of(choice_of_search(query, sources), now, no_offset);
}

Result<ConversationFilter> filter_from(const Store& store, const ListArguments& arguments,
                                       const Vocabulary& vocabulary, Instant now) {
  const auto put = [&](std::vector<std::string>& values, TermList list, const std::string& word) {
    if (!word.empty()) values.push_back(vocabulary.key_of(list, word).value_or(word));
  };
  auto asked = filter_of_query(store, arguments.query, vocabulary, now);
  if (!asked) return asked.error();
  ConversationFilter filter = *std::move(asked);
  put(filter.settings, TermList::settings, arguments.setting);
  put(filter.places, TermList::places, arguments.place);
  put(filter.sectors, TermList::sectors, arguments.sector);
  put(filter.themes, TermList::themes, arguments.theme);
  put(filter.stances, TermList::stances, arguments.stance);
  filter.deleted = filter.deleted || arguments.bin;
  filter.limit = arguments.limit;
  const auto from = read_bound(arguments.from, false);
  if (!from) return from.error();
  if (*from) filter.from = *from;
  const auto until = read_bound(arguments.to, true);
  if (!until) return until.error();
  if (*until) filter.until = *until;
  return filter;
}

std::string_view sync_note(ItemSync sync) {
  switch (sync) {
    case ItemSync::here:
      return "waiting";
    case ItemSync::sent:
      return "";
    case ItemSync::rejected:
      return "rejected";
  }
  return "";
}

/// Rows whose last column is cut so that the line fits, unless nobody looks at a terminal's edge.
std::string table(std::vector<std::vector<std::string>> rows,
                  const std::vector<std::size_t>& widths_max) {
  std::string whole = columns(rows, widths_max);
  std::size_t over = 0;
  const std::size_t width = output_width();
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = whole.find('\n', begin);
    const std::size_t used = display_width(std::string_view(whole).substr(begin, end - begin));
    over = std::max(over, used > width ? used - width : 0);
    begin = end + 1;
  }
  if (over == 0) return whole;
  std::size_t longest = 0;
  for (const auto& row : rows) longest = std::max(longest, display_width(row.back()));
  const std::size_t kept = std::max(kTextWidthLeast, longest > over ? longest - over : 0);
  for (auto& row : rows) row.back() = shortened(row.back(), kept);
  return columns(rows, widths_max);
}

void say_field(std::string_view name, const std::string& value) {
  if (value.empty()) return;
  say(std::string(name) + std::string(name.size() < 10 ? 10 - name.size() : 1, ' ') +
      one_line(value) + "\n");
}

void say_bodies(const ConversationView& conversation, Instant now) {
  if (conversation.bodies.empty()) {
    if (!conversation.body.empty()) say("\n" + many_lines(conversation.body) + "\n");
    return;
  }
  say("\nThere are " + std::to_string(conversation.bodies.size()) +
      " versions of this text. To merge them: crosstalk edit " + short_id(conversation.id) +
      " --body \"…\"\n");
  for (const TextVersion& version : conversation.bodies) {
    const std::string by = version.author.empty() ? "" : " by " + one_line(version.author);
    say("\n— " + said_time(version.time, now) + by + "\n" + many_lines(version.text) + "\n");
  }
}

std::string action_line(const ActionView& action, Instant now) {
  const bool closed = action.state == "done" || action.state == "dropped";
  std::string line = closed ? "[x] " : "[ ] ";
  line += one_line(action.text);
  if (!action.owner.empty()) line += " · " + one_line(action.owner);
  if (!action.due.empty()) line += " · " + said_date(action.due, now);
  if (overdue(action, now)) line += " · overdue";
  if (action.state == "doing" || action.state == "dropped") line += " · " + action.state;
  return line + "  (" + short_id(action.id) + ")";
}

void say_conversation(const ConversationView& conversation, const Vocabulary& vocabulary,
                      Instant now) {
  say(one_line(conversation.summary) + "\n");
  say_bodies(conversation, now);
  say("\n");
  say_field("When", said_time(conversation.occurred_at, now));
  say_field("Where", where_words(conversation.setting, conversation.place, vocabulary));
  say_field("Sectors", labels(vocabulary, TermList::sectors, conversation.sectors));
  say_field("Themes", labels(vocabulary, TermList::themes, conversation.themes));
  say_field("Purposes", labels(vocabulary, TermList::purposes, conversation.purposes));
  say_field("Stance", vocabulary.label(TermList::stances, conversation.stance));
  for (const LinkedMessage& message : conversation.messages) {
    say_field("Message", message.text.empty() ? "(not here yet)" : message.text);
  }
  say_field("Event", conversation.event);
  say_field("For", conversation.visibility == "team" ? "everyone in the space"
                                                     : "me and the coordinators");
  say_field("Review", conversation.review == "new" ? "" : conversation.review);
  say_field("Quoting", conversation.quotable ? "may be quoted" : "");
  say_field("By", conversation.author);
  say_field("Sync", conversation.sync == ItemSync::here   ? "on this device, waiting to be sent"
                    : conversation.sync == ItemSync::sent ? "sent"
                                                          : "rejected: see crosstalk rejected");
  if (conversation.deleted) {
    say_field("Bin", conversation.changed_since_deleted ? "deleted, changed since" : "deleted");
  }
  say_field("Id", conversation.id.text());
  if (!conversation.actions.empty()) say("\n");
  for (const ActionView& action : conversation.actions) say(action_line(action, now) + "\n");
}

/// Names of members by their record, looked up once each.
class MemberNames {
 public:
  explicit MemberNames(const Store& store) : store_(store) {}

  Result<std::string> of(const std::optional<Uuid>& member) {
    if (!member) return std::string();
    if (const auto known = names_.find(*member); known != names_.end()) return known->second;
    const auto state = store_.state_of(*member);
    if (!state) return state.error();
    return names_[*member] = *state ? (*state)->text("name") : std::string();
  }

 private:
  const Store& store_;
  std::map<Uuid, std::string> names_;
};

std::string value_words(const Json& value) {
  if (value.is_null()) return "(none)";
  if (value.is_string()) return one_line(value.get_ref<const std::string&>());
  return to_text(value);
}

void say_change(const Change& change, const std::string& author, Instant now) {
  say(said_time(change.stamp.time(), now) + (author.empty() ? "" : " by " + one_line(author)) +
      (change.edit ? "" : " (made)") + "\n");
  for (const auto& [field, value] : change.set) {
    say("  " + one_line(field) + ": " + shortened(value_words(value), output_width()) + "\n");
  }
  for (const std::string& field : change.cut) say("  " + one_line(field) + ": (erased)\n");
}

Json json_of_change(const Change& change, const std::string& author) {
  Json set = Json::object();
  for (const auto& [field, value] : change.set) set[field] = value;
  return {{"id", change.id.text()},
          {"time", format_time(change.stamp.time())},
          {"stamp", change.stamp.text()},
          {"author", author.empty() ? Json(nullptr) : Json(author)},
          {"edit", change.edit},
          {"set", set},
          {"cut", change.cut}};
}

bool asked_for(const ActionView& action, const ActionsArguments& arguments, Instant now) {
  const bool open = action.state == "open" || action.state == "doing";
  if (arguments.open && !open) return false;
  return !arguments.overdue || overdue(action, now);
}

}  // namespace

Result<void> verb_list(Session& session, const ListArguments& arguments) {
  const Store& store = session.store();
  const auto vocabulary = Vocabulary::read(store);
  if (!vocabulary) return vocabulary.error();
  const auto filter = filter_from(store, arguments, *vocabulary, session.clock().wall());
  if (!filter) return filter.error();
  if (arguments.json) {
    const auto conversations = read_conversations(store, *filter);
    if (!conversations) return conversations.error();
    Json list = Json::array();
    for (const ConversationView& conversation : *conversations)
      list.push_back(json_of(conversation));
    say_json(list);
    return {};
  }
  const auto rows = list_conversations(store, *filter);
  if (!rows) return rows.error();
  if (rows->empty()) {
    const bool searched = !arguments.query.empty() || arguments.bin;
    say(searched
            ? "Nothing found.\n"
            : "Nothing here yet. To write down a conversation: crosstalk log --summary \"…\"\n");
    return {};
  }
  std::vector<std::vector<std::string>> cells;
  for (const ConversationRow& row : *rows) {
    std::string note(sync_note(row.sync));
    if (row.two_versions) note = "two versions";
    cells.push_back({short_id(row.id), said_time(row.occurred_at, session.clock().wall()),
                     one_line(where_words(row.setting, row.place, *vocabulary)), note,
                     one_line(row.summary)});
  }
  say(table(std::move(cells), {0, kWhenWidthMax, kWhereWidthMax, 0, 0}));
  return {};
}

Result<void> verb_show(Session& session, const std::string& id, bool json) {
  const auto record = find_record(session.store(), id);
  if (!record) return record.error();
  const auto conversation = read_conversation(session.store(), *record);
  if (!conversation) return conversation.error();
  if (!*conversation) return make_error(ErrorCode::unknown_record);
  if (json) {
    say_json(json_of(**conversation));
    return {};
  }
  const auto vocabulary = Vocabulary::read(session.store());
  if (!vocabulary) return vocabulary.error();
  say_conversation(**conversation, *vocabulary, session.clock().wall());
  return {};
}

Result<void> verb_history(Session& session, const std::string& id, bool json) {
  const auto state = require_record(session.store(), id);
  if (!state) return state.error();
  const auto changes = session.store().changes_of(state->record);
  if (!changes) return changes.error();
  MemberNames names(session.store());
  Json list = Json::array();
  for (const Change& change : *changes) {
    const auto author = names.of(change.by);
    if (!author) return author.error();
    if (json) {
      list.push_back(json_of_change(change, *author));
    } else {
      say_change(change, *author, session.clock().wall());
    }
  }
  if (json) say_json(list);
  return {};
}

Result<void> verb_actions(Session& session, const ActionsArguments& arguments) {
  const auto actions = list_actions(session.store());
  if (!actions) return actions.error();
  const Instant now = session.clock().wall();
  Json list = Json::array();
  std::vector<std::vector<std::string>> cells;
  for (const ActionView& action : *actions) {
    if (!asked_for(action, arguments, now)) continue;
    if (arguments.json) {
      list.push_back(json_of(action, now));
      continue;
    }
    const bool late = overdue(action, now);
    const std::string due = action.due.empty() ? "" : "by " + said_date(action.due, now);
    cells.push_back({short_id(action.id), late ? "overdue" : action.state, due,
                     one_line(action.owner), one_line(action.text)});
  }
  if (arguments.json) {
    say_json(list);
  } else if (cells.empty()) {
    say("No actions.\n");
  } else {
    say(table(std::move(cells), {0, 0, 0, kWhereWidthMax, 0}));
  }
  return {};
}

Result<void> verb_messages(Session& session, bool json) {
  const auto messages = list_messages(session.store());
  if (!messages) return messages.error();
  if (json) {
    Json list = Json::array();
    for (const MessageView& message : *messages) list.push_back(json_of(message));
    say_json(list);
    return {};
  }
  if (messages->empty()) {
    say("No recurring messages yet. To begin one: crosstalk log … --message \"what was heard\"\n");
    return {};
  }
  const Instant now = session.clock().wall();
  std::vector<std::vector<std::string>> cells;
  for (const MessageView& message : *messages) {
    const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
    const std::string last =
        message.last_heard ? "last " + said_time(*message.last_heard, now) : "";
    cells.push_back({"heard " + std::to_string(message.conversations.size()) + "×",
                     counted(count(message.sectors), "sector"),
                     counted(count(message.places), "place"), last, one_line(message.text)});
  }
  say(table(std::move(cells), {}));
  return {};
}

Result<void> verb_similar(Session& session, const std::string& text, bool json) {
  const auto similar = find_similar(session.store(), text, kSimilarMax);
  if (!similar) return similar.error();
  if (json) {
    say_json(json_of(*similar));
    return {};
  }
  if (similar->messages.empty() && similar->conversations.empty()) say("Nothing like it here.\n");
  if (!similar->messages.empty()) say("Messages\n");
  for (const SimilarMessage& found : similar->messages) {
    say("  " + one_line(found.message.text) + " (heard " +
        std::to_string(found.message.conversations.size()) + "×)\n");
  }
  if (!similar->conversations.empty()) say("Conversations\n");
  for (const SimilarConversation& found : similar->conversations) {
    const ConversationRow& row = found.conversation;
    say("  " + short_id(row.id) + "  " + said_time(row.occurred_at, session.clock().wall()) + "  " +
        one_line(row.summary) + "\n");
  }
  return {};
}

}  // namespace crosstalk
