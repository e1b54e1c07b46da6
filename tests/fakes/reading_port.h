#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "client/window/accessible/port.h"

namespace crosstalk {

/// Somebody who listens to the window and asks it for things: keeps the last tree and all that was
/// spoken.
class ReadingPort : public AccessiblePort {
 public:
  void begin() override { ++begun; }
  bool listening() const override { return listens; }
  void show(AccessibleTree shown) override {
    for (const AccessibleChange& change : changes_between(tree, shown)) {
      if (change.kind == AccessibleChangeKind::spoken) spoken.push_back(change.words);
    }
    tree = std::move(shown);
    ++shows;
  }
  std::vector<AccessibleAsk> take_asks() override { return std::exchange(asks, {}); }
  bool key(const KeyStroke&) override { return false; }
  void answered() override { ++answers; }

  const AccessibleNode* find(AccessibleRole role, std::string_view name) const {
    for (const AccessibleNode& node : tree.nodes) {
      if (node.role == role && (name.empty() || node.name == name)) return &node;
    }
    return nullptr;
  }
  const AccessibleNode* focused() const {
    for (const AccessibleNode& node : tree.nodes) {
      if (node.states.focused) return &node;
    }
    return nullptr;
  }

  bool listens = true;
  AccessibleTree tree;
  std::vector<std::u32string> spoken;
  std::vector<AccessibleAsk> asks;
  int begun = 0, shows = 0, answers = 0;
};

}  // namespace crosstalk
