#include "client/window/text_editor.h"

#include <algorithm>
#include <cmath>

#include "client/window/code_points.h"
#include "client/window/draw.h"
#include "client/window/editor_view.h"
#include "client/window/item_report.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr float kPadX = 16;
constexpr float kPadY = 15;
constexpr float kLinesMin = 3;
constexpr float kThumb = 4;

// How far down a text the editor shows, at its right edge.
void draw_position(const Ui& ui, Rect box, float scroll, float scroll_max) {
  if (scroll_max <= 0) return;
  const Tokens& t = ui.tokens;
  const float inset = t.radius.control;
  const float height = box.height() - 2 * inset;
  const float thumb = std::max(inset * 3, height * height / (height + scroll_max));
  const float y = box.min.y + inset + (height - thumb) * (scroll / scroll_max);
  const float width = kThumb * t.display_scale;
  const float x = box.max.x - width - t.border.strong - t.display_scale;
  fill_round({{x, y}, {x + width, y + thumb}}, width / 2, t.color(Color::edge));
}

void draw_frame(const Ui& ui, const EditorView& view) {
  const Tokens& t = ui.tokens;
  fill_round(view.box, t.radius.control, t.color(view.off ? Color::sunken : Color::surface));
  const bool lit = view.focused && (view.active || view.ring);
  const Color border = view.off ? Color::line : lit ? Color::focus : Color::edge;
  outline(view.box, t.radius.control, t.color(border), lit ? t.border.strong : t.border.hair);
}

}  // namespace

void TextEditor::set_text(std::string_view utf8) {
  core_.set_text(utf8);
  marks_.clear();
  scroll_ = scroll_x_ = 0;
}

bool TextEditor::blank() const {
  const std::u32string& all = core_.code_points();
  return std::all_of(all.begin(), all.end(), [](char32_t c) {
    return c == U'\n' || c == 0xA0 || is_break_space(c) || is_invisible(c);
  });
}

std::vector<std::size_t> TextEditor::indices_of(const std::vector<std::size_t>& bytes) const {
  std::vector<std::size_t> indices;
  indices.reserve(bytes.size());
  const std::u32string& all = core_.code_points();
  std::size_t at = 0, index = 0;
  for (const std::size_t byte : bytes) {
    while (at < byte && index < all.size()) {
      const char32_t c = all[index++];
      at += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    indices.push_back(index);
  }
  return indices;
}

void TextEditor::set_marks(const std::vector<TextMark>& marks) {
  marks_.clear();
  std::vector<std::size_t> bytes;
  for (const TextMark& mark : marks) {
    bytes.push_back(mark.begin);
    bytes.push_back(mark.end);
  }
  const std::vector<std::size_t> indices = indices_of(bytes);
  for (std::size_t index = 0; index < marks.size(); ++index)
    marks_.push_back({indices[2 * index], indices[2 * index + 1], marks[index].kind});
}

std::string TextEditor::found_words() const {
  std::string words;
  for (const Span& mark : marks_) {
    if (mark.kind != MarkKind::hit) continue;
    if (!words.empty()) words += ", ";
    for (std::size_t index = mark.begin; index < mark.end; ++index) {
      append_utf8(words, core_.code_points()[index]);
    }
  }
  return words;
}

void TextEditor::replace(const std::vector<Replacement>& replacements) {
  if (replacements.empty()) return;
  std::vector<std::size_t> bytes;
  for (const Replacement& one : replacements) {
    bytes.push_back(one.begin);
    bytes.push_back(one.end);
  }
  const std::vector<std::size_t> at = indices_of(bytes);
  const std::size_t caret = core_.caret();
  std::size_t caret_after = caret;
  std::u32string words;
  for (std::size_t index = 0; index < replacements.size(); ++index) {
    const std::size_t begin = at[2 * index], end = at[2 * index + 1];
    if (index > 0)
      words += core_.code_points().substr(at[2 * index - 1], begin - at[2 * index - 1]);
    words += code_points_of(replacements[index].with);
    const std::size_t written = at.front() + words.size();
    if (caret >= end) {
      caret_after = written + (caret - end);
    } else if (caret > begin) {
      caret_after = written;
    }
  }
  core_.replace(at.front(), at.back(), words);
  core_.move_to({caret_after, false}, false);
}

EditorResponse text_editor(Ui& ui, TextEditor& editor, const EditorSpec& spec) {
  const Tokens& t = ui.tokens;
  EditorView view{.ui = ui, .editor = editor, .label = spec.label};
  view.read_only = spec.read_only;
  view.leaves_enter = spec.leaves_enter;
  const ImVec2 at = cursor(ui);
  const float width = spec.width > 0 ? spec.width : width_left(ui);
  const float pad_x = t.px(kPadX);
  const float pad_y = t.px(kPadY);
  const ImGuiWindow& window = *ImGui::GetCurrentWindow();
  const float room = window.InnerRect.Max.y - at.y - t.space.s4;
  const float most = spec.height_max > 0 ? spec.height_max : std::max(room, 1.0F);
  view.inner = {{at.x + pad_x, at.y + pad_y}, {at.x + width - pad_x, at.y + pad_y}};
  view.lay_out();
  const float line = view.line();
  const float lines = std::max(kLinesMin, static_cast<float>(editor.core().rows().size()));
  // At least three lines, whatever the room: the screen scrolls then.
  const float least = kLinesMin * line + 2 * pad_y;
  float height = std::max(least, std::min(lines * line + 2 * pad_y, most));
  if (spec.fill) height = std::max(least, most);
  view.box = snapped({at, {at.x + width, at.y + height}});
  view.inner.max.y = view.box.max.y - pad_y;
  take(ui, {view.box.width(), view.box.height()});
  const std::uint64_t before = editor.revision();
  view.begin();
  if (view.hovered && view.scroll_max() > 0) ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
  view.take_input();
  view.lay_out();
  view.follow_caret();
  const bool changed = editor.revision() != before;
  if (view.seen) {
    draw_frame(ui, view);
    if (editor.empty() && editor.core().preedit().empty()) {
      draw_text(ui, TypeStyle::note, view.inner.min, t.color(Color::ink_2),
                ellipsis(ui, TypeStyle::note, spec.placeholder, view.inner.width()));
    }
    view.draw(t.color(Color::ink));
    draw_position(ui, view.box, editor.scroll_, view.scroll_max());
  }
  return {changed, view.active, height};
}

EditorResponse read_text(Ui& ui, TextEditor& editor, std::string_view label, float asked) {
  EditorView view{.ui = ui, .editor = editor, .label = label};
  view.read_only = true;
  view.tab_stop = false;
  const ImVec2 at = cursor(ui);
  const float width = asked > 0 ? asked : std::min(width_left(ui), ui.tokens.measure);
  view.inner = {at, {at.x + width, at.y}};
  view.lay_out();
  const float height = static_cast<float>(editor.core().rows().size()) * view.line();
  view.box = snapped({at, {at.x + width, at.y + height}});
  view.inner.max.y = view.box.max.y;
  take(ui, {view.box.width(), view.box.height()});
  view.begin();
  if (item_report_enabled()) report_marked(editor.found_words());
  view.take_input();
  view.lay_out();
  editor.scroll_ = 0;
  if (view.seen) {
    view.draw(ui.tokens.color(Color::ink));
    if (view.ring) focus_ring(ui, view.box, ui.tokens.radius.mark);
  }
  return {false, view.active, height};
}

}  // namespace crosstalk
