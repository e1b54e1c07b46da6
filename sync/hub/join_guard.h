#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "storage/clock.h"

namespace crosstalk::hub {

/// Slows down who guesses invite codes: after some codes in a row that are none of ours, an address
/// waits. A code has 60 bits, so this is against noise more than against luck. From any thread.
class JoinGuard {
 public:
  /// How long that address has to wait before it may try again; zero: not at all.
  Milliseconds wait_for(const std::string& peer, Milliseconds now);
  void failed(const std::string& peer, Milliseconds now);

 private:
  struct Tries {
    double tokens = 0;  // tries left
    Milliseconds since{0};
  };
  Tries& refreshed(const std::string& peer, Milliseconds now);

  std::mutex mutex_;
  std::map<std::string, Tries> tries_;
};

}  // namespace crosstalk::hub
