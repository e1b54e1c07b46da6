#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/model/timeline.h"

namespace crosstalk {

/// A word of a search that may name a filter: `place:Leeds`, `sector:"children's services"`,
/// `before:2026-04`, `is:mine`. Whether it does is for `put_field` to say: what it does not know is
/// text.
struct FieldWord {
  std::size_t begin = 0, end = 0;  // bytes of what was typed
  std::string field, value;        // without the quotes
  bool finished = false;           // something stands after it: it is not being typed any more
  bool operator==(const FieldWord&) const = default;
};

/// The words of the form `name:value` whose name is one of a field, in order. `is:` alone is none.
std::vector<FieldWord> field_words(std::string_view typed);
/// What was typed without one of them, and without the space after it.
std::string without_word(std::string_view typed, const FieldWord& word);

/// What the words of a search are read with.
struct FieldSources {
  const FilterValues& values;  // for the places that notes have, and for people
  const Vocabulary& vocabulary;
  Day today;
  const Strings& strings;
};

/// How much of a name must be written.
enum class NameMatch { whole, beginning };

/// Puts into the choice what the word asks for. A name is found whatever its case, by a beginning
/// only where no other has it. False, and nothing is changed, where there is no such thing here.
///
/// place, sector, theme, setting, purpose, stance: a value. by: who wrote it, or "me". is: mine,
/// waiting, sent, rejected, new, reviewed, in-report, set-aside, bin. has: action (one that is
/// open). before, after, since, on: a day, a month (2026-04) or a year; before and after leave it
/// out.
bool put_field(TimelineChoice& choice, const FieldWord& word, const FieldSources& from,
               NameMatch match);

/// A whole search at once: its field words, and as query what is left.
TimelineChoice choice_of_search(std::string_view typed, const FieldSources& from);

}  // namespace crosstalk
