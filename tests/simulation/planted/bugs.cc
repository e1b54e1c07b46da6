#include "tests/simulation/planted/bugs.h"

#include "tests/simulation/checker.h"

namespace crosstalk {

Bug planted_bug = Bug::none;

}  // namespace crosstalk

namespace crosstalk::simulation {

const std::vector<PlantedBug>& planted_bugs() {
  using invariants::kAcknowledgedOnHub;
  using invariants::kAppliedOnce;
  using invariants::kConverges;
  using invariants::kErasedNowhere;
  using invariants::kMergedByRules;
  using invariants::kNoStorms;
  using invariants::kReplicasAgree;
  using invariants::kSavedPresent;
  using invariants::kSaveShown;
  using invariants::kSyncLineTrue;
  using invariants::kViewKept;
  static const std::vector<PlantedBug> bugs = {
      {Bug::skip_sync, "skip-sync", {kSavedPresent}},
      {Bug::hub_skip_sync, "hub-skip-sync", {kAcknowledgedOnHub}},
      {Bug::drop_on_send, "drop-on-send", {kSyncLineTrue, kAcknowledgedOnHub}},
      {Bug::cursor_first, "cursor-first", {kReplicasAgree}},
      {Bug::wall_time, "wall-time", {kSaveShown}},
      {Bug::keep_high_stamp, "keep-high-stamp", {kReplicasAgree, kSaveShown}},
      {Bug::never_want, "never-want", {kReplicasAgree}},
      {Bug::keep_erased_log, "keep-erased-log", {kErasedNowhere}},
      {Bug::keep_withdrawn, "keep-withdrawn", {kViewKept}},
      {Bug::ignore_base, "ignore-base", {kMergedByRules, kSaveShown}},
      {Bug::delete_by_record, "delete-by-record", {kSaveShown}},
      {Bug::any_call, "any-call", {kViewKept, kReplicasAgree, kErasedNowhere}},
      {Bug::later_is_sent, "later-is-sent", {kSyncLineTrue, kAcknowledgedOnHub}, 20},
      {Bug::no_backoff, "no-backoff", {kNoStorms}},
      {Bug::page_is_answer, "page-is-answer", {kSyncLineTrue, kAcknowledgedOnHub, kNoStorms}},
      {Bug::position_before_lock, "position-before-lock", {kReplicasAgree, kAppliedOnce}},
      {Bug::entry_judged_early, "entry-judged-early", {kViewKept}},
      {Bug::forget_withdraw, "forget-withdraw", {kViewKept}},
      {Bug::enters_with_last, "enters-with-last", {kReplicasAgree}},
      {Bug::judge_repeats, "judge-repeats", {kAppliedOnce}},
      {Bug::append_repeats, "append-repeats", {kAppliedOnce}},
      {Bug::history_stays, "history-stays", {kErasedNowhere}, 14},
      {Bug::erase_alone, "erase-alone", {kErasedNowhere, kReplicasAgree, kViewKept}},
      {Bug::offers_nothing, "offers-nothing", {kConverges, kAcknowledgedOnHub, kReplicasAgree}},
      {Bug::marks_unread, "marks-unread", {kAcknowledgedOnHub, kReplicasAgree, kViewKept}, 212},
  };
  return bugs;
}

bool plant(std::string_view name) {
  planted_bug = Bug::none;
  if (name.empty()) return true;
  for (const PlantedBug& each : planted_bugs()) {
    if (each.name != name) continue;
    planted_bug = each.bug;
    return true;
  }
  return false;
}

}  // namespace crosstalk::simulation
