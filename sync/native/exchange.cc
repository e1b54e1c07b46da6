#include "sync/native/exchange.h"

#include <utility>

namespace crosstalk {
namespace {

constexpr Milliseconds kPollMax{60'000};

}  // namespace

std::variant<HttpResponse, TransportFailure> exchange(Transport& transport, HttpRequest request) {
  const std::uint64_t id = request.id;
  transport.start(std::move(request));
  while (true) {
    for (TransportOutcome& outcome : transport.poll(kPollMax)) {
      if (outcome.id == id) return std::move(outcome.result);
    }
  }
}

}  // namespace crosstalk
