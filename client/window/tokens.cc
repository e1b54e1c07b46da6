#include "client/window/tokens.h"

#include <algorithm>
#include <cmath>

namespace crosstalk {
namespace {

using ColorTable = std::array<Rgba, static_cast<std::size_t>(Color::count)>;

constexpr Rgba with_alpha(std::uint32_t rgb, std::uint32_t alpha) {
  return (alpha << 24) | ((rgb & 0xFF) << 16) | (rgb & 0xFF00) | (rgb >> 16);
}

constexpr Rgba opaque(std::uint32_t rgb) { return with_alpha(rgb, 0xFF); }

constexpr ColorTable kLight{
    opaque(0xF6F5F2),            // ground
    opaque(0xFFFFFF),            // surface
    opaque(0xEDEBE6),            // sunken
    opaque(0xEDEBE6),            // hover
    opaque(0xDBD8D0),            // pressed
    opaque(0xDBD8D0),            // line
    opaque(0x7F7B73),            // edge
    opaque(0x1A1C1E),            // ink
    opaque(0x4A4E53),            // ink_2
    opaque(0x0B5A70),            // accent
    opaque(0x084A5D),            // accent_hover
    opaque(0x063A4A),            // accent_press
    opaque(0xFFFFFF),            // on_accent
    opaque(0xE1EEF2),            // accent_soft
    opaque(0x084A5D),            // on_soft
    opaque(0x744600),            // caution
    opaque(0xFBF1DE),            // caution_soft
    opaque(0xA86A0F),            // caution_line
    opaque(0xA1241A),            // danger
    opaque(0x861B13),            // danger_hover
    opaque(0xFBEAE7),            // danger_soft
    opaque(0xFFFFFF),            // on_danger
    opaque(0x0B5A70),            // focus
    with_alpha(0x1A1C1E, 0x66),  // scrim
    with_alpha(0x1A1C1E, 0x0D),  // shadow
    opaque(0xFFFFFF),            // heat_0
    opaque(0xDDECF0),            // heat_1
    opaque(0xB3D5DE),            // heat_2
    opaque(0x74AFC0),            // heat_3
    opaque(0x0B5A70),            // heat_4
    opaque(0x1A1C1E),            // on_heat_0
    opaque(0x1A1C1E),            // on_heat_1
    opaque(0x1A1C1E),            // on_heat_2
    opaque(0x1A1C1E),            // on_heat_3
    opaque(0xFFFFFF),            // on_heat_4
};

constexpr ColorTable kDark{
    opaque(0x141618),            // ground
    opaque(0x1D2023),            // surface
    opaque(0x0E1011),            // sunken
    opaque(0x2A2F33),            // hover
    opaque(0x3A4046),            // pressed
    opaque(0x353A3F),            // line
    opaque(0x7D858D),            // edge
    opaque(0xECEEEF),            // ink
    opaque(0xB4BBC1),            // ink_2
    opaque(0x7FCBE0),            // accent
    opaque(0x9AD8E9),            // accent_hover
    opaque(0xB6E4F0),            // accent_press
    opaque(0x06242D),            // on_accent
    opaque(0x17343D),            // accent_soft
    opaque(0xB0E1EE),            // on_soft
    opaque(0xF0C376),            // caution
    opaque(0x33280F),            // caution_soft
    opaque(0xC08A2B),            // caution_line
    opaque(0xFF9B8F),            // danger
    opaque(0xFFB4AA),            // danger_hover
    opaque(0x3A1C19),            // danger_soft
    opaque(0x2B0805),            // on_danger
    opaque(0x7FCBE0),            // focus
    with_alpha(0x000000, 0xA6),  // scrim
    with_alpha(0x000000, 0x40),  // shadow
    opaque(0x1D2023),            // heat_0
    opaque(0x19353E),            // heat_1
    opaque(0x20505E),            // heat_2
    opaque(0x3F8FA6),            // heat_3
    opaque(0xA5E0F0),            // heat_4
    opaque(0xECEEEF),            // on_heat_0
    opaque(0xECEEEF),            // on_heat_1
    opaque(0xECEEEF),            // on_heat_2
    opaque(0x0A1214),            // on_heat_3
    opaque(0x06242D),            // on_heat_4
};

constexpr ColorTable kContrast{
    opaque(0x000000),            // ground
    opaque(0x000000),            // surface
    opaque(0x1F1F1F),            // sunken
    opaque(0x1F1F1F),            // hover
    opaque(0x404040),            // pressed
    opaque(0x8C8C8C),            // line
    opaque(0xFFFFFF),            // edge
    opaque(0xFFFFFF),            // ink
    opaque(0xFFFFFF),            // ink_2
    opaque(0xFFD83D),            // accent
    opaque(0xFFE680),            // accent_hover
    opaque(0xFFF0B3),            // accent_press
    opaque(0x000000),            // on_accent
    opaque(0x2B2500),            // accent_soft
    opaque(0xFFE680),            // on_soft
    opaque(0xFFC163),            // caution
    opaque(0x000000),            // caution_soft
    opaque(0xFFC163),            // caution_line
    opaque(0xFF9C94),            // danger
    opaque(0xFFBDB7),            // danger_hover
    opaque(0x000000),            // danger_soft
    opaque(0x000000),            // on_danger
    opaque(0xFFFFFF),            // focus
    with_alpha(0x000000, 0xCC),  // scrim
    with_alpha(0x000000, 0x00),  // shadow
    opaque(0x000000),            // heat_0
    opaque(0x332D0A),            // heat_1
    opaque(0x66590F),            // heat_2
    opaque(0xB39B1F),            // heat_3
    opaque(0xFFE04D),            // heat_4
    opaque(0xFFFFFF),            // on_heat_0
    opaque(0xFFFFFF),            // on_heat_1
    opaque(0xFFFFFF),            // on_heat_2
    opaque(0x000000),            // on_heat_3
    opaque(0x000000),            // on_heat_4
};

constexpr const ColorTable& table_of(Theme theme) {
  switch (theme) {
    case Theme::light:
      return kLight;
    case Theme::dark:
      return kDark;
    case Theme::contrast:
      return kContrast;
  }
  return kLight;
}

constexpr std::array<Type, static_cast<std::size_t>(TypeStyle::count)> kTypes{{
    {16, 24, false},  // body
    {16, 24, true},   // strong
    {18, 28, false},  // note
    {20, 28, true},   // title
    {26, 34, true},   // heading
    {34, 40, true},   // figure
}};

constexpr std::array<float, static_cast<std::size_t>(IconSize::count)> kIconSizes{16, 18, 20, 32};

constexpr NamedIcon kIcons[] = {
    {"write", Icon::write},
    {"timeline", Icon::timeline},
    {"actions", Icon::actions},
    {"messages", Icon::messages},
    {"review", Icon::review},
    {"see", Icon::see},
    {"report", Icon::report},
    {"settings", Icon::settings},
    {"train", Icon::train},
    {"event", Icon::event},
    {"workshop", Icon::workshop},
    {"local-meeting", Icon::local_meeting},
    {"visit", Icon::visit},
    {"corridor", Icon::corridor},
    {"call", Icon::call},
    {"kiosk", Icon::kiosk},
    {"place", Icon::place},
    {"here", Icon::here},
    {"sent", Icon::sent},
    {"reviewed", Icon::reviewed},
    {"rejected", Icon::rejected},
    {"offline", Icon::offline},
    {"sending", Icon::sending},
    {"conflict", Icon::conflict},
    {"careful", Icon::careful},
    {"heard", Icon::heard},
    {"history", Icon::history},
    {"link", Icon::link},
    {"unlink", Icon::unlink},
    {"quote", Icon::quote},
    {"private", Icon::only_me},
    {"team", Icon::team},
    {"lock", Icon::lock},
    {"add", Icon::add},
    {"close", Icon::close},
    {"back", Icon::back},
    {"next", Icon::next},
    {"previous", Icon::previous},
    {"more", Icon::more},
    {"menu", Icon::menu},
    {"search", Icon::search},
    {"filter", Icon::filter},
    {"date", Icon::date},
    {"person", Icon::person},
    {"undo", Icon::undo},
    {"delete", Icon::remove},
    {"copy", Icon::copy},
    {"download", Icon::download},
    {"merge", Icon::merge},
    {"help", Icon::help},
    {"qr", Icon::qr},
    {"language", Icon::language},
    {"theme", Icon::theme},
    {"text-size", Icon::text_size},
    {"speak", Icon::speak},
    {"shift", Icon::shift},
    {"backspace", Icon::backspace},
    {"return", Icon::enter},
};

constexpr float kCompactFrom = 360;
constexpr float kMediumFrom = 768;
constexpr float kWideFrom = 1200;
constexpr float kWidestFrom = 1800;

double linear(std::uint32_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// WCAG 2.2, "relative luminance".
double luminance(Rgba color) {
  return 0.2126 * linear(color & 0xFF) + 0.7152 * linear((color >> 8) & 0xFF) +
         0.0722 * linear((color >> 16) & 0xFF);
}

float whole(float length) { return std::round(length); }

// A hairline is one device pixel at scale 1 and two at 2, never none.
float hairline(float length, float display_scale) {
  return std::max(1.0F, std::floor(length * display_scale + 0.25F));
}

}  // namespace

Rgba theme_color(Theme theme, Color color) {
  return table_of(theme)[static_cast<std::size_t>(color)];
}

double contrast_ratio(Rgba one, Rgba other) {
  const double first = luminance(one);
  const double second = luminance(other);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Rgba faded(Rgba color, float part) {
  const float alpha = static_cast<float>(color >> 24) * std::clamp(part, 0.0F, 1.0F);
  return (color & 0x00FFFFFFU) | (static_cast<Rgba>(std::lround(alpha)) << 24);
}

std::size_t icon_count() { return std::size(kIcons); }

NamedIcon icon_at(std::size_t index) { return kIcons[index]; }

Layout layout_for(float width) {
  if (width < kCompactFrom) return Layout::narrow;
  if (width < kMediumFrom) return Layout::compact;
  if (width < kWideFrom) return Layout::medium;
  if (width < kWidestFrom) return Layout::wide;
  return Layout::widest;
}

Layout layout_for(const Tokens& tokens, float width_px) {
  return layout_for(width_px / tokens.display_scale / tokens.text_scale);
}

float Tokens::px(float length) const {
  return whole(length * (1 + (text_scale - 1) / 2) * display_scale);
}

float Tokens::text_px(float length) const { return whole(length * text_scale * display_scale); }

float Tokens::margin(Layout layout) const {
  switch (layout) {
    case Layout::narrow:
    case Layout::compact:
      return space.s4;
    case Layout::medium:
    case Layout::wide:
      return space.s5;
    case Layout::widest:
      return space.s6;
  }
  return space.s4;
}

Tokens make_tokens(Theme theme, int text_percent, float display_scale, bool reduced_motion) {
  Tokens t;
  t.theme = theme;
  t.text_scale = static_cast<float>(std::clamp(text_percent, 100, 300)) / 100.0F;
  t.display_scale = std::clamp(display_scale, 0.5F, 4.0F);
  t.colors = table_of(theme);
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    t.types[i] = {t.text_px(kTypes[i].size), t.text_px(kTypes[i].line), kTypes[i].strong};
  }
  for (std::size_t i = 0; i < kIconSizes.size(); ++i) t.icons[i] = t.text_px(kIconSizes[i]);
  t.space = {t.px(4), t.px(8), t.px(12), t.px(16), t.px(24), t.px(32), t.px(48), t.px(64)};
  const float scale = t.display_scale;
  t.radius = {whole(2 * scale), whole(4 * scale), whole(8 * scale), whole(12 * scale)};
  const float hair = theme == Theme::contrast ? 2.0F : 1.0F;
  t.border = {hairline(hair, scale), hairline(2, scale), hairline(2, scale), hairline(2, scale)};
  t.target = {t.text_px(44), t.text_px(36), t.text_px(44), t.text_px(56), t.text_px(64)};
  t.motion = reduced_motion ? Motion{0, 0, 10000} : Motion{120, 80, 10000};
  t.measure = t.text_px(680);
  t.side_width = t.text_px(216);
  t.rail_width = t.text_px(96);
  t.list_width = t.text_px(420);
  t.aside_width = t.text_px(360);
  t.dialog_width = t.text_px(480);
  t.stance = t.text_px(16);
  t.checkbox = t.text_px(22);
  t.bar = whole(4 * scale);
  t.tab_bar = whole(3 * scale);
  t.underline = hairline(2, scale);
  t.caret = hairline(2, scale);
  return t;
}

std::optional<Stance> stance_from_key(std::string_view key) {
  if (key == "challenge") return Stance::challenge;
  if (key == "enabler") return Stance::enabler;
  if (key == "ask") return Stance::ask;
  if (key == "idea") return Stance::idea;
  if (key == "observation") return Stance::observation;
  return std::nullopt;
}

}  // namespace crosstalk
