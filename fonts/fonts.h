#pragma once

#include <cstddef>
#include <span>

namespace crosstalk {

/// The font files built into the program. Inter has the interface's two weights, 400 and 600; Noto
/// Sans, whose strong weight is 700, has the scripts that Inter lacks; Symbola has one-colour
/// emoji.
enum class FontFile {
  kInterRegular,
  kInterSemibold,
  kNotoSansRegular,
  kNotoSansBold,
  kNotoSansArabicRegular,
  kNotoSansArabicBold,
  kNotoSansHebrewRegular,
  kNotoSansHebrewBold,
  kNotoSansDevanagariRegular,
  kNotoSansDevanagariBold,
  kNotoSansBengaliRegular,
  kNotoSansBengaliBold,
  kSymbola,
  kMaterialIcons,
};

/// The whole OpenType or TrueType file. It lies in the program's read-only memory for as long as
/// the program runs: never free or change it. Any thread. Never empty.
std::span<const std::byte> font_bytes(FontFile file);

}  // namespace crosstalk
