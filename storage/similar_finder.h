#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "storage/queries.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// Looks for what is like a text, again and again while it is typed: what it has read of the store
/// it uses again, until it is told to forget it. Belongs to the thread of its store, which must
/// outlive it.
///
/// A message is like a note where both say the same: by the words of the message itself, and by
/// those of the notes that carry it. Words count by their stems, as words of the field for the same
/// thing (storage/thesaurus.h), and with slips (storage/spelling.h); the more notes have a word the
/// less it counts. What says too little of the note, or is said by too little of it, is no answer:
/// most notes are like no message.
class SimilarFinder {
 public:
  explicit SimilarFinder(const Store& store);
  ~SimilarFinder();
  SimilarFinder(const SimilarFinder&) = delete;
  SimilarFinder& operator=(const SimilarFinder&) = delete;

  /// A word at the very end is taken as one that is still being typed: slips are put right before.
  /// At most `limit` messages and `limit` conversations, best first, scores above 0. `except`, a
  /// message or a conversation, is left out. Errors are those of reading.
  Result<Similar> find(std::string_view text, std::size_t limit,
                       const std::optional<Uuid>& except = std::nullopt);
  /// The store may have changed: everything is read anew.
  void forget();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
