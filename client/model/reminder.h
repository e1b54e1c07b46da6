#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/strings.h"
#include "storage/queries.h"

namespace crosstalk {

/// "2 actions of yours are overdue", "· 1 more is due today".
struct ReminderView {
  std::string fact, sentence;
  bool operator==(const ReminderView&) const = default;
};

/// Of this person's open actions those that are due today or were due before; nothing where there
/// are none.
std::optional<ReminderView> reminder_view(const std::vector<ActionView>& actions, Day today,
                                          const Strings& strings);

/// How many seconds of the day are left there; at least one, for a clock may be set back.
double seconds_until_tomorrow(Instant now, const Zone& zone);

/// Under which the day is kept for which the person wants no more reminding: YYYY-MM-DD, in the
/// settings of this device.
inline constexpr const char* kReminderSetting = "reminder.dismissed";

}  // namespace crosstalk
