// What came back: how answers, statuses and failures change the engine and its store.

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "storage/planted.h"
#include "sync/engine.h"
#include "sync/wire.h"

namespace crosstalk {
namespace {

/// An answer speaks of what was sent: ids that were not are passed over, so that a hub at fault
/// cannot acknowledge what it never had. Gives how many of those sent it does not speak of.
std::size_t keep_to_what_was_sent(HubAnswer& answer, const std::vector<Uuid>& sent) {
  const std::unordered_set<Uuid> ids(sent.begin(), sent.end());
  std::unordered_set<Uuid> spoken_of;
  const auto foreign = [&](const Uuid& id) {
    if (!ids.contains(id)) return true;
    spoken_of.insert(id);
    return false;
  };
  std::erase_if(answer.taken, [&](const Taken& each) { return foreign(each.id); });
  std::erase_if(answer.rejected, [&](const Rejected& each) { return foreign(each.id); });
  std::erase_if(answer.later, foreign);
  return ids.size() - spoken_of.size();
}

bool names_less(const std::optional<std::int64_t>& limit, std::size_t sent) {
  return limit && static_cast<std::uint64_t>(*limit) < sent;
}

/// An answer is one to the call in hand alone.
std::string name_expected(const std::string& call, const HttpResponse& response) {
  if (!planted(Bug::any_call)) return call;
  const auto json = parse_json(response.body);
  return json && json->is_object() ? string_member(*json, "call").value_or(call) : call;
}

Error not_understood(std::string detail) {
  return make_error(ErrorCode::hub_answer_invalid, std::move(detail));
}

}  // namespace

void Engine::on_response(const Call& call, const HttpResponse& response, Moment now) {
  Reply reply = classify(response, now.wall);
  switch (reply.kind) {
    case ReplyKind::answer:
      if (call.kind == CallKind::want) {
        if (const auto answer = read_have_answer(response.body, call.name)) {
          return on_want_answer(call, *answer, now);
        }
      } else if (call.kind == CallKind::name) {
        if (const auto answer = read_have_answer(response.body, call.name)) {
          return on_named(call, *answer, now);
        }
      } else if (auto answer =
                     read_sync_answer(response.body, name_expected(call.name, response))) {
        return on_sync_answer(call, std::move(*answer), now);
      }
      return failed(SyncPhase::offline, not_understood("not an answer to this call"), now);
    case ReplyKind::login_page:
      if (planted(Bug::page_is_answer) && response.status == 200 && call.kind == CallKind::sync) {
        HubAnswer all;
        for (const Uuid& id : call.ids) all.taken.push_back({id, "", std::nullopt, {}});
        (void)replica_.apply(all, "none", now.wall);
        return succeeded();
      }
      return failed(SyncPhase::login_page, std::move(reply.error), now);
    case ReplyKind::revoked:
    case ReplyKind::unknown_token:
      return turned_away(call, std::move(reply), now);
    case ReplyKind::too_large:
      return on_too_large(call, reply, now);
    case ReplyKind::turned_down:
      if (call.kind == CallKind::want) {
        // A hub that gives nothing back this way must not hold up the rest.
        want_at_ = now.steady + jittered(++want_failures_);
        return succeeded();
      }
      [[fallthrough]];
    case ReplyKind::busy:
    case ReplyKind::broken:
      return failed(SyncPhase::offline, std::move(reply.error), now, reply.retry_after);
  }
}

void Engine::turned_away(const Call& call, Reply reply, Moment now) {
  const auto status = store_.sync_status();
  if (!status) return store_failed(status.error(), now);
  // The device may have joined again while this call was under way: then it says nothing of the new
  // token.
  if (status->hub && status->hub->token == call.token) {
    if (auto marked = store_.set_ended(reply.problem->type); !marked) {
      return store_failed(marked.error(), now);
    }
  }
  failed(SyncPhase::offline, std::move(reply.error), now);
}

void Engine::on_sync_answer(const Call& call, HubAnswer answer, Moment now) {
  if (call.kind == CallKind::offer) return on_offered(call, answer, now);
  const std::size_t unspoken = keep_to_what_was_sent(answer, call.ids);
  if (planted(Bug::later_is_sent)) {
    for (const Uuid& id : std::exchange(answer.later, {})) {
      answer.taken.push_back({id, "", std::nullopt, {}});
    }
  }
  const bool moved = !answer.taken.empty() || !answer.rejected.empty() || !answer.entries.empty() ||
                     (answer.cursor && answer.cursor != call.cursor);
  auto applied = replica_.apply(answer, call.cursor, now.wall);
  if (!applied) return store_failed(applied.error(), now);
  if (applied->new_life) return on_new_life(now);
  note_applied(*applied);
  lives_ = 0;
  if (unspoken > 0 && unspoken == call.ids.size()) {
    return failed(SyncPhase::offline, not_understood("the answer speaks of no change sent"), now);
  }
  if (answer.more && !moved) {
    return failed(SyncPhase::offline, not_understood("more was promised, nothing came"), now);
  }
  note_later(call, answer, now);
  more_ = answer.more;
  poll_at_.reset();
  if (call.kind == CallKind::poll && !moved && now.steady - call.started < limits::kEmptyPollGap) {
    poll_at_ = now.steady + limits::kEmptyPollGap;
  }
  if (!call.ids.empty()) {
    batch_changes_ = std::min(options_.batch_changes_max, batch_changes_ * 2);
  }
  succeeded();
  if (status_ && !status_->ended.empty()) {
    if (auto cleared = store_.set_ended(""); !cleared) store_failed(cleared.error(), now);
  }
}

/// What waits for something else is due again when the answer took or brought something, and else
/// by a back-off of its own, which holds up neither the others nor the call that waits for news.
void Engine::note_later(const Call& call, const HubAnswer& answer, Moment now) {
  const bool brought = !answer.taken.empty() || !answer.entries.empty();
  if (call.with_later && answer.later.empty()) {
    later_rounds_ = 0;
    later_at_.reset();
  } else if (!answer.later.empty() && (call.with_later || !later_at_)) {
    later_at_ = now.steady + jittered(++later_rounds_);
  }
  if (brought) {
    later_due_ = true;
  } else if (call.with_later) {
    later_due_ = false;
  }
}

void Engine::on_want_answer(const Call& call, const HaveAnswer& answer, Moment now) {
  auto applied = replica_.apply_wanted(answer.changes, call.ids);
  if (!applied) return store_failed(applied.error(), now);
  note_applied(*applied);
  want_failures_ = 0;
  want_at_.reset();
  want_ids_ = std::min(limits::kWantIdsMax, want_ids_ * 2);
  succeeded();
}

void Engine::on_too_large(const Call& call, const Reply& reply, Moment now) {
  std::size_t* ids_max = call.kind == CallKind::want   ? &want_ids_
                         : call.kind == CallKind::name ? &name_ids_
                                                       : nullptr;
  if (ids_max != nullptr && call.ids.size() > 1) {
    *ids_max = std::max<std::size_t>(1, call.ids.size() / 2);
    return succeeded();
  }
  if (ids_max != nullptr || call.ids.empty()) return failed(SyncPhase::offline, reply.error, now);
  if (call.ids.size() == 1) return reject_alone(call, reply, now);
  // What the hub names is kept to from now on; where that would not have helped, half of it.
  bool smaller = false;
  if (reply.problem && names_less(reply.problem->changes_max, call.ids.size())) {
    options_.batch_changes_max = static_cast<std::size_t>(*reply.problem->changes_max);
    batch_changes_ = options_.batch_changes_max;
    smaller = true;
  }
  if (reply.problem && names_less(reply.problem->bytes_max, call.bytes)) {
    batch_bytes_ = static_cast<std::size_t>(*reply.problem->bytes_max);
    smaller = true;
  }
  if (!smaller) batch_changes_ = call.ids.size() / 2;
  succeeded();
}

void Engine::reject_alone(const Call& call, const Reply& reply, Moment now) {
  const Uuid& id = call.ids.front();
  if (call.kind == CallKind::offer) {
    // It was taken once: it stays here as it is, and on with the others.
    if (auto dropped = offers_.drop(id); !dropped) return store_failed(dropped.error(), now);
    return succeeded();
  }
  const std::string detail = reply.problem ? reply.problem->detail : std::string{};
  auto rejected = replica_.reject(Rejected{id, std::string(rejections::kTooLarge), detail});
  if (!rejected) return store_failed(rejected.error(), now);
  ++totals_.rejected;
  ++data_generation_;
  succeeded();
}

void Engine::note_applied(const Applied& applied) {
  totals_.taken += applied.taken;
  totals_.rejected += applied.rejected;
  totals_.received += applied.received;
  sent_ += applied.taken + applied.rejected;
  if (applied.changed) ++data_generation_;
}

void Engine::succeeded() {
  failures_ = 0;
  retry_at_.reset();
  retry_told_ = false;
  phase_ = SyncPhase::all_sent;
  offline_since_.reset();
  last_error_.reset();
}

void Engine::failed(SyncPhase phase, Error error, Moment now, Milliseconds retry_after) {
  ++failures_;
  retry_told_ = retry_after > Milliseconds{0};
  // Those who were told the same moment should not all come in it.
  retry_at_ = now.steady + retry_after + jittered(retry_told_ ? 1 : failures_);
  if (planted(Bug::no_backoff)) retry_at_ = now.steady;
  more_ = true;
  phase_ = phase;
  if (!offline_since_) offline_since_ = now.wall;
  last_error_ = std::move(error);
}

void Engine::store_failed(const Error& error, Moment now) { failed(SyncPhase::failed, error, now); }

}  // namespace crosstalk
