#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace crosstalk {

/// The one table of looks: every colour, size, space and icon of the window, at scale 1 and text
/// size 100 %. Knows neither the drawing library nor the window, so that it is tested by itself.

enum class Theme { light, dark, contrast };

enum class Color {
  ground,
  surface,
  sunken,
  hover,
  pressed,
  line,
  edge,
  ink,
  ink_2,
  accent,
  accent_hover,
  accent_press,
  on_accent,
  accent_soft,
  on_soft,
  caution,
  caution_soft,
  caution_line,
  danger,
  danger_hover,
  danger_soft,
  on_danger,
  focus,
  scrim,
  shadow,
  heat_0,
  heat_1,
  heat_2,
  heat_3,
  heat_4,
  on_heat_0,
  on_heat_1,
  on_heat_2,
  on_heat_3,
  on_heat_4,
  count
};

/// Red in the lowest byte, then green, blue, alpha: the order that the drawing library takes.
using Rgba = std::uint32_t;

/// The colour of a theme, before any fade.
Rgba theme_color(Theme theme, Color color);

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrast_ratio(Rgba one, Rgba other);

/// The same colour with its alpha multiplied by `part`, 0 to 1. There is no group opacity, so a
/// fade is done so.
Rgba faded(Rgba color, float part);

enum class TypeStyle { body, strong, note, title, heading, figure, count };

struct Type {
  float size;   ///< em size
  float line;   ///< from one baseline to the next
  bool strong;  ///< weight 600 in place of 400
};

/// Icons by their code point in the icon font.
enum class Icon : char32_t {
  none = 0,
  write = 0xe3c9,
  timeline = 0xe8e9,
  actions = 0xe2e6,
  messages = 0xe0bf,
  review = 0xf0c5,
  see = 0xe3ec,
  report = 0xe873,
  settings = 0xe8b8,
  train = 0xe570,
  event = 0xe878,
  workshop = 0xf233,
  local_meeting = 0xeb4f,
  visit = 0xe536,
  corridor = 0xe91f,
  call = 0xe0b0,
  kiosk = 0xea12,
  place = 0xe55f,
  here = 0xe1b1,
  sent = 0xe5ca,
  reviewed = 0xe877,
  rejected = 0xe001,
  offline = 0xe2c1,
  sending = 0xe5d8,
  conflict = 0xe3b9,
  careful = 0xe9e0,
  heard = 0xe023,
  history = 0xe889,
  link = 0xe157,
  unlink = 0xe16f,
  quote = 0xe244,
  only_me = 0xe8f5,
  team = 0xe8f4,
  lock = 0xe897,
  add = 0xe145,
  close = 0xe5cd,
  back = 0xe5c4,
  next = 0xe5cc,
  previous = 0xe5cb,
  more = 0xe5cf,
  menu = 0xe5d2,
  search = 0xe8b6,
  filter = 0xe429,
  date = 0xe935,
  person = 0xe7fd,
  undo = 0xe166,
  remove = 0xe872,
  copy = 0xe14d,
  download = 0xf090,
  merge = 0xe0b3,
  help = 0xe8fd,
  qr = 0xef6b,
  language = 0xe894,
  theme = 0xeb37,
  text_size = 0xe245,
  speak = 0xe050,
  shift = 0xe316,
  backspace = 0xe14a,
  enter = 0xe31b
};

/// Every icon of the table by the name it has in the design, for the gallery and the font builder.
struct NamedIcon {
  std::string_view name = {};
  Icon icon;
};
std::size_t icon_count();
NamedIcon icon_at(std::size_t index);

/// Icons are drawn at four sizes: in a chip, beside a state word, everywhere else, in an empty
/// state.
enum class IconSize { chip, state, normal, large, count };

/// Which layout a width gives: width in pixels ÷ display scale ÷ text size.
enum class Layout { narrow, compact, medium, wide, widest };
Layout layout_for(float width);

struct Space {
  float s1, s2, s3, s4, s5, s6, s7, s8;  ///< 4, 8, 12, 16, 24, 32, 48, 64 at scale 1
};

struct Radius {
  float cell, mark, control, panel;
};

struct Border {
  float hair;       ///< 1 device pixel per scale step; 2 in high contrast
  float strong;     ///< 2: error, checkbox, high contrast
  float focus;      ///< thickness of the ring
  float focus_gap;  ///< ground between a thing and its ring
};

struct Target {
  float touch_min, chip, button, row_min, bar;
};

struct Motion {
  int appear_ms, leave_ms, toast_ms;
};

inline constexpr std::array<int, 6> kTextPercents{100, 125, 150, 200, 250, 300};

/// The table for one theme, text size and display: all lengths in device pixels, rounded to whole
/// ones. Text size multiplies type, lines, icons and targets; spacing grows half as fast; hairlines
/// and radii do not grow.
struct Tokens {
  Theme theme = Theme::light;
  float text_scale = 1;     ///< 1 to 3
  float display_scale = 1;  ///< device pixels per unit
  std::array<Rgba, static_cast<std::size_t>(Color::count)> colors{};
  std::array<Type, static_cast<std::size_t>(TypeStyle::count)> types{};
  std::array<float, static_cast<std::size_t>(IconSize::count)> icons{};
  Space space{};
  Radius radius{};
  Border border{};
  Target target{};
  Motion motion{};
  float measure = 680;      ///< widest a person's own words run
  float side_width = 216;   ///< navigation at the side
  float rail_width = 96;    ///< navigation as a rail
  float list_width = 420;   ///< the list beside a detail
  float aside_width = 360;  ///< the aside beside a note
  float dialog_width = 480;
  float stance = 16;  ///< a stance mark, each way
  float checkbox = 22;
  float bar = 4;  ///< the bar of what is chosen in a list
  float tab_bar = 3;
  float underline = 2;
  float caret = 2;

  Rgba color(Color which) const { return colors[static_cast<std::size_t>(which)]; }
  const Type& type(TypeStyle style) const { return types[static_cast<std::size_t>(style)]; }
  float icon(IconSize size) const { return icons[static_cast<std::size_t>(size)]; }
  /// A length of the design that has no name, as a space: grows half as fast as the text. Whole
  /// device pixels.
  float px(float length) const;
  /// A length that grows with the text.
  float text_px(float length) const;
  /// The margin of a screen in this layout: 16, 24 or 32.
  float margin(Layout layout) const;
};

/// `text_percent` is held to 100–300, `display_scale` to 0.5–4.
Tokens make_tokens(Theme theme, int text_percent, float display_scale, bool reduced_motion = false);

/// Width ÷ display scale ÷ text size, decided.
Layout layout_for(const Tokens& tokens, float width_px);

enum class Stance { challenge, enabler, ask, idea, observation };
/// From the vocabulary's key ("challenge", …); nothing for an unknown one.
std::optional<Stance> stance_from_key(std::string_view key);

}  // namespace crosstalk
