#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "storage/clock.h"
#include "storage/replica.h"
#include "storage/result.h"
#include "storage/store.h"
#include "sync/limits.h"
#include "sync/sync_state.h"
#include "sync/transport.h"

namespace crosstalk {

/// The two times that the engine is told: civil time for what is shown and measured, steady time
/// for waits.
struct Moment {
  Instant wall;
  Milliseconds steady{0};
};

// What an engine is told.
struct Saved {};      // changes may wait: this process or another saved, or joined a hub
struct NetworkUp {};  // the system says that a network came, or the machine woke
struct SyncNow {};    // a person asks
struct Answered {
  std::uint64_t id = 0;
  HttpResponse response;
};
struct Failed {
  std::uint64_t id = 0;
  TransportFailure failure;
};
using EngineEvent = std::variant<Saved, NetworkUp, SyncNow, Answered, Failed>;

struct EngineOptions {
  bool live = true;  // hold a call open for news when there is nothing else to do
  std::size_t batch_changes_max = limits::kBatchChangesMax;
  std::size_t batch_bytes_max = limits::kBatchBytesFilled;
  Milliseconds connect_max = limits::kConnectMax;
  Milliseconds silence_max = limits::kSilenceMax;
};

/// What to send. A request with `gives_up` takes the place of that one, which is to be cancelled
/// first.
struct EngineRequest {
  HttpRequest http;
  std::optional<std::uint64_t> gives_up;
};

/// What all rounds of an engine's life did, in changes.
struct EngineTotals {
  std::int64_t taken = 0;  // acknowledged by the hub
  std::int64_t rejected = 0;
  std::int64_t received = 0;  // of others, new here
};

/// The device's side of sync as a state machine: no clock, socket or thread of its own. It reads
/// and writes the store through `Replica`, on the store's thread; its owner tells it what happened,
/// then asks what to send and until when to wait. One call is in hand at a time. Nothing but a
/// whole answer to the call in hand acknowledges or rejects a change, two definite statuses aside:
/// 401 `revoked` stops it, and a 413 for a change sent alone rejects that change. All else is tried
/// again, for ever, with exponential back-off and full jitter.
class Engine {
 public:
  /// Both must outlive it.
  Engine(Store& store, Random& random, EngineOptions options = {});

  void handle(const EngineEvent& event, Moment now);

  /// What to send now, if anything. After each event and whenever `wake_at` has come, ask until it
  /// gives nothing.
  std::optional<EngineRequest> next_request(Moment now);

  /// The steady time at which to ask again if nothing happens before; nothing: only an event can
  /// change anything.
  std::optional<Milliseconds> wake_at() const;

  /// For the sync line. Cheap; read it again after each event.
  SyncState state() const;

  const EngineTotals& totals() const { return totals_; }

  /// Grows by one with each answer that changed something which a screen could show.
  std::uint64_t data_generation() const { return data_generation_; }

  /// The result of the last call that ended: its error, or nothing when it went well. For verbs
  /// that wait.
  const std::optional<Error>& last_error() const { return last_error_; }
  /// True when the last call went well and there is nothing to do before the next event: all is
  /// sent that can be, and the hub had no more.
  bool settled() const;

 private:
  enum class CallKind { push, poll, want };
  struct Call {
    std::uint64_t id = 0;
    CallKind kind = CallKind::push;
    std::string name;                   // `call` on the wire
    std::optional<std::string> cursor;  // as sent
    std::vector<Uuid> ids;              // of the changes sent, or wanted
    std::size_t bytes = 0;              // of the changes sent
    Milliseconds started{0};
    bool with_later = false;
  };

  void on_answer(const Call& call, const HttpResponse& response, Moment now);
  void on_sync_answer(const Call& call, const HttpResponse& response, Moment now);
  void on_want_answer(const Call& call, const HttpResponse& response, Moment now);
  void on_status(const Call& call, const HttpResponse& response, Moment now);
  void on_too_large(const Call& call, const HttpResponse& response, Moment now);
  void succeeded(Moment now);
  void failed(SyncPhase phase, Error error, Moment now, Milliseconds at_least = Milliseconds{0});
  void ended(std::string_view how, SyncPhase phase, Error error, Moment now);
  void refresh(Moment now);
  std::optional<EngineRequest> begin(Call call, std::string path, std::string body,
                                     Milliseconds hold, Moment now);
  std::optional<EngineRequest> begin_sync(const OutboxBatch& batch, bool with_later, Moment now);
  std::optional<EngineRequest> begin_want(std::vector<Uuid> wanted, Moment now);
  Milliseconds jittered(int failures);
  std::string random_name();

  Store& store_;
  Random& random_;
  EngineOptions options_;
  Replica replica_;

  std::optional<Call> call_;  // in hand
  std::uint64_t next_id_ = 1;
  std::optional<SyncStatus> status_;  // of the store, read after each event
  bool more_ = true;        // the hub has more, or was not asked yet since it was last out of reach
  bool asked_now_ = false;  // a person asked: whatever is held back is tried at once
  bool later_due_ = true;   // send what was answered with `later` again
  int later_failures_ = 0;
  std::optional<Milliseconds> later_at_;
  bool stopped_ = false;                  // revoked
  int failures_ = 0;                      // in a row
  std::optional<Milliseconds> retry_at_;  // nothing is sent before
  bool retry_told_ = false;               // the hub named that moment
  Milliseconds tried_at_{0};
  std::optional<Milliseconds> poll_at_;  // no call that waits before
  std::optional<Milliseconds> want_at_;
  int want_failures_ = 0;
  std::size_t batch_changes_ = 0;
  std::size_t batch_bytes_ = 0;

  SyncPhase phase_ = SyncPhase::connecting;
  std::optional<Instant> offline_since_;
  std::optional<Error> last_error_;
  std::int64_t sent_ = 0;
  std::int64_t round_total_ = 0;
  EngineTotals totals_;
  std::uint64_t data_generation_ = 0;
};

}  // namespace crosstalk
