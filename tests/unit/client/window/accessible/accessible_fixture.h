#pragma once

#include <string>
#include <utility>
#include <vector>

#include "client/window/accessible/tree.h"

namespace crosstalk {

constexpr ImGuiID kRootId = 7, kListId = 8;

/// An item of the window's own area at 10,20, 100 × 50.
inline ReportedItem item(ImGuiID id, Role role, std::string label) {
  ReportedItem one;
  one.id = id;
  one.role = role;
  one.label = std::move(label);
  one.rect = {10, 20, 110, 70};
  one.area_id = one.root_id = kRootId;
  one.area_rect = {0, 0, 400, 300};
  one.visible = true;
  return one;
}

inline ReportedItem row(ImGuiID id, std::string label) {
  ReportedItem one = item(id, Role::row, std::move(label));
  one.area_id = kListId;
  return one;
}

inline ReportedItem editor(ImGuiID id, std::string words, std::size_t caret) {
  ReportedItem one = item(id, Role::edit, "Note");
  one.text.emplace();
  one.text->size = words.size();
  one.text->caret = one.text->selection_begin = one.text->selection_end = caret;
  one.value = std::move(words);
  return one;
}

inline AccessibleTree tree_of(const std::vector<ReportedItem>& items, WindowPlace place = {}) {
  return accessible_tree(items, "Crosstalk", {400, 300}, place);
}

/// The node with this name.
inline const AccessibleNode* named_node(const AccessibleTree& tree, std::string_view name) {
  for (const AccessibleNode& node : tree.nodes) {
    if (node.name == name) return &node;
  }
  return nullptr;
}

}  // namespace crosstalk
