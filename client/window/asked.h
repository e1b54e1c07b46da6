#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "imgui.h"

namespace crosstalk {

enum class AskKind { focus, press, select, replace, copy, paste };

/// One thing that assistive technology asks to be done with an item, as a person does it by hand.
struct AccessibleAsk {
  AskKind kind = AskKind::focus;
  ImGuiID item = 0;
  std::size_t begin = 0, end = 0;  ///< code points; of a selection the caret is at `end`
  std::string words = {};          ///< UTF-8, for `replace`
};

/// What was asked and is not done yet. Widgets take what is for them while they are drawn; what
/// nobody takes within a few frames is forgotten: its item is gone, off, or behind a dialog. Window
/// thread.
class Asked {
 public:
  void add(std::vector<AccessibleAsk> asks);
  bool empty() const { return waiting_.empty(); }
  /// Called after each frame.
  void end_frame();

  /// True once for what was asked.
  bool focus(ImGuiID item) { return take(AskKind::focus, item); }
  bool press(ImGuiID item) { return take(AskKind::press, item); }
  bool wants_press(ImGuiID item) const;
  /// All that is to be done with the text of `item`, in order.
  std::vector<AccessibleAsk> edits(ImGuiID item);

 private:
  struct Waiting {
    AccessibleAsk ask;
    int frames = 0;
  };
  bool take(AskKind kind, ImGuiID item);

  std::vector<Waiting> waiting_;
};

}  // namespace crosstalk
