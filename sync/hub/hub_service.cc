#include "sync/hub/hub_service.h"

#include <utility>

#include "sync/hub/answer.h"
#include "sync/hub/caller.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/intake.h"
#include "sync/hub/life.h"
#include "sync/hub/problem.h"
#include "sync/limits.h"

namespace crosstalk::hub {
namespace {

bool note_is_due(const Device& device, std::int64_t waiting, Instant now) {
  return !device.last_seen || device.waiting != waiting ||
         now - *device.last_seen >= kLastSeenGap || now < *device.last_seen;
}

void note(HubTransaction& transaction, const Space& space, Device device, std::int64_t waiting,
          Instant now) {
  device.token_used = true;
  device.last_seen = now;
  device.waiting = waiting;
  transaction.put_device(space.id, device);
}

std::string answer_text(const HubAnswer& answer, const std::optional<std::string>& call,
                        const std::vector<Intake::Refusal>& refusals) {
  std::string text = write_sync_answer(answer, call);
  if (refusals.empty()) return text;
  // A refusal may name an id that is none, which the wire's own struct cannot hold.
  auto json = parse_json(text);
  if (!json) return text;
  Json& rejected = (*json)["rejected"] = Json::array();
  for (const Intake::Refusal& refusal : refusals) {
    rejected.push_back(Json{{"id", refusal.id.empty() ? Json(nullptr) : Json(refusal.id)},
                            {"code", refusal.code},
                            {"detail", refusal.detail}});
  }
  return to_text(*json);
}

// Of each change that is taken and whose record its member may not see, the device forgets it.
void withdraw_unseen(HubTransaction& transaction, const Known& known, const Intake& intake,
                     std::vector<FeedEntry>& entries) {
  if (known.caller.member.role == Role::kiosk) return;
  std::set<Uuid> told;
  for (const FeedEntry& entry : entries) {
    if (const auto* withdraw = std::get_if<WithdrawEntry>(&entry)) told.insert(withdraw->record);
  }
  for (const Uuid& record : intake.records) {
    const auto row = transaction.record(known.space.id, record);
    if (!row || row->erased || told.contains(record)) continue;
    if (may_see(transaction, known.space, known.caller, record)) continue;
    entries.emplace_back(WithdrawEntry{record});
  }
}

// Gives the answer of a call that is let in; the transaction is still open.
struct Answered {
  HubAnswer answer;
  Intake intake;
  bool of_this_life = true;
  bool rewound = false;  // the cursor is of this life, but its entries are not here any more
};

// What a device offered and its member may not see it forgets.
void withdraw_offered(SpaceWriter& writer, const Known& known, const Intake& intake) {
  for (const Uuid& record : intake.records) {
    const auto row = writer.transaction().record(known.space.id, record);
    if (!row || row->erased) continue;
    if (may_see(writer.transaction(), known.space, known.caller, record)) continue;
    writer.withdraw(known.caller.member.id, record);
  }
}

Answered answer_call(HubTransaction& transaction, Known& known, SpaceWriter* writer,
                     const SyncRequest& request, Instant now) {
  Answered out;
  out.answer.time = now;
  out.answer.incarnation = incarnation_of(transaction);
  std::optional<Cursor> cursor;
  if (request.cursor) {
    cursor = read_cursor(known.space, *request.cursor);
    // Of another life of the store: takes and gives nothing, and above all wipes nothing.
    out.of_this_life =
        cursor && found_again(transaction, known.space, *cursor, out.answer.incarnation);
    out.rewound = !out.of_this_life && cursor && cursor->incarnation == out.answer.incarnation;
    if (!out.of_this_life) return out;
  }
  if (writer != nullptr && !request.changes.empty()) {
    out.intake = take_in(*writer, known.caller, request.changes, request.offer);
    // A coordinator may have changed their own role.
    if (const auto member = transaction.member(known.space.id, known.caller.member.id)) {
      known.caller.member = *member;
      known.caller.feeds = feeds_of_reader(*member);
    }
  }
  out.answer.taken = out.intake.taken;
  out.answer.later = out.intake.later;
  if (request.offer) {
    // Nothing else until all has been offered: a withdrawal or an erasure that the hub does not
    // know again yet would be missed, and an entry could take what is still to be offered.
    if (writer != nullptr) withdraw_offered(*writer, known, out.intake);
    out.answer.cursor =
        standing_cursor(transaction, known.space, known.caller, cursor, out.answer.incarnation);
    return out;
  }
  Reading reading =
      read_feeds(transaction, known.space, known.caller, cursor, out.answer.incarnation);
  out.answer.entries = std::move(reading.entries);
  out.answer.cursor = std::move(reading.cursor);
  out.answer.more = reading.more;
  withdraw_unseen(transaction, known, out.intake, out.answer.entries);
  return out;
}

SyncOutcome failed(Problem problem) {
  SyncOutcome outcome;
  outcome.result = std::move(problem);
  return outcome;
}

SyncOutcome outcome_of(const Answered& answered, const Known& known, const SyncRequest& request) {
  SyncOutcome outcome;
  outcome.result = answer_text(answered.answer, request.call, answered.intake.rejected);
  outcome.space = known.space.id;
  outcome.device = known.caller.device.id;
  outcome.feeds = known.caller.feeds;
  outcome.nothing_new = answered.of_this_life && request.changes.empty() &&
                        answered.answer.entries.empty() && !answered.answer.more;
  outcome.taken = static_cast<std::int64_t>(answered.intake.taken.size());
  outcome.rejected = static_cast<std::int64_t>(answered.intake.rejected.size());
  return outcome;
}

}  // namespace

const std::string& SyncOutcome::answer() const {
  const auto* text = std::get_if<std::string>(&result);
  if (text == nullptr) broken_invariant("the answer of a call that was turned away was read");
  return *text;
}

SyncOutcome HubService::sync(std::string_view token, const SyncRequest& request, Instant now) {
  if (request.changes.size() > limits::kBatchChangesMax) {
    return failed(make_problem(problems::kTooLarge, "too many changes in one call"));
  }
  auto begun = store_.write();
  if (!begun) return failed(unavailable(begun.error()));
  HubTransaction& transaction = **begun;
  auto known_or_problem = authenticate(transaction, token);
  if (auto* problem = std::get_if<Problem>(&known_or_problem)) {
    if (const auto done = transaction.commit(); !done) return failed(unavailable(done.error()));
    return failed(std::move(*problem));
  }
  auto& known = std::get<Known>(known_or_problem);
  note(transaction, known.space, known.caller.device, request.waiting, now);
  SpaceWriter writer(transaction, known.space, now, random_);
  Answered answered = answer_call(transaction, known, &writer, request, now);
  if (answered.rewound) answered.answer.incarnation = begin_life(transaction, now, random_);
  if (const auto done = transaction.commit(); !done) return failed(unavailable(done.error()));
  SyncOutcome outcome = outcome_of(answered, known, request);
  outcome.moved = writer.moved();
  outcome.everything_moved = answered.rewound;
  return outcome;
}

std::optional<SyncOutcome> HubService::poll(std::string_view token, const SyncRequest& request,
                                            Instant now) {
  if (!request.changes.empty() || request.offer) return std::nullopt;
  auto begun = store_.read();
  if (!begun) return failed(unavailable(begun.error()));
  HubTransaction& transaction = **begun;
  auto known_or_problem = authenticate(transaction, token);
  if (auto* problem = std::get_if<Problem>(&known_or_problem)) {
    if (const auto done = transaction.commit(); !done) return failed(unavailable(done.error()));
    return failed(std::move(*problem));
  }
  auto& known = std::get<Known>(known_or_problem);
  if (!known.caller.device.token_used) return std::nullopt;
  const Answered answered = answer_call(transaction, known, nullptr, request, now);
  if (const auto done = transaction.commit(); !done) return failed(unavailable(done.error()));
  if (answered.rewound) return std::nullopt;
  SyncOutcome outcome = outcome_of(answered, known, request);
  outcome.note_due = note_is_due(known.caller.device, request.waiting, now);
  return outcome;
}

Result<void> HubService::note_heard(std::string_view token, std::int64_t waiting, Instant now) {
  auto begun = store_.write();
  if (!begun) return begun.error();
  HubTransaction& transaction = **begun;
  const auto known = authenticate(transaction, token);
  if (const auto* found = std::get_if<Known>(&known)) {
    note(transaction, found->space, found->caller.device, waiting, now);
  }
  return transaction.commit();
}

}  // namespace crosstalk::hub
