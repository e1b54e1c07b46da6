#pragma once

#include <optional>
#include <string>

#include "client/model/capture.h"
#include "client/model/strings.h"
#include "client/window/ui.h"

namespace crosstalk {

struct ChipRowResponse {
  std::optional<std::string> tapped;  // the key of a chip
  bool toggled_more = false;
};

/// What a row knows of the keys.
struct ChipRowKeys {
  int row_figure = 0;         // Alt and this choose the row; 0: shown nowhere
  bool figures = false;       // its chips show theirs
  bool scroll_to = false;     // bring the row into sight
  std::optional<int> figure;  // pressed in this frame: 1 to 9, 0 for More
};

/// One row of chips: label (where there is room for one), those that fit, More. Opened, all of
/// them, wrapped, in place.
ChipRowResponse chip_row(Ui& ui, const ChipRow& row, bool open, const Strings& strings,
                         const ChipRowKeys& keys = {});

/// The width of the labels of rows, and of the gap after it; 0 where the layout shows none.
float row_label_width(const Ui& ui);
/// The label of a row that holds no chips; `figure` as in `ChipRowKeys`.
void row_label(Ui& ui, std::string_view words, float height, int figure = 0);

}  // namespace crosstalk
