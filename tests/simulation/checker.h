#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.h"
#include "sync/wire.h"

namespace crosstalk::simulation {

class World;
struct Device;

/// One invariant, looked at from outside while the run goes on and when all is at rest. Each stands
/// in a file of its own under checkers/.
class Checker {
 public:
  virtual ~Checker() = default;

  /// A device has told its person that this was saved; `changes` are all of each record.
  virtual void saved(World&, Device&, const RecordEdit&, const std::vector<Change>&) {}
  /// An answer leaves the hub, committed, whatever becomes of it on the way.
  virtual void answered(World&, Device&, const SyncRequest&, const HubAnswer&) {}
  /// A device sends something.
  virtual void requested(World&, Device&) {}
  /// A device has done anything at all and still runs.
  virtual void stepped(World&, Device&) {}
  virtual void device_started(World&, Device&) {}
  virtual void hub_started(World&) {}
  /// Its store is an older one from now on, and the model knows that.
  virtual void hub_went_back(World&) {}
  /// Healed, and nothing is under way any more.
  virtual void at_rest(World&) {}
};

/// The invariants by the names under which they are reported.
namespace invariants {
inline constexpr std::string_view kSavedPresent = "saved-present";
inline constexpr std::string_view kAcknowledgedOnHub = "acknowledged-on-hub";
inline constexpr std::string_view kReplicasAgree = "replicas-agree";
inline constexpr std::string_view kViewKept = "view-kept";
inline constexpr std::string_view kErasedNowhere = "erased-nowhere";
inline constexpr std::string_view kAppliedOnce = "applied-once";
inline constexpr std::string_view kMergedByRules = "merged-by-the-rules";
inline constexpr std::string_view kSaveShown = "save-is-shown";
inline constexpr std::string_view kSyncLineTrue = "sync-line-true";
inline constexpr std::string_view kNoStorms = "no-storms";
inline constexpr std::string_view kStoresWhole = "stores-whole";
inline constexpr std::string_view kEndedStays = "ended-stays-ended";
inline constexpr std::string_view kConverges = "converges";
}  // namespace invariants

std::unique_ptr<Checker> check_saved_present();
std::unique_ptr<Checker> check_acknowledged_on_hub();
std::unique_ptr<Checker> check_replicas_agree();
std::unique_ptr<Checker> check_view_kept();
std::unique_ptr<Checker> check_erased_nowhere();
std::unique_ptr<Checker> check_applied_once();
std::unique_ptr<Checker> check_merged_by_rules();
std::unique_ptr<Checker> check_save_shown();
std::unique_ptr<Checker> check_sync_line_true();
std::unique_ptr<Checker> check_no_storms();
std::unique_ptr<Checker> check_stores_whole();
std::unique_ptr<Checker> check_ended_stays();

std::vector<std::unique_ptr<Checker>> all_checkers();

}  // namespace crosstalk::simulation
