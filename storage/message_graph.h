#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/database.h"
#include "storage/queries.h"
#include "storage/result.h"
#include "storage/stamp.h"
#include "storage/uuid.h"

namespace crosstalk {

/// A message as merging it with others needs it.
struct MessageNode {
  Uuid id;
  bool deleted = false;
  std::optional<Uuid> merged_into;
  Stamp merged_stamp;  // of the change that says so
  Uuid merged_change;
  std::string folded;
  std::string text;
};

/// Which messages count as one (sync/PROTOCOL.md, "Merging"): those with the same words, for whom
/// the smallest id stands, and those that `merged_into` leads to the same message. On a circle the
/// edge with the greatest (stamp, id) is left out, and its message is the one that counts; an edge
/// to what is not here is left out. One in the bin has no equals.
class MessageGraph {
 public:
  explicit MessageGraph(std::vector<MessageNode> nodes);
  static Result<MessageGraph> read(const Database& database);

  /// The message that `id` counts as; `id` itself where it is not here.
  Uuid root(const Uuid& id) const;
  /// The words of a message that is here, else "".
  std::string text(const Uuid& id) const;
  /// Every message that stands for itself and perhaps others, with all that count as it, itself
  /// included. Those in the bin are left out unless something that is not counts as them.
  const std::map<Uuid, std::vector<Uuid>>& groups() const { return groups_; }

 private:
  struct Group {
    std::optional<Uuid> next;  // where its greatest edge leads
    Stamp stamp;
    Uuid change;
  };
  Uuid resolve(const Uuid& id) const;
  Uuid same_words(const Uuid& id) const;
  void find_groups();

  std::unordered_map<Uuid, MessageNode> nodes_;
  std::unordered_map<std::string, Uuid> by_words_;
  std::unordered_map<Uuid, Group> edges_;  // of those that stand for their words
  std::unordered_map<Uuid, Uuid> roots_;
  std::map<Uuid, std::vector<Uuid>> groups_;
};

/// `read_message` for who has the graph already.
Result<std::optional<MessageView>> read_message_in(const Database& database,
                                                   const MessageGraph& graph, const Uuid& id);

}  // namespace crosstalk
