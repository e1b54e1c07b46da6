// How an editor's rows, selection, marks and caret are drawn.

#include <algorithm>
#include <cmath>

#include "client/window/code_points.h"
#include "client/window/draw.h"
#include "client/window/drawn_text.h"
#include "client/window/editor_view.h"
#include "client/window/item_report.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr char32_t kSecretDot = 0x2022;
constexpr float kEmptyRowSelected = 6;  // a selected line end has to show somewhere

// In place of a secret every character is a dot, as wide as one.
class DotWidths final : public GlyphWidths {
 public:
  explicit DotWidths(const GlyphWidths& of) : of_(of) {}
  float advance(char32_t) const override { return of_.advance(kSecretDot); }
  std::uint64_t generation() const override { return of_.generation(); }

 private:
  const GlyphWidths& of_;
};

}  // namespace

void EditorView::lay_out() {
  const GlyphWidths& widths = ui.fonts.widths(style);
  if (secret) {
    if (!editor.secret_widths_) editor.secret_widths_ = std::make_shared<DotWidths>(widths);
    core().lay_out(*editor.secret_widths_, std::max(1.0F, inner.width()));
    return;
  }
  core().lay_out(widths, std::max(1.0F, inner.width()));
}

float EditorView::scroll_max() {
  const float total = static_cast<float>(core().rows().size()) * line();
  return std::max(0.0F, total - inner.height());
}

void EditorView::follow_caret() {
  const bool moved =
      editor.followed_caret_ != core().caret() || editor.followed_revision_ != core().revision();
  const ImGuiIO& io = ImGui::GetIO();
  if (core().single_line()) {
    const float x = core().caret_x();
    const float caret = ui.tokens.caret;
    if (x < editor.scroll_x_) editor.scroll_x_ = x;
    if (x + caret > editor.scroll_x_ + inner.width()) {
      editor.scroll_x_ = x + caret - inner.width();
    }
    if (!active) editor.scroll_x_ = 0;
  } else {
    const float most = scroll_max();
    if (hovered && io.MouseWheel != 0 && most > 0) {
      editor.scroll_ -= io.MouseWheel * line() * 3;
    }
    if (active && moved) {
      const float y = static_cast<float>(core().caret_row()) * line();
      if (y < editor.scroll_) editor.scroll_ = y;
      if (y + line() > editor.scroll_ + inner.height()) {
        editor.scroll_ = y + line() - inner.height();
      }
    }
    editor.scroll_ = std::round(std::clamp(editor.scroll_, 0.0F, most));
  }
  editor.followed_caret_ = core().caret();
  editor.followed_revision_ = core().revision();
}

void EditorView::draw_span(std::size_t row, std::size_t begin, std::size_t end, float y, Rgba color,
                           Rgba under) {
  const EditCore::Row& place = core().rows()[row];
  const std::size_t from = std::max(begin, place.begin);
  const std::size_t to = std::min(end, place.end);
  const bool line_end = end > place.end && begin <= place.end && place.next > place.end;
  if (from > to || (from == to && !line_end)) return;
  const float x0 = inner.min.x - editor.scroll_x_ + core().x_in_row(row, from);
  float x1 = inner.min.x - editor.scroll_x_ + core().x_in_row(row, to);
  if (under == 0) {
    if (line_end) x1 += kEmptyRowSelected * ui.tokens.display_scale;
    fill({{x0, y}, {x1, y + line()}}, color);
    return;
  }
  // A mark hugs the letters and has its line right below them.
  const float baseline = y + ui.fonts.baseline(style);
  const float size = ui.tokens.type(style).size;
  const float bottom = std::round(baseline + size * 0.3F);
  fill({{x0, std::round(baseline - size * 0.95F)}, {x1, bottom}}, color);
  fill({{x0, bottom}, {x1, bottom + ui.tokens.underline}}, under);
}

void EditorView::draw_glyphs(std::size_t row, float y, Rgba ink) {
  EditCore& edit = core();
  const EditCore::Row& place = edit.rows()[row];
  const std::u32string& shown = edit.shown();
  ImFont& font = *ui.fonts.font(style);
  const GlyphWidths& widths = ui.fonts.widths(style);
  const bool selected = edit.has_selection() && edit.preedit().empty();
  const Rgba on_accent = ui.tokens.color(Color::on_accent);
  const float top = y + ui.fonts.drop(style);
  const float right = inner.max.x;
  const float dot = secret ? widths.advance(kSecretDot) : 0;
  float x = inner.min.x - editor.scroll_x_;
  for (std::size_t i = place.begin; i < place.end && x <= right; ++i) {
    const char32_t c = secret ? kSecretDot : shown[i];
    if (!secret && c == U'\t') {
      x += widths.advance(U' ') * 4;
      continue;
    }
    if (!secret && is_invisible(c)) continue;
    const bool inside = selected && i >= edit.selection_begin() && i < edit.selection_end();
    const float advance = secret ? dot : widths.advance(c);
    font.RenderChar(&canvas(), font.FontSize, {std::round(x), top}, inside ? on_accent : ink,
                    static_cast<ImWchar>(c));
    if (secret || !has_no_width(c)) x += advance;
  }
  if (!item_report_enabled()) return;
  // Of a secret no more is told than its place.
  std::string words;
  for (std::size_t i = place.begin; i < place.end; ++i) {
    append_utf8(words, secret ? kSecretDot : shown[i]);
  }
  // The spaces at which a line breaks hang past its edge.
  while (words.ends_with(' ')) {
    words.pop_back();
    x -= widths.advance(U' ');
  }
  const float from = inner.min.x - editor.scroll_x_;
  report_drawn_text(words, {from, y}, x - from, line(), ink,
                    edit.single_line() || scroll_max() > 0);
}

void EditorView::draw_row(std::size_t row, float y, Rgba ink) {
  const Tokens& t = ui.tokens;
  EditCore& edit = core();
  if (edit.preedit().empty()) {
    for (const TextEditor::Span& mark : editor.marks_) {
      const bool careful = mark.kind == MarkKind::careful;
      draw_span(row, mark.begin, mark.end, y,
                t.color(careful ? Color::caution_soft : Color::accent_soft),
                t.color(careful ? Color::caution_line : Color::accent));
    }
    if (edit.has_selection() && (active || read_only)) {
      draw_span(row, edit.selection_begin(), edit.selection_end(), y, t.color(Color::accent), 0);
    }
  }
  draw_glyphs(row, y, ink);
  if (!edit.preedit().empty()) {
    const EditCore::Row& place = edit.rows()[row];
    const std::size_t from = std::max(edit.caret(), place.begin);
    const std::size_t to = std::min(edit.caret() + edit.preedit().size(), place.end);
    if (from < to) {
      const float left = inner.min.x - editor.scroll_x_;
      const float under = std::round(y + ui.fonts.baseline(style) + 2 * t.display_scale);
      fill({{left + edit.x_in_row(row, from), under},
            {left + edit.x_in_row(row, to), under + t.border.hair}},
           ink);
    }
  }
}

void EditorView::draw_caret() {
  const Tokens& t = ui.tokens;
  const std::size_t row = core().caret_row();
  const float x = std::round(inner.min.x - editor.scroll_x_ + core().caret_x());
  const float y = std::round(inner.min.y - editor.scroll_ + static_cast<float>(row) * line());
  const float inset = std::round(2 * t.display_scale);
  const float half = std::floor(t.caret / 2);
  const Rect caret{{x - half, y + inset}, {x - half + t.caret, y + line() - inset}};
  if (!read_only) fill(caret, t.color(Color::accent));
  ImGuiContext& g = *ImGui::GetCurrentContext();
  g.PlatformImeData.WantVisible = !read_only;
  g.PlatformImeData.InputPos = caret.min;
  g.PlatformImeData.InputLineHeight = caret.height();
}

void EditorView::draw(Rgba ink) {
  EditCore& edit = core();
  if (edit.rows().empty()) return;
  // The caret and a hanging accent may lie a little outside.
  const float reach = 4 * ui.tokens.display_scale;
  ImGui::PushClipRect({inner.min.x - reach, inner.min.y}, {inner.max.x + reach, inner.max.y}, true);
  const ImVec4 clip = canvas()._CmdHeader.ClipRect;
  const float seen_from = std::max(clip.y, inner.min.y) - inner.min.y + editor.scroll_;
  const float seen_to = std::min(clip.w, inner.max.y) - inner.min.y + editor.scroll_;
  const auto first = static_cast<std::size_t>(std::max(0.0F, seen_from / line()));
  for (std::size_t row = first; row < edit.rows().size(); ++row) {
    const float offset = static_cast<float>(row) * line();
    if (offset > seen_to) break;
    draw_row(row, std::round(inner.min.y + offset - editor.scroll_), ink);
    if (edit.single_line()) break;
  }
  if (active) draw_caret();
  ImGui::PopClipRect();
}

}  // namespace crosstalk
