#include "client/cli/words.h"

namespace crosstalk {

std::string where_words(std::string_view setting, std::string_view place,
                        const Vocabulary& vocabulary) {
  std::string words = setting.empty() ? "" : vocabulary.label(TermList::settings, setting);
  if (!words.empty() && !place.empty()) words += ", ";
  return words + (place.empty() ? "" : vocabulary.label(TermList::places, place));
}

std::string labels(const Vocabulary& vocabulary, TermList list,
                   const std::vector<std::string>& keys) {
  std::string words;
  for (const std::string& key : keys) {
    if (!words.empty()) words += ", ";
    words += vocabulary.label(list, key);
  }
  return words;
}

}  // namespace crosstalk
