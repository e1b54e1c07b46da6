#include "client/window/tokens.h"

#include <doctest/doctest.h>

#include <array>
#include <utility>
#include <vector>

namespace crosstalk {
namespace {

constexpr std::array<Theme, 3> kThemes{Theme::light, Theme::dark, Theme::contrast};
constexpr double kTextLimit = 4.5;
constexpr double kBorderLimit = 3;

using Pair = std::pair<Color, Color>;

// What is written on what.
const std::vector<Pair>& text_pairs() {
  static const std::vector<Pair> pairs = [] {
    std::vector<Pair> all;
    for (const Color ground : {Color::ground, Color::surface, Color::sunken, Color::hover,
                               Color::accent_soft, Color::caution_soft, Color::danger_soft}) {
      all.emplace_back(Color::ink, ground);
      all.emplace_back(Color::ink_2, ground);
    }
    for (const Color ground : {Color::ground, Color::surface, Color::hover}) {
      all.emplace_back(Color::accent, ground);
      all.emplace_back(Color::danger, ground);
      all.emplace_back(Color::caution, ground);
    }
    all.emplace_back(Color::ink, Color::pressed);
    all.emplace_back(Color::on_accent, Color::accent);
    all.emplace_back(Color::on_accent, Color::accent_hover);
    all.emplace_back(Color::on_accent, Color::accent_press);
    all.emplace_back(Color::on_soft, Color::accent_soft);
    all.emplace_back(Color::caution, Color::caution_soft);
    all.emplace_back(Color::danger, Color::danger_soft);
    all.emplace_back(Color::danger, Color::accent_soft);
    all.emplace_back(Color::on_danger, Color::danger);
    all.emplace_back(Color::on_danger, Color::danger_hover);
    for (int i = 0; i < 5; ++i) {
      all.emplace_back(static_cast<Color>(static_cast<int>(Color::on_heat_0) + i),
                       static_cast<Color>(static_cast<int>(Color::heat_0) + i));
    }
    return all;
  }();
  return pairs;
}

}  // namespace

TEST_CASE("text stands out from what it is written on in every theme") {
  for (const Theme theme : kThemes) {
    for (const Pair& pair : text_pairs()) {
      const Color words = pair.first;
      const Color ground = pair.second;
      CAPTURE(static_cast<int>(theme));
      CAPTURE(static_cast<int>(words));
      CAPTURE(static_cast<int>(ground));
      CHECK(contrast_ratio(theme_color(theme, words), theme_color(theme, ground)) >= kTextLimit);
    }
  }
}

TEST_CASE("borders of what can be operated, marks and the focus ring stand out in every theme") {
  for (const Theme theme : kThemes) {
    for (const Color mark :
         {Color::edge, Color::accent, Color::focus, Color::caution_line, Color::danger}) {
      for (const Color ground : {Color::ground, Color::surface}) {
        CAPTURE(static_cast<int>(theme));
        CAPTURE(static_cast<int>(mark));
        CHECK(contrast_ratio(theme_color(theme, mark), theme_color(theme, ground)) >= kBorderLimit);
      }
    }
  }
}

TEST_CASE("black on white has the greatest contrast and a colour on itself none") {
  CHECK(contrast_ratio(0xFF000000, 0xFFFFFFFF) == doctest::Approx(21));
  CHECK(contrast_ratio(0xFF70605A, 0xFF70605A) == doctest::Approx(1));
}

TEST_CASE("what is touched is 44 pixels or more and no text is under 16") {
  for (const int percent : kTextPercents) {
    for (const Theme theme : kThemes) {
      const Tokens t = make_tokens(theme, percent, 1);
      CHECK(t.target.touch_min >= 44);
      CHECK(t.target.button >= 44);
      CHECK(t.target.row_min >= 44);
      CHECK(t.target.bar >= 44);
      // A chip is drawn lower and struck 4 px further on each side.
      CHECK(t.target.chip + 2 * t.px(4) >= 44);
      for (const Type& type : t.types) CHECK(type.size >= 16);
    }
  }
}

TEST_CASE("text size grows type and targets wholly, space by half, and hairlines and corners not") {
  const Tokens one = make_tokens(Theme::light, 100, 1);
  const Tokens two = make_tokens(Theme::light, 200, 1);
  CHECK(two.type(TypeStyle::body).size == 2 * one.type(TypeStyle::body).size);
  CHECK(two.type(TypeStyle::note).line == 2 * one.type(TypeStyle::note).line);
  CHECK(two.target.button == 2 * one.target.button);
  CHECK(two.icon(IconSize::normal) == 2 * one.icon(IconSize::normal));
  CHECK(two.space.s4 == 1.5F * one.space.s4);
  CHECK(two.border.hair == one.border.hair);
  CHECK(two.radius.control == one.radius.control);
}

TEST_CASE("a display of scale two doubles everything, hairlines too") {
  const Tokens one = make_tokens(Theme::dark, 125, 1);
  const Tokens two = make_tokens(Theme::dark, 125, 2);
  CHECK(two.type(TypeStyle::title).size == 2 * one.type(TypeStyle::title).size);
  CHECK(two.space.s5 == 2 * one.space.s5);
  CHECK(two.border.hair == 2);
  CHECK(two.radius.panel == 24);
}

TEST_CASE("all lengths are whole device pixels at odd scales too") {
  const Tokens t = make_tokens(Theme::light, 125, 1.5F);
  for (const Type& type : t.types) {
    CHECK(type.size == static_cast<float>(static_cast<int>(type.size)));
    CHECK(type.line == static_cast<float>(static_cast<int>(type.line)));
  }
  CHECK(t.space.s3 == static_cast<float>(static_cast<int>(t.space.s3)));
  CHECK(t.target.chip == static_cast<float>(static_cast<int>(t.target.chip)));
}

TEST_CASE("high contrast has borders of two pixels") {
  CHECK(make_tokens(Theme::contrast, 100, 1).border.hair == 2);
  CHECK(make_tokens(Theme::light, 100, 1).border.hair == 1);
}

TEST_CASE("the layout follows width divided by text size") {
  CHECK(layout_for(359) == Layout::narrow);
  CHECK(layout_for(360) == Layout::compact);
  CHECK(layout_for(768) == Layout::medium);
  CHECK(layout_for(1200) == Layout::wide);
  CHECK(layout_for(1800) == Layout::widest);
  CHECK(layout_for(make_tokens(Theme::light, 300, 1), 1280) == Layout::compact);
  CHECK(layout_for(make_tokens(Theme::light, 100, 2), 3840) == Layout::widest);
  CHECK(layout_for(make_tokens(Theme::light, 200, 2), 3840) == Layout::medium);
}

TEST_CASE("text sizes and scales out of range are held to the nearest that is allowed") {
  CHECK(make_tokens(Theme::light, 20, 1).text_scale == 1);
  CHECK(make_tokens(Theme::light, 900, 1).text_scale == 3);
  CHECK(make_tokens(Theme::light, 100, 0).display_scale == 0.5F);
}

TEST_CASE("each stance of the vocabulary has its mark and an unknown one has none") {
  CHECK(stance_from_key("challenge") == Stance::challenge);
  CHECK(stance_from_key("observation") == Stance::observation);
  CHECK_FALSE(stance_from_key("rumour").has_value());
}

TEST_CASE("a fade takes the alpha down and leaves the colour") {
  CHECK(faded(0xFF112233, 0.5F) == 0x80112233);
  CHECK(faded(0xFF112233, 0) == 0x00112233);
}

TEST_CASE("motion asked to be reduced is none") {
  CHECK(make_tokens(Theme::light, 100, 1, true).motion.appear_ms == 0);
  CHECK(make_tokens(Theme::light, 100, 1).motion.appear_ms == 120);
}

}  // namespace crosstalk
