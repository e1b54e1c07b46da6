#pragma once

#include <optional>

#include "client/app/desk.h"
#include "client/app/files_desk.h"
#include "client/window/screens/join_dialog.h"
#include "client/window/screens/settings_screen.h"

namespace crosstalk {

/// Settings, the sync page, and joining.
class SettingsDesk {
 public:
  explicit SettingsDesk(Desk& desk);

  struct Wishes {
    std::optional<Uuid> open_note, edit_note;
    bool back = false, first_steps = false;
  };
  Wishes draw(Ui& ui, Rect place);
  /// Draws the join dialog, whatever the place, and takes its answers.
  void draw_dialogs(Ui& ui);
  void show(SettingsSection section) { section_ = section; }
  /// Asks whether to join; `link`: with this one.
  void open_join(const std::string& link = {});

 private:
  void rebuild();
  void read_bin();
  void apply(Ui& ui, const SettingsIntents& intents, Wishes& wishes);

  Desk& desk_;
  FilesDesk files_;
  SettingsSection section_ = SettingsSection::sync;
  SettingsView view_;
  JoinUi join_;
  DialogState discard_;
  Uuid discarding_;
  std::uint64_t read_data_ = 0;
  std::size_t bin_max_;
};

}  // namespace crosstalk
