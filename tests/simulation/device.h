#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "storage/clock.h"
#include "storage/store.h"
#include "sync/engine.h"
#include "sync/hub/hub_store.h"
#include "tests/simulation/disk.h"
#include "tests/support/seeded_random.h"

namespace crosstalk::simulation {

/// The moment at which every run begins.
inline constexpr Instant kBegin{Milliseconds{1'795'500'000'000}};
inline constexpr Milliseconds kSecond{1'000};
inline constexpr Milliseconds kMinute{60'000};
inline constexpr Milliseconds kHour{3'600'000};
inline constexpr Milliseconds kDay{24 * 3'600'000};

/// A wall clock may be wrong by years, jump, and stand still; the steady clock is right.
class MachineClock final : public Clock {
 public:
  explicit MachineClock(const Milliseconds& now) : now_(now) {}
  Instant wall() const override { return kBegin + (stopped_at_ ? *stopped_at_ : now_) + skew_; }
  Milliseconds steady() const override { return now_; }
  Milliseconds skew() const { return skew_; }
  void set_skew(Milliseconds skew) { skew_ = skew; }
  void stop() { stopped_at_ = now_; }
  void go() { stopped_at_.reset(); }

 private:
  const Milliseconds& now_;
  Milliseconds skew_{0};
  std::optional<Milliseconds> stopped_at_;
};

/// What lies between a device and the hub at the moment.
enum class Link { good, cut, silent, login_page };

/// One installation: its machine, the program on it while that runs, and how it is connected.
struct Device {
  Device(std::size_t number, const Milliseconds& now, std::uint64_t seed, SeededRandom& dice,
         FaultCount& faults)
      : index(number), clock(now), random(seed), disk(dice, faults) {}

  std::size_t index;
  std::string name;
  DeviceId id;
  Uuid member;
  std::string token;
  MachineClock clock;
  SeededRandom random;
  Disk disk;
  std::unique_ptr<Store> store;  // with the engine: nothing while the program does not run
  std::unique_ptr<Engine> engine;
  Link link = Link::good;
  bool away = false;  // switched off until told otherwise
  bool revoked = false;
  bool was_set_back = false;   // and has not started since
  bool untold = false;         // another process saved, and the engine has not looked yet
  int life = 0;                // counts starts and ends: what was under way in another is nobody's
  bool sweep_planned = false;  // for a while after what happens now
  int wake_number = 0;         // of the wake-up that counts
  std::optional<std::uint64_t> call_in_hand;
  std::deque<std::string> answers;      // that came for it, for the network to give again
  std::optional<Disk::Image> old_copy;  // of its store, for somebody to put back
  std::set<Uuid> seen;                  // changes of its own that were noted as saved
  /// Edits that were said to be saved when the machine died in the same moment.
  std::vector<std::pair<RecordEdit, Uuid>> promised;
  int requests_this_hour = 0, news_this_hour = 0;
  std::set<Uuid> taken_this_hour;
  std::int64_t hour = -1;

  bool runs() const { return engine != nullptr; }
  Moment moment() const { return {clock.wall(), clock.steady()}; }
};

}  // namespace crosstalk::simulation
