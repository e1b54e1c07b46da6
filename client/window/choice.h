#pragma once

#include <string_view>

#include "client/window/ui.h"

namespace crosstalk {

struct CheckSpec {
  Words label = {};  ///< "Done###done"
  bool on = false;
  bool words_shown =
      true;  ///< false: a tick alone, 44 × 44 struck, drawn 22; the label is its name
  bool off = false;
};

/// Clicked means: the person wants the other state. The caller changes it.
Response checkbox(Ui& ui, const CheckSpec& spec);

/// 8 px high, `part` 0 to 1, with its words and figure above. Over 0.9 the figure turns to caution.
void meter(Ui& ui, std::string_view words, std::string_view figure, float part);

}  // namespace crosstalk
