#include "client/window/screens/chip_row.h"

#include <cmath>
#include <string>
#include <vector>

#include "client/window/chip.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

ChipState state_of(ChipKind kind) {
  switch (kind) {
    case ChipKind::plain:
      return ChipState::plain;
    case ChipKind::on:
      return ChipState::on;
    case ChipKind::suggested:
      return ChipState::suggested;
  }
  return ChipState::plain;
}

ChipSpec spec_of(const std::string& label, const ChipView& shown, bool stances) {
  ChipSpec spec{.label = label, .state = state_of(shown.kind)};
  if (stances) spec.stance = stance_from_key(shown.key);
  return spec;
}

std::string label_of(const ChipRow& row, const ChipView& shown) {
  return named(shown.label, row.name + "-" + shown.key);
}

/// Which of the likely chips are shown in a row that is closed: all that are on, then suggested,
/// then plain as far as one line goes.
std::vector<bool> fitting(Ui& ui, const ChipRow& row, float room) {
  std::vector<float> widths;
  for (const ChipView& shown : row.likely) {
    const std::string label = label_of(row, shown);
    widths.push_back(chip_width(ui, spec_of(label, shown, false)));
  }
  std::vector<bool> chosen(row.likely.size(), false);
  float used = 0;
  for (const ChipKind kind : {ChipKind::on, ChipKind::suggested, ChipKind::plain}) {
    for (std::size_t index = 0; index < widths.size(); ++index) {
      if (row.likely[index].kind != kind) continue;
      const bool fits = used + widths[index] <= room;
      if (!fits && kind != ChipKind::on) continue;
      chosen[index] = true;
      used += widths[index] + ui.tokens.space.s2;
    }
  }
  return chosen;
}

}  // namespace

float row_label_width(const Ui& ui) { return is_compact(ui) ? 0 : ui.tokens.text_px(76); }

void row_label(Ui& ui, std::string_view words, float height, int figure) {
  const float width = row_label_width(ui);
  if (width == 0) return;
  if (figure > 0) {
    // In the margin, as a line is numbered: nothing moves for it.
    const Tokens& t = ui.tokens;
    const std::string number = std::to_string(figure);
    const float y = cursor(ui).y + (height - t.type(TypeStyle::body).line) / 2;
    const float x = cursor(ui).x - text_width(ui, TypeStyle::body, number) - t.space.s2;
    draw_text(ui, TypeStyle::body, {std::round(x), std::round(y)}, t.color(Color::accent), number);
  }
  text(ui, words, {.color = Color::ink_2, .width = width, .lines_max = 1, .height = height});
  same_line(ui, ui.tokens.space.s2);
}

ChipRowResponse chip_row(Ui& ui, const ChipRow& row, bool open, const Strings& strings,
                         const ChipRowKeys& keys) {
  const Tokens& t = ui.tokens;
  ChipRowResponse out;
  row_label(ui, row.label, t.target.chip, keys.row_figure);
  if (keys.scroll_to) ImGui::SetScrollHereY();
  const bool has_more = !row.more.empty();
  const std::string more =
      named(open ? std::string(strings("capture.less")) : row.more, row.name + "-more");
  ChipSpec more_chip{.label = more, .state = ChipState::more};
  if (keys.figures) more_chip.figure = "0";
  const std::vector<ChipView>& chips = open && !row.all.empty() ? row.all : row.likely;
  // On a phone More may stand on the next line, so that a long place is not hidden behind it.
  const float more_width = has_more && !is_compact(ui) ? chip_width(ui, more_chip) + t.space.s2 : 0;
  std::vector<bool> shown(chips.size(), true);
  if (has_more && (!open || row.all.empty())) shown = fitting(ui, row, width_left(ui) - more_width);
  Flow flow(ui, t.space.s2, t.space.s2);
  int figure = 0;
  for (std::size_t index = 0; index < chips.size(); ++index) {
    if (!shown[index]) continue;
    const std::string label = label_of(row, chips[index]);
    ChipSpec spec = spec_of(label, chips[index], row.name == "stance");
    if (keys.figures && ++figure <= 9) spec.figure = std::to_string(figure);
    flow.place(chip_width(ui, spec));
    const bool by_key = keys.figures && figure <= 9 && keys.figure == figure;
    if (chip(ui, spec) || by_key) out.tapped = chips[index].key;
  }
  if (has_more) {
    flow.place(chip_width(ui, more_chip));
    out.toggled_more = chip(ui, more_chip).clicked || (keys.figures && keys.figure == 0);
  }
  return out;
}

}  // namespace crosstalk
