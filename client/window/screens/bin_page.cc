#include "client/window/screens/bin_page.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

/// Its words, and "Bring back" at the right, or below where the words need the room.
void bin_rows(Ui& ui, std::string_view title, const std::vector<BinRow>& rows,
              const Strings& strings, std::optional<Uuid>& restore) {
  if (rows.empty()) return;
  const Tokens& t = ui.tokens;
  text(ui, title, {.style = TypeStyle::title});
  gap(ui, t.space.s2);
  for (const BinRow& row : rows) {
    const IdScope id(row.id.text());
    const ButtonSpec back{.label = named(strings("bin.restore"), "bin-restore")};
    const float width = button_width(ui, back);
    const ImVec2 at = cursor(ui);
    const float right = ui.right;
    const float room = right - at.x - width - t.space.s3;
    const bool beside = room >= t.text_px(180);
    if (beside) ui.right = at.x + room;
    text(ui, row.text, {.style = TypeStyle::strong, .lines_max = 2});
    if (!row.detail.empty()) text(ui, row.detail, {.color = Color::ink_2, .lines_max = 1});
    ui.right = right;
    const float bottom = cursor(ui).y;
    if (beside) {
      const float height = std::max(bottom - at.y, t.target.button);
      set_cursor(ui, {right - width, std::round(at.y + (height - t.target.button) / 2)});
      if (button(ui, back)) restore = row.id;
      set_cursor(ui, {at.x, at.y + height});
      take(ui, {1, 0});
    } else {
      gap(ui, t.space.s1);
      if (button(ui, back)) restore = row.id;
    }
    gap(ui, t.space.s2);
    rule(ui);
    gap(ui, t.space.s2);
  }
  gap(ui, t.space.s3);
}

}  // namespace

void draw_bin(Ui& ui, const BinView& bin, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  if (bin.empty()) {
    empty_state(ui, {.name = "empty-bin",
                     .icon = Icon::remove,
                     .title = strings("bin.empty.title"),
                     .sentence = strings("bin.sentence")});
    return;
  }
  text(ui, strings("bin.sentence"), {.color = Color::ink_2});
  gap(ui, t.space.s4);
  bin_rows(ui, strings("bin.notes"), bin.notes, strings, out.restore_note);
  if (bin.more_notes) {
    const std::string more = named(strings("bin.more"), "bin-more");
    out.more_of_bin = button(ui, {.label = more}).clicked;
    gap(ui, t.space.s4);
  }
  bin_rows(ui, strings("bin.actions"), bin.actions, strings, out.restore_action);
}

}  // namespace crosstalk
