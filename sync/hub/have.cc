// /v1/have: what a device holds against what is here, and what it asks back.
#include <algorithm>
#include <utility>

#include "sync/buckets.h"
#include "sync/hub/answer.h"
#include "sync/hub/caller.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/life.h"
#include "sync/hub/problem.h"
#include "sync/hub/space_writer.h"
#include "sync/limits.h"
#include "sync/naming.h"

namespace crosstalk::hub {
namespace {

// One call that is let in.
class Comparing {
 public:
  Comparing(HubTransaction& transaction, const Known& known, SpaceWriter& writer)
      : transaction_(transaction), known_(known), writer_(writer) {}

  std::variant<std::string, Problem> answer(const HaveRequest& request, Instant now) {
    if (request.greatest) move_past(request.greatest->ticks, now);
    answer_.incarnation = incarnation_of(transaction_);
    if (!request.hashes.empty()) compare(request.hashes);
    if (!request.list.empty()) list(buckets_named(request.list));
    for (const auto& [text, seal] : request.ids) {
      const auto id = parse_uuid(text);
      if (!id) return make_problem(problems::kMalformed, "an id is not well formed");
      look_up(*id, seal);
    }
    for (const Uuid& record : unseen_) writer_.withdraw(known_.caller.member.id, record);
    if (!give_back(request.want)) {
      return make_problem(problems::kTooLarge, "what is wanted is more than one answer holds");
    }
    const bool for_want_alone =
        !request.want.empty() && request.ids.empty() && request.hashes.empty() && !request.greatest;
    if (!request.more && !for_want_alone) {
      answer_.cursor = standing_cursor(transaction_, known_.space, known_.caller, std::nullopt,
                                       answer_.incarnation);
    }
    return write_have_answer(answer_, request.call);
  }

 private:
  // The greatest stamp that was ever accepted, as the device says. Bounded, so that nobody can move
  // the clock to its end.
  void move_past(std::uint64_t ticks, Instant now) {
    writer_.move_past(std::min(ticks, next_ticks(0, now + kGreatestAheadMax)));
  }

  void compare(const std::map<std::string, std::string>& theirs) {
    const std::vector<std::string>& feeds = known_.caller.feeds;
    BucketHashes hashes;
    transaction_.each_seal(known_.space.id, feeds.front(), feeds.back(),
                           [&](const Uuid& id, std::string_view seal) { hashes.add(id, seal); });
    const auto ours = hashes.finish();
    for (const auto& [bucket, hash] : theirs) {
      const auto found = ours.find(bucket);
      if (found == ours.end() || found->second != hash) answer_.differ.push_back(bucket);
    }
    for (const auto& [bucket, hash] : ours) {
      if (!theirs.contains(bucket)) answer_.differ.push_back(bucket);
    }
    std::sort(answer_.differ.begin(), answer_.differ.end());
  }

  // As many whole buckets as one answer holds, but always one.
  void list(const std::set<std::uint32_t>& buckets) {
    std::map<std::uint32_t, std::vector<Uuid>> found;
    const std::vector<std::string>& feeds = known_.caller.feeds;
    transaction_.each_seal(known_.space.id, feeds.front(), feeds.back(),
                           [&](const Uuid& id, std::string_view /*seal*/) {
                             const std::uint32_t bucket = bucket_of(id);
                             if (buckets.contains(bucket)) found[bucket].push_back(id);
                           });
    auto& held = answer_.held.emplace();
    std::size_t count = 0;
    for (const std::uint32_t bucket : buckets) {
      std::vector<Uuid>& ids = found[bucket];
      count += ids.size();
      if (!held.empty() && count > limits::kHaveIdsMax) return;
      held.emplace(bucket_name(bucket), std::move(ids));
    }
  }

  void look_up(const Uuid& id, const std::string& seal) {
    if (const auto stored = transaction_.change(known_.space.id, id)) {
      const Uuid& record = stored->change.record;
      if (stored->change.seal != seal) answer_.missing.push_back(id);
      // What it holds and its member may not see it forgets.
      if (!may_see(transaction_, known_.space, known_.caller, record)) unseen_.insert(record);
      return;
    }
    const auto erasure = transaction_.erasure(known_.space.id, id);
    if (!erasure || erasure->seal != seal) answer_.missing.push_back(id);
  }

  // False where it would be more than a device reads.
  bool give_back(const std::vector<Uuid>& wanted) {
    std::size_t bytes = 0;
    for (const Uuid& id : std::set<Uuid>(wanted.begin(), wanted.end())) {
      auto stored = transaction_.change(known_.space.id, id);
      if (!stored || !may_see(transaction_, known_.space, known_.caller, stored->change.record)) {
        continue;
      }
      bytes += change_bytes(stored->change);
      if (bytes > kWantedBytesMax && !answer_.changes.empty()) return false;
      answer_.changes.push_back(std::move(stored->change));
    }
    return true;
  }

  HubTransaction& transaction_;
  const Known& known_;
  SpaceWriter& writer_;
  HaveAnswer answer_;
  std::set<Uuid> unseen_;
};

}  // namespace

HaveOutcome HubService::have(std::string_view token, const HaveRequest& request, Instant now) {
  auto begun = have_writes(request) ? store_.write() : store_.read();
  if (!begun) return {unavailable(begun.error()), {}, {}};
  HubTransaction& transaction = **begun;
  auto known_or_problem = authenticate(transaction, token);
  HaveOutcome outcome;
  if (auto* problem = std::get_if<Problem>(&known_or_problem)) {
    outcome.result = std::move(*problem);
  } else if (const auto& known = std::get<Known>(known_or_problem);
             known.caller.member.role == Role::kiosk) {
    outcome.result = make_problem(problems::kForbidden, "a kiosk is not told what was said");
  } else {
    SpaceWriter writer(transaction, known.space, now, random_);
    outcome.result = Comparing(transaction, known, writer).answer(request, now);
    outcome.space = known.space.id;
    outcome.moved = writer.moved();
  }
  if (const auto done = transaction.commit(); !done) return {unavailable(done.error()), {}, {}};
  return outcome;
}

}  // namespace crosstalk::hub
