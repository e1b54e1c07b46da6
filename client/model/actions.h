#pragma once

#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/strings.h"
#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {

enum class ActionTab { mine, everyone, overdue, done };

struct ActionRow {
  Uuid id;
  std::string heading;  // "Overdue", where the row begins a group; else empty
  bool heading_late = false;
  std::string text, from;  // what; the conversation it came from
  std::string right, right_below;
  bool late = false, ticked = false;
};

/// One action, beside the list.
struct ActionDetail {
  Uuid id, conversation;
  std::string text, who, by, late;  // `late`: "7 days late"
  std::string owner, due;           // as the record has them, for editing
  std::string state;                // open, doing, done, dropped
  std::string outcome;
  std::string summary, note, where;  // of its conversation; empty where it may not be seen
};

struct ActionsView {
  std::string mine_count, everyone_count, overdue_count, done_count;
  std::vector<ActionRow> rows;
  std::string empty_title, empty_sentence;
};

/// Overdue first, then what is due today, this week, in two weeks, later, and without a date.
/// `actions` as `list_actions` gives them.
ActionsView actions_view(const std::vector<ActionView>& actions, ActionTab tab, Instant now,
                         const Zone& zone, const Strings& strings);

/// How many open actions are this person's: the number in the navigation.
std::int64_t open_mine(const std::vector<ActionView>& actions);

/// `conversation` may be null where this device may not see it.
ActionDetail action_detail(const ActionView& action, const ConversationView* conversation,
                           Instant now, const Zone& zone, const Vocabulary& vocabulary,
                           const Strings& strings);

/// "7 days late"; empty where it is not.
std::string late_words(const std::string& due, Day today, const Strings& strings);

}  // namespace crosstalk
