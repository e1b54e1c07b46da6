#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace crosstalk::hub {

/// What the hub counts of itself, for `/metrics`: numbers alone, nothing of content or people. From
/// any thread.
class Metrics {
 public:
  void answered(std::string_view route, int status);
  void took(std::int64_t taken, std::int64_t rejected);
  void joined() { ++joins_; }
  void guessed() { ++failed_guesses_; }
  void write_took(double seconds);

  /// Prometheus' text form, version 0.0.4.
  std::string text(std::size_t waiting_calls, std::size_t waiting_writes) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> answers_;
  double write_seconds_ = 0;
  std::uint64_t writes_ = 0;
  std::atomic<std::uint64_t> taken_ = 0, rejected_ = 0, joins_ = 0, failed_guesses_ = 0;
};

}  // namespace crosstalk::hub
