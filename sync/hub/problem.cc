#include "sync/hub/problem.h"

#include <array>

#include "storage/error.h"
#include "sync/limits.h"

namespace crosstalk::hub {
namespace {

struct Row {
  std::string_view type;
  int status;
  std::string_view title;
};

constexpr std::array kRows = {
    Row{problems::kMalformed, 400, "The request cannot be read."},
    Row{problems::kNoToken, 401, "This call needs the token that joining gave."},
    Row{problems::kUnknownToken, 401,
        "This hub does not know this device. Join again: nothing is lost."},
    Row{problems::kRevoked, 401, "A coordinator has ended this device's access."},
    Row{problems::kForbidden, 403, "This member may not do that."},
    Row{problems::kNotFound, 404, "There is nothing at this address."},
    Row{problems::kInviteUnknown, 404, "This hub does not know that invitation."},
    Row{problems::kMethodNotAllowed, 405, "This address is not asked in that way."},
    Row{problems::kAlreadyJoined, 409, "This device has joined the space already."},
    Row{problems::kInviteUsed, 410, "This invitation has been used."},
    Row{problems::kInviteExpired, 410, "This invitation has expired."},
    Row{problems::kTooLarge, 413, "The request is larger than this hub takes."},
    Row{problems::kUnsupportedEncoding, 415, "This hub reads zstd, gzip and plain bodies."},
    Row{problems::kTooManyRequests, 429, "Too many tries. Wait a little."},
    Row{problems::kInternal, 500, "The hub has failed. Nothing is lost: try again."},
    Row{problems::kUnavailable, 503, "The hub cannot do that at the moment. Try again."},
};

}  // namespace

Problem make_problem(std::string_view type, std::string detail) {
  for (const Row& row : kRows) {
    if (row.type != type) continue;
    Problem problem;
    problem.type = row.type;
    problem.title = row.title;
    problem.status = row.status;
    problem.detail = std::move(detail);
    if (type == problems::kTooLarge) {
      problem.changes_max = static_cast<std::int64_t>(limits::kBatchChangesMax);
      problem.bytes_max = static_cast<std::int64_t>(limits::kBatchBytesMax);
    }
    return problem;
  }
  broken_invariant("a problem without a row was answered");
}

}  // namespace crosstalk::hub
