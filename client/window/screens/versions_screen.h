#pragma once

#include <optional>

#include "client/model/conversation.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct VersionsUi {
  TextEditor keep;
  Uuid shown;
  std::vector<TextEditor> texts;  // read only, one for each version
};

struct VersionsIntents {
  std::optional<std::size_t> start_from;
  bool keep = false, later = false;
};

/// Two versions of one text side by side, and the text to keep.
VersionsIntents draw_versions(Ui& ui, const TwoVersionsView& view, VersionsUi& state, Rect place,
                              const Strings& strings);

}  // namespace crosstalk
