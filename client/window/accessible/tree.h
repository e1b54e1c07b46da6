#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client/window/item_report.h"
#include "client/window/platform.h"

namespace crosstalk {

/// What is on the screen for those who do not see it, as a plain value: window, then areas, dialogs
/// and menus, then items. Made from the item report of a frame.

/// Stays the same for a thing as long as it is on the screen. 1 is the window.
using AccessibleKey = std::uint64_t;
inline constexpr AccessibleKey kWindowKey = 1;

enum class AccessibleRole {
  window,
  area,
  list,
  tabs,
  dialog,
  menu,
  menu_item,
  text,
  heading,
  button,
  checkbox,
  toggle,
  edit,
  secret,
  row,
  tab,
  notice,
  image,
  link,
  meter
};

/// The words of an editor or field, by code points. Those of a secret are dots.
struct AccessibleText {
  std::u32string words;
  std::size_t caret = 0, selection_begin = 0, selection_end = 0;
  bool read_only = false, single_line = false;
  std::vector<std::size_t> row_begins;
  bool operator==(const AccessibleText&) const = default;
};

/// In the screen's own units, from the window's inner corner.
struct AccessibleBounds {
  int x = 0, y = 0, width = 0, height = 0;
  bool operator==(const AccessibleBounds&) const = default;
  bool contains(int at_x, int at_y) const {
    return at_x >= x && at_y >= y && at_x < x + width && at_y < y + height;
  }
};

struct AccessibleStates {
  bool checked = false;  ///< of a checkbox or a toggle
  bool chosen = false;   ///< of a row, a tab or a menu's item
  bool off = false;
  bool focused = false;
  bool pressed = false;
  bool showing = false;  ///< not scrolled out of sight
  bool operator==(const AccessibleStates&) const = default;
};

struct AccessibleNode {
  AccessibleKey key = 0;
  AccessibleKey parent = 0;
  AccessibleRole role = AccessibleRole::area;
  std::string name = {};
  std::string description = {};
  AccessibleStates states = {};
  AccessibleBounds bounds = {};
  std::optional<AccessibleText> text = {};
  std::optional<float> part = {};  ///< how full a meter is, 0 to 1
  std::vector<AccessibleKey> children = {};
  bool operator==(const AccessibleNode&) const = default;
};

struct AccessibleTree {
  std::vector<AccessibleNode> nodes;  ///< the window first, parents before their children
  int x = 0, y = 0;                   ///< of the window's inside on the screen
  bool active = false;                ///< the window has the desktop's keyboard
  bool operator==(const AccessibleTree&) const = default;
};

AccessibleTree accessible_tree(const std::vector<ReportedItem>& items, std::string_view title,
                               ImVec2 size, const WindowPlace& place);

/// The item that a key stands for; 0 for a window, an area, a dialog or a menu.
ImGuiID item_of(AccessibleKey key);
/// Can be given the keyboard.
bool can_have_keyboard(AccessibleRole role);

enum class AccessibleChangeKind {
  removed,  ///< `index` it had in its parent
  added,    ///< `index` it has
  name,
  description,
  text_removed,   ///< `begin`, `words`
  text_inserted,  ///< `begin`, `words`
  caret,
  selection,
  part,
  bounds,
  checked,
  chosen,
  off,
  focused,
  pressed,
  showing,
  window_active,
  spoken,  ///< `words` of a notice that appeared or changed
};

struct AccessibleChange {
  AccessibleChangeKind kind;
  AccessibleKey key;
  AccessibleKey parent = 0;
  std::size_t index = 0;
  std::size_t begin = 0;
  std::u32string words = {};
};

/// What to tell of the way from one tree to the next: what went, what came, what changed, the
/// keyboard, and last what is to be spoken. A thing whose role changed went and came.
std::vector<AccessibleChange> changes_between(const AccessibleTree& before,
                                              const AccessibleTree& after);

}  // namespace crosstalk
