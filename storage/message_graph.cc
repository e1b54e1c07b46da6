#include "storage/message_graph.h"

#include <algorithm>
#include <utility>

#include "storage/query_rows.h"
#include "storage/query_statements.h"

namespace crosstalk {

MessageGraph::MessageGraph(std::vector<MessageNode> nodes) {
  for (MessageNode& node : nodes) {
    if (!node.deleted && !node.folded.empty()) {
      const auto [place, inserted] = by_words_.emplace(node.folded, node.id);
      if (!inserted && node.id < place->second) place->second = node.id;
    }
    const Uuid id = node.id;
    nodes_.emplace(id, std::move(node));
  }
  for (const auto& [id, node] : nodes_) {
    if (!node.merged_into || !nodes_.contains(*node.merged_into)) continue;
    const Uuid from = same_words(id);
    const Uuid to = same_words(*node.merged_into);
    if (from == to) continue;
    Group& group = edges_[from];
    const bool greater =
        std::pair(group.stamp, group.change) < std::pair(node.merged_stamp, node.merged_change);
    if (group.next && !greater) continue;
    group = Group{to, node.merged_stamp, node.merged_change};
  }
  for (const auto& [id, node] : nodes_) roots_.emplace(id, resolve(same_words(id)));
  find_groups();
}

Result<MessageGraph> MessageGraph::read(const Database& database) {
  std::vector<MessageNode> nodes;
  Statement read = database.prepared(sql::kReadMessages);
  const auto done = for_each_row(read, [&](const Statement& row) {
    MessageNode node;
    node.id = row.uuid(0);
    node.deleted = row.integer(1) != 0;
    node.merged_into = row.optional_uuid(2);
    node.merged_stamp = row.stamp(3);
    node.merged_change = row.uuid(4);
    node.folded = row.text(5);
    node.text = row.text(6);
    nodes.push_back(std::move(node));
  });
  if (!done) return done.error();
  return MessageGraph(std::move(nodes));
}

Uuid MessageGraph::same_words(const Uuid& id) const {
  const auto node = nodes_.find(id);
  if (node == nodes_.end() || node->second.deleted) return id;
  const auto smallest = by_words_.find(node->second.folded);
  return smallest == by_words_.end() ? id : smallest->second;
}

Uuid MessageGraph::resolve(const Uuid& id) const {
  std::vector<Uuid> path;
  Uuid at = id;
  while (true) {
    const auto circle = std::find(path.begin(), path.end(), at);
    if (circle != path.end()) {
      return *std::max_element(circle, path.end(), [&](const Uuid& left, const Uuid& right) {
        const Group& a = edges_.at(left);
        const Group& b = edges_.at(right);
        return std::pair(a.stamp, a.change) < std::pair(b.stamp, b.change);
      });
    }
    const auto edge = edges_.find(at);
    if (edge == edges_.end()) return at;
    path.push_back(at);
    at = *edge->second.next;
  }
}

Uuid MessageGraph::root(const Uuid& id) const {
  const auto found = roots_.find(id);
  return found == roots_.end() ? id : found->second;
}

std::string MessageGraph::text(const Uuid& id) const {
  const auto found = nodes_.find(id);
  return found == nodes_.end() ? std::string() : found->second.text;
}

void MessageGraph::find_groups() {
  for (const auto& [id, root] : roots_) {
    if (!nodes_.at(id).deleted) groups_[root];
  }
  for (const auto& [id, root] : roots_) {
    const auto group = groups_.find(root);
    if (group != groups_.end()) group->second.push_back(id);
  }
  for (auto& [root, members] : groups_) std::sort(members.begin(), members.end());
}

}  // namespace crosstalk
