#include "client/window/sdl_keys.h"

#include <linux/input-event-codes.h>

#include <utility>

#include "client/window/code_points.h"

namespace crosstalk {
namespace {

// X11 counts its keys from 8 above the kernel's.
constexpr int kCodesBefore = 8;
// Symbols of letters beyond Latin 1 are their code points with this bit (X protocol, appendix A).
constexpr std::uint32_t kUnicodeSymbol = 0x01000000;

struct KeyCode {
  SDL_Scancode key;
  int code;
};
constexpr KeyCode kCodes[] = {
    {SDL_SCANCODE_A, KEY_A},
    {SDL_SCANCODE_B, KEY_B},
    {SDL_SCANCODE_C, KEY_C},
    {SDL_SCANCODE_D, KEY_D},
    {SDL_SCANCODE_E, KEY_E},
    {SDL_SCANCODE_F, KEY_F},
    {SDL_SCANCODE_G, KEY_G},
    {SDL_SCANCODE_H, KEY_H},
    {SDL_SCANCODE_I, KEY_I},
    {SDL_SCANCODE_J, KEY_J},
    {SDL_SCANCODE_K, KEY_K},
    {SDL_SCANCODE_L, KEY_L},
    {SDL_SCANCODE_M, KEY_M},
    {SDL_SCANCODE_N, KEY_N},
    {SDL_SCANCODE_O, KEY_O},
    {SDL_SCANCODE_P, KEY_P},
    {SDL_SCANCODE_Q, KEY_Q},
    {SDL_SCANCODE_R, KEY_R},
    {SDL_SCANCODE_S, KEY_S},
    {SDL_SCANCODE_T, KEY_T},
    {SDL_SCANCODE_U, KEY_U},
    {SDL_SCANCODE_V, KEY_V},
    {SDL_SCANCODE_W, KEY_W},
    {SDL_SCANCODE_X, KEY_X},
    {SDL_SCANCODE_Y, KEY_Y},
    {SDL_SCANCODE_Z, KEY_Z},
    {SDL_SCANCODE_1, KEY_1},
    {SDL_SCANCODE_2, KEY_2},
    {SDL_SCANCODE_3, KEY_3},
    {SDL_SCANCODE_4, KEY_4},
    {SDL_SCANCODE_5, KEY_5},
    {SDL_SCANCODE_6, KEY_6},
    {SDL_SCANCODE_7, KEY_7},
    {SDL_SCANCODE_8, KEY_8},
    {SDL_SCANCODE_9, KEY_9},
    {SDL_SCANCODE_0, KEY_0},
    {SDL_SCANCODE_RETURN, KEY_ENTER},
    {SDL_SCANCODE_ESCAPE, KEY_ESC},
    {SDL_SCANCODE_BACKSPACE, KEY_BACKSPACE},
    {SDL_SCANCODE_TAB, KEY_TAB},
    {SDL_SCANCODE_SPACE, KEY_SPACE},
    {SDL_SCANCODE_MINUS, KEY_MINUS},
    {SDL_SCANCODE_EQUALS, KEY_EQUAL},
    {SDL_SCANCODE_LEFTBRACKET, KEY_LEFTBRACE},
    {SDL_SCANCODE_RIGHTBRACKET, KEY_RIGHTBRACE},
    {SDL_SCANCODE_BACKSLASH, KEY_BACKSLASH},
    {SDL_SCANCODE_SEMICOLON, KEY_SEMICOLON},
    {SDL_SCANCODE_APOSTROPHE, KEY_APOSTROPHE},
    {SDL_SCANCODE_GRAVE, KEY_GRAVE},
    {SDL_SCANCODE_COMMA, KEY_COMMA},
    {SDL_SCANCODE_PERIOD, KEY_DOT},
    {SDL_SCANCODE_SLASH, KEY_SLASH},
    {SDL_SCANCODE_CAPSLOCK, KEY_CAPSLOCK},
    {SDL_SCANCODE_PRINTSCREEN, KEY_SYSRQ},
    {SDL_SCANCODE_SCROLLLOCK, KEY_SCROLLLOCK},
    {SDL_SCANCODE_PAUSE, KEY_PAUSE},
    {SDL_SCANCODE_INSERT, KEY_INSERT},
    {SDL_SCANCODE_HOME, KEY_HOME},
    {SDL_SCANCODE_PAGEUP, KEY_PAGEUP},
    {SDL_SCANCODE_DELETE, KEY_DELETE},
    {SDL_SCANCODE_END, KEY_END},
    {SDL_SCANCODE_PAGEDOWN, KEY_PAGEDOWN},
    {SDL_SCANCODE_RIGHT, KEY_RIGHT},
    {SDL_SCANCODE_LEFT, KEY_LEFT},
    {SDL_SCANCODE_DOWN, KEY_DOWN},
    {SDL_SCANCODE_UP, KEY_UP},
    {SDL_SCANCODE_NUMLOCKCLEAR, KEY_NUMLOCK},
    {SDL_SCANCODE_KP_DIVIDE, KEY_KPSLASH},
    {SDL_SCANCODE_KP_MULTIPLY, KEY_KPASTERISK},
    {SDL_SCANCODE_KP_MINUS, KEY_KPMINUS},
    {SDL_SCANCODE_KP_PLUS, KEY_KPPLUS},
    {SDL_SCANCODE_KP_ENTER, KEY_KPENTER},
    {SDL_SCANCODE_KP_PERIOD, KEY_KPDOT},
    {SDL_SCANCODE_NONUSBACKSLASH, KEY_102ND},
    {SDL_SCANCODE_APPLICATION, KEY_COMPOSE},
    {SDL_SCANCODE_LCTRL, KEY_LEFTCTRL},
    {SDL_SCANCODE_LSHIFT, KEY_LEFTSHIFT},
    {SDL_SCANCODE_LALT, KEY_LEFTALT},
    {SDL_SCANCODE_LGUI, KEY_LEFTMETA},
    {SDL_SCANCODE_RCTRL, KEY_RIGHTCTRL},
    {SDL_SCANCODE_RSHIFT, KEY_RIGHTSHIFT},
    {SDL_SCANCODE_RALT, KEY_RIGHTALT},
    {SDL_SCANCODE_RGUI, KEY_RIGHTMETA},
    {SDL_SCANCODE_F1, KEY_F1},
    {SDL_SCANCODE_F2, KEY_F2},
    {SDL_SCANCODE_F3, KEY_F3},
    {SDL_SCANCODE_F4, KEY_F4},
    {SDL_SCANCODE_F5, KEY_F5},
    {SDL_SCANCODE_F6, KEY_F6},
    {SDL_SCANCODE_F7, KEY_F7},
    {SDL_SCANCODE_F8, KEY_F8},
    {SDL_SCANCODE_F9, KEY_F9},
    {SDL_SCANCODE_F10, KEY_F10},
    {SDL_SCANCODE_F11, KEY_F11},
    {SDL_SCANCODE_F12, KEY_F12},
    {SDL_SCANCODE_KP_0, KEY_KP0},
    {SDL_SCANCODE_KP_1, KEY_KP1},
    {SDL_SCANCODE_KP_2, KEY_KP2},
    {SDL_SCANCODE_KP_3, KEY_KP3},
    {SDL_SCANCODE_KP_4, KEY_KP4},
    {SDL_SCANCODE_KP_5, KEY_KP5},
    {SDL_SCANCODE_KP_6, KEY_KP6},
    {SDL_SCANCODE_KP_7, KEY_KP7},
    {SDL_SCANCODE_KP_8, KEY_KP8},
    {SDL_SCANCODE_KP_9, KEY_KP9},
};

// Keys that write nothing; symbols from the X protocol's appendix A.
struct KeyName {
  SDL_Scancode key;
  std::uint32_t symbol;
  const char* name;
};
constexpr KeyName kNames[] = {
    {SDL_SCANCODE_RETURN, 0xff0d, "Return"},
    {SDL_SCANCODE_ESCAPE, 0xff1b, "Escape"},
    {SDL_SCANCODE_BACKSPACE, 0xff08, "BackSpace"},
    {SDL_SCANCODE_TAB, 0xff09, "Tab"},
    {SDL_SCANCODE_SPACE, 0x0020, "space"},
    {SDL_SCANCODE_CAPSLOCK, 0xffe5, "Caps_Lock"},
    {SDL_SCANCODE_PRINTSCREEN, 0xff61, "Print"},
    {SDL_SCANCODE_SCROLLLOCK, 0xff14, "Scroll_Lock"},
    {SDL_SCANCODE_PAUSE, 0xff13, "Pause"},
    {SDL_SCANCODE_INSERT, 0xff63, "Insert"},
    {SDL_SCANCODE_HOME, 0xff50, "Home"},
    {SDL_SCANCODE_PAGEUP, 0xff55, "Page_Up"},
    {SDL_SCANCODE_DELETE, 0xffff, "Delete"},
    {SDL_SCANCODE_END, 0xff57, "End"},
    {SDL_SCANCODE_PAGEDOWN, 0xff56, "Page_Down"},
    {SDL_SCANCODE_RIGHT, 0xff53, "Right"},
    {SDL_SCANCODE_LEFT, 0xff51, "Left"},
    {SDL_SCANCODE_DOWN, 0xff54, "Down"},
    {SDL_SCANCODE_UP, 0xff52, "Up"},
    {SDL_SCANCODE_NUMLOCKCLEAR, 0xff7f, "Num_Lock"},
    {SDL_SCANCODE_KP_DIVIDE, 0xffaf, "KP_Divide"},
    {SDL_SCANCODE_KP_MULTIPLY, 0xffaa, "KP_Multiply"},
    {SDL_SCANCODE_KP_MINUS, 0xffad, "KP_Subtract"},
    {SDL_SCANCODE_KP_PLUS, 0xffab, "KP_Add"},
    {SDL_SCANCODE_KP_ENTER, 0xff8d, "KP_Enter"},
    {SDL_SCANCODE_APPLICATION, 0xff67, "Menu"},
    {SDL_SCANCODE_LCTRL, 0xffe3, "Control_L"},
    {SDL_SCANCODE_LSHIFT, 0xffe1, "Shift_L"},
    {SDL_SCANCODE_LALT, 0xffe9, "Alt_L"},
    {SDL_SCANCODE_LGUI, 0xffeb, "Super_L"},
    {SDL_SCANCODE_RCTRL, 0xffe4, "Control_R"},
    {SDL_SCANCODE_RSHIFT, 0xffe2, "Shift_R"},
    {SDL_SCANCODE_RALT, 0xffea, "Alt_R"},
    {SDL_SCANCODE_RGUI, 0xffec, "Super_R"},
    {SDL_SCANCODE_F1, 0xffbe, "F1"},
    {SDL_SCANCODE_F2, 0xffbf, "F2"},
    {SDL_SCANCODE_F3, 0xffc0, "F3"},
    {SDL_SCANCODE_F4, 0xffc1, "F4"},
    {SDL_SCANCODE_F5, 0xffc2, "F5"},
    {SDL_SCANCODE_F6, 0xffc3, "F6"},
    {SDL_SCANCODE_F7, 0xffc4, "F7"},
    {SDL_SCANCODE_F8, 0xffc5, "F8"},
    {SDL_SCANCODE_F9, 0xffc6, "F9"},
    {SDL_SCANCODE_F10, 0xffc7, "F10"},
    {SDL_SCANCODE_F11, 0xffc8, "F11"},
    {SDL_SCANCODE_F12, 0xffc9, "F12"},
};

struct Symbol {
  std::uint32_t symbol;
  const char* name;
};
struct PadKey {
  SDL_Scancode key;
  Symbol locked, unlocked;
};
constexpr PadKey kPad[] = {
    {SDL_SCANCODE_KP_0, {0xffb0, "KP_0"}, {0xff9e, "KP_Insert"}},
    {SDL_SCANCODE_KP_1, {0xffb1, "KP_1"}, {0xff9c, "KP_End"}},
    {SDL_SCANCODE_KP_2, {0xffb2, "KP_2"}, {0xff99, "KP_Down"}},
    {SDL_SCANCODE_KP_3, {0xffb3, "KP_3"}, {0xff9b, "KP_Page_Down"}},
    {SDL_SCANCODE_KP_4, {0xffb4, "KP_4"}, {0xff96, "KP_Left"}},
    {SDL_SCANCODE_KP_5, {0xffb5, "KP_5"}, {0xff9d, "KP_Begin"}},
    {SDL_SCANCODE_KP_6, {0xffb6, "KP_6"}, {0xff98, "KP_Right"}},
    {SDL_SCANCODE_KP_7, {0xffb7, "KP_7"}, {0xff95, "KP_Home"}},
    {SDL_SCANCODE_KP_8, {0xffb8, "KP_8"}, {0xff97, "KP_Up"}},
    {SDL_SCANCODE_KP_9, {0xffb9, "KP_9"}, {0xff9a, "KP_Page_Up"}},
    {SDL_SCANCODE_KP_PERIOD, {0xffae, "KP_Decimal"}, {0xff9f, "KP_Delete"}},
};

std::uint32_t modifiers_of(Uint16 held) {
  constexpr std::pair<int, std::uint32_t> kMasks[] = {
      {KMOD_SHIFT, 1U},  {KMOD_CAPS, 2U}, {KMOD_CTRL, 4U},
      {KMOD_LALT, 8U},   {KMOD_NUM, 16U}, {KMOD_LGUI | KMOD_RGUI, 64U},
      {KMOD_RALT, 128U},
  };
  std::uint32_t all = 0;
  for (const auto& [mask, bit] : kMasks) {
    if ((held & mask) != 0) all |= bit;
  }
  return all;
}

Symbol fixed_symbol(const SDL_Keysym& key) {
  for (const KeyName& one : kNames) {
    if (one.key == key.scancode) return {one.symbol, one.name};
  }
  for (const PadKey& one : kPad) {
    if (one.key == key.scancode) return (key.mod & KMOD_NUM) != 0 ? one.locked : one.unlocked;
  }
  return {0, nullptr};
}

}  // namespace

KeyStroke key_stroke_of(const SDL_KeyboardEvent& event) {
  const SDL_Keysym& key = event.keysym;
  KeyStroke stroke{.down = event.type == SDL_KEYDOWN, .modifiers = modifiers_of(key.mod)};
  stroke.at_ms = event.timestamp;
  for (const KeyCode& one : kCodes) {
    if (one.key == key.scancode) stroke.code = static_cast<std::uint16_t>(one.code + kCodesBefore);
  }
  const Symbol fixed = fixed_symbol(key);
  if (fixed.name != nullptr) {
    stroke.symbol = fixed.symbol;
    stroke.name = fixed.name;
    return stroke;
  }
  if (key.sym <= 0 || (key.sym & SDLK_SCANCODE_MASK) != 0) return stroke;
  auto letter = static_cast<char32_t>(key.sym);
  const bool shifted = ((key.mod & KMOD_SHIFT) != 0) != ((key.mod & KMOD_CAPS) != 0);
  if (shifted && letter >= U'a' && letter <= U'z') letter -= U'a' - U'A';
  stroke.symbol = letter < 0x100 ? letter : kUnicodeSymbol | letter;
  append_utf8(stroke.name, letter);
  return stroke;
}

}  // namespace crosstalk
