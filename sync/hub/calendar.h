#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/clock.h"
#include "storage/uuid.h"
#include "sync/hub/hub_store.h"

/// A member's actions as a calendar (RFC 5545) that other programs read.
namespace crosstalk::hub {

enum class CalendarForm { todos, events };

/// One action as a calendar tells it: its words, its day and its state, and of the conversation
/// nothing but when it was. What was said in it stays in Crosstalk.
struct CalendarAction {
  Uuid id;
  std::string text;
  std::string due;               // YYYY-MM-DD; empty: none
  std::string state;             // open, doing, done, dropped
  Instant begun, changed;        // first and last change
  std::optional<Instant> ended;  // done or dropped
  std::int64_t changes = 0;      // how many there were
  std::optional<Instant> heard;  // when the conversation was; nothing where that may not be told
};

/// The actions that are assigned to the member, or that they made and that are nobody's, and that
/// they may see now, by the rules of feeds; without those in the bin, and without those that were
/// done or dropped so long ago that every reader has noticed. By id.
std::vector<CalendarAction> calendar_actions(HubTransaction& transaction, const Space& space,
                                             const Member& member, Instant now);

/// The calendar. As VTODO all of them. As VEVENT those with a date, all day on that day: what was
/// done is gone, what was dropped is there as cancelled. The same actions give the same text.
std::string calendar_text(const std::vector<CalendarAction>& actions, CalendarForm form);

}  // namespace crosstalk::hub
