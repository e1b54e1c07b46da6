#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/desk.h"
#include "client/app/profiles.h"
#include "client/model/files.h"
#include "client/window/screens/files_section.h"

namespace crosstalk {

/// Exports, backup, import, diagnostics and profiles: what the settings show of them, and what is
/// done. Window thread.
class FilesDesk {
 public:
  explicit FilesDesk(Desk& desk) : desk_(desk) {}

  /// Takes what came of a job; brings the views up to date. Each frame that shows the settings.
  void rebuild(const SyncStatus* status);
  void apply(Ui& ui, const FilesIntents& intents);

  const FilesView& view() const { return view_; }
  const std::vector<ProfileView>& profiles() const { return profile_views_; }
  FilesUi& ui() { return ui_; }

 private:
  void take_answer();
  void say_outcome(const FileAnswer& answer);
  void start(FileJobKind kind, const std::string& path);
  void open_profile(Ui& ui, const std::string& folder);
  std::string path_of(const std::string& stem, const std::string& ending) const;
  const FileFormat& chosen() const;

  Desk& desk_;
  FilesView view_;
  FilesUi ui_;
  std::string format_ = "csv";
  std::vector<Profile> profiles_;
  std::vector<ProfileView> profile_views_;
  std::uint64_t read_data_ = 0;
};

}  // namespace crosstalk
