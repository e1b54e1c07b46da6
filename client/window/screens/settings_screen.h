#pragma once

#include <optional>

#include "client/model/settings.h"
#include "client/model/strings.h"
#include "client/window/screens/files_section.h"
#include "client/window/ui.h"

namespace crosstalk {

struct SettingsIntents {
  std::optional<SettingsSection> section;
  std::optional<Preferences> preferences;
  bool try_now = false, join = false, back = false, first_steps = false;
  std::optional<std::size_t> open_rejected, file_rejected, discard_rejected;
  std::optional<Uuid> open_note;
  std::optional<Uuid> restore_note, restore_action;
  bool more_of_bin = false;
  FilesIntents files;
};

struct SettingsUi {
  SettingsSection section;
  FilesUi& files;
};

/// Settings and the sync page. On a phone all sections stand one under the other.
SettingsIntents draw_settings(Ui& ui, const SettingsView& view, const SettingsUi& state, Rect place,
                              const Strings& strings);

}  // namespace crosstalk
