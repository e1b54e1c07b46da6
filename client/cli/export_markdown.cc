#include <algorithm>
#include <string>

#include "client/cli/exports.h"
#include "client/cli/plain_text.h"
#include "client/cli/words.h"
#include "storage/queries.h"
#include "storage/time.h"
#include "storage/vocabulary.h"

namespace crosstalk {
namespace {

/// Text of a person's inside a line: nothing in it is read as Markdown or HTML.
std::string escaped(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_{}[]<>()#+-.!|~&";
  std::string safe;
  for (const char c : one_line(text)) {
    if (kMarks.find(c) != std::string_view::npos) safe += '\\';
    safe += c;
  }
  return safe;
}

/// A text of several lines as a quotation, line by line.
std::string quotation(std::string_view text) {
  std::string quoted;
  const std::string clean = many_lines(text);
  for (std::size_t begin = 0; begin <= clean.size();) {
    const std::size_t end = std::min(clean.find('\n', begin), clean.size());
    const std::string line = escaped(std::string_view(clean).substr(begin, end - begin));
    quoted += line.empty() ? ">\n" : "> " + line + "  \n";
    begin = end + 1;
  }
  return quoted;
}

std::string action_line(const ActionView& action) {
  const bool closed = action.state == "done" || action.state == "dropped";
  std::string line = std::string(closed ? "- [x] " : "- [ ] ") + escaped(action.text);
  if (!action.owner.empty()) line += " — " + escaped(action.owner);
  if (!action.due.empty()) line += ", by " + action.due;
  if (action.state == "dropped") line += " (dropped)";
  return line + "\n";
}

std::string messages_part(const std::vector<MessageView>& messages) {
  std::string text;
  for (const MessageView& message : messages) {
    if (message.conversations.empty()) continue;
    text += "- **" + escaped(message.text) + "** — heard " +
            counted(static_cast<std::int64_t>(message.conversations.size()), "time") + ", " +
            counted(static_cast<std::int64_t>(message.sectors.size()), "sector") + ", " +
            counted(static_cast<std::int64_t>(message.places.size()), "place");
    if (message.first_heard) text += ", first " + format_date(*message.first_heard);
    if (message.last_heard) text += ", last " + format_date(*message.last_heard);
    text += "\n";
  }
  return text.empty() ? text : "\n## Heard again and again\n\n" + text;
}

std::string actions_part(const std::vector<ActionView>& actions) {
  std::string text;
  for (const ActionView& action : actions) {
    if (action.state == "open" || action.state == "doing") text += action_line(action);
  }
  return text.empty() ? text : "\n## To be done\n\n" + text;
}

std::string conversation_part(const ConversationView& conversation, const Vocabulary& words) {
  std::string text = "\n### " + escaped(conversation.summary) + "\n\n";
  std::vector<std::string> facts = {format_date(conversation.occurred_at)};
  const auto add = [&](const std::string& fact) {
    if (!fact.empty()) facts.push_back(fact);
  };
  add(where_words(conversation.setting, conversation.place, words));
  add(labels(words, TermList::sectors, conversation.sectors));
  add(labels(words, TermList::themes, conversation.themes));
  add(labels(words, TermList::purposes, conversation.purposes));
  if (!conversation.stance.empty()) add(words.label(TermList::stances, conversation.stance));
  std::string line;
  for (const std::string& fact : facts) line += (line.empty() ? "" : " · ") + escaped(fact);
  text += line + "\n";
  for (const LinkedMessage& message : conversation.messages) {
    if (!message.text.empty()) text += "\nMessage: *" + escaped(message.text) + "*\n";
  }
  if (!conversation.bodies.empty()) {
    for (const TextVersion& version : conversation.bodies) {
      text += "\nVersion of " + format_date(version.time) + ":\n\n" + quotation(version.text);
    }
  } else if (!conversation.body.empty()) {
    text += "\n" + quotation(conversation.body);
  }
  if (!conversation.actions.empty()) text += "\n";
  for (const ActionView& action : conversation.actions) text += action_line(action);
  return text;
}

}  // namespace

Result<std::int64_t> export_markdown(const Store& store, const ByteSink& sink) {
  const auto words = Vocabulary::read(store);
  if (!words) return words.error();
  const auto messages = list_messages(store);
  if (!messages) return messages.error();
  const auto actions = list_actions(store);
  if (!actions) return actions.error();
  const auto conversations = read_conversations(store, {});
  if (!conversations) return conversations.error();
  const auto count = static_cast<std::int64_t>(conversations->size());
  std::string head = "# Conversations\n\n" + counted(count, "conversation");
  if (!conversations->empty()) {
    head += ", " + format_date(conversations->back().occurred_at) + " to " +
            format_date(conversations->front().occurred_at);
  }
  head += ".\n" + messages_part(*messages) + actions_part(*actions);
  if (!conversations->empty()) head += "\n## What was said\n";
  if (const auto written = sink(head); !written) return written.error();
  for (const ConversationView& conversation : *conversations) {
    const auto written = sink(conversation_part(conversation, *words));
    if (!written) return written.error();
  }
  return count;
}

}  // namespace crosstalk
