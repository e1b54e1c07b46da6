#include "sync/engine.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "storage/planted.h"
#include "sync/wire.h"

namespace crosstalk {
namespace {

bool reached(const std::optional<Milliseconds>& moment, Moment now) {
  return !moment || now.steady >= *moment;
}

std::optional<Milliseconds> earlier(std::optional<Milliseconds> left,
                                    std::optional<Milliseconds> right) {
  if (!left || !right) return left ? left : right;
  return std::min(*left, *right);
}

}  // namespace

Engine::Engine(Store& store, Random& random, EngineOptions options)
    : store_(store),
      random_(random),
      options_(options),
      replica_(store),
      offers_(store),
      batch_changes_(options.batch_changes_max),
      batch_bytes_(options.batch_bytes_max) {}

void Engine::handle(const EngineEvent& event, Moment now) {
  settled_ = false;
  const std::int64_t waiting_before = status_ ? status_->waiting : 0;
  if (std::holds_alternative<NetworkUp>(event)) {
    // Its first tries may still come too early, so the back-off begins anew.
    failures_ = 0;
    if (!retry_told_) retry_at_.reset();
    renew_poll_ = true;
  } else if (std::holds_alternative<SyncNow>(event)) {
    asked_now_ = true;
  } else if (const auto* answered = std::get_if<Answered>(&event);
             answered != nullptr && in_hand(answered->id)) {
    const Call call = std::move(*call_);
    call_.reset();
    on_response(call, answered->response, now);
  } else if (const auto* failure = std::get_if<Failed>(&event);
             failure != nullptr && in_hand(failure->id)) {
    // What is wanted may be more than comes through at once.
    if (call_->kind == CallKind::want) want_ids_ = std::max<std::size_t>(1, want_ids_ / 4);
    call_.reset();
    failed(SyncPhase::offline, transport_error(failure->failure), now);
  }
  // After the answer to a call that was given up too: another process may have saved since.
  look_at_store(now);
  const bool more_waits = status_ && status_->waiting > waiting_before;
  if (std::holds_alternative<Saved>(event) && more_waits && retry_at_ && !retry_told_) {
    // Who saves is likely to be online, but an import must not try for each row.
    retry_at_ = std::min(*retry_at_, std::max(now.steady, tried_at_ + limits::kSaveRetryGap));
  }
}

void Engine::look_at_store(Moment now) {
  auto status = store_.sync_status();
  if (!status) {
    store_failed(status.error(), now);
    return;
  }
  const auto token_of = [](const std::optional<SyncStatus>& of) {
    return of && of->hub ? of->hub->token : std::string{};
  };
  const std::string before = token_of(status_);
  const bool known = status_.has_value();
  status_ = std::move(*status);
  if (status_->waiting == 0 && !call_) sent_ = 0;
  if (known && token_of(status_) != before) {
    // Joined, or joined again: what held the old link back is over.
    retry_at_.reset();
    retry_told_ = false;
    failures_ = 0;
    more_ = true;
    renew_poll_ = true;
    phase_ = SyncPhase::connecting;
    offline_since_.reset();
    last_error_.reset();
  }
}

bool Engine::held_back(Moment now) const {
  if (asked_now_) return false;
  if (status_->ended == problems::kRevoked) return true;
  return !reached(retry_at_, now);
}

/// One call at a time: only a call that waits for news gives way, for it holds nothing.
bool Engine::give_up_poll(Moment now) {
  if (call_->kind != CallKind::poll) return false;
  if (asked_now_ || renew_poll_) return true;
  if (later_at_ && reached(later_at_, now)) return true;
  auto any = replica_.anything_to_send();
  if (!any) {
    store_failed(any.error(), now);
    return false;
  }
  return *any;
}

std::optional<EngineRequest> Engine::next_request(Moment now) {
  if (!status_) look_at_store(now);
  if (!status_ || !status_->hub) return std::nullopt;
  std::optional<std::uint64_t> gives_up;
  if (call_) {
    if (!give_up_poll(now)) return std::nullopt;
    gives_up = call_->id;
    call_.reset();
  }
  settled_ = false;
  if (held_back(now)) return std::nullopt;
  auto request = choose(now);
  if (request) request->gives_up = gives_up;
  return request;
}

std::optional<EngineRequest> Engine::choose(Moment now) {
  if (status_->offering) return choose_offer(now);
  const bool with_later =
      later_due_ || asked_now_ || (later_at_ && reached(later_at_, now)) || failures_ > 0;
  auto batch = replica_.next_batch(batch_changes_, batch_bytes_, with_later);
  if (!batch) {
    store_failed(batch.error(), now);
    return std::nullopt;
  }
  if (!batch->changes.empty()) return begin_sync(CallKind::sync, *batch, with_later, now);
  if (with_later) {  // there is none
    later_due_ = false;
    later_at_.reset();
    later_rounds_ = 0;
  }
  if (reached(want_at_, now) || asked_now_) {
    auto wanted = replica_.wanted(want_ids_);
    if (!wanted) {
      store_failed(wanted.error(), now);
      return std::nullopt;
    }
    if (!wanted->empty()) return begin_want(std::move(*wanted), now);
    want_at_.reset();
    want_failures_ = 0;
  }
  if (more_ || asked_now_) return begin_sync(CallKind::sync, *batch, false, now);
  settled_ = true;
  if (!options_.live || !reached(poll_at_, now)) return std::nullopt;
  return begin_sync(CallKind::poll, *batch, false, now);
}

std::optional<EngineRequest> Engine::begin_sync(CallKind kind, const OutboxBatch& batch,
                                                bool with_later, Moment now) {
  auto cursor = replica_.cursor();
  if (!cursor) {
    store_failed(cursor.error(), now);
    return std::nullopt;
  }
  const bool poll = kind == CallKind::poll;
  Call call;
  call.kind = kind;
  call.name = std::to_string(random_number());
  call.cursor = std::move(*cursor);
  call.with_later = with_later;
  SyncRequest request;
  request.call = call.name;
  request.cursor = call.cursor;
  request.waiting = batch.waiting_after;
  request.wait = poll ? limits::kWaitMax.count() : 0;
  return send_changes(std::move(call), std::move(request), batch.changes, now);
}

std::optional<EngineRequest> Engine::send_changes(Call call, SyncRequest request,
                                                  const std::vector<Change>& changes, Moment now) {
  for (const Change& change : changes) {
    call.ids.push_back(change.id);
    call.bytes += change_bytes(change);
    request.changes.push_back(request.offer ? change_to_json(change) : change_to_wire(change));
  }
  if (planted(Bug::drop_on_send)) {
    HubAnswer sent;
    for (const Uuid& id : call.ids) sent.taken.push_back({id, "", std::nullopt, {}});
    (void)replica_.apply(sent, "none", now.wall);
    look_at_store(now);
  }
  const Milliseconds hold =
      call.kind == CallKind::poll ? Milliseconds{limits::kWaitMax} : Milliseconds{0};
  return begin(std::move(call), "/v1/sync", write_sync_request(request), hold, now);
}

std::optional<EngineRequest> Engine::begin_want(std::vector<Uuid> wanted, Moment now) {
  Call call;
  call.kind = CallKind::want;
  call.name = std::to_string(random_number());
  HaveRequest request;
  request.call = call.name;
  request.want = wanted;
  call.ids = std::move(wanted);
  return begin(std::move(call), "/v1/have", write_have_request(request), Milliseconds{0}, now);
}

std::optional<EngineRequest> Engine::begin(Call call, std::string_view path, std::string body,
                                           Milliseconds hold, Moment now) {
  const HubLink& hub = *status_->hub;
  call.id = next_id_++;
  call.token = hub.token;
  call.started = now.steady;
  tried_at_ = now.steady;
  settled_ = call.kind == CallKind::poll;
  asked_now_ = false;
  renew_poll_ = false;
  EngineRequest request;
  request.http.id = call.id;
  request.http.method = "POST";
  request.http.url = hub.url + std::string(path);
  request.http.token = hub.token;
  request.http.body = std::move(body);
  request.http.certificate_pin = hub.certificate_pin;
  request.http.connect_max = options_.connect_max;
  request.http.silence_max = options_.silence_max + hold;
  request.http.answer_bytes_max = limits::kAnswerBytesMax;
  call_ = std::move(call);
  return request;
}

std::optional<Milliseconds> Engine::wake_at() const {
  if (!status_) return retry_at_;
  if (!status_->hub) return std::nullopt;
  if (call_) return call_->kind == CallKind::poll ? later_at_ : std::nullopt;
  if (status_->ended == problems::kRevoked) return std::nullopt;
  if (retry_at_) return retry_at_;
  if (status_->offering) return offer_at_;
  auto wake = earlier(later_at_, want_at_);
  if (options_.live) wake = earlier(wake, poll_at_);
  return wake;
}

SyncState Engine::state() const {
  SyncState state;
  state.error = last_error_;
  state.offline_since = offline_since_;
  if (!status_) {
    if (last_error_) state.phase = phase_;
    return state;
  }
  state.waiting = status_->waiting;
  state.rejected = status_->rejected;
  state.last_sync = status_->last_sync;
  state.sent = sent_;
  state.sending = sent_ + status_->waiting + status_->offers;
  const bool pushing = call_ && call_->kind == CallKind::sync && !call_->ids.empty();
  const bool naming = status_->offering && status_->offers == 0;
  if (!status_->hub) {
    state.phase = SyncPhase::not_joined;
  } else if (status_->ended == problems::kRevoked) {
    state.phase = SyncPhase::revoked;
  } else if (status_->ended == problems::kUnknownToken) {
    state.phase = SyncPhase::unknown_token;
  } else if (phase_ != SyncPhase::all_sent) {
    state.phase = phase_;
  } else if (status_->offering) {
    // What is acknowledged may not be on the hub any more: nothing is "all sent" before it is
    // named.
    state.phase = naming ? SyncPhase::connecting : SyncPhase::sending;
  } else if (state.waiting > 0) {
    state.phase = pushing ? SyncPhase::sending : SyncPhase::waiting;
  } else {
    state.phase = state.rejected > 0 ? SyncPhase::rejected : SyncPhase::all_sent;
  }
  return state;
}

std::uint64_t Engine::random_number() {
  std::array<std::byte, 8> bytes{};
  random_.fill(bytes);
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

/// Full jitter: anything up to a bound that doubles, so that devices which lost the hub together do
/// not come back together.
Milliseconds Engine::jittered(int failures) {
  const int doublings = std::clamp(failures - 1, 0, 20);
  const auto bound =
      std::min(limits::kRetryMax, limits::kRetryFirst * (std::int64_t{1} << doublings));
  return Milliseconds{
      static_cast<std::int64_t>(random_number() % (static_cast<std::uint64_t>(bound.count()) + 1))};
}

}  // namespace crosstalk
