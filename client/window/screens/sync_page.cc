#include "client/window/screens/sync_page.h"

#include <algorithm>
#include <array>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kSentence = 560;
constexpr float kFacts = 92;

void head(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  const SyncPage& page = view.sync;
  const bool join = page.can_join;
  const bool shown = join || page.can_try;
  const std::string label =
      join ? named(strings("sync.join"), "join") : named(strings("sync.try"), "sync-now");
  const ButtonSpec act{.label = label, .kind = ButtonKind::primary};
  const float width = shown ? button_width(ui, act) : 0;
  const ImVec2 at = cursor(ui);
  const bool beside = !is_compact(ui);
  {
    const Column column(ui, at, ui.right - at.x - (beside && shown ? width + t.space.s4 : 0));
    text(ui, page.heading, {.style = TypeStyle::heading}, "sync-heading");
    gap(ui, t.space.s1);
    text(ui, page.sentence, {.width = std::min(width_left(ui), t.px(kSentence))});
  }
  const ImVec2 below = cursor(ui);
  bool pressed = false;
  if (shown && beside) {
    set_cursor(ui, {ui.right - width, at.y});
    pressed = button(ui, act).clicked;
    set_cursor(ui, below);
    take(ui, {1, 0});
  } else if (shown) {
    gap(ui, t.space.s3);
    pressed = button(ui, act).clicked;
  }
  out.join = pressed && join;
  out.try_now = pressed && !join;
}

struct CountCard {
  Icon icon;
  std::string_view title;
  const std::string* number;
  std::string_view words;
};

void count_card(Ui& ui, const CountCard& shown, float width) {
  const Tokens& t = ui.tokens;
  const Card card(ui, {.padding = t.px(14), .width = width});
  icon(ui, shown.icon);
  same_line(ui, t.space.s2);
  text(ui, shown.title, {.style = TypeStyle::strong, .width = -1});
  gap(ui, t.space.s1);
  text(ui, *shown.number, {.style = TypeStyle::figure, .width = -1});
  text(ui, shown.words, {.color = Color::ink_2});
}

void counts(Ui& ui, const SettingsView& view, const Strings& strings) {
  const Tokens& t = ui.tokens;
  if (!view.counted) return;
  gap(ui, t.px(20));
  const std::array cards = {CountCard{Icon::here, strings("sync.counts.here"), &view.here,
                                      strings("sync.counts.here_words")},
                            CountCard{Icon::sent, strings("sync.counts.sent"), &view.sent,
                                      strings("sync.counts.sent_words")},
                            CountCard{Icon::reviewed, strings("sync.counts.reviewed"),
                                      &view.reviewed, strings("sync.counts.reviewed_words")}};
  const float step = t.text_px(36);
  const float room = width_left(ui);
  const bool beside = !is_compact(ui);
  const float width = beside ? std::floor((room - 2 * step) / 3) : room;
  const ImVec2 at = cursor(ui);
  float bottom = at.y;
  for (std::size_t index = 0; index < cards.size(); ++index) {
    const float x = beside ? at.x + static_cast<float>(index) * (width + step) : at.x;
    const float y = beside || index == 0 ? at.y : bottom + t.space.s2;
    set_cursor(ui, {x, y});
    count_card(ui, cards[index], width);
    bottom = std::max(bottom, cursor(ui).y);
    if (!beside || index == 0) continue;
    const float side = t.icon(IconSize::normal);
    const float middle = at.y + (bottom - at.y - side) / 2;
    draw_icon(ui, Icon::next, IconSize::normal, {x - (step + side) / 2, middle},
              t.color(Color::ink_2));
  }
  set_cursor(ui, {at.x, bottom});
  take(ui, {1, 0});
}

void rejected(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  for (std::size_t index = 0; index < view.rejected.size(); ++index) {
    const RejectedView& shown = view.rejected[index];
    const IdScope id(shown.change.text());
    gap(ui, index == 0 ? t.px(20) : t.space.s2);
    const Card card(ui, {.fill = Color::danger_soft, .border = Color::danger});
    const ImVec2 at = cursor(ui);
    icon(ui, Icon::rejected, Color::danger);
    const float left = at.x + t.icon(IconSize::normal) + t.space.s3;
    const Column column(ui, {left, at.y}, ui.right - left);
    text(ui, shown.fact, {.style = TypeStyle::strong});
    text(ui, shown.sentence);
    Flow flow(ui, t.space.s5, t.space.s1);
    const std::string open = named(strings("rejected.open"), "open-rejected");
    const std::string file = named(strings("rejected.file"), "file-rejected");
    const std::string discard = named(strings("rejected.discard"), "discard-rejected");
    const auto words_button = [&](const std::string& label) {
      const ButtonSpec spec{.label = label, .kind = ButtonKind::words, .flush = true};
      flow.place(button_width(ui, spec));
      return button(ui, spec).clicked;
    };
    if (shown.is_note && words_button(open)) out.open_rejected = index;
    if (words_button(file)) out.file_rejected = index;
    if (words_button(discard)) out.discard_rejected = index;
  }
}

void waiting(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  if (view.waiting.empty()) return;
  gap(ui, t.px(20));
  text(ui, strings("sync.waiting_title"), {.style = TypeStyle::title});
  for (const WaitingRow& shown : view.waiting) {
    const std::string label = named(shown.summary, shown.id.text());
    if (row(ui, {.label = label,
                 .stance = stance_from_key(shown.stance),
                 .right = shown.saved,
                 .padding_x = t.space.s1})) {
      out.open_note = shown.id;
    }
  }
}

void facts(Ui& ui, const SettingsView& view, const Strings& strings) {
  const Tokens& t = ui.tokens;
  const SyncPage& page = view.sync;
  gap(ui, t.space.s5);
  rule(ui);
  gap(ui, t.space.s4);
  const float labels = t.text_px(kFacts);
  const std::array facts = {
      std::pair(strings("sync.hub"), std::string_view(page.hub)),
      std::pair(strings("sync.space"), std::string_view(page.space)),
      std::pair(strings("sync.role"), std::string_view(page.role)),
      std::pair(strings("sync.device"), std::string_view(page.device)),
      std::pair(strings("settings.folder"), std::string_view(view.folder)),
      std::pair(strings("settings.key_source"), std::string_view(view.key_source))};
  for (const auto& [label, value] : facts) {
    if (value.empty()) continue;
    fact(ui, label, value, labels);
    gap(ui, t.space.s2);
  }
}

}  // namespace

void draw_sync_page(Ui& ui, const SettingsView& view, const Strings& strings,
                    SettingsIntents& out) {
  head(ui, view, strings, out);
  counts(ui, view, strings);
  rejected(ui, view, strings, out);
  waiting(ui, view, strings, out);
  facts(ui, view, strings);
}

}  // namespace crosstalk
