#include "tests/simulation/weather.h"

#include <array>

namespace crosstalk::simulation {

Weather::Weather(SeededRandom& dice, bool faults) {
  days = static_cast<int>(1 + dice.below(2));
  batch_changes = static_cast<int>(dice.chance(30) ? 1 + dice.below(3) : 10 + dice.below(491));
  latency_ms = static_cast<int>(10 + dice.below(300));
  if (!faults) return;
  latency_ms = static_cast<int>(dice.chance(30) ? 3'000 : latency_ms);
  for (int* rate :
       {&request_lost, &answer_lost, &request_repeated, &request_late, &answer_cut_short,
        &login_page, &redirect, &server_error, &hub_busy, &old_answer, &foreign_answer, &slow}) {
    constexpr std::array kWorst = {5, 20, 80};
    if (dice.chance(70)) *rate = static_cast<int>(1 + dice.below(kWorst[dice.below(3)]));
  }
  power_cut = static_cast<int>(dice.below(101));
  hub_share = static_cast<int>(2 + dice.below(20));
  disk_share = static_cast<int>(dice.below(40));
  for (bool* kind : {&full, &io_errors, &clocks, &set_back, &untold}) *kind = dice.chance(70);
  years = clocks && dice.chance(60);
  revoked = dice.chance(35);
  hub_back = dice.chance(50);
  if (hub_back) hub_share += 10;
  journal = dice.chance(50);
}

}  // namespace crosstalk::simulation
