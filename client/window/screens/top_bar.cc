#include "client/window/screens/top_bar.h"

#include "client/window/layout.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kTitleLeast = 56;
constexpr float kHeight = 56;

}  // namespace

float top_bar_height(const Ui& ui) {
  return is_low(ui) ? ui.tokens.target.touch_min : ui.tokens.text_px(kHeight);
}

TopBarResponse top_bar(Ui& ui, Rect place, const TopBarSpec& spec, const Strings& strings) {
  const Tokens& t = ui.tokens;
  TopBarResponse out;
  const Area area(ui, "top-bar", place, {.scrolls = false});
  const float y = place.center().y - t.target.button / 2;
  const float side = t.target.button;
  float right = place.max.x - t.space.s2 - side;
  set_cursor(ui, {right, y});
  const std::string menu = named(strings("nav.settings"), "menu");
  const ButtonSpec menu_spec{
      .label = menu, .kind = ButtonKind::words, .icon = Icon::menu, .icon_only = true};
  out.menu = spec.menu && button(ui, menu_spec).clicked;
  for (std::size_t index = spec.icons.size(); index-- > 0;) {
    right -= side;
    set_cursor(ui, {right, y});
    if (button(ui, spec.icons[index])) out.icon = static_cast<int>(index);
  }
  float left = place.min.x + t.space.s4;
  if (spec.back) {
    set_cursor(ui, {place.min.x + t.space.s1, y});
    const std::string back = named(strings("nav.back"), "back");
    out.back =
        button(ui,
               {.label = back, .kind = ButtonKind::words, .icon = Icon::back, .icon_only = true})
            .clicked;
    left = place.min.x + t.space.s1 + side + t.space.s1;
  }
  if (!spec.state.empty()) {
    const float line_y = place.center().y - t.type(TypeStyle::body).line / 2;
    const float words = text_width(ui, TypeStyle::body, spec.state) + t.space.s2;
    const float mark = t.icon(IconSize::normal) + t.space.s2;
    // The mark says it too, where the title needs the room.
    const float title = text_width(ui, TypeStyle::title, spec.title) + t.space.s2;
    if (left + title + words + mark <= right) {
      right -= words;
      set_cursor(ui, {right, line_y});
      text(ui, spec.state, {.color = Color::ink_2, .width = -1}, "kept");
    }
    right -= mark;
    set_cursor(ui, {right, line_y});
    icon(ui, Icon::sent, Color::ink_2);
  }
  // A title of which no more than two letters would be left says nothing: the chosen place does.
  if (right - left < t.text_px(kTitleLeast)) return out;
  set_cursor(ui, {left, place.center().y - t.type(TypeStyle::title).line / 2});
  text(ui, spec.title,
       {.style = TypeStyle::title, .width = right - left - t.space.s2, .lines_max = 1},
       "screen-title");
  return out;
}

}  // namespace crosstalk
