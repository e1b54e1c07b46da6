#include "client/window/screens/versions_screen.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

void prepare(const TwoVersionsView& view, VersionsUi& state) {
  bool same = state.shown == view.id && state.texts.size() == view.versions.size();
  for (std::size_t index = 0; same && index < view.versions.size(); ++index) {
    same = state.texts[index].text() == view.versions[index].text;
  }
  if (same) return;
  if (state.shown != view.id && !view.versions.empty())
    state.keep.set_text(view.versions.back().text);
  state.shown = view.id;
  state.texts.clear();
  for (const VersionView& version : view.versions) {
    state.texts.emplace_back();
    state.texts.back().set_text(version.text);
    std::vector<TextMark> marks;
    for (const TextSpan& span : version.only_here)
      marks.push_back({span.begin, span.end, MarkKind::hit});
    state.texts.back().set_marks(marks);
  }
  state.keep.focus();
}

void version_card(Ui& ui, const VersionView& version, TextEditor& text_shown, std::size_t index,
                  const Strings& strings, VersionsIntents& out) {
  const Tokens& t = ui.tokens;
  const IdScope id(version.change.text());
  const Card card(ui);
  const ImVec2 at = cursor(ui);
  text(ui, version.title, {.style = TypeStyle::title, .width = -1});
  const float words = text_width(ui, TypeStyle::body, version.written);
  const float title = text_width(ui, TypeStyle::title, version.title);
  const float line = t.type(TypeStyle::title).line;
  if (title + words + t.space.s4 < ui.right - at.x) {
    set_cursor(ui, {ui.right - words, at.y + (line - t.type(TypeStyle::body).line) / 2});
    text(ui, version.written, {.color = Color::ink_2, .width = -1});
    set_cursor(ui, {at.x, at.y + line});
    take(ui, {1, 0});
  } else {
    text(ui, version.written, {.color = Color::ink_2});
  }
  gap(ui, t.space.s3);
  read_text(ui, text_shown, named(version.title, "version-text"));
  gap(ui, t.space.s3);
  const std::string start = named(strings("versions.start"), "start-from");
  const std::string number = std::to_string(index + 1);
  if (button(ui, {.label = start,
                  .kind = ButtonKind::words,
                  .icon = Icon::copy,
                  .keys = "Ctrl+Shift+" + number,
                  .flush = true})) {
    out.start_from = index;
  }
}

/// The two buttons at the foot, one above the other where there is no room for both.
struct FootButtons {
  ButtonSpec keep, later;
  bool stack = false;
  float height = 0;

  FootButtons(Ui& ui, float room, bool off, const Strings& strings) {
    const Tokens& t = ui.tokens;
    const bool compact = is_compact(ui);
    keep = {.label = named(strings("versions.keep"), "keep-text"),
            .kind = ButtonKind::primary,
            .keys = compact ? "" : "Ctrl+Enter",
            .off = off};
    later = {.label = named(strings("versions.later"), "decide-later"),
             .keys = compact ? "" : "Esc"};
    stack = button_width(ui, keep) + t.space.s2 + button_width(ui, later) > room;
    if (stack) keep.width = later.width = -1;
    const float one = t.target.button;
    height = std::max(foot_height(ui), stack ? 2 * one + 3 * t.space.s2 : 0);
  }
};

void foot(Ui& ui, Rect place, float margin, FootButtons& buttons, VersionsIntents& out) {
  const Tokens& t = ui.tokens;
  const Area bar(ui, "versions-bar", place,
                 {.fill = Color::surface,
                  .padding_x = buttons.stack ? margin : 0,
                  .padding_y = buttons.stack ? t.space.s2 : 0,
                  .scrolls = false,
                  .line_top = true});
  if (buttons.stack) {
    if (button(ui, buttons.later)) out.later = true;
    gap(ui, t.space.s2);
    if (button(ui, buttons.keep)) out.keep = true;
    return;
  }
  const float y = place.center().y - t.target.button / 2;
  const float x = place.max.x - margin - button_width(ui, buttons.keep);
  set_cursor(ui, {x - t.space.s2 - button_width(ui, buttons.later), y});
  if (button(ui, buttons.later)) out.later = true;
  set_cursor(ui, {x, y});
  if (button(ui, buttons.keep)) out.keep = true;
}

}  // namespace

VersionsIntents draw_versions(Ui& ui, const TwoVersionsView& view, VersionsUi& state, Rect place,
                              const Strings& strings) {
  const Tokens& t = ui.tokens;
  VersionsIntents out;
  prepare(view, state);
  const bool compact = is_compact(ui);
  const float margin = compact ? t.space.s4 : t.space.s6;
  FootButtons buttons(ui, place.width() - 2 * margin, state.keep.blank(), strings);
  const auto parts = cut_bottom(place, buttons.height);
  {
    const Area area(ui, "versions", parts.rest, {.padding_x = margin, .padding_y = t.space.s4});
    text(ui, strings("versions.title"), {.style = TypeStyle::heading}, "screen-title");
    text(ui, strings("versions.sentence"), {.color = Color::ink_2});
    gap(ui, t.space.s4);
    const ImVec2 at = cursor(ui);
    const bool beside = !compact && view.versions.size() == 2;
    const float room = width_left(ui);
    const float half = beside ? std::floor((room - t.space.s4) / 2) : room;
    float bottom = at.y;
    for (std::size_t index = 0; index < view.versions.size(); ++index) {
      const float x = beside ? at.x + static_cast<float>(index) * (half + t.space.s4) : at.x;
      const float y = beside || index == 0 ? at.y : bottom + t.space.s3;
      {
        const Column column(ui, {x, y}, half);
        version_card(ui, view.versions[index], state.texts[index], index, strings, out);
      }
      bottom = std::max(bottom, cursor(ui).y);
    }
    set_cursor(ui, {at.x, bottom});
    take(ui, {1, 0});
    gap(ui, t.space.s5);
    text(ui, strings("versions.keep_label"), {.style = TypeStyle::title});
    gap(ui, t.space.s2);
    const std::string label = named(strings("versions.keep_label"), "keep");
    text_editor(ui, state.keep,
                {.label = label,
                 .width = std::min(width_left(ui), t.measure),
                 .height_max = t.text_px(260)});
    gap(ui, t.space.s3);
    rich_text(ui, {{strings("versions.marked"), TypeStyle::strong, Color::ink},
                   {" ", TypeStyle::body, Color::ink},
                   {strings("versions.marked_rest"), TypeStyle::body, Color::ink}});
    text(ui, strings("versions.joined"),
         {.color = Color::ink_2, .width = std::min(width_left(ui), t.measure)});
  }
  foot(ui, parts.first, margin, buttons, out);
  if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_Enter) && !state.keep.blank()) out.keep = true;
  if (shortcut(ui, ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_1)) out.start_from = 0;
  if (shortcut(ui, ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_2)) out.start_from = 1;
  if (shortcut(ui, ImGuiKey_Escape)) out.later = true;
  return out;
}

}  // namespace crosstalk
