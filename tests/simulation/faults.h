#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace crosstalk::simulation {

/// What can go wrong in a run; each is counted when it happens.
enum class Fault {
  request_lost,
  answer_lost,  // the hub had committed
  request_repeated,
  request_late,  // it arrives a second time, long after later ones
  answer_cut_short,
  login_page,
  redirect,
  server_error,
  hub_busy,
  old_answer,      // of another call of the device
  foreign_answer,  // of another device
  slow,
  link_cut,
  link_silent,
  link_login_page,
  device_killed,
  device_power_cut,
  device_away,
  device_away_a_year,
  device_set_back,
  device_revoked,
  hub_killed,
  hub_power_cut,
  hub_restored,  // a backup was put back, as the verb does it
  hub_set_back,  // the same, and nobody told the hub
  journal_error,
  writes_lost,
  writes_torn,
  writes_reordered,
  disk_full,
  read_error,
  write_error,
  sync_error,
  clock_skewed,
  clock_jumped,
  clock_stopped,
  save_untold,  // another process saves: the engine hears of it later
  count_,
};
inline constexpr std::size_t kFaults = static_cast<std::size_t>(Fault::count_);

inline constexpr std::array<std::string_view, kFaults> kFaultNames = {
    "request lost",     "answer lost",   "request repeated",   "request late",
    "answer cut short", "login page",    "redirect",           "server error",
    "hub busy",         "old answer",    "foreign answer",     "slow",
    "link cut",         "link silent",   "link login page",    "device killed",
    "device power cut", "device away",   "device away a year", "device set back",
    "device revoked",   "hub killed",    "hub power cut",      "hub restored",
    "hub set back",     "journal error", "writes lost",        "writes torn",
    "writes reordered", "disk full",     "read error",         "write error",
    "sync error",       "clock skewed",  "clock jumped",       "clock stopped",
    "save untold"};

class FaultCount {
 public:
  void add(Fault fault) { ++counts_[static_cast<std::size_t>(fault)]; }
  std::int64_t of(std::size_t fault) const { return counts_[fault]; }
  std::int64_t of(Fault fault) const { return counts_[static_cast<std::size_t>(fault)]; }
  std::int64_t all() const {
    std::int64_t sum = 0;
    for (const std::int64_t count : counts_) sum += count;
    return sum;
  }
  void add(const FaultCount& other) {
    for (std::size_t i = 0; i < kFaults; ++i) counts_[i] += other.counts_[i];
  }
  bool operator==(const FaultCount&) const = default;

 private:
  std::array<std::int64_t, kFaults> counts_{};
};

}  // namespace crosstalk::simulation
