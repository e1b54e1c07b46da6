#pragma once

#include <string_view>
#include <vector>

#include "client/model/strings.h"
#include "client/window/button.h"
#include "client/window/ui.h"

namespace crosstalk {

/// The head of a screen on a phone: title, a word about its state, icons, and the menu with what
/// the bottom bar has no room for.
float top_bar_height(const Ui& ui);

struct TopBarSpec {
  std::string_view title;
  std::string_view state = {};         // "Kept"
  std::vector<ButtonSpec> icons = {};  // icon only, before the menu
  bool back = false;                   // an arrow before the title
  bool menu = true;                    // the way to the settings
};
struct TopBarResponse {
  int icon = -1;      // index of the icon pressed
  bool menu = false;  // the menu (settings) is wanted
  bool back = false;
};
TopBarResponse top_bar(Ui& ui, Rect place, const TopBarSpec& spec, const Strings& strings);

}  // namespace crosstalk
