#include "client/window/soft_canvas.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace crosstalk {
namespace {

// ImGui's colour (red lowest) as a pixel (blue lowest), without alpha.
std::uint32_t pixel_of(ImU32 color) {
  return 0xFF000000U | ((color & 0xFF) << 16) | (color & 0xFF00) | ((color >> 16) & 0xFF);
}

std::uint32_t alpha_of(ImU32 color) { return color >> 24; }

// `color` over `under`, alpha 0 to 255; two channels at a time.
std::uint32_t blend(std::uint32_t under, std::uint32_t color, std::uint32_t alpha) {
  const std::uint32_t part = alpha + (alpha >> 7);  // 0 to 256, so that 255 is all of it
  const std::uint32_t keep = 256 - part;
  const std::uint32_t odd =
      (((under & 0x00FF00FF) * keep + (color & 0x00FF00FF) * part) >> 8) & 0x00FF00FF;
  const std::uint32_t even =
      (((under >> 8) & 0x00FF00FF) * keep + ((color >> 8) & 0x00FF00FF) * part) & 0xFF00FF00;
  return odd | even | 0xFF000000U;
}

int whole(float at) { return static_cast<int>(std::lround(at)); }

// Positions in 1/256 pixel, so that edges are exact and neighbours neither overlap nor leave a gap.
constexpr std::int64_t kSub = 256;

struct Edge {
  std::int64_t a, b, c;  // inside where a·x + b·y + c >= 0, at pixel middles
};

struct Point {
  std::int64_t x, y;
};

Point point_of(const ImDrawVert& v) {
  return {std::llround(v.pos.x * static_cast<float>(kSub)),
          std::llround(v.pos.y * static_cast<float>(kSub))};
}

// A pixel on a shared edge belongs to the triangle that has it as its top or left one.
Edge edge_of(Point from, Point to) {
  const std::int64_t a = from.y - to.y;
  const std::int64_t b = to.x - from.x;
  std::int64_t c = -(a * from.x + b * from.y);
  const bool top_left = a > 0 || (a == 0 && b > 0);
  if (!top_left) c -= 1;
  // From sub-pixels to the middles of whole pixels.
  return {a * kSub, b * kSub, c + (a + b) * (kSub / 2)};
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  const std::int64_t quotient = value / by;
  return value % by != 0 && (value < 0) != (by < 0) ? quotient - 1 : quotient;
}

// A colour that runs over a triangle: value at pixel (x, y) is at + dx·x + dy·y.
struct Ramp {
  float at, dx, dy;
  float value(float x, float y) const { return std::clamp(at + dx * x + dy * y, 0.0F, 255.0F); }
};

Ramp ramp_of(const std::array<const ImDrawVert*, 3>& v, float area,
             const std::array<float, 3>& of) {
  const ImVec2 p0 = v[0]->pos;
  const ImVec2 p1 = v[1]->pos;
  const ImVec2 p2 = v[2]->pos;
  const float u = of[1] - of[0];
  const float w = of[2] - of[0];
  const float dx = (u * (p2.y - p0.y) - w * (p1.y - p0.y)) / area;
  const float dy = (w * (p1.x - p0.x) - u * (p2.x - p0.x)) / area;
  return {of[0] + dx * (0.5F - p0.x) + dy * (0.5F - p0.y), dx, dy};
}

float channel(ImU32 color, int shift) { return static_cast<float>((color >> shift) & 0xFF); }

}  // namespace

void SoftCanvas::use_fonts(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  atlas.GetTexDataAsAlpha8(&pixels, &atlas_width_, &atlas_height_);
  atlas_ = pixels;
  atlas.SetTexID(&atlas);
}

void SoftCanvas::draw(const ImDrawData& data, ImU32 clear_color, Pixels target) {
  target_ = target;
  const std::uint32_t clear = pixel_of(clear_color);
  for (int y = 0; y < target.height; ++y) {
    std::uint32_t* row = target.data + static_cast<std::ptrdiff_t>(y) * target.stride;
    std::fill(row, row + target.width, clear);
  }
  for (const ImDrawList* list : data.CmdLists) draw_list(*list);
}

void SoftCanvas::draw_list(const ImDrawList& list) {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const ImVec4& c = command.ClipRect;
    clip_ = {std::max(0, static_cast<int>(c.x)), std::max(0, static_cast<int>(c.y)),
             std::min(target_.width, static_cast<int>(c.z)),
             std::min(target_.height, static_cast<int>(c.w))};
    if (clip_.x0 >= clip_.x1 || clip_.y0 >= clip_.y1) continue;
    const ImDrawVert* v = list.VtxBuffer.Data + command.VtxOffset;
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* end = index + command.ElemCount;
    while (index < end) {
      if (end - index >= 6 && draw_quad(v, index)) {
        index += 6;
        continue;
      }
      fill_triangle(v[index[0]], v[index[1]], v[index[2]]);
      index += 3;
    }
  }
}

// Rectangles and glyphs come as two triangles in one order.
bool SoftCanvas::draw_quad(const ImDrawVert* v, const ImDrawIdx* index) {
  if (index[3] != index[0] || index[4] != index[2]) return false;
  const ImDrawVert& a = v[index[0]];
  const ImDrawVert& b = v[index[1]];
  const ImDrawVert& c = v[index[2]];
  const ImDrawVert& d = v[index[5]];
  const bool upright = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y &&
                       d.pos.x == a.pos.x && a.pos.x <= c.pos.x && a.pos.y <= c.pos.y;
  if (!upright || a.col != b.col || b.col != c.col || c.col != d.col) return false;
  if (a.uv.x == c.uv.x && a.uv.y == c.uv.y) {
    fill_rect(a, c);
  } else {
    copy_glyph(a, c);
  }
  return true;
}

void SoftCanvas::fill_rect(const ImDrawVert& min, const ImDrawVert& max) {
  const int x0 = std::max(clip_.x0, whole(min.pos.x));
  const int x1 = std::min(clip_.x1, whole(max.pos.x));
  const int y0 = std::max(clip_.y0, whole(min.pos.y));
  const int y1 = std::min(clip_.y1, whole(max.pos.y));
  const std::uint32_t color = pixel_of(min.col);
  const std::uint32_t alpha = alpha_of(min.col);
  for (int y = y0; y < y1; ++y) {
    std::uint32_t* row = target_.data + static_cast<std::ptrdiff_t>(y) * target_.stride;
    if (alpha == 0xFF) {
      if (x0 < x1) std::fill(row + x0, row + x1, color);
      continue;
    }
    for (int x = x0; x < x1; ++x) row[x] = blend(row[x], color, alpha);
  }
}

void SoftCanvas::copy_glyph(const ImDrawVert& min, const ImDrawVert& max) {
  if (atlas_ == nullptr) return;
  const int left = whole(min.pos.x);
  const int top = whole(min.pos.y);
  const int from_x = whole(min.uv.x * static_cast<float>(atlas_width_));
  const int from_y = whole(min.uv.y * static_cast<float>(atlas_height_));
  const int x0 = std::max(clip_.x0, left);
  const int x1 = std::min({clip_.x1, whole(max.pos.x), left + atlas_width_ - from_x});
  const int y0 = std::max(clip_.y0, top);
  const int y1 = std::min({clip_.y1, whole(max.pos.y), top + atlas_height_ - from_y});
  const std::uint32_t color = pixel_of(min.col);
  const std::uint32_t alpha = alpha_of(min.col);
  for (int y = y0; y < y1; ++y) {
    std::uint32_t* row = target_.data + static_cast<std::ptrdiff_t>(y) * target_.stride;
    const unsigned char* glyph =
        atlas_ + static_cast<std::ptrdiff_t>(from_y + y - top) * atlas_width_ + from_x - left;
    for (int x = x0; x < x1; ++x) {
      const std::uint32_t covered = glyph[x];
      if (covered == 0) continue;
      const std::uint32_t part = alpha == 0xFF ? covered : covered * alpha / 255;
      row[x] = blend(row[x], color, part);
    }
  }
}

void SoftCanvas::fill_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
  std::array<const ImDrawVert*, 3> v{&a, &b, &c};
  std::array<Point, 3> p{point_of(a), point_of(b), point_of(c)};
  std::int64_t area = (p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x);
  if (area == 0) return;
  if (area < 0) {
    std::swap(v[1], v[2]);
    std::swap(p[1], p[2]);
    area = -area;
  }
  const std::array<Edge, 3> edges{edge_of(p[0], p[1]), edge_of(p[1], p[2]), edge_of(p[2], p[0])};
  const auto [low, high] = std::minmax({p[0].y, p[1].y, p[2].y});
  const auto [near, far] = std::minmax({p[0].x, p[1].x, p[2].x});
  const int y0 = std::max(clip_.y0, static_cast<int>(floor_div(low, kSub)));
  const int y1 = std::min(clip_.y1, static_cast<int>(floor_div(high, kSub)) + 1);
  const bool flat = a.col == b.col && b.col == c.col;
  const float real_area = static_cast<float>(area) / static_cast<float>(kSub * kSub);
  std::array<Ramp, 4> ramps{};
  for (std::size_t i = 0; !flat && i < ramps.size(); ++i) {
    const int shift = static_cast<int>(i) * 8;
    ramps[i] =
        ramp_of(v, real_area,
                {channel(v[0]->col, shift), channel(v[1]->col, shift), channel(v[2]->col, shift)});
  }
  for (int y = y0; y < y1; ++y) {
    std::int64_t x0 = std::max<std::int64_t>(clip_.x0, floor_div(near, kSub));
    std::int64_t x1 = std::min<std::int64_t>(clip_.x1, floor_div(far, kSub) + 1);
    for (const Edge& edge : edges) {
      const std::int64_t rest = edge.b * y + edge.c;
      if (edge.a > 0) x0 = std::max(x0, -floor_div(rest, edge.a));
      if (edge.a < 0) x1 = std::min(x1, floor_div(rest, -edge.a) + 1);
      if (edge.a == 0 && rest < 0) x1 = x0;
    }
    std::uint32_t* row = target_.data + static_cast<std::ptrdiff_t>(y) * target_.stride;
    if (flat) {
      const std::uint32_t color = pixel_of(a.col);
      const std::uint32_t alpha = alpha_of(a.col);
      if (alpha == 0xFF && x0 < x1) {
        std::fill(row + x0, row + x1, color);
      } else {
        for (std::int64_t x = x0; x < x1; ++x) row[x] = blend(row[x], color, alpha);
      }
      continue;
    }
    for (std::int64_t x = x0; x < x1; ++x) {
      const auto fx = static_cast<float>(x);
      const auto fy = static_cast<float>(y);
      const auto at = [&](std::size_t i) {
        return static_cast<std::uint32_t>(std::lround(ramps[i].value(fx, fy)));
      };
      row[x] = blend(row[x], at(2) | (at(1) << 8) | (at(0) << 16), at(3));
    }
  }
}

bool save_bmp(const Pixels& pixels, const std::string& path) {
  const std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> surface(
      SDL_CreateRGBSurfaceWithFormatFrom(pixels.data, pixels.width, pixels.height, 32,
                                         pixels.stride * 4, SDL_PIXELFORMAT_RGB888),
      SDL_FreeSurface);
  return surface && SDL_SaveBMP(surface.get(), path.c_str()) == 0;
}

}  // namespace crosstalk
