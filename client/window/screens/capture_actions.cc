#include "client/window/screens/capture_actions.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/chip_row.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kActionLeast = 240;  // icon, some words, the button that changes it

}  // namespace

void draw_capture_actions(Ui& ui, const CaptureView& view, CaptureUi& state, int figure,
                          const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  const std::string add = named(strings("capture.add_action"), "add-action");
  const ButtonSpec add_spec{
      .label = add, .kind = ButtonKind::words, .icon = Icon::add, .flush = true};
  const float add_width = button_width(ui, add_spec);
  for (std::size_t index = 0; index < view.actions.size(); ++index) {
    const ImVec2 at = cursor(ui);
    row_label(ui, index == 0 ? strings("capture.action") : std::string_view(), t.target.button,
              index == 0 ? figure : 0);
    const float x = cursor(ui).x;
    const bool last = index + 1 == view.actions.size();
    // What adds another stands beside the last one, or below where that leaves it too little.
    const bool beside =
        last && !state.form.open && ui.right - x - add_width >= t.text_px(kActionLeast);
    const float room = ui.right - x - (beside ? add_width + t.space.s4 : 0);
    const IdScope id(std::to_string(index));
    const std::string change = named(strings("action.change"), "change-action");
    const ButtonSpec edit{
        .label = change, .kind = ButtonKind::words, .icon = Icon::write, .icon_only = true};
    const float edit_width = button_width(ui, edit);
    const float y = at.y + (t.target.button - t.type(TypeStyle::body).line) / 2;
    set_cursor(ui, {x, y});
    icon(ui, Icon::actions);
    const float words_x = x + t.icon(IconSize::normal) + t.space.s2;
    set_cursor(ui, {words_x, y});
    const float words = std::max(t.px(60), room - (words_x - x) - edit_width);
    const float what = std::min(text_width(ui, TypeStyle::strong, view.actions[index].text), words);
    text(ui, view.actions[index].text, {.style = TypeStyle::strong, .width = what, .lines_max = 1});
    const float rest = words - what - t.space.s2;
    if (rest > t.px(48)) {
      set_cursor(ui, {words_x + what + t.space.s2, y});
      text(ui, view.actions[index].who_when,
           {.color = Color::ink_2, .width = rest, .lines_max = 1});
    }
    set_cursor(ui, {x + room - edit_width, at.y});
    if (button(ui, edit)) out.change_action = index;
    set_cursor(ui, {at.x, at.y + t.target.button});
    take(ui, {1, 0});
    if (last && !state.form.open) {
      set_cursor(ui, {beside ? ui.right - add_width : x, beside ? at.y : cursor(ui).y});
      if (button(ui, add_spec)) out.open_form = true;
      set_cursor(ui, {at.x, std::max(cursor(ui).y, at.y + t.target.button)});
      take(ui, {1, 0});
    }
  }
  if (state.form.open) {
    gap(ui, t.space.s1);
    out.form = draw_action_form(ui, state.form, state.form.index.has_value(), strings);
    gap(ui, t.space.s2);
    if (state.form.just_opened) ImGui::SetScrollHereY(1);
    state.form.just_opened = false;
  } else if (view.actions.empty()) {
    row_label(ui, strings("capture.action"), t.target.button, figure);
    if (button(ui, add_spec)) out.open_form = true;
  }
}

}  // namespace crosstalk
