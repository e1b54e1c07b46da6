#pragma once

#include <string_view>

#include "client/window/item_report.h"
#include "client/window/ui.h"

namespace crosstalk {

/// What a widget needs to know about itself to draw: the common part of all of them.
struct Interaction {
  ImGuiID id = 0;
  bool seen = false;  ///< else nothing is to be drawn
  bool hovered = false;
  bool held = false;
  bool clicked = false;
  bool focused = false;  ///< has the keyboard
  bool ring = false;     ///< has the keyboard and the person uses it: show it
  Response response() const { return {clicked, hovered, focused}; }
};

struct InteractSpec {
  std::string_view label = {};
  Role role = Role::button;
  Rect drawn = {};   ///< what is seen
  Rect struck = {};  ///< what can be hit; where it is empty, what is drawn
  bool off = false;
  bool checked = false;
  bool tab_stop = true;
  std::string_view value = {};
  std::string_view detail = {};  ///< told to who does not see it: where and when
  bool takes_keyboard = false;   ///< now, as if Tab had come to it
};

/// Makes a thing that can be pressed. Takes no room: call `take` before or after.
Interaction interact(Ui& ui, const InteractSpec& spec);

/// The id that a label has here.
ImGuiID id_of(std::string_view label);

/// Where a fade that began at `began_s` has come to, 0 to 1; asks for the next frame while it goes
/// on.
float fade_in(Ui& ui, double began_s);

/// The box of a checkbox; used by rows too.
void draw_check_box(Ui& ui, Rect box, bool on, bool off, const Interaction& state);

/// A tooltip beside the widget just drawn, when the pointer has rested on it or it has the
/// keyboard.
void tooltip(Ui& ui, const Interaction& of, Rect rect, std::string_view words);

}  // namespace crosstalk
