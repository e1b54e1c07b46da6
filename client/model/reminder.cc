#include "client/model/reminder.h"

#include <algorithm>

namespace crosstalk {

std::optional<ReminderView> reminder_view(const std::vector<ActionView>& actions, Day today,
                                          const Strings& strings) {
  std::int64_t overdue = 0;
  std::int64_t due = 0;
  for (const ActionView& action : actions) {
    if (!action.mine || action.state == "done" || action.state == "dropped") continue;
    const auto day = day_from_iso(action.due);
    if (!day || *day > today) continue;
    ++(*day < today ? overdue : due);
  }
  if (overdue == 0 && due == 0) return std::nullopt;
  ReminderView view;
  if (overdue == 0) {
    view.fact = strings.count("reminder.today", due);
    return view;
  }
  view.fact = strings.count("reminder.overdue", overdue);
  if (due > 0) view.sentence = strings.count("reminder.today_too", due);
  return view;
}

double seconds_until_tomorrow(Instant now, const Zone& zone) {
  const Instant tomorrow = moment_of(day_of(now, zone) + std::chrono::days(1), 0, zone);
  return std::max(1.0, std::chrono::duration<double>(tomorrow - now).count());
}

}  // namespace crosstalk
