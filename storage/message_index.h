#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/likeness.h"
#include "storage/message_graph.h"
#include "storage/queries.h"
#include "storage/result.h"

namespace crosstalk {

/// All messages that count, read once, to be compared with a note. They are few beside the notes,
/// and one sentence each.
class MessageIndex {
 public:
  static Result<MessageIndex> read(const Database& database, const Stemmer& stemmer);

  struct Entry {
    Uuid id;
    Compared words;
    std::vector<double> telling;  // per unit: how much its stem tells messages apart, to 1
  };
  const std::vector<Entry>& entries() const { return entries_; }
  const MessageGraph& graph() const { return graph_; }

  /// The entries whose words say some of what `units` say, those that say most first, at most
  /// `entries_max`. `weights` go with `units`.
  std::vector<std::size_t> candidates(const std::vector<Unit>& units,
                                      const std::vector<double>& weights,
                                      std::size_t entries_max) const;
  /// How much a meaning tells messages apart, 0 to 1.
  double telling(std::uint16_t sense) const;
  /// The entry of the message that `id` counts as.
  std::optional<std::size_t> entry_of(const Uuid& id) const;
  /// A word of the messages that `typed` may be with a slip; empty where there is none.
  std::string spelled(const std::string& typed) const;

 private:
  explicit MessageIndex(MessageGraph graph) : graph_(std::move(graph)) {}

  MessageGraph graph_;
  std::vector<Entry> entries_;
  std::unordered_map<Uuid, std::size_t> by_id_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_stem_;
  std::unordered_map<std::uint16_t, std::vector<std::size_t>> by_sense_;
  std::vector<std::string> vocabulary_;
};

}  // namespace crosstalk
