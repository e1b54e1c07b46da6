#pragma once

#include <string_view>
#include <vector>

#include "client/window/ui.h"

namespace crosstalk {

/// The dark and light squares of a QR code. `side` is 0 where the text is too long for one.
struct QrCode {
  int side = 0;
  std::vector<bool> dark;  // row by row
  bool at(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
                static_cast<std::size_t>(x)];
  }
};

/// With room for a quarter of it to be unreadable where the text is short enough, else less.
QrCode make_qr(std::string_view text);

/// Draws it at most `room` wide, each square a whole number of device pixels, with the light margin
/// that readers need: dark on light in every theme, for few cameras read it the other way. Takes
/// what it draws; `label` names it.
void draw_qr(Ui& ui, const QrCode& code, std::string_view label, float room);

}  // namespace crosstalk
