#include "sync/hub/caller.h"

#include <utility>

#include "sync/hub/problem.h"
#include "sync/hub/secrets.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {

std::variant<Known, Problem> authenticate(HubTransaction& transaction, std::string_view token) {
  if (token.empty()) return make_problem(problems::kNoToken);
  const auto parts = read_token(token);
  if (!parts) return make_problem(problems::kUnknownToken);
  const auto space = transaction.space(parts->space);
  if (!space) return make_problem(problems::kUnknownToken);
  auto device = transaction.device_with_token(space->id, parts->hash);
  if (!device) return make_problem(problems::kUnknownToken);
  if (device->revoked) return make_problem(problems::kRevoked);
  if (device->unconfirmed) {
    return make_problem(problems::kForbidden,
                        "the hub was restored, and this device is not confirmed yet");
  }
  const auto member = transaction.member(space->id, device->member);
  if (!member) return make_problem(problems::kUnknownToken);
  if (member->suspended) {
    return make_problem(problems::kForbidden, "this member is suspended at the moment");
  }
  return Known{*space, Caller{std::move(*device), *member, feeds_of_reader(*member)}};
}

Problem unavailable(const Error& error) {
  return make_problem(problems::kUnavailable, std::string(error_name(error.code)));
}

}  // namespace crosstalk::hub
