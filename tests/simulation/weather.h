#pragma once

#include "tests/support/seeded_random.h"

namespace crosstalk::simulation {

/// How bad it gets in one run: sizes and rates, drawn from the seed. A kind of fault may be off for
/// a whole run, for some bugs show only where others do not hide them.
struct Weather {
  Weather(SeededRandom& dice, bool faults);

  int days = 1;
  int batch_changes = 3;
  int latency_ms = 100;
  // Of a thousand calls
  int request_lost = 0, answer_lost = 0, request_repeated = 0, request_late = 0;
  int answer_cut_short = 0, login_page = 0, redirect = 0, server_error = 0, hub_busy = 0;
  int old_answer = 0, foreign_answer = 0, slow = 0;
  // Of a hundred misfortunes of a device or hub
  int power_cut = 50;  // of its ends; else it is killed
  int hub_share = 10;
  int disk_share = 20;
  bool full = false, io_errors = false, clocks = false, years = false, set_back = false;
  bool revoked = false, untold = false, hub_back = false, journal = false;
};

}  // namespace crosstalk::simulation
