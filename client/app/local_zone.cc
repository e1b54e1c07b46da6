#include "client/app/local_zone.h"

#include <ctime>

namespace crosstalk {

Zone local_zone() {
  return [](Instant moment) {
    const auto seconds =
        std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count();
    const auto time = static_cast<std::time_t>(seconds);
    std::tm local{};
    if (localtime_r(&time, &local) == nullptr) return std::chrono::seconds(0);
    return std::chrono::seconds(local.tm_gmtoff);
  };
}

}  // namespace crosstalk
