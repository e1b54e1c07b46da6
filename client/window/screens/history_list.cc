#include "client/window/screens/history_list.h"

#include <vector>

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kUsualEntry = 120;
constexpr int kTextLinesMax = 6;
constexpr int kLinesMax = 3;

struct Piece {
  std::string words;
  TextSpec spec;
};

/// What stands below the head of an entry, in order.
std::vector<Piece> pieces_of(const HistoryEntry& entry, const Strings& strings) {
  std::vector<Piece> pieces;
  for (const std::string& line : entry.lines) pieces.push_back({line, {.lines_max = kLinesMax}});
  if (!entry.taken_out.empty()) {
    pieces.push_back({strings.fill("history.taken_out", {entry.taken_out}),
                      {.color = Color::ink_2, .lines_max = kLinesMax}});
  }
  if (entry.text.empty()) return pieces;
  Piece text{entry.text, {.color = Color::ink_2, .lines_max = kTextLinesMax}};
  for (const TextSpan& span : entry.added) text.spec.marks.push_back({span.begin, span.end});
  pieces.push_back(std::move(text));
  return pieces;
}

/// The buttons of an entry, one below the other where there is no room for both in a line.
struct Buttons {
  std::vector<ButtonSpec> specs;
  bool stacked = false;
  float height = 0;

  Buttons(Ui& ui, const HistoryEntry& entry, bool may_change, const Strings& strings) {
    if (!may_change || !entry.goes_back) return;
    specs.push_back({.label = named(strings("history.go_back"), "go-back"),
                     .kind = ButtonKind::words,
                     .icon = Icon::undo,
                     .flush = true});
    if (entry.text_goes_back) {
      specs.push_back({.label = named(strings("history.text_back"), "text-back"),
                       .kind = ButtonKind::words,
                       .flush = true});
      stacked = button_width(ui, specs[0]) + ui.tokens.space.s5 + button_width(ui, specs[1]) >
                width_left(ui);
    }
    height = ui.tokens.target.button * static_cast<float>(stacked ? specs.size() : 1);
  }
};

std::vector<TextRun> head_of(const HistoryEntry& entry) {
  return {{entry.when, TypeStyle::strong, Color::ink},
          {" ", TypeStyle::body, Color::ink_2},
          {entry.who, TypeStyle::body, Color::ink_2}};
}

float entry_height(Ui& ui, const HistoryEntry& entry, bool may_change, const Strings& strings) {
  const float width = width_left(ui);
  float height = ui.tokens.space.s3 + rich_text_height(ui, head_of(entry), width);
  for (const Piece& piece : pieces_of(entry, strings))
    height += text_height(ui, piece.spec.style, piece.words, width, piece.spec.lines_max);
  return height + Buttons(ui, entry, may_change, strings).height;
}

/// The number of the button that was pressed; -1: none.
int draw_entry(Ui& ui, const HistoryEntry& entry, bool may_change, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const IdScope id(entry.key);
  const float width = width_left(ui);
  ImVec2 at = cursor(ui);
  at.y += t.space.s3;
  set_cursor(ui, at);
  rich_text(ui, head_of(entry), width);
  at.y += rich_text_height(ui, head_of(entry), width);
  for (Piece& piece : pieces_of(entry, strings)) {
    set_cursor(ui, at);
    piece.spec.width = width;
    text(ui, piece.words, piece.spec);
    at.y += text_height(ui, piece.spec.style, piece.words, width, piece.spec.lines_max);
  }
  const Buttons buttons(ui, entry, may_change, strings);
  int pressed = -1;
  ImVec2 place = at;
  for (std::size_t index = 0; index < buttons.specs.size(); ++index) {
    set_cursor(ui, place);
    if (button(ui, buttons.specs[index])) pressed = static_cast<int>(index);
    if (buttons.stacked) {
      place.y += t.target.button;
    } else {
      place.x += button_width(ui, buttons.specs[index]) + t.space.s5;
    }
  }
  set_cursor(ui, {at.x, at.y + buttons.height});
  return pressed;
}

}  // namespace

HistoryIntents draw_history(Ui& ui, const HistoryRows& rows, bool may_change, LongList& list,
                            const Strings& strings) {
  const Tokens& t = ui.tokens;
  HistoryIntents out;
  gap(ui, t.space.s3);
  text(ui, strings("history.title"), {.style = TypeStyle::title});
  text(ui, strings("history.sentence"), {.color = Color::ink_2});
  if (list.count() != rows.count) list.begin(rows.count);
  list.draw(
      ui, t.text_px(kUsualEntry),
      [&](std::size_t index) { return entry_height(ui, rows.entry(index), may_change, strings); },
      [&](std::size_t index) {
        const int pressed = draw_entry(ui, rows.entry(index), may_change, strings);
        if (pressed == 0) out.go_back = index;
        if (pressed == 1) out.text_back = index;
      });
  gap(ui, t.space.s4);
  return out;
}

}  // namespace crosstalk
