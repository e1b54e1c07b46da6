#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "fonts/fonts.h"

namespace crosstalk {

/// The embedded fonts in the order in which a code point is looked for in them, each with its
/// regular and strong file.
struct FontPair {
  FontFile regular, strong;
};
inline constexpr std::array<FontPair, 7> kFontChain{{
    {FontFile::kInterRegular, FontFile::kInterSemibold},
    {FontFile::kNotoSansRegular, FontFile::kNotoSansBold},
    {FontFile::kNotoSansArabicRegular, FontFile::kNotoSansArabicBold},
    {FontFile::kNotoSansHebrewRegular, FontFile::kNotoSansHebrewBold},
    {FontFile::kNotoSansDevanagariRegular, FontFile::kNotoSansDevanagariBold},
    {FontFile::kNotoSansBengaliRegular, FontFile::kNotoSansBengaliBold},
    {FontFile::kSymbola, FontFile::kSymbola},
}};

/// Reads what the atlas does not tell: which font has a code point, and unrounded advances. Window
/// thread only.
class FontFaces {
 public:
  FontFaces();
  ~FontFaces();
  FontFaces(const FontFaces&) = delete;
  FontFaces& operator=(const FontFaces&) = delete;

  /// Index in `kFontChain` of the first font that has it in this weight, or -1.
  int font_with(char32_t code_point, bool strong) const;
  /// In ems.
  float advance(int chain_index, bool strong, char32_t code_point) const;
  /// Of Inter, in ems: above and below the baseline.
  float ascent(bool strong) const;
  float descent(bool strong) const;

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace crosstalk
