#include "client/window/font_faces.h"

#include <ft2build.h>

#include <cstdio>
#include <cstdlib>
#include FT_FREETYPE_H

namespace crosstalk {
namespace {

struct FaceCloser {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};
struct LibraryCloser {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};

// The fonts are part of the program: one that cannot be opened means that the build is broken.
[[noreturn]] void font_broken() {
  std::fputs("an embedded font cannot be opened\n", stderr);
  std::abort();
}

}  // namespace

struct FontFaces::Library {
  std::unique_ptr<FT_LibraryRec_, LibraryCloser> library;
  std::array<std::unique_ptr<FT_FaceRec_, FaceCloser>, kFontChain.size()> regular, strong;

  FT_Face face(int chain_index, bool in_strong) const {
    const auto i = static_cast<std::size_t>(chain_index);
    return in_strong ? strong[i].get() : regular[i].get();
  }

  std::unique_ptr<FT_FaceRec_, FaceCloser> open(FontFile file) const {
    const auto bytes = font_bytes(file);
    FT_Face face = nullptr;
    const FT_Error failed =
        FT_New_Memory_Face(library.get(), reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &face);
    if (failed != 0) font_broken();
    return std::unique_ptr<FT_FaceRec_, FaceCloser>(face);
  }
};

FontFaces::FontFaces() : library_(std::make_unique<Library>()) {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) font_broken();
  library_->library.reset(library);
  for (std::size_t i = 0; i < kFontChain.size(); ++i) {
    library_->regular[i] = library_->open(kFontChain[i].regular);
    library_->strong[i] = library_->open(kFontChain[i].strong);
  }
}

FontFaces::~FontFaces() = default;

int FontFaces::font_with(char32_t code_point, bool strong) const {
  for (int i = 0; i < static_cast<int>(kFontChain.size()); ++i) {
    if (FT_Get_Char_Index(library_->face(i, strong), code_point) != 0) return i;
  }
  return -1;
}

float FontFaces::advance(int chain_index, bool strong, char32_t code_point) const {
  FT_Face face = library_->face(chain_index, strong);
  if (FT_Load_Char(face, code_point, FT_LOAD_NO_SCALE) != 0) return 0;
  return static_cast<float>(face->glyph->metrics.horiAdvance) /
         static_cast<float>(face->units_per_EM);
}

float FontFaces::ascent(bool strong) const {
  FT_Face face = library_->face(0, strong);
  return static_cast<float>(face->ascender) / static_cast<float>(face->units_per_EM);
}

float FontFaces::descent(bool strong) const {
  FT_Face face = library_->face(0, strong);
  return static_cast<float>(-face->descender) / static_cast<float>(face->units_per_EM);
}

}  // namespace crosstalk
