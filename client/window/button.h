#pragma once

#include <string_view>

#include "client/window/ui.h"

namespace crosstalk {

enum class ButtonKind {
  primary,      ///< the one solid button of a screen
  quiet,        ///< surface with an edge
  words,        ///< accent text without a border
  danger,       ///< solid: only where something cannot come back
  danger_quiet  ///< danger border
};

struct ButtonSpec {
  Words label = {};  ///< "Save note###save"; a verb first
  ButtonKind kind = ButtonKind::quiet;
  Icon icon = Icon::none;
  Words keys = {};  ///< "Ctrl+Enter", shown after the words in body weight
  float width = 0;  ///< 0: what it needs; less than 0: all the room
  bool off = false;
  bool flush = false;      ///< a words-button whose text (not whose box) starts at the cursor
  bool icon_only = false;  ///< 44 × 44; the label is its name and its tooltip
};

/// What it would take on one line.
float button_width(Ui& ui, const ButtonSpec& spec);
/// What it takes at the cursor: where the room there is too narrow for its words, they take more
/// lines.
float button_height(Ui& ui, const ButtonSpec& spec);
Response button(Ui& ui, const ButtonSpec& spec);

}  // namespace crosstalk
