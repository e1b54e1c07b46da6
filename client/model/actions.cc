#include "client/model/actions.h"

#include <algorithm>

#include "client/model/labels.h"

namespace crosstalk {
namespace {

using std::chrono::days;

enum class Group { overdue, today, week, soon, later, undated, done };

bool closed(const ActionView& action) {
  return action.state == "done" || action.state == "dropped";
}

// The Sunday that ends the week of the day.
Day end_of_week(Day day) { return day + (std::chrono::Sunday - std::chrono::weekday(day)); }

Group group_of(const ActionView& action, Day today) {
  if (closed(action)) return Group::done;
  const auto due = day_from_iso(action.due);
  if (!due) return Group::undated;
  if (*due < today) return Group::overdue;
  if (*due == today) return Group::today;
  if (*due <= end_of_week(today)) return Group::week;
  return *due <= today + days(14) ? Group::soon : Group::later;
}

std::string_view group_words(Group group, const Strings& strings) {
  switch (group) {
    case Group::overdue:
      return strings("actions.overdue");
    case Group::today:
      return strings("actions.today");
    case Group::week:
      return strings("actions.week");
    case Group::soon:
      return strings("actions.soon");
    case Group::later:
      return strings("actions.later");
    case Group::undated:
      return strings("actions.undated");
    case Group::done:
      return strings("actions.done_heading");
  }
  return {};
}

std::string who_of(const ActionView& action, const Strings& strings) {
  if (action.mine) return std::string(strings("action.you"));
  return action.owner.empty() ? std::string(strings("action.nobody")) : action.owner;
}

bool shown_in(const ActionView& action, ActionTab tab, Day today) {
  switch (tab) {
    case ActionTab::mine:
      return action.mine && !closed(action);
    case ActionTab::everyone:
      return !closed(action);
    case ActionTab::overdue:
      return group_of(action, today) == Group::overdue;
    case ActionTab::done:
      return closed(action);
  }
  return false;
}

std::string count_of(const std::vector<ActionView>& actions, ActionTab tab, Day today,
                     const Strings& strings) {
  const auto count = std::count_if(
      actions.begin(), actions.end(),
      [tab, today](const ActionView& action) { return shown_in(action, tab, today); });
  return strings.number(count);
}

ActionRow row_of(const ActionView& action, Group group, ActionTab tab, Day today,
                 const Strings& strings) {
  ActionRow row;
  row.id = action.id;
  row.text = action.text;
  row.from = action.conversation_summary;
  row.ticked = closed(action);
  row.late = group == Group::overdue;
  const auto due = day_from_iso(action.due);
  const std::string day = due ? day_words(*due, today, strings) : std::string();
  if (row.late) {
    row.right = late_words(action.due, today, strings);
    // Of one's own the day says more; of all, who it is for.
    row.right_below = tab == ActionTab::mine ? day : who_of(action, strings);
  } else if (action.state == "dropped") {
    row.right = strings("action.dropped");
    row.right_below = who_of(action, strings);
  } else {
    row.right = day;
    row.right_below = who_of(action, strings);
  }
  return row;
}

void say_empty(ActionsView& view, ActionTab tab, const Strings& strings) {
  switch (tab) {
    case ActionTab::mine:
    case ActionTab::everyone:
      view.empty_title = strings("actions.empty.title");
      view.empty_sentence = strings("actions.empty.sentence");
      return;
    case ActionTab::overdue:
      view.empty_title = strings("actions.empty.late");
      view.empty_sentence = strings("actions.empty.late_sentence");
      return;
    case ActionTab::done:
      view.empty_title = strings("actions.empty.done");
      view.empty_sentence = strings("actions.empty.done_sentence");
      return;
  }
}

}  // namespace

std::string late_words(const std::string& due, Day today, const Strings& strings) {
  const auto day = day_from_iso(due);
  if (!day || *day >= today) return {};
  return strings.count("action.days_late", (today - *day).count());
}

std::int64_t open_mine(const std::vector<ActionView>& actions) {
  return std::count_if(actions.begin(), actions.end(),
                       [](const ActionView& action) { return action.mine && !closed(action); });
}

ActionsView actions_view(const std::vector<ActionView>& actions, ActionTab tab, Instant now,
                         const Zone& zone, const Strings& strings) {
  ActionsView view;
  const Day today = day_of(now, zone);
  view.mine_count = count_of(actions, ActionTab::mine, today, strings);
  view.everyone_count = count_of(actions, ActionTab::everyone, today, strings);
  view.overdue_count = count_of(actions, ActionTab::overdue, today, strings);
  view.done_count = count_of(actions, ActionTab::done, today, strings);
  std::vector<const ActionView*> chosen;
  for (const ActionView& action : actions) {
    if (shown_in(action, tab, today)) chosen.push_back(&action);
  }
  std::stable_sort(chosen.begin(), chosen.end(),
                   [&](const ActionView* one, const ActionView* other) {
                     return group_of(*one, today) < group_of(*other, today);
                   });
  std::optional<Group> last;
  for (const ActionView* action : chosen) {
    const Group group = group_of(*action, today);
    ActionRow row = row_of(*action, group, tab, today, strings);
    const bool grouped = tab == ActionTab::mine || tab == ActionTab::everyone;
    if (last != group && grouped) {
      row.heading = group_words(group, strings);
      row.heading_late = group == Group::overdue;
    }
    last = group;
    view.rows.push_back(std::move(row));
  }
  if (view.rows.empty()) say_empty(view, tab, strings);
  return view;
}

ActionDetail action_detail(const ActionView& action, const ConversationView* conversation,
                           Instant now, const Zone& zone, const Vocabulary& vocabulary,
                           const Strings& strings) {
  const Day today = day_of(now, zone);
  ActionDetail detail;
  detail.id = action.id;
  detail.conversation = action.conversation;
  detail.text = action.text;
  detail.owner = action.owner;
  detail.due = action.due;
  detail.state = action.state.empty() ? "open" : action.state;
  detail.outcome = action.outcome;
  detail.who = who_of(action, strings);
  if (action.mine && !action.owner.empty()) detail.who = joined({detail.who, action.owner});
  const auto due = day_from_iso(action.due);
  detail.by = due ? long_day_words(*due, today, strings) : std::string(strings("action.no_date"));
  if (!closed(action)) detail.late = late_words(action.due, today, strings);
  if (conversation != nullptr) {
    detail.summary = conversation->summary;
    detail.note = conversation->body;
    detail.where = joined({where_words(conversation->setting, conversation->place, vocabulary),
                           day_words(day_of(conversation->occurred_at, zone), today, strings)});
  }
  return detail;
}

}  // namespace crosstalk
