#pragma once

#include "client/model/strings.h"
#include "client/model/sync_words.h"
#include "client/window/dialog.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct JoinUi {
  DialogState dialog;
  TextEditor link{true}, name{true};
  bool joining = false;
  JoinProblem problem;  // of the last try; no title: none

  void open(const std::string& device_name);
};

struct JoinIntents {
  bool join = false, closed = false;
};

JoinIntents draw_join(Ui& ui, JoinUi& state, const Strings& strings);

}  // namespace crosstalk
