// What to tell of the way from one tree to the next.

#include <algorithm>
#include <unordered_map>

#include "client/window/accessible/tree.h"
#include "client/window/code_points.h"

namespace crosstalk {
namespace {

using Kind = AccessibleChangeKind;
using ByKey = std::unordered_map<AccessibleKey, const AccessibleNode*>;

ByKey by_key(const AccessibleTree& tree) {
  ByKey all;
  for (const AccessibleNode& node : tree.nodes) all[node.key] = &node;
  return all;
}

std::size_t index_in_parent(const ByKey& nodes, const AccessibleNode& node) {
  const auto parent = nodes.find(node.parent);
  if (parent == nodes.end()) return 0;
  const auto& siblings = parent->second->children;
  const auto at = std::find(siblings.begin(), siblings.end(), node.key);
  return static_cast<std::size_t>(at - siblings.begin());
}

// The same thing, for those who hold on to it: it has the same parent and can do the same.
bool same_thing(const AccessibleNode& before, const AccessibleNode& after) {
  return before.role == after.role && before.parent == after.parent &&
         before.text.has_value() == after.text.has_value();
}

const AccessibleNode* kept(const ByKey& before, const AccessibleNode& node) {
  const auto found = before.find(node.key);
  if (found == before.end() || !same_thing(*found->second, node)) return nullptr;
  return found->second;
}

class Difference {
 public:
  std::vector<AccessibleChange> of(const AccessibleTree& before, const AccessibleTree& after) {
    const ByKey old_nodes = by_key(before);
    const ByKey new_nodes = by_key(after);
    // Children first, and from the last, so that each index is right when it is told.
    for (auto node = before.nodes.rbegin(); node != before.nodes.rend(); ++node) {
      if (kept(new_nodes, *node) != nullptr) continue;
      add({Kind::removed, node->key, node->parent, index_in_parent(old_nodes, *node)});
    }
    for (const AccessibleNode& node : after.nodes) {
      if (const AccessibleNode* old = kept(old_nodes, node)) {
        compare(*old, node);
      } else {
        add({Kind::added, node.key, node.parent, index_in_parent(new_nodes, node)});
      }
    }
    if (before.active != after.active) add({Kind::window_active, kWindowKey});
    for (const AccessibleNode& node : after.nodes) speak(kept(old_nodes, node), node);
    for (const AccessibleNode& node : after.nodes) focus(kept(old_nodes, node), node);
    return std::move(changes_);
  }

 private:
  void add(AccessibleChange change) { changes_.push_back(std::move(change)); }

  void compare(const AccessibleNode& old, const AccessibleNode& now) {
    const auto tell = [&](bool changed, Kind kind) {
      if (changed) add({kind, now.key, now.parent});
    };
    tell(old.name != now.name, Kind::name);
    tell(old.description != now.description, Kind::description);
    if (now.text) compare_text(now.key, *old.text, *now.text);
    tell(old.part != now.part, Kind::part);
    tell(old.bounds != now.bounds, Kind::bounds);
    tell(old.states.checked != now.states.checked, Kind::checked);
    tell(old.states.chosen != now.states.chosen, Kind::chosen);
    tell(old.states.off != now.states.off, Kind::off);
    tell(old.states.pressed != now.states.pressed, Kind::pressed);
    tell(old.states.showing != now.states.showing, Kind::showing);
    // What lost the keyboard; what got it is told at the end.
    tell(old.states.focused && !now.states.focused, Kind::focused);
  }

  // One change: what is alike at both ends stays.
  void compare_text(AccessibleKey key, const AccessibleText& old, const AccessibleText& now) {
    if (old.words != now.words) {
      const std::size_t least = std::min(old.words.size(), now.words.size());
      std::size_t begin = 0;
      while (begin < least && old.words[begin] == now.words[begin]) ++begin;
      std::size_t end = 0;
      while (end < least - begin &&
             old.words[old.words.size() - 1 - end] == now.words[now.words.size() - 1 - end]) {
        ++end;
      }
      const auto part = [&](const std::u32string& words) {
        return words.substr(begin, words.size() - begin - end);
      };
      if (const auto gone = part(old.words); !gone.empty()) {
        add({Kind::text_removed, key, 0, 0, begin, gone});
      }
      if (const auto come = part(now.words); !come.empty()) {
        add({Kind::text_inserted, key, 0, 0, begin, come});
      }
    }
    if (old.caret != now.caret) add({Kind::caret, key});
    if (old.selection_begin != now.selection_begin || old.selection_end != now.selection_end) {
      const bool any =
          old.selection_begin != old.selection_end || now.selection_begin != now.selection_end;
      if (any) add({Kind::selection, key});
    }
  }

  void speak(const AccessibleNode* old, const AccessibleNode& now) {
    if (now.role != AccessibleRole::notice || now.name.empty()) return;
    if (old != nullptr && old->name == now.name) return;
    add({Kind::spoken, now.key, now.parent, 0, 0, code_points_of(now.name)});
  }

  void focus(const AccessibleNode* old, const AccessibleNode& now) {
    if (!now.states.focused || (old != nullptr && old->states.focused)) return;
    add({Kind::focused, now.key, now.parent});
  }

  std::vector<AccessibleChange> changes_;
};

}  // namespace

std::vector<AccessibleChange> changes_between(const AccessibleTree& before,
                                              const AccessibleTree& after) {
  return Difference().of(before, after);
}

}  // namespace crosstalk
