#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// What the words of a note point to, without asking anybody.
struct Suggestions {
  std::vector<std::string> sectors, themes;  // keys, the surest first, at most three of each
  std::vector<std::string> places;           // of those used before, named in the note
};

/// A term is suggested where the note has the words of its label (or words that people use for it),
/// or where two or more of the notes most like it have that term. `alike` are those notes, best
/// first.
Suggestions suggest(std::string_view note, const Vocabulary& vocabulary,
                    const std::vector<ConversationView>& alike,
                    const std::vector<std::string>& places);

}  // namespace crosstalk
