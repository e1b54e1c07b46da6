#include "fonts/fonts.h"

#include <doctest/doctest.h>
#include <ft2build.h>

#include <string>
#include FT_FREETYPE_H

namespace {

using crosstalk::font_bytes;
using crosstalk::FontFile;

/// One font opened by FreeType, as the window's atlas opens it.
class Face {
 public:
  explicit Face(FontFile file) {
    const auto bytes = font_bytes(file);
    REQUIRE(FT_Init_FreeType(&library_) == 0);
    REQUIRE(FT_New_Memory_Face(library_, reinterpret_cast<const FT_Byte*>(bytes.data()),
                               static_cast<FT_Long>(bytes.size()), 0, &face_) == 0);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
  ~Face() {
    FT_Done_Face(face_);
    FT_Done_FreeType(library_);
  }

  std::string family() const { return face_->family_name; }
  std::string style() const { return face_->style_name; }
  bool draws(char32_t code_point) const { return FT_Get_Char_Index(face_, code_point) != 0; }

 private:
  FT_Library library_ = nullptr;
  FT_Face face_ = nullptr;
};

}  // namespace

TEST_CASE("the interface's font comes in its two weights") {
  const Face regular(FontFile::kInterRegular);
  const Face semibold(FontFile::kInterSemibold);
  CHECK(regular.family() == "Inter");
  CHECK(regular.style() == "Regular");
  CHECK(semibold.style().find("Semi") != std::string::npos);
  CHECK(regular.draws(U'é'));
}

TEST_CASE("every script that is promised has a font that draws it in both weights") {
  struct Script {
    FontFile regular;
    FontFile bold;
    char32_t letter;
  };
  for (const Script& script :
       {Script{FontFile::kNotoSansRegular, FontFile::kNotoSansBold, U'ж'},
        Script{FontFile::kNotoSansArabicRegular, FontFile::kNotoSansArabicBold, U'ب'},
        Script{FontFile::kNotoSansHebrewRegular, FontFile::kNotoSansHebrewBold, U'ש'},
        Script{FontFile::kNotoSansDevanagariRegular, FontFile::kNotoSansDevanagariBold, U'क'},
        Script{FontFile::kNotoSansBengaliRegular, FontFile::kNotoSansBengaliBold, U'ক'}}) {
    CAPTURE(static_cast<std::uint32_t>(script.letter));
    CHECK(Face(script.regular).draws(script.letter));
    CHECK(Face(script.bold).draws(script.letter));
    CHECK(Face(script.bold).style().find("Bold") != std::string::npos);
  }
}

TEST_CASE("emoji have one-colour glyphs") { CHECK(Face(FontFile::kSymbola).draws(U'🙂')); }

TEST_CASE("icons are drawn by their code points") {
  CHECK(Face(FontFile::kMaterialIcons).draws(U'\ue8b6'));  // search
}
