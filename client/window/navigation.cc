#include "client/window/navigation.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kRailItem = 64;
constexpr float kSideItem = 44;

enum class Shape { side, rail, bar };

Shape shape_of(const Ui& ui) {
  switch (ui.layout) {
    case Layout::narrow:
    case Layout::compact:
      return Shape::bar;
    case Layout::medium:
      return Shape::rail;
    case Layout::wide:
    case Layout::widest:
      return Shape::side;
  }
  return Shape::bar;
}

float side_width(const Ui& ui) {
  const float more = ui.layout == Layout::widest ? ui.tokens.text_px(24) : 0;
  return ui.tokens.side_width + more;
}

// In a low window the words of the bar stand beside its icons.
float bar_height(const Ui& ui) {
  const Tokens& t = ui.tokens;
  return (is_low(ui) ? t.target.touch_min : t.target.bar) + t.border.hair;
}

Rect navigation_place(const Ui& ui) {
  switch (shape_of(ui)) {
    case Shape::side:
      return cut_left(ui.screen, side_width(ui)).first;
    case Shape::rail:
      return cut_left(ui.screen, ui.tokens.rail_width).first;
    case Shape::bar:
      return cut_bottom(ui.screen, bar_height(ui)).first;
  }
  return {};
}

// Where tabs stand from their top left; those that do not fit beside the others begin a new line.
struct TabPlaces {
  std::vector<Rect> of;
  int lines = 1;
  float padding = 0;  // at both sides of the words
};

// Room for the strong words in both states: a tab keeps its width.
float tab_width(Ui& ui, const TabSpec& spec, float padding) {
  const float words = text_width(ui, TypeStyle::strong, label_text(spec.label));
  const float count = text_width(ui, TypeStyle::body, spec.count);
  return words + (count > 0 ? ui.tokens.space.s2 + count : 0) + 2 * padding;
}

// As wide as there is room for on one line, and not wider than is good.
float tab_padding(Ui& ui, const std::vector<TabSpec>& specs, float room) {
  const Tokens& t = ui.tokens;
  for (const float padding : {t.space.s4, t.space.s3}) {
    float all = 0;
    for (const TabSpec& spec : specs) all += tab_width(ui, spec, padding) + t.space.s1;
    if (all - t.space.s1 <= room) return padding;
  }
  return t.space.s2;
}

TabPlaces tab_places(Ui& ui, const std::vector<TabSpec>& specs, float room) {
  const Tokens& t = ui.tokens;
  const float height = t.target.touch_min;
  TabPlaces places;
  places.padding = tab_padding(ui, specs, room);
  float x = 0;
  for (const TabSpec& spec : specs) {
    const float width = std::min(room, tab_width(ui, spec, places.padding));
    if (x > 0 && x + width > room) {
      ++places.lines;
      x = 0;
    }
    const float y = static_cast<float>(places.lines - 1) * height;
    places.of.push_back({{x, y}, {x + width, y + height}});
    x += width + t.space.s1;
  }
  return places;
}

void draw_tab(Ui& ui, const TabSpec& spec, bool on, const Interaction& state, Rect box,
              float padding) {
  const Tokens& t = ui.tokens;
  if (state.hovered && !on) fill(box, t.color(Color::hover));
  const Rgba ink = t.color(on ? Color::ink : Color::ink_2);
  const TypeStyle style = on ? TypeStyle::strong : TypeStyle::body;
  const float y = std::round(box.center().y - t.type(TypeStyle::body).line / 2);
  const float count =
      spec.count.empty() ? 0 : t.space.s2 + text_width(ui, TypeStyle::body, spec.count);
  const float room = box.width() - 2 * padding - count;
  const float end = draw_text(ui, style, {box.min.x + padding, y}, ink,
                              ellipsis(ui, style, label_text(spec.label), room + t.space.s1));
  if (count > 0) draw_text(ui, TypeStyle::body, {end + t.space.s2, y}, ink, spec.count);
  if (on) fill({{box.min.x, box.max.y - t.tab_bar}, box.max}, t.color(Color::accent));
  if (state.ring) focus_ring_inside(ui, box);
}

// One place at the side: icon, word, count at the right.
bool side_item(Ui& ui, const TabSpec& spec, bool chosen, Rect place) {
  const Tokens& t = ui.tokens;
  const Interaction state = interact(ui, {.label = spec.label,
                                          .role = Role::tab,
                                          .drawn = place,
                                          .struck = {},
                                          .off = false,
                                          .checked = chosen});
  if (!state.seen) return state.clicked;
  const float radius = t.radius.control;
  if (chosen) {
    fill_round(place, radius, t.color(Color::accent_soft));
    if (t.theme == Theme::contrast) {
      outline(place, radius, t.color(Color::accent), t.border.strong);
    }
  } else if (state.hovered || state.held) {
    fill_round(place, radius, t.color(state.held ? Color::pressed : Color::hover));
  }
  if (state.ring) outline(place, radius, t.color(Color::focus), t.border.focus);
  const Rgba words = t.color(chosen ? Color::on_soft : Color::ink);
  const float side = t.icon(IconSize::normal);
  const float line = t.type(TypeStyle::body).line;
  const float y = std::round(place.center().y - line / 2);
  float x = place.min.x + t.space.s3;
  draw_icon(ui, spec.icon, IconSize::normal, {x, std::round(place.center().y - side / 2)},
            t.color(chosen ? Color::on_soft : Color::ink_2));
  x += side + t.space.s3;
  float right = place.max.x - t.space.s3;
  if (!spec.count.empty()) {
    right -= text_width(ui, TypeStyle::body, spec.count);
    draw_text(ui, TypeStyle::body, {right, y}, t.color(Color::ink_2), spec.count);
    right -= t.space.s2;
  }
  const TypeStyle style = chosen ? TypeStyle::strong : TypeStyle::body;
  draw_text(ui, style, {x, y}, words, ellipsis(ui, style, label_text(spec.label), right - x));
  return state.clicked;
}

struct StackedLook {
  bool chosen, bar_above, word_shown, soft, beside = false;
};

// Room for icon and word beside each other, chosen or not.
float beside_width(Ui& ui, const TabSpec& spec) {
  const Tokens& t = ui.tokens;
  const float words = text_width(ui, TypeStyle::strong, label_text(spec.label));
  return t.icon(IconSize::normal) + t.space.s2 + words;
}

void draw_beside(Ui& ui, const TabSpec& spec, TypeStyle style, Rgba ink, Rect place) {
  const Tokens& t = ui.tokens;
  const float side = t.icon(IconSize::normal);
  const ImVec2 middle = place.center();
  const std::string_view words = label_text(spec.label);
  const float width = side + t.space.s2 + text_width(ui, style, words);
  const float left = std::round(middle.x - width / 2);
  draw_icon(ui, spec.icon, IconSize::normal, {left, std::round(middle.y - side / 2)}, ink);
  draw_text(ui, style,
            {left + side + t.space.s2, std::round(middle.y - t.type(TypeStyle::body).line / 2)},
            ink, words);
}

// Icon over word: the rail and the bottom bar.
bool stacked_item(Ui& ui, const TabSpec& spec, const StackedLook& look, Rect place) {
  const Tokens& t = ui.tokens;
  const Interaction state = interact(ui, {.label = spec.label,
                                          .role = Role::tab,
                                          .drawn = place,
                                          .struck = {},
                                          .off = false,
                                          .checked = look.chosen,
                                          .tab_stop = true,
                                          .value = spec.count});
  if (!state.seen) return state.clicked;
  const bool filled = look.soft && look.chosen;
  const bool touched = state.hovered || state.held;
  if (filled || touched) {
    const Color under = filled ? Color::accent_soft : state.held ? Color::pressed : Color::hover;
    fill_round(place, look.soft ? t.radius.control : 0, t.color(under));
  }
  if (look.chosen && look.bar_above) {
    fill({place.min, {place.max.x, place.min.y + t.tab_bar}}, t.color(Color::accent));
  }
  if (state.ring) focus_ring_inside(ui, place);
  const Color color = !look.chosen ? Color::ink_2 : filled ? Color::on_soft : Color::accent;
  const TypeStyle style = look.chosen ? TypeStyle::strong : TypeStyle::body;
  if (look.beside) {
    draw_beside(ui, spec, style, t.color(color), place);
    return state.clicked;
  }
  const float side = t.icon(IconSize::normal);
  const float line = t.type(TypeStyle::body).line;
  const float content = side + (look.word_shown ? line + t.px(2) : 0);
  const float y = std::round(place.center().y - content / 2);
  draw_icon(ui, spec.icon, IconSize::normal, {std::round(place.center().x - side / 2), y},
            t.color(color));
  if (!look.word_shown) return state.clicked;
  const std::string words = ellipsis(ui, style, label_text(spec.label), place.width() - t.space.s1);
  const float width = text_width(ui, style, words);
  draw_text(ui, style, {std::round(place.center().x - width / 2), y + side + t.px(2)},
            t.color(color), words);
  return state.clicked;
}

void side_head(Ui& ui, const NavigationSpec& spec, Rect inner) {
  const Tokens& t = ui.tokens;
  const float room = inner.width() - 2 * t.space.s3;
  set_cursor(ui, {inner.min.x + t.space.s3, inner.min.y + t.space.s1});
  text(ui, spec.app_name, {.style = TypeStyle::title, .width = room, .lines_max = 1});
  set_cursor(ui, {inner.min.x + t.space.s3, cursor(ui).y});
  text(ui, spec.space_name, {.color = Color::ink_2, .width = room, .lines_max = 1});
}

NavigationResponse side(Ui& ui, const NavigationSpec& spec, Rect place) {
  const Tokens& t = ui.tokens;
  NavigationResponse out;
  const Area area(ui, "navigation", place,
                  {.fill = Color::ground, .scrolls = false, .line_right = true});
  Rect inner = place;
  inner.min.x += t.space.s3;
  inner.max.x -= t.space.s3 + t.border.hair;
  inner.min.y += t.space.s4;
  inner.max.y -= t.space.s3;
  side_head(ui, spec, inner);
  const float item = t.text_px(kSideItem);
  float y = inner.min.y + t.space.s1 + t.type(TypeStyle::title).line +
            t.type(TypeStyle::body).line + t.space.s4 + t.space.s1;
  const auto item_place = [&](float at) {
    return Rect{{inner.min.x, at}, {inner.max.x, at + item}};
  };
  if (spec.chosen != 0 && spec.write_primary) {
    set_cursor(ui, {inner.min.x, y});
    const Response write = button(ui, {.label = spec.write.label,
                                       .kind = ButtonKind::primary,
                                       .icon = spec.write.icon,
                                       .width = inner.width()});
    if (write) out.pressed = 0;
  } else if (side_item(ui, spec.write, spec.chosen == 0, item_place(y))) {
    out.pressed = 0;
  }
  y += item + t.space.s4;
  int index = 1;
  for (const TabSpec& tab : spec.places) {
    if (side_item(ui, tab, spec.chosen == index, item_place(y))) out.pressed = index;
    y += item + t.space.s1;
    ++index;
  }
  ui.right = inner.max.x;
  SyncLineSpec line = spec.sync;
  line.stacked = true;
  line.action = {};
  const float sync = sync_line_height(ui, line, inner.width());
  const auto below = static_cast<float>(spec.below.size());
  y = std::max(y, inner.max.y - sync - t.space.s2 * 2 - t.border.hair - below * item -
                      std::max(0.0F, below - 1) * t.space.s1);
  for (const TabSpec& tab : spec.below) {
    if (side_item(ui, tab, spec.chosen == index, item_place(y))) out.pressed = index;
    y += item + t.space.s1;
    ++index;
  }
  y = std::max(y, inner.max.y - sync - t.space.s2 - t.border.hair);
  fill({{inner.min.x, y}, {inner.max.x, y + t.border.hair}}, t.color(Color::line));
  y += t.border.hair + t.space.s2;
  set_cursor(ui, {inner.min.x, y});
  out.sync_opened = sync_line(ui, line).opened;
  return out;
}

// The rail and the bar have room for one short word.
TabSpec stacked_write(const NavigationSpec& spec) {
  TabSpec write = spec.write;
  if (!spec.write_short.empty()) write.label = spec.write_short;
  return write;
}

NavigationResponse rail(Ui& ui, const NavigationSpec& spec, Rect place) {
  const Tokens& t = ui.tokens;
  NavigationResponse out;
  const Area area(ui, "navigation", place,
                  {.fill = Color::ground, .scrolls = false, .line_right = true});
  const float item = t.text_px(kRailItem);
  const Rect inner{{place.min.x + t.space.s1, place.min.y + t.space.s2},
                   {place.max.x - t.space.s1 - t.border.hair, place.max.y - t.space.s2}};
  float y = inner.min.y;
  int index = 0;
  const auto draw = [&](const TabSpec& tab) {
    const Rect box{{inner.min.x, y}, {inner.max.x, y + item}};
    if (stacked_item(ui, tab, {spec.chosen == index, false, true, true}, box)) out.pressed = index;
    y += item + t.space.s1;
    ++index;
  };
  draw(stacked_write(spec));
  for (const TabSpec& tab : spec.places) draw(tab);
  const auto below = static_cast<float>(spec.below.size() + 1);
  y = std::max(y, inner.max.y - below * item - (below - 1) * t.space.s1);
  for (const TabSpec& tab : spec.below) draw(tab);
  const std::string sync_label = named(spec.sync.state, spec.sync.name);
  const Rect box{{inner.min.x, y}, {inner.max.x, y + item}};
  const TabSpec sync{.label = sync_label, .count = spec.sync.detail, .icon = spec.sync.icon};
  out.sync_opened = stacked_item(ui, sync, {false, false, true, true}, box);
  return out;
}

NavigationResponse bottom_bar(Ui& ui, const NavigationSpec& spec, Rect place) {
  NavigationResponse out;
  const Area area(ui, "navigation", place,
                  {.fill = Color::surface, .scrolls = false, .line_top = true});
  const auto count = static_cast<float>(spec.places.size() + 1);
  const float width = place.width() / count;
  const TabSpec write = stacked_write(spec);
  const bool low = is_low(ui);
  bool beside = low && beside_width(ui, write) <= width;
  for (const TabSpec& tab : spec.places) beside = beside && beside_width(ui, tab) <= width;
  const auto draw = [&](const TabSpec& tab, int index) {
    const float x = place.min.x + width * static_cast<float>(index);
    const Rect box = snapped({{x, place.min.y}, {x + width, place.max.y}});
    const bool chosen = spec.chosen == index;
    const bool word = !low && (chosen || ui.layout != Layout::narrow);
    if (stacked_item(ui, tab, {chosen, true, word, false, beside}, box)) out.pressed = index;
  };
  draw(write, 0);
  for (std::size_t i = 0; i < spec.places.size(); ++i) {
    draw(spec.places[i], static_cast<int>(i) + 1);
  }
  return out;
}

}  // namespace

float tabs_height(Ui& ui, const std::vector<TabSpec>& specs, float width) {
  const auto lines = static_cast<float>(tab_places(ui, specs, width).lines);
  return lines * ui.tokens.target.touch_min + ui.tokens.border.hair;
}

int tabs(Ui& ui, const std::vector<TabSpec>& specs, int chosen) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float room = width_left(ui);
  const TabPlaces places = tab_places(ui, specs, room);
  const float height = static_cast<float>(places.lines) * t.target.touch_min;
  int pressed = -1;
  fill({{at.x, at.y + height}, {ui.right, at.y + height + t.border.hair}}, t.color(Color::line));
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const TabSpec& spec = specs[i];
    const bool on = static_cast<int>(i) == chosen;
    const Rect& place = places.of[i];
    const Rect box = snapped(
        {{at.x + place.min.x, at.y + place.min.y}, {at.x + place.max.x, at.y + place.max.y}});
    const Interaction state = interact(ui, {.label = spec.label,
                                            .role = Role::tab,
                                            .drawn = box,
                                            .struck = {},
                                            .off = false,
                                            .checked = on,
                                            .tab_stop = true,
                                            .value = spec.count});
    if (state.clicked) pressed = static_cast<int>(i);
    if (state.seen) draw_tab(ui, spec, on, state, box, places.padding);
  }
  take(ui, {room, height + t.border.hair});
  return pressed;
}

Rect navigation_rest(const Ui& ui) {
  switch (shape_of(ui)) {
    case Shape::side:
      return cut_left(ui.screen, side_width(ui)).rest;
    case Shape::rail:
      return cut_left(ui.screen, ui.tokens.rail_width).rest;
    case Shape::bar:
      return cut_bottom(ui.screen, bar_height(ui)).rest;
  }
  return ui.screen;
}

NavigationResponse navigation(Ui& ui, const NavigationSpec& spec) {
  const Rect place = navigation_place(ui);
  switch (shape_of(ui)) {
    case Shape::side:
      return side(ui, spec, place);
    case Shape::rail:
      return rail(ui, spec, place);
    case Shape::bar:
      return bottom_bar(ui, spec, place);
  }
  return {};
}

}  // namespace crosstalk
