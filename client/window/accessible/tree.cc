#include "client/window/accessible/tree.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "client/window/code_points.h"

namespace crosstalk {
namespace {

constexpr AccessibleKey kAreaBit = AccessibleKey{1} << 33;
constexpr AccessibleKey kItemBit = AccessibleKey{1} << 32;
constexpr char32_t kSecretDot = U'•';

AccessibleRole role_of(const ReportedItem& item) {
  switch (item.role) {
    case Role::unknown:
    case Role::text:
      return AccessibleRole::text;
    case Role::button:
      return item.root_kind == AreaKind::menu ? AccessibleRole::menu_item : AccessibleRole::button;
    case Role::checkbox:
      return AccessibleRole::checkbox;
    case Role::chip:
      return AccessibleRole::toggle;
    case Role::edit:
      return item.text && item.text->secret ? AccessibleRole::secret : AccessibleRole::edit;
    case Role::row:
      return AccessibleRole::row;
    case Role::tab:
      return AccessibleRole::tab;
    case Role::dialog:
      return AccessibleRole::dialog;
    case Role::alert:
      return AccessibleRole::notice;
    case Role::image:
      return AccessibleRole::image;
    case Role::link:
      return AccessibleRole::link;
    case Role::heading:
      return AccessibleRole::heading;
    case Role::meter:
      return AccessibleRole::meter;
  }
  return AccessibleRole::text;
}

bool is_toggled(AccessibleRole role) {
  return role == AccessibleRole::checkbox || role == AccessibleRole::toggle;
}

std::string joined(std::string_view first, std::string_view second) {
  std::string all(first);
  if (!first.empty() && !second.empty()) all += ", ";
  return all += second;
}

AccessibleText text_of(const ReportedItem& item) {
  const ReportedText& said = *item.text;
  AccessibleText text;
  text.words = said.secret ? std::u32string(said.size, kSecretDot) : code_points_of(item.value);
  const auto within = [&](std::size_t at) { return std::min(at, text.words.size()); };
  text.caret = within(said.caret);
  text.selection_begin = within(said.selection_begin);
  text.selection_end = within(said.selection_end);
  text.read_only = said.read_only;
  text.single_line = said.single_line;
  text.row_begins = said.row_begins;
  return text;
}

// Builds the tree item by item; areas come to be with their first one.
class TreeMaker {
 public:
  TreeMaker(std::string_view title, ImVec2 size, const WindowPlace& place)
      : each_(std::max(place.pixels_each, 0.01F)) {
    tree_.x = static_cast<int>(std::lround(place.x));
    tree_.y = static_cast<int>(std::lround(place.y));
    tree_.active = place.active;
    AccessibleNode window{.key = kWindowKey, .role = AccessibleRole::window};
    window.name = title;
    window.states.showing = true;
    window.bounds = bounds({0, 0, size.x, size.y});
    tree_.nodes.push_back(std::move(window));
    at_[kWindowKey] = 0;
  }

  void add(const ReportedItem& item) {
    AccessibleNode node{.key = kItemBit | item.id, .role = role_of(item)};
    if (at_.contains(node.key)) return;
    node.name = item.label;
    if (item.text) node.text = text_of(item);
    node.description = joined(item.detail, item.text ? std::string_view() : item.value);
    if (node.role == AccessibleRole::meter) node.part = item.part;
    node.bounds = bounds(item.rect);
    node.states.showing = item.visible;
    node.states.off = item.off;
    node.states.focused = item.focused && can_have_keyboard(node.role);
    node.states.pressed = item.active && !item.text;
    (is_toggled(node.role) ? node.states.checked : node.states.chosen) = item.checked;
    attach(std::move(node), area_of(item));
  }

  AccessibleTree finish() {
    for (AccessibleNode& node : tree_.nodes) {
      if (node.role == AccessibleRole::area) node.role = kind_by_children(node);
      if (node.role == AccessibleRole::dialog) node.name = first_words(node);
    }
    return std::move(tree_);
  }

 private:
  AccessibleBounds bounds(const ImVec4& rect) const {
    const auto whole = [&](float pixels) { return static_cast<int>(std::lround(pixels / each_)); };
    const int x = whole(rect.x);
    const int y = whole(rect.y);
    return {x, y, std::max(0, whole(rect.z) - x), std::max(0, whole(rect.w) - y)};
  }

  AccessibleKey area_of(const ReportedItem& item) {
    AccessibleKey parent = kWindowKey;
    if (item.root_kind != AreaKind::plain) {
      const bool dialog = item.root_kind == AreaKind::dialog;
      const auto role = dialog ? AccessibleRole::dialog : AccessibleRole::menu;
      parent = area(item.root_id, role, kWindowKey, item.area_rect);
    }
    if (item.area_id == item.root_id) return parent;
    return area(item.area_id, AccessibleRole::area, parent, item.area_rect);
  }

  AccessibleKey area(ImGuiID id, AccessibleRole role, AccessibleKey parent, const ImVec4& rect) {
    const AccessibleKey key = kAreaBit | id;
    if (at_.contains(key)) return key;
    AccessibleNode node{.key = key, .role = role};
    node.bounds = bounds(rect);
    node.states.showing = true;
    attach(std::move(node), parent);
    return key;
  }

  void attach(AccessibleNode node, AccessibleKey parent) {
    node.parent = parent;
    tree_.nodes[at_.at(parent)].children.push_back(node.key);
    at_[node.key] = tree_.nodes.size();
    tree_.nodes.push_back(std::move(node));
  }

  // A part with rows is a list, one with nothing but tabs to press a row of tabs.
  AccessibleRole kind_by_children(const AccessibleNode& node) const {
    bool tab = false;
    bool other = false;
    for (const AccessibleKey key : node.children) {
      const AccessibleRole role = tree_.nodes[at_.at(key)].role;
      if (role == AccessibleRole::row) return AccessibleRole::list;
      tab = tab || role == AccessibleRole::tab;
      other = other || role == AccessibleRole::edit;
    }
    return tab && !other ? AccessibleRole::tabs : AccessibleRole::area;
  }

  std::string first_words(const AccessibleNode& node) const {
    for (const AccessibleKey key : node.children) {
      const AccessibleNode& child = tree_.nodes[at_.at(key)];
      if (!child.name.empty()) return child.name;
    }
    return {};
  }

  float each_;
  AccessibleTree tree_;
  std::unordered_map<AccessibleKey, std::size_t> at_;
};

}  // namespace

AccessibleTree accessible_tree(const std::vector<ReportedItem>& items, std::string_view title,
                               ImVec2 size, const WindowPlace& place) {
  TreeMaker maker(title, size, place);
  for (const ReportedItem& item : items) maker.add(item);
  return maker.finish();
}

ImGuiID item_of(AccessibleKey key) {
  return (key & kItemBit) != 0 ? static_cast<ImGuiID>(key & 0xFFFFFFFF) : 0;
}

bool can_have_keyboard(AccessibleRole role) {
  switch (role) {
    case AccessibleRole::menu_item:
    case AccessibleRole::button:
    case AccessibleRole::checkbox:
    case AccessibleRole::toggle:
    case AccessibleRole::edit:
    case AccessibleRole::secret:
    case AccessibleRole::row:
    case AccessibleRole::tab:
    case AccessibleRole::link:
      return true;
    case AccessibleRole::window:
    case AccessibleRole::area:
    case AccessibleRole::list:
    case AccessibleRole::tabs:
    case AccessibleRole::dialog:
    case AccessibleRole::menu:
    case AccessibleRole::text:
    case AccessibleRole::heading:
    case AccessibleRole::notice:
    case AccessibleRole::image:
    case AccessibleRole::meter:
      return false;
  }
  return false;
}

}  // namespace crosstalk
