#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/window/ui.h"

namespace crosstalk {

/// Chips by keyboard alone, while the cursor stays in the note: Alt and a figure choose a row,
/// whose chips then show figures; the next figure taps one. Any other key goes on with the note.
/// Owned by the screen.
struct ChipKeys {
  std::string row;         // whose chips show figures; empty: none
  int held = -1;           // a figure that is still down: its letter is not for the note
  bool scroll_to = false;  // the row is to be brought into sight
};

/// What the keys said in this frame.
struct ChipKeysPress {
  std::optional<std::size_t> row;  // chosen by Alt and its figure, 0 for the first
  std::optional<int> figure;       // of a chip in `ChipKeys::row`: 1 to 9, 0 for More
};

/// Call before any editor is drawn: what belongs to the chips is taken from the typed text.
/// `rows` are the names of the rows; a row that is chosen shows its figures from now on.
ChipKeysPress take_chip_keys(const Ui& ui, ChipKeys& keys, const std::vector<std::string>& rows);

}  // namespace crosstalk
