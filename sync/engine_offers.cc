// A hub whose store has gone back in time: what this device holds is named, what is missing there
// is sent, and only then goes on what was going on.

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "storage/planted.h"
#include "sync/engine.h"
#include "sync/naming.h"
#include "sync/wire.h"

namespace crosstalk {
namespace {

Error not_understood(std::string detail) {
  return make_error(ErrorCode::hub_answer_invalid, std::move(detail));
}

}  // namespace

/// All devices of a hub find out within a minute, and each may have much to offer: so each waits a
/// random while, unless a person asks.
void Engine::on_new_life(Moment now) {
  naming_ = Naming{};
  offer_at_.reset();
  if (++lives_ > limits::kLivesMax) {
    lives_ = 0;
    return failed(SyncPhase::offline, not_understood("the hub's store goes back again and again"),
                  now);
  }
  if (options_.live) {
    const auto bound = static_cast<std::uint64_t>(limits::kOfferWaitMax.count());
    offer_at_ = now.steady + Milliseconds{static_cast<std::int64_t>(random_number() % bound)};
  }
  more_ = true;
  later_due_ = true;
  succeeded();
}

std::optional<EngineRequest> Engine::choose_offer(Moment now) {
  if (offer_at_ && now.steady < *offer_at_ && !asked_now_) return std::nullopt;
  offer_at_.reset();
  const auto offering = offers_.offering();
  if (!offering) {
    store_failed(offering.error(), now);
    return std::nullopt;
  }
  if (!*offering) {  // another process has ended it
    look_at_store(now);
    return status_ && !status_->offering ? choose(now) : std::nullopt;
  }
  return (*offering)->cursor ? begin_offer(**offering, now) : begin_naming(**offering, now);
}

std::optional<EngineRequest> Engine::begin_naming(const Offering& offering, Moment now) {
  Call call;
  call.kind = CallKind::name;
  call.name = std::to_string(random_number());
  call.life = offering.life;
  HaveRequest request;
  request.call = call.name;
  const auto greatest = offers_.greatest();
  const auto count = offers_.held_count();
  if (!greatest || !count) {
    store_failed(greatest ? count.error() : greatest.error(), now);
    return std::nullopt;
  }
  // The hub's clock must be past all that was ever accepted before it lowers anything.
  if (greatest->ticks > 0) request.greatest = *greatest;
  if (static_cast<std::size_t>(*count) < limits::kHaveHashesFrom) naming_.compared = true;
  if (!naming_.compared) {
    auto hashes = held_hashes(offers_);
    if (!hashes) {
      store_failed(hashes.error(), now);
      return std::nullopt;
    }
    request.hashes = std::move(*hashes);
    request.more = true;
    call.by_hash = true;
  } else {
    auto page = name_page(offers_, naming_.after, naming_.buckets, name_ids_);
    if (!page) {
      store_failed(page.error(), now);
      return std::nullopt;
    }
    request.ids = std::move(page->ids);
    request.more = !page->last;
    call.ids = std::move(page->in_order);
    call.named_to = page->named_to;
    call.last_page = page->last;
  }
  return begin(std::move(call), "/v1/have", write_have_request(request), Milliseconds{0}, now);
}

void Engine::on_named(const Call& call, const HaveAnswer& answer, Moment now) {
  if (answer.incarnation != call.life) {
    if (auto begun = offers_.begin(answer.incarnation); !begun) {
      return store_failed(begun.error(), now);
    }
    return on_new_life(now);
  }
  if (call.by_hash) {
    naming_.compared = true;
    naming_.buckets = buckets_named(answer.differ);
    return succeeded();
  }
  if (call.last_page && !answer.cursor) {
    return failed(SyncPhase::offline, not_understood("no cursor came with the last page"), now);
  }
  const std::unordered_set<Uuid> named(call.ids.begin(), call.ids.end());
  std::vector<Uuid> missing;
  for (const Uuid& id : answer.missing) {
    if (named.contains(id) && !planted(Bug::offers_nothing)) missing.push_back(id);
  }
  const auto cursor = call.last_page ? answer.cursor : std::nullopt;
  if (auto noted = offers_.note_missing(call.life, missing, cursor); !noted) {
    return store_failed(noted.error(), now);
  }
  naming_.after = call.named_to;
  if (call.last_page) naming_ = Naming{};
  succeeded();
}

std::optional<EngineRequest> Engine::begin_offer(const Offering& offering, Moment now) {
  const auto batch = offers_.next_batch(batch_changes_, batch_bytes_);
  if (!batch) {
    store_failed(batch.error(), now);
    return std::nullopt;
  }
  Call call;
  call.kind = CallKind::offer;
  call.name = std::to_string(random_number());
  call.cursor = offering.cursor;
  call.life = offering.life;
  SyncRequest request;
  request.call = call.name;
  request.cursor = offering.cursor;
  request.waiting = status_->waiting;
  request.offer = true;
  return send_changes(std::move(call), std::move(request), *batch, now);
}

void Engine::on_offered(const Call& call, const HubAnswer& answer, Moment now) {
  const auto outcome = offers_.apply(answer, call.ids, *call.cursor, now.wall);
  if (!outcome) return store_failed(outcome.error(), now);
  if (outcome->new_life) return on_new_life(now);
  if (outcome->changed) ++data_generation_;
  sent_ += outcome->taken;
  const std::size_t answered = answer.taken.size() + answer.rejected.size() + answer.later.size();
  if (answered == 0 && !call.ids.empty()) {
    return failed(SyncPhase::offline, not_understood("the answer speaks of no change sent"), now);
  }
  lives_ = 0;
  batch_changes_ = std::min(options_.batch_changes_max, batch_changes_ * 2);
  succeeded();
}

}  // namespace crosstalk
