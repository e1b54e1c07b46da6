#pragma once

#include <cstdint>
#include <string>

#include "imgui.h"

namespace crosstalk {

/// 32-bit pixels, blue in the lowest byte, then green, red; rows `stride` pixels apart. Owned by
/// someone else.
struct Pixels {
  std::uint32_t* data = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;
};

/// Draws what ImGui made into memory, where there is no graphics card. Edges are smooth, for it
/// samples at the middle of pixels with the precision of the vertices (SDL's own software renderer
/// cuts them to whole pixels first); glyphs and rectangles, which are nearly everything, are copied
/// row by row. One thread.
class SoftCanvas {
 public:
  /// The atlas keeps its one-byte pixels for as long as it is used here.
  void use_fonts(ImFontAtlas& atlas);
  void draw(const ImDrawData& data, ImU32 clear_color, Pixels target);

 private:
  struct Clip {
    int x0, y0, x1, y1;
  };

  void draw_list(const ImDrawList& list);
  bool draw_quad(const ImDrawVert* vertices, const ImDrawIdx* index);
  void fill_rect(const ImDrawVert& min, const ImDrawVert& max);
  void copy_glyph(const ImDrawVert& min, const ImDrawVert& max);
  void fill_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c);

  const unsigned char* atlas_ = nullptr;
  int atlas_width_ = 0;
  int atlas_height_ = 0;
  Pixels target_;
  Clip clip_{};
};

/// Writes pixels as a BMP. False when the file could not be written.
bool save_bmp(const Pixels& pixels, const std::string& path);

}  // namespace crosstalk
