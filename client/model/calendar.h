#pragma once

#include <optional>
#include <string>

#include "client/model/strings.h"
#include "storage/error.h"

namespace crosstalk {

/// Which of a member's two addresses is shown.
enum class CalendarKind { todos, days };

/// What is known of the addresses where other calendars read this person's actions.
struct CalendarKnown {
  bool joined = false;  // there is a hub
  bool asking = false;
  std::string todos, days;     // whole addresses; empty: not known
  std::optional<Error> error;  // of the last time it was asked
};

enum class CalendarPhase { no_hub, asking, failed, shown };

struct CalendarView {
  CalendarPhase phase = CalendarPhase::no_hub;
  CalendarKind kind = CalendarKind::todos;
  std::string title, sentence;
  std::string address;   // when shown
  std::string gives;     // what it gives away
  std::string kind_for;  // what this kind is for
};

CalendarView calendar_view(const CalendarKnown& known, CalendarKind kind, const Strings& strings);

}  // namespace crosstalk
