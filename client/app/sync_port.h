#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "storage/result.h"
#include "storage/store.h"
#include "sync/native/calendar_call.h"
#include "sync/sync_state.h"

namespace crosstalk {

/// The window's side of sync. Window thread only.
class SyncPort {
 public:
  virtual ~SyncPort() = default;
  virtual SyncState state() const = 0;
  /// Something was saved.
  virtual void poke() = 0;
  /// A person asked for it.
  virtual void sync_now() = 0;
  /// Begins to join; the answer comes by `take_joined`, and the window is woken for it. One at a
  /// time.
  virtual void join(const std::string& link, const std::string& device_name) = 0;
  virtual std::optional<Result<HubLink>> take_joined() = 0;
  /// Begins to ask the hub where other calendars read this member's actions; with `renew` for new
  /// addresses. The answer comes by `take_calendar`, and the window is woken for it. One at a time.
  virtual void ask_calendar(bool renew) = 0;
  virtual std::optional<Result<CalendarLinks>> take_calendar() = 0;
};

struct LiveSyncOptions {
  StoreOptions store;
  /// Called on other threads: data changed on disk, or the state of sync, or a join was answered.
  std::function<void(bool data_changed)> on_change;
};

/// The real one: the sync thread, and a thread of its own each for a join and for what is asked
/// about the calendar, which may take seconds.
std::unique_ptr<SyncPort> open_live_sync(LiveSyncOptions options);

}  // namespace crosstalk
