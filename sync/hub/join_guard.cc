#include "sync/hub/join_guard.h"

#include <algorithm>

namespace crosstalk::hub {
namespace {

constexpr double kTriesMax = 10;
constexpr Milliseconds kTryReturns{6'000};  // one more each so often
constexpr std::size_t kPeersMax = 10'000;

}  // namespace

JoinGuard::Tries& JoinGuard::refreshed(const std::string& peer, Milliseconds now) {
  if (tries_.size() >= kPeersMax) tries_.clear();  // bounded memory matters more than a long memory
  const auto [place, inserted] = tries_.try_emplace(peer, Tries{kTriesMax, now});
  Tries& tries = place->second;
  if (inserted) return tries;
  const double returned =
      static_cast<double>((now - tries.since).count()) / static_cast<double>(kTryReturns.count());
  tries.tokens = std::min(kTriesMax, tries.tokens + std::max(0.0, returned));
  tries.since = now;
  return tries;
}

Milliseconds JoinGuard::wait_for(const std::string& peer, Milliseconds now) {
  const std::scoped_lock lock(mutex_);
  if (!tries_.contains(peer)) return Milliseconds{0};
  const Tries& tries = refreshed(peer, now);
  if (tries.tokens >= 1) return Milliseconds{0};
  const double missing = (1 - tries.tokens) * static_cast<double>(kTryReturns.count());
  return Milliseconds{static_cast<Milliseconds::rep>(missing) + 1};
}

void JoinGuard::failed(const std::string& peer, Milliseconds now) {
  const std::scoped_lock lock(mutex_);
  Tries& tries = refreshed(peer, now);
  tries.tokens = std::max(0.0, tries.tokens - 1);
}

}  // namespace crosstalk::hub
