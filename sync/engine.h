#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "storage/clock.h"
#include "storage/offering.h"
#include "storage/replica.h"
#include "storage/result.h"
#include "storage/store.h"
#include "sync/hub_reply.h"
#include "sync/limits.h"
#include "sync/sync_state.h"
#include "sync/transport.h"
#include "sync/wire.h"

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
/// again, for ever, with exponential back-off and full jitter. To a hub whose store has gone back
/// in time it first offers what this device holds, and only then goes on.
class Engine {
 public:
  /// Both must outlive it.
  Engine(Store& store, Random& random, EngineOptions options = {});

  void handle(const EngineEvent& event, Moment now);

  /// What to send now, if anything. After each event and whenever `wake_at` has come, ask until it
  /// gives nothing.
  std::optional<EngineRequest> next_request(Moment now);

  /// The steady time at which to ask again if nothing happens before; nothing: only an event can
  /// change anything. Holds after `next_request` gave nothing.
  std::optional<Milliseconds> wake_at() const;

  /// For the sync line; as of the last event or request. Cheap.
  SyncState state() const;

  const EngineTotals& totals() const { return totals_; }

  /// Grows with each answer that changed something which a screen could show.
  std::uint64_t data_generation() const { return data_generation_; }

  /// Why the last call failed; nothing when it went well. For verbs that wait.
  const std::optional<Error>& last_error() const { return last_error_; }

  /// True where `next_request` gave nothing because there is nothing to do but wait for news: all
  /// is sent that the hub can take now, and it had no more.
  bool settled() const { return settled_; }

 private:
  enum class CallKind { sync, poll, want, name, offer };
  struct Call {
    std::uint64_t id = 0;
    CallKind kind = CallKind::sync;
    std::string name;                   // `call` on the wire
    std::string token;                  // as sent
    std::optional<std::string> cursor;  // as sent
    std::vector<Uuid> ids;              // of the changes sent, or wanted
    std::size_t bytes = 0;              // of the changes sent
    bool with_later = false;
    std::string life;       // of an offer: to which it is made
    bool by_hash = false;   // names by hashes
    bool last_page = true;  // of ids that are named
    Uuid named_to;          // the last id of the page
    Milliseconds started{0};
  };

  /// How far naming what this device holds has come. Begun anew after a restart: naming twice does
  /// no harm.
  struct Naming {
    bool compared = false;                           // by hashes, or there is too little for that
    std::optional<std::set<std::uint32_t>> buckets;  // that differ; nothing: all
    Uuid after;
  };

  // engine.cc: what to send and when
  bool in_hand(std::uint64_t id) const { return call_ && call_->id == id; }
  void look_at_store(Moment now);
  bool give_up_poll(Moment now);
  bool held_back(Moment now) const;
  std::optional<EngineRequest> choose(Moment now);
  std::optional<EngineRequest> begin_sync(CallKind kind, const OutboxBatch& batch, bool with_later,
                                          Moment now);
  std::optional<EngineRequest> begin_want(std::vector<Uuid> wanted, Moment now);
  std::optional<EngineRequest> send_changes(Call call, SyncRequest request,
                                            const std::vector<Change>& changes, Moment now);
  std::optional<EngineRequest> begin(Call call, std::string_view path, std::string body,
                                     Milliseconds hold, Moment now);
  Milliseconds jittered(int failures);
  std::uint64_t random_number();

  // engine_offers.cc: what is offered to a hub whose store has gone back in time
  std::optional<EngineRequest> choose_offer(Moment now);
  std::optional<EngineRequest> begin_naming(const Offering& offering, Moment now);
  std::optional<EngineRequest> begin_offer(const Offering& offering, Moment now);
  void on_new_life(Moment now);
  void on_named(const Call& call, const HaveAnswer& answer, Moment now);
  void on_offered(const Call& call, const HubAnswer& answer, Moment now);

  // engine_answers.cc: what came back
  void on_response(const Call& call, const HttpResponse& response, Moment now);
  void on_sync_answer(const Call& call, HubAnswer answer, Moment now);
  void on_want_answer(const Call& call, const HaveAnswer& answer, Moment now);
  void on_too_large(const Call& call, const Reply& reply, Moment now);
  void reject_alone(const Call& call, const Reply& reply, Moment now);
  void note_later(const Call& call, const HubAnswer& answer, Moment now);
  void note_applied(const Applied& applied);
  void succeeded();
  void failed(SyncPhase phase, Error error, Moment now, Milliseconds retry_after = Milliseconds{0});
  void turned_away(const Call& call, Reply reply, Moment now);
  void store_failed(const Error& error, Moment now);

  Store& store_;
  Random& random_;
  EngineOptions options_;
  Replica replica_;
  Offers offers_;

  std::optional<Call> call_;  // in hand
  std::uint64_t next_id_ = 1;
  std::optional<SyncStatus> status_;  // of the store, read after each event

  bool more_ =
      true;  // the hub may have more: it said so, or was not heard since the start or a failure
  bool asked_now_ = false;   // a person asked: what is held back is tried at once
  bool renew_poll_ = false;  // the call that waits may hang in a network that is gone
  bool settled_ = false;

  int failures_ = 0;                      // in a row
  std::optional<Milliseconds> retry_at_;  // nothing is sent before
  bool retry_told_ = false;               // it was the hub that named that moment
  Milliseconds tried_at_{0};              // when the last call began

  bool later_due_ = true;  // send again what was answered with `later`
  int later_rounds_ = 0;   // in which nothing came of it
  std::optional<Milliseconds> later_at_;
  int want_failures_ = 0;
  std::optional<Milliseconds> want_at_;  // no /v1/have before
  std::optional<Milliseconds> poll_at_;  // no call that waits before

  Naming naming_;
  std::optional<Milliseconds> offer_at_;  // nothing is offered before
  int lives_ = 0;                         // that the hub began in a row

  std::size_t batch_changes_;
  std::size_t batch_bytes_;
  std::size_t want_ids_ = limits::kWantIdsMax;
  std::size_t name_ids_ = limits::kHaveIdsMax;

  SyncPhase phase_ =
      SyncPhase::connecting;  // of the last call: connecting, all_sent (it went well), or a failure
  std::optional<Instant> offline_since_;
  std::optional<Error> last_error_;
  std::int64_t sent_ = 0;  // since something began to wait
  EngineTotals totals_;
  std::uint64_t data_generation_ = 0;
};

}  // namespace crosstalk
