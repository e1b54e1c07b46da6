#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "client/window/edit_core.h"
#include "client/window/tokens.h"
#include "imgui.h"

namespace crosstalk {

/// The window's fonts: one atlas with the six styles and four sizes of icons, rasterised at exactly
/// the pixels they are shown at. It holds the code points that were met; a new one, or a new scale,
/// is there after `prepare`, which must be called between frames only. Window thread only.
class Fonts {
 public:
  Fonts();
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  /// Builds the atlas if the sizes in `tokens` are new or code points were asked for since. True
  /// when it did: every `ImFont*` from before is gone.
  bool prepare(const Tokens& tokens);
  bool needs_building() const { return stale_; }
  ImFontAtlas& atlas() { return *atlas_; }

  ImFont* font(TypeStyle style) const { return styles_[static_cast<std::size_t>(style)].font; }
  ImFont* icons(IconSize size) const { return icons_[static_cast<std::size_t>(size)]; }
  /// From the top of a line of this style to the top of the drawn font, so that text stands in the
  /// middle of its line.
  float drop(TypeStyle style) const { return styles_[static_cast<std::size_t>(style)].drop; }
  /// From the top of a line of this style to its baseline.
  float baseline(TypeStyle style) const {
    return styles_[static_cast<std::size_t>(style)].baseline;
  }
  float line(TypeStyle style) const { return styles_[static_cast<std::size_t>(style)].line; }

  /// Width in whole pixels; of a code point met for the first time, that of the placeholder until
  /// the next `prepare`.
  float advance(TypeStyle style, char32_t code_point);
  /// Whether any font has it. Asked of one that is new, this loads it.
  bool has(char32_t code_point);
  /// Asks for a code point to be in the atlas.
  void want(TypeStyle style, char32_t code_point);
  /// Advances for an editor in this style.
  const GlyphWidths& widths(TypeStyle style) const;
  /// Changes with every build.
  std::uint64_t generation() const { return generation_; }

 private:
  struct Faces;
  struct StyleWidths;
  struct Style {
    ImFont* font = nullptr;
    float drop = 0;
    float baseline = 0;
    float line = 0;
    std::set<char32_t> wanted;  ///< beyond those that are always there
  };

  void build(const Tokens& tokens);
  void add_style(TypeStyle style, const Type& type);
  void add_icons(IconSize size, float pixels);
  void set_advances(TypeStyle style, const Type& type);

  std::unique_ptr<Faces> faces_;
  std::unique_ptr<ImFontAtlas> atlas_;
  std::array<Style, static_cast<std::size_t>(TypeStyle::count)> styles_;
  std::array<ImFont*, static_cast<std::size_t>(IconSize::count)> icons_{};
  std::array<std::unique_ptr<StyleWidths>, static_cast<std::size_t>(TypeStyle::count)> widths_;
  std::vector<std::vector<ImWchar>> ranges_;  ///< kept until the atlas is built
  std::array<Type, static_cast<std::size_t>(TypeStyle::count)> built_types_{};
  bool stale_ = true;
  std::uint64_t generation_ = 0;
};

}  // namespace crosstalk
