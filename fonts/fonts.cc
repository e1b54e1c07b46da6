#include "fonts/fonts.h"

#include <cstdlib>

// The symbols stand in the assembly file that fonts/CMakeLists.txt writes, one pair for each file.
#define CROSSTALK_FONT(name)                                \
  extern "C" const std::byte crosstalk_font_##name##_begin; \
  extern "C" const std::byte crosstalk_font_##name##_end

CROSSTALK_FONT(inter_regular);
CROSSTALK_FONT(inter_semibold);
CROSSTALK_FONT(noto_sans_regular);
CROSSTALK_FONT(noto_sans_bold);
CROSSTALK_FONT(noto_sans_arabic_regular);
CROSSTALK_FONT(noto_sans_arabic_bold);
CROSSTALK_FONT(noto_sans_hebrew_regular);
CROSSTALK_FONT(noto_sans_hebrew_bold);
CROSSTALK_FONT(noto_sans_devanagari_regular);
CROSSTALK_FONT(noto_sans_devanagari_bold);
CROSSTALK_FONT(noto_sans_bengali_regular);
CROSSTALK_FONT(noto_sans_bengali_bold);
CROSSTALK_FONT(symbola);
CROSSTALK_FONT(material_icons);

#undef CROSSTALK_FONT

namespace crosstalk {

std::span<const std::byte> font_bytes(FontFile file) {
#define CROSSTALK_FONT(value, name) \
  case FontFile::value:             \
    return { &crosstalk_font_##name##_begin, &crosstalk_font_##name##_end }
  switch (file) {
    CROSSTALK_FONT(kInterRegular, inter_regular);
    CROSSTALK_FONT(kInterSemibold, inter_semibold);
    CROSSTALK_FONT(kNotoSansRegular, noto_sans_regular);
    CROSSTALK_FONT(kNotoSansBold, noto_sans_bold);
    CROSSTALK_FONT(kNotoSansArabicRegular, noto_sans_arabic_regular);
    CROSSTALK_FONT(kNotoSansArabicBold, noto_sans_arabic_bold);
    CROSSTALK_FONT(kNotoSansHebrewRegular, noto_sans_hebrew_regular);
    CROSSTALK_FONT(kNotoSansHebrewBold, noto_sans_hebrew_bold);
    CROSSTALK_FONT(kNotoSansDevanagariRegular, noto_sans_devanagari_regular);
    CROSSTALK_FONT(kNotoSansDevanagariBold, noto_sans_devanagari_bold);
    CROSSTALK_FONT(kNotoSansBengaliRegular, noto_sans_bengali_regular);
    CROSSTALK_FONT(kNotoSansBengaliBold, noto_sans_bengali_bold);
    CROSSTALK_FONT(kSymbola, symbola);
    CROSSTALK_FONT(kMaterialIcons, material_icons);
  }
#undef CROSSTALK_FONT
  std::abort();
}

}  // namespace crosstalk
