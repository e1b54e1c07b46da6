#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crosstalk {

/// One thing that a search asks for. Of several words in `text` all must stand there side by side.
struct SearchTerm {
  std::string text;        // as typed, without the quotes, minus and star around it
  bool excluded = false;   // a minus stood before it: it must not be there
  bool beginning = false;  // its last word may be longer: a star stood after it, or it is typed
  bool operator==(const SearchTerm&) const = default;
};

/// So many terms of a search count; a page that was pasted in is none.
inline constexpr std::size_t kSearchTermsMax = 32;

/// Takes apart what a person typed: words, "words side by side", -without, begin*. The word at the
/// end is a beginning, for it is still being typed. Whatever is no such sign in its place (a quote
/// that is never closed, a minus alone) is a letter like others; what holds nothing but signs asks
/// for nothing. Any bytes do.
std::vector<SearchTerm> read_search(std::string_view typed);

}  // namespace crosstalk
