#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace crosstalk {

/// A key that went down or up, in the terms of X11, which assistive technology speaks.
struct KeyStroke {
  bool down = false;
  std::uint32_t symbol = 0;     ///< keysym
  std::uint16_t code = 0;       ///< keycode; 0: not known
  std::uint32_t modifiers = 0;  ///< mask of Shift, Lock, Control, Mod1 …
  std::string name = {};        ///< the letter, else the symbol's name
  std::uint32_t at_ms = 0;
};

/// Is told of each key before the window is; true: it is not for the window.
using KeyWatch = std::function<bool(const KeyStroke&)>;

}  // namespace crosstalk
