#pragma once

#include "client/model/first_steps.h"
#include "client/window/ui.h"

namespace crosstalk {

struct FirstStepsIntents {
  bool next = false, back = false, skip = false, join = false;
  bool writes = false;  // the person has begun with a note: the steps give way
};

/// The three steps of a new person, below the note: the cursor stays in the note meanwhile.
void draw_first_steps(Ui& ui, const FirstStepsView& view, const Strings& strings,
                      FirstStepsIntents& out);

}  // namespace crosstalk
