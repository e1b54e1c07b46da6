#include "client/window/fonts.h"

#include <algorithm>
#include <cmath>

#include "client/window/code_points.h"
#include "client/window/font_faces.h"
#include "imgui_freetype.h"

namespace crosstalk {
namespace {

constexpr char32_t kPlaceholder = 0x25A1;  // shown for what no font has

// What every style has from the start: Latin letters of western Europe and the signs that texts of
// this kind use.
bool always_there(char32_t c) {
  return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x100) || (c >= 0x2010 && c <= 0x2026) ||
         c == kPlaceholder || c == 0xFFFD;
}

std::vector<char32_t> always() {
  std::vector<char32_t> all;
  for (char32_t c = 0x20; c <= kPlaceholder; ++c) {
    if (always_there(c)) all.push_back(c);
  }
  all.push_back(0xFFFD);
  return all;
}

// The em is the size that the design gives, so glyphs are asked for by it (the flag's other effect,
// bitmap fonts, finds none here). Light hinting moves edges up and down only: sharp at 1×, and
// shapes stay.
constexpr unsigned kBuilderFlags =
    ImGuiFreeTypeBuilderFlags_Bitmap | ImGuiFreeTypeBuilderFlags_LightHinting;

void add_file(ImFontAtlas& atlas, FontFile file, float pixels, const ImWchar* ranges, bool merge) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.PixelSnapH = true;
  config.MergeMode = merge;
  config.FontBuilderFlags = kBuilderFlags;
  const auto bytes = font_bytes(file);
  // The atlas only reads it, though its interface does not say so.
  void* data = const_cast<std::byte*>(bytes.data());
  atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), pixels, &config, ranges);
}

}  // namespace

struct Fonts::Faces {
  FontFaces faces;
};

struct Fonts::StyleWidths final : GlyphWidths {
  StyleWidths(Fonts& owner, TypeStyle of) : fonts(owner), style(of) {}
  float advance(char32_t code_point) const override { return fonts.advance(style, code_point); }
  std::uint64_t generation() const override { return fonts.generation(); }
  Fonts& fonts;
  TypeStyle style;
};

Fonts::Fonts() : faces_(std::make_unique<Faces>()), atlas_(std::make_unique<ImFontAtlas>()) {
  atlas_->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas_->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    widths_[i] = std::make_unique<StyleWidths>(*this, static_cast<TypeStyle>(i));
  }
}

Fonts::~Fonts() = default;

const GlyphWidths& Fonts::widths(TypeStyle style) const {
  return *widths_[static_cast<std::size_t>(style)];
}

bool Fonts::prepare(const Tokens& tokens) {
  for (std::size_t i = 0; i < built_types_.size(); ++i) {
    if (built_types_[i].size != tokens.types[i].size) stale_ = true;
  }
  if (!stale_) return false;
  build(tokens);
  built_types_ = tokens.types;
  stale_ = false;
  ++generation_;
  return true;
}

void Fonts::build(const Tokens& tokens) {
  atlas_->Clear();
  ranges_.clear();
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    add_style(static_cast<TypeStyle>(i), tokens.types[i]);
  }
  for (std::size_t i = 0; i < icons_.size(); ++i) {
    add_icons(static_cast<IconSize>(i), tokens.icons[i]);
  }
  atlas_->Build();
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    set_advances(static_cast<TypeStyle>(i), tokens.types[i]);
  }
}

void Fonts::add_style(TypeStyle style, const Type& type) {
  std::array<std::vector<char32_t>, kFontChain.size()> by_font;
  const auto sort_in = [&](char32_t c) {
    const int font = faces_->faces.font_with(c, type.strong);
    if (font >= 0) by_font[static_cast<std::size_t>(font)].push_back(c);
  };
  for (const char32_t c : always()) sort_in(c);
  for (const char32_t c : styles_[static_cast<std::size_t>(style)].wanted) sort_in(c);
  bool first = true;
  for (std::size_t i = 0; i < by_font.size(); ++i) {
    if (by_font[i].empty()) continue;
    std::vector<ImWchar>& ranges = ranges_.emplace_back();
    for (const char32_t c : by_font[i]) {
      ranges.push_back(static_cast<ImWchar>(c));
      ranges.push_back(static_cast<ImWchar>(c));
    }
    ranges.push_back(0);
    const FontFile file = type.strong ? kFontChain[i].strong : kFontChain[i].regular;
    add_file(*atlas_, file, type.size, ranges.data(), !first);
    first = false;
  }
  Style& made = styles_[static_cast<std::size_t>(style)];
  made.font = atlas_->Fonts.back();
}

void Fonts::add_icons(IconSize size, float pixels) {
  std::vector<ImWchar>& ranges = ranges_.emplace_back();
  for (std::size_t i = 0; i < icon_count(); ++i) {
    const auto c = static_cast<ImWchar>(icon_at(i).icon);
    ranges.push_back(c);
    ranges.push_back(c);
  }
  ranges.push_back(0);
  add_file(*atlas_, FontFile::kMaterialIcons, pixels, ranges.data(), false);
  icons_[static_cast<std::size_t>(size)] = atlas_->Fonts.back();
}

// The atlas rounds every advance up, which sets text wide and loose: take the font's own, to the
// nearest pixel, so that glyphs stay on whole pixels and words keep the width that the design has.
void Fonts::set_advances(TypeStyle style, const Type& type) {
  Style& made = styles_[static_cast<std::size_t>(style)];
  ImFont& font = *made.font;
  for (ImFontGlyph& glyph : font.Glyphs) {
    const auto c = static_cast<char32_t>(glyph.Codepoint);
    const int from = faces_->faces.font_with(c, type.strong);
    if (from < 0) continue;
    glyph.AdvanceX = std::round(faces_->faces.advance(from, type.strong, c) * type.size);
  }
  font.FallbackChar = static_cast<ImWchar>(kPlaceholder);
  font.BuildLookupTable();
  const float ascent = faces_->faces.ascent(type.strong) * type.size;
  const float descent = faces_->faces.descent(type.strong) * type.size;
  made.line = type.line;
  made.baseline = std::round((type.line - ascent - descent) / 2 + ascent);
  made.drop = made.baseline - std::round(font.Ascent);
}

float Fonts::advance(TypeStyle style, char32_t code_point) {
  want(style, code_point);
  const ImFont* face = font(style);
  return face->GetCharAdvance(static_cast<ImWchar>(code_point));
}

bool Fonts::has(char32_t code_point) {
  return is_invisible(code_point) || always_there(code_point) ||
         faces_->faces.font_with(code_point, false) >= 0;
}

void Fonts::want(TypeStyle style, char32_t code_point) {
  if (always_there(code_point) || is_invisible(code_point)) return;
  const bool fresh = styles_[static_cast<std::size_t>(style)].wanted.insert(code_point).second;
  // What no font has costs one look and no new atlas.
  if (fresh && faces_->faces.font_with(code_point, false) >= 0) stale_ = true;
}

}  // namespace crosstalk
