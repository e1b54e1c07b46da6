// No device sends more requests in an hour than the news of that hour account for.

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

// An hour of calls that wait is 66 of them; retries in an hour without a hub are some 40. Each
// thing that happens may cost a call that ends, one that sends, one for what is wanted, and their
// retries.
constexpr int kQuietHour = 200;
constexpr int kEachNews = 6;

class NoStorms final : public Checker {
 public:
  void requested(World& world, Device& device) override {
    const std::int64_t hour = device.clock.steady() / kHour;
    if (device.hour != hour) {
      device.hour = hour;
      device.requests_this_hour = 0;
      device.news_this_hour = 0;
      device.taken_this_hour.clear();
    }
    if (++device.requests_this_hour <= kQuietHour + kEachNews * device.news_this_hour) return;
    world.broke(invariants::kNoStorms,
                device.name + " has sent " + std::to_string(device.requests_this_hour) +
                    " requests in an hour with " + std::to_string(device.news_this_hour) + " news");
  }
};

}  // namespace

std::unique_ptr<Checker> check_no_storms() { return std::make_unique<NoStorms>(); }

}  // namespace crosstalk::simulation
