#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "client/window/draw.h"
#include "client/window/editor_view.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "client/window/text_editor.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

// What stands at the right inside of the box: the answer, or the shortcut while nothing is typed.
std::string_view right_words(const TextEditor& editor, const FieldSpec& spec) {
  return editor.empty() ? spec.keys : spec.answer;
}

// For who does not see what stands below it and in its right.
std::string description_of(const TextEditor& editor, const FieldSpec& spec) {
  std::string words(spec.error.empty() ? spec.help : spec.error);
  if (editor.empty() || spec.answer.empty()) return words;
  if (!words.empty()) words += ", ";
  return words += spec.answer;
}

// Where what was understood would leave less than half of the box to what is typed, it stands
// below.
bool stands_below(Ui& ui, std::string_view right, float inner) {
  return !right.empty() && text_width(ui, TypeStyle::body, right) + ui.tokens.space.s2 > inner / 2;
}

void draw_box(Ui& ui, const FieldSpec& spec, const EditorView& view) {
  const Tokens& t = ui.tokens;
  const bool lit = view.active || view.ring;
  const bool bad = !spec.error.empty();
  const Color ground = view.off ? Color::sunken : Color::surface;
  const Color border = view.off       ? Color::line
                       : bad          ? Color::danger
                       : lit          ? Color::focus
                       : view.hovered ? Color::ink_2
                                      : Color::edge;
  fill_round(view.box, t.radius.control, t.color(ground));
  outline(view.box, t.radius.control, t.color(border),
          lit || bad ? t.border.strong : t.border.hair);
}

void draw_inside(Ui& ui, TextEditor& editor, const FieldSpec& spec, EditorView& view,
                 std::string_view right) {
  const Tokens& t = ui.tokens;
  const float side = t.icon(IconSize::normal);
  if (spec.icon != Icon::none) {
    draw_icon(ui, spec.icon, IconSize::normal,
              {view.box.min.x + t.space.s3, std::round(view.box.center().y - side / 2)},
              t.color(view.off ? Color::ink_2 : Color::ink));
  }
  if (!right.empty()) {
    const float width = text_width(ui, TypeStyle::body, right);
    draw_text(ui, TypeStyle::body, {view.box.max.x - t.space.s3 - width, view.inner.min.y},
              t.color(Color::ink_2), right);
  }
  if (editor.empty() && editor.core().preedit().empty()) {
    draw_text(ui, TypeStyle::body, view.inner.min, t.color(Color::ink_2),
              ellipsis(ui, TypeStyle::body, spec.placeholder, view.inner.width()));
  }
  view.draw(t.color(view.off ? Color::ink_2 : Color::ink));
}

void draw_below(Ui& ui, const FieldSpec& spec, float width, std::string_view answer) {
  const Tokens& t = ui.tokens;
  if (!answer.empty()) text(ui, answer, {.color = Color::ink_2, .width = width});
  if (!spec.error.empty()) {
    gap(ui, t.space.s1);
    icon(ui, Icon::rejected, Color::danger, IconSize::state);
    same_line(ui, t.px(6));
    const float room = width - t.icon(IconSize::state) - t.px(6);
    text(ui, spec.error, {.color = Color::danger, .width = room});
  } else if (!spec.help.empty()) {
    gap(ui, t.space.s1);
    text(ui, spec.help, {.color = Color::ink_2, .width = width});
  }
}

}  // namespace

FieldResponse field(Ui& ui, TextEditor& editor, const FieldSpec& spec) {
  const Tokens& t = ui.tokens;
  const float width = spec.width > 0 ? spec.width : width_left(ui);
  if (spec.label_shown) {
    text(ui, label_text(spec.label), {.style = TypeStyle::strong, .width = width});
    gap(ui, t.space.s1);
  }
  EditorView view{.ui = ui, .editor = editor, .label = spec.label};
  view.style = TypeStyle::body;
  view.off = spec.off;
  view.secret = spec.secret;
  if (item_report_enabled()) view.description = description_of(editor, spec);
  const ImVec2 at = cursor(ui);
  view.box = snapped({at, {at.x + width, at.y + t.target.button}});
  const float line = view.line();
  const float y = std::round(view.box.center().y - line / 2);
  view.inner = {{view.box.min.x + t.space.s3, y}, {view.box.max.x - t.space.s3, y + line}};
  if (spec.icon != Icon::none) view.inner.min.x += t.icon(IconSize::normal) + t.space.s2;
  std::string_view right = right_words(editor, spec);
  std::string_view below;
  if (stands_below(ui, right, view.inner.width())) below = std::exchange(right, {});
  if (!right.empty()) {
    const float taken = text_width(ui, TypeStyle::body, right) + t.space.s2;
    view.inner.max.x = std::max(view.inner.min.x + 1, view.inner.max.x - taken);
  }
  view.lay_out();
  take(ui, {view.box.width(), view.box.height()});
  const std::uint64_t before = editor.revision();
  view.begin();
  view.take_input();
  view.lay_out();
  view.follow_caret();
  if (view.seen) {
    draw_box(ui, spec, view);
    draw_inside(ui, editor, spec, view, right);
  }
  // A shortcut that has no room is left out; what was understood is not.
  draw_below(ui, spec, width, editor.empty() ? std::string_view() : below);
  return {editor.revision() != before, view.entered, view.escaped, view.active};
}

float field_height(Ui& ui, const FieldSpec& spec) {
  const Tokens& t = ui.tokens;
  const float width = spec.width > 0 ? spec.width : width_left(ui);
  float height = t.target.button;
  if (spec.label_shown) {
    height += t.space.s1 + text_height(ui, TypeStyle::strong, label_text(spec.label), width);
  }
  const float inner = width - 2 * t.space.s3;
  if (stands_below(ui, spec.answer, inner)) {
    height += text_height(ui, TypeStyle::body, spec.answer, width);
  }
  if (!spec.error.empty()) {
    const float room = width - t.icon(IconSize::state) - t.px(6);
    height += t.space.s1 + text_height(ui, TypeStyle::body, spec.error, room);
  } else if (!spec.help.empty()) {
    height += t.space.s1 + text_height(ui, TypeStyle::body, spec.help, width);
  }
  return height;
}

}  // namespace crosstalk
