#include "client/window/screens/capture_aside.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/column.h"
#include "client/window/screens/heard_card.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

void begin_message(Ui& ui, CaptureUi& state, const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  if (!state.begin_open) {
    const std::string label = named(strings("heard.begin"), "begin-message");
    if (button(ui, {.label = label, .kind = ButtonKind::words, .icon = Icon::add, .flush = true})) {
      state.begin_open = true;
      state.begin.focus();
    }
    return;
  }
  const std::string label = named(strings("heard.begin_hint"), "begin-words");
  const FieldResponse words = field(ui, state.begin, {.label = label});
  gap(ui, t.space.s2);
  const std::string begin = named(strings("heard.begin_do"), "begin-do");
  const ButtonSpec act{.label = begin, .off = state.begin.blank()};
  const std::string cancel = named(strings("heard.cancel"), "begin-cancel");
  const bool pressed = button(ui, act).clicked;
  same_line(ui, t.space.s2);
  const bool left = button(ui, {.label = cancel, .kind = ButtonKind::words}).clicked;
  if ((pressed || words.entered) && !state.begin.blank()) {
    out.begin_message = state.begin.text();
    state.begin.set_text({});
    state.begin_open = false;
  } else if (left || words.escaped) {
    state.begin_open = false;
  }
}

}  // namespace

void draw_capture_aside(Ui& ui, const CaptureView& view, CaptureUi& state, Rect place,
                        const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  const Area area(ui, "heard", place,
                  {.padding_x = t.space.s4, .padding_y = t.space.s4, .line_left = true});
  text(ui, strings("heard.title"),
       {.style = TypeStyle::title, .height = t.type(TypeStyle::heading).line});
  text(ui, strings("heard.sentence"), {.color = Color::ink_2});
  gap(ui, t.space.s3);
  const HeardBefore& heard = view.heard;
  if (heard.cards.empty()) {
    text(ui, strings("heard.nothing"), {.color = Color::ink_2});
    gap(ui, t.space.s2);
  }
  for (std::size_t index = 0; index < heard.cards.size(); ++index) {
    if (heard_card_tall(ui, heard.cards[index], strings)) out.link = index;
    gap(ui, t.space.s3);
  }
  begin_message(ui, state, strings, out);
  if (heard.alike.empty()) return;
  gap(ui, t.space.s2);
  rule(ui);
  gap(ui, t.space.s3);
  text(ui, strings("heard.alike"), {.style = TypeStyle::strong});
  for (const AlikeNote& note : heard.alike) {
    const std::string label = named(note.summary, note.id.text());
    if (row(ui, {.label = label, .detail = note.where, .padding_x = t.space.s1}))
      out.open_note = note.id;
  }
}

void draw_heard_beneath(Ui& ui, const CaptureView& view, const Strings& strings,
                        CaptureIntents& out) {
  const std::vector<HeardCard>& cards = view.heard.cards;
  bool any =
      std::any_of(cards.begin(), cards.end(), [](const HeardCard& card) { return card.linked; });
  for (std::size_t index = 0; index < cards.size(); ++index) {
    if (!cards[index].linked && any) continue;
    any = any || !cards[index].linked;
    gap(ui, ui.tokens.space.s2);
    if (heard_card_flat(ui, cards[index], strings)) out.link = index;
  }
}

}  // namespace crosstalk
