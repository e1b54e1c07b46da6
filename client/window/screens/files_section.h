#pragma once

#include <optional>
#include <string>

#include "client/model/files.h"
#include "client/model/strings.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct FilesUi {
  TextEditor import_path{true};
  TextEditor profile_name{true};
};

struct FilesIntents {
  std::optional<std::string> format;  ///< another kind of file was chosen
  bool write = false, backup = false, read = false;
  bool copy_diagnostics = false, file_diagnostics = false;
  std::optional<std::size_t> open_profile;
  bool add_profile = false;
};

/// Exports, backup and import, in the settings.
void draw_files_section(Ui& ui, const FilesView& view, FilesUi& state, const Strings& strings,
                        FilesIntents& out);
/// What somebody who helps may want to know, to be read before it is sent.
void draw_diagnostics(Ui& ui, const FilesView& view, const Strings& strings, FilesIntents& out);
/// The people on this computer.
void draw_profiles_section(Ui& ui, const std::vector<ProfileView>& profiles, FilesUi& state,
                           const Strings& strings, FilesIntents& out);

}  // namespace crosstalk
