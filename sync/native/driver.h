#pragma once

#include <functional>
#include <memory>

#include "storage/store.h"
#include "sync/sync_state.h"

namespace crosstalk {

struct SyncDriverOptions {
  StoreOptions store;  // the driver's thread opens its own connection with these
  /// Called on the driver's thread when `SyncDriver::state` gives something new or an answer
  /// changed what screens show
  /// (`data_changed`; read again). Must be quick: post an event and return. Not called after
  /// `stop`.
  std::function<void(bool data_changed)> on_change;
};

/// The thread that keeps a store in step with its hub: live while it runs, with back-off while the
/// hub is out of reach. It notices by itself what other processes save to the same file, and a
/// join. Sleeps while nothing happens.
class SyncDriver {
 public:
  /// Starts the thread. An error in opening the store shows in `state().error`.
  explicit SyncDriver(SyncDriverOptions options);
  /// As `stop`.
  ~SyncDriver();
  SyncDriver(const SyncDriver&) = delete;
  SyncDriver& operator=(const SyncDriver&) = delete;

  // From any thread.
  /// Something was saved (or a hub was joined) in this process: look at once.
  void poke();
  /// A person pressed "sync now": try at once, whatever is held back.
  void sync_now();
  /// What the sync line says now.
  SyncState state() const;
  /// Gives up the call in hand and ends the thread; within some milliseconds. Nothing is lost: what
  /// was not answered is sent again by the next.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
