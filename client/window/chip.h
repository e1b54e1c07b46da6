#pragma once

#include <optional>
#include <string_view>

#include "client/window/ui.h"

namespace crosstalk {

enum class ChipState { plain, on, suggested, more };

struct ChipSpec {
  Words label = {};  ///< "On a train###setting-train"
  ChipState state = ChipState::plain;
  std::optional<Stance> stance = {};  ///< keeps its shape and shows on as a bar along the bottom
  Icon icon = Icon::none;             ///< in place of tick or plus ("Filter")
  Words figure = {};                  ///< the key that taps it, in place of its mark
  float width = 0;                    ///< 0: what it needs, the same in every state
  bool off = false;
};

/// Drawn 36 high and struck 44 high: its room in the layout is the 36, its hit area reaches 4 px
/// into the gaps.
float chip_width(Ui& ui, const ChipSpec& spec);
Response chip(Ui& ui, const ChipSpec& spec);

}  // namespace crosstalk
