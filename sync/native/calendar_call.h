#pragma once

#include <string>

#include "storage/result.h"
#include "storage/store.h"
#include "sync/transport.h"

namespace crosstalk {

/// Where other programs read this member's actions. Whoever has an address can read them.
struct CalendarLinks {
  std::string todos, events;  // whole addresses
  bool made = false;          // by this call: an older one of this device, if any, has ended
};

/// Asks the hub for the addresses of this member's calendar; it makes them where this device has
/// none. `renew` ends all of the member's addresses, those of their other devices too, and gives
/// new ones. Blocks its thread, at most 10 s where the hub is not reached. Errors: `not-joined`,
/// `hub-unreachable`, `login-page`, `hub-answer-invalid` (also a hub that knows no calendars: the
/// words say so), `hub-busy`, `hub-certificate`, `device-revoked`, `device-unknown`, `forbidden`
/// (a kiosk, or a member who is suspended), `hub-rejected-request`, and those of the store.
Result<CalendarLinks> ask_calendar(const Store& store, bool renew);
Result<CalendarLinks> ask_calendar(const Store& store, bool renew, Transport& transport);

}  // namespace crosstalk
