#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace crosstalk {

/// One of the meanings of a word: words of the same number say the same, as strongly as both do.
struct Sense {
  std::uint16_t number = 0;
  double strength = 0;
};

/// The words of the field, by their stems. Made once, never changed after: any thread may read.
class Thesaurus {
 public:
  static const Thesaurus& english();

  /// Meanings of a stem, or of the stems of a phrase with one space between; none where it has
  /// none.
  const std::vector<Sense>& senses(const std::string& stems) const;
  /// The number of words of the longest phrase that begins with this stem; 1 where none does.
  std::size_t phrase_words(const std::string& stem) const;
  /// True for a meaning that is somebody: "police", "a charity".
  bool who(std::uint16_t sense) const { return sense >= who_; }
  /// The single words of one meaning, as they are written in notes.
  const std::vector<std::string>& words(std::uint16_t sense) const { return words_[sense]; }
  /// All single words of all meanings.
  const std::unordered_set<std::string>& known() const { return known_; }
  /// How much a word says on its own, before it is known how many notes have it: 0 nothing ("the"),
  /// 1 much.
  double worth(const std::string& word, const std::string& stem) const;

 private:
  Thesaurus();

  std::unordered_map<std::string, std::vector<Sense>> senses_;
  std::unordered_map<std::string, std::size_t> phrases_;
  std::vector<std::vector<std::string>> words_;
  std::size_t who_ = 0;  // from this sense on
  std::unordered_set<std::string> known_;
  std::unordered_map<std::string, double> worth_;
};

}  // namespace crosstalk
