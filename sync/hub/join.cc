#include <utility>

#include "sync/hub/hex.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/people.h"
#include "sync/hub/problem.h"
#include "sync/hub/secrets.h"
#include "sync/limits.h"

namespace crosstalk::hub {
namespace {

// Why this device may not use this invite now; nothing where it may. A repeat before the token was
// first used is let in again: the answer to the first may have been lost on the way.
std::optional<Problem> turned_away(const Invite& invite, const std::optional<Device>& device,
                                   Instant now) {
  const bool again = device && device->invite_hash == invite.code_hash;
  if (device && !device->revoked) {
    if (!device->token_used && again) return std::nullopt;
    if (again) return make_problem(problems::kInviteUsed, "by this device");
    if (device->token_used) return make_problem(problems::kAlreadyJoined);
  }
  if (again) return make_problem(problems::kInviteUsed, "by this device");
  if (now >= invite.expires) return make_problem(problems::kInviteExpired);
  if (invite.uses_left <= 0) return make_problem(problems::kInviteUsed);
  return std::nullopt;
}

// The member that a device becomes: the one that the invite is for, or a new one. Never the one
// that a device of this id once was: ids of devices stand in stamps for all to read, so that
// whoever holds any invite could become somebody else.
Member member_for(SpaceWriter& writer, const Invite& invite, const JoinRequest& request) {
  HubTransaction& transaction = writer.transaction();
  if (invite.member) {
    if (const auto member = transaction.member(writer.space().id, *invite.member)) return *member;
  }
  std::string name = !invite.name.empty() ? invite.name : request.name;
  if (name.empty()) name = role_name(invite.role);
  return add_member(writer, name, invite.role);
}

JoinOutcome join_space(HubTransaction& transaction, const Space& space, Invite invite,
                       const JoinRequest& request, Instant now, Random& random) {
  JoinOutcome outcome;
  const auto device = transaction.device(space.id, request.device);
  if (auto problem = turned_away(invite, device, now)) {
    outcome.result = std::move(*problem);
    return outcome;
  }
  SpaceWriter writer(transaction, space, now, random);
  const bool again = device && device->invite_hash == invite.code_hash && !device->revoked;
  Member member;
  if (again) {
    member = transaction.member(space.id, device->member).value_or(Member{});
  } else {
    member = member_for(writer, invite, request);
    --invite.uses_left;
    transaction.put_invite(space.id, invite);
    transaction.note(notes::invite_used(space.id, invite));
  }
  JoinAnswer answer;
  answer.token = admit_device(writer, request.device, member, request.name, invite.code_hash);
  answer.space = space.name;
  answer.space_id = space.id.text();
  answer.member = member.id;
  answer.role = role_name(member.role);
  answer.sealing_key = base64url(space.sealing_public);
  outcome.result = std::move(answer);
  outcome.space = space.id;
  outcome.moved = writer.moved();
  return outcome;
}

JoinOutcome failed(Problem problem) {
  JoinOutcome outcome;
  outcome.result = std::move(problem);
  return outcome;
}

}  // namespace

JoinOutcome HubService::join(const JoinRequest& request, Instant now) {
  const Key hash = code_hash(request.code);
  auto begun = store_.write();
  if (!begun) {
    return failed(
        make_problem(problems::kUnavailable, std::string(error_name(begun.error().code))));
  }
  HubTransaction& transaction = **begun;
  JoinOutcome outcome;
  if (const auto invite = transaction.invite(hash)) {
    if (const auto space = transaction.space(invite->first)) {
      outcome = join_space(transaction, *space, invite->second, request, now, random_);
    }
  } else {
    outcome = failed(make_problem(problems::kInviteUnknown));
    outcome.failed_guess = true;
  }
  if (const auto done = transaction.commit(); !done) {
    return failed(make_problem(problems::kUnavailable, std::string(error_name(done.error().code))));
  }
  return outcome;
}

}  // namespace crosstalk::hub
