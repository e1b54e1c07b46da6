#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "client/window/ui.h"
#include "storage/search.h"

namespace crosstalk {

enum class RowState { none, waiting, sent, reviewed, rejected, two_versions };

struct RowSpec {
  Words label = {};   ///< the summary, in strong, at most two lines: "Chosen###<record id>"
  Words detail = {};  ///< where and when, in ink_2, one line
  std::optional<Stance> stance = {};  ///< first column
  bool tick_shown = false;  ///< first column is a checkbox, found by tests as "<name>-tick"
  bool ticked = false;
  RowState state = RowState::none;
  Words state_words = {};  ///< "waiting", "rejected", "two versions": the words of the string table
  Words right = {};        ///< at the right of the first line, e.g. "Fri 25 March"
  bool right_late = false;  ///< in danger and strong: "7 days late"
  Words right_below = {};   ///< at the right of the second line, in ink_2
  bool chosen = false;
  bool tab_stop =
      true;  ///< in a long list only the chosen or first row takes Tab; arrows reach the rest
  float padding_x = -1;               ///< less than 0: 20
  std::vector<TextRange> marks = {};  ///< bytes of the summary that a search found
  Words excerpt = {};  ///< a line of the note in which it found something else, before the detail
  std::vector<TextRange> excerpt_marks = {};
};

struct RowResponse : Response {
  bool tick_clicked = false;
};

float row_height(Ui& ui, const RowSpec& spec, float width);
/// One entry of a list, over all the room there is, with a rule below.
RowResponse row(Ui& ui, const RowSpec& spec);

}  // namespace crosstalk
