#include "tests/simulation/checker.h"

namespace crosstalk::simulation {

std::vector<std::unique_ptr<Checker>> all_checkers() {
  std::vector<std::unique_ptr<Checker>> all;
  all.push_back(check_save_shown());
  all.push_back(check_sync_line_true());
  all.push_back(check_view_kept());
  all.push_back(check_applied_once());
  all.push_back(check_no_storms());
  all.push_back(check_saved_present());
  all.push_back(check_acknowledged_on_hub());
  all.push_back(check_merged_by_rules());
  all.push_back(check_replicas_agree());
  all.push_back(check_erased_nowhere());
  all.push_back(check_stores_whole());
  all.push_back(check_ended_stays());
  return all;
}

}  // namespace crosstalk::simulation
