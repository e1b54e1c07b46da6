#include "client/window/gallery.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/choice.h"
#include "client/window/dialog.h"
#include "client/window/gallery_parts.h"
#include "client/window/layout.h"
#include "client/window/navigation.h"
#include "client/window/panel.h"
#include "client/window/text.h"
#include "client/window/text_editor.h"

namespace crosstalk {
namespace {

constexpr std::array<std::string_view, 5> kStances{"Challenge", "Enabler", "Ask", "Idea",
                                                   "Observation"};

}  // namespace

struct Gallery::State {
  TextEditor empty, note, search{true}, due{true}, day{true};
  MonthUi month;
  ToastState toast;
  DialogState dialog;
  MenuState menu;
  Rect menu_anchor;
  int tab = 0;
  int place = 1;
  int stance = 0;
  std::array<bool, 3> on{true, false, true};
  std::array<bool, 2> ticked{false, true};
};

Gallery::Gallery() : state_(std::make_unique<State>()) {
  State& s = *state_;
  const std::string words = "Born 14/03/1948, two log-ins, nobody told them";
  s.note.set_text(words);
  s.note.set_marks({{5, 15, MarkKind::careful}});
  s.due.set_text("31 Febuary");
  s.day.set_text("next Friday");
  s.month.open = true;
  s.month.shown = Day(std::chrono::year(2016) / std::chrono::March / 18);
}

Gallery::~Gallery() = default;

void Gallery::chips(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  gallery::section(ui, "Chips");
  Flow flow(ui, t.space.s2, t.space.s2);
  const std::array<std::string_view, 3> words{"On a train###g-chip-0", "Housing###g-chip-1",
                                              "Information sharing agreements###g-chip-2"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const ChipSpec spec{.label = words[i], .state = s.on[i] ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) s.on[i] = !s.on[i];
  }
  for (const ChipSpec& spec : {ChipSpec{.label = "NHS###g-chip-3", .state = ChipState::suggested},
                               ChipSpec{.label = "More###g-chip-4", .state = ChipState::more},
                               ChipSpec{.label = "Off###g-chip-5", .off = true},
                               ChipSpec{.label = "Filter###g-chip-6", .icon = Icon::filter}}) {
    flow.place(chip_width(ui, spec));
    chip(ui, spec);
  }
  for (std::size_t i = 0; i < kStances.size(); ++i) {
    const bool on = s.stance == static_cast<int>(i);
    const std::string label = named(kStances[i], "g-stance-" + std::to_string(i));
    const ChipSpec spec{.label = label,
                        .state = on ? ChipState::on : ChipState::plain,
                        .stance = static_cast<Stance>(i)};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) s.stance = static_cast<int>(i);
  }
  gap(ui, t.space.s2);
  text(ui, "On has a tick (a stance a bar), suggested a plus. None changes its width.",
       {.color = Color::ink_2});
  gallery::after_section(ui);
}

void Gallery::looks(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  gallery::section(ui, "Looks");
  Flow flow(ui, t.space.s2, t.space.s2);
  const std::array<std::string_view, 3> themes{"Light###g-light", "Dark###g-dark",
                                               "High contrast###g-contrast"};
  for (std::size_t i = 0; i < themes.size(); ++i) {
    const auto theme = static_cast<Theme>(i);
    const ChipSpec spec{.label = themes[i],
                        .state = t.theme == theme ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) ui.wanted_theme = theme;
  }
  for (std::size_t i = 0; i < kTextPercents.size(); ++i) {
    const std::string percent = std::to_string(kTextPercents[i]);
    const std::string label = named(percent + " %", "g-text-" + percent);
    const bool on = static_cast<int>(std::lround(t.text_scale * 100)) == kTextPercents[i];
    const ChipSpec spec{.label = label, .state = on ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) ui.wanted_text_percent = kTextPercents[i];
  }
  gallery::after_section(ui);
  gallery::section(ui, "Opens");
  Flow openers(ui, t.space.s2, t.space.s2);
  const ButtonSpec ask{.label = "Ask###g-ask"};
  openers.place(button_width(ui, ask));
  if (button(ui, ask)) s.dialog.open = true;
  const ButtonSpec bin{.label = "Move to the bin###g-bin"};
  openers.place(button_width(ui, bin));
  if (button(ui, bin)) {
    s.toast.show(ui, "Note moved to the bin", Icon::remove, "Undo###toast-undo");
  }
  openers.place(t.target.button);
  const ImVec2 at = cursor(ui);
  s.menu_anchor = {at, {at.x + t.target.button, at.y + t.target.button}};
  if (button(ui, {.label = "Menu###g-menu",
                  .kind = ButtonKind::words,
                  .icon = Icon::menu,
                  .icon_only = true})) {
    s.menu.open = true;
  }
  gallery::after_section(ui);
}

void Gallery::choices(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  gallery::section(ui, "Choices");
  if (checkbox(ui, {.label = "May be quoted###g-quote", .on = s.ticked[0]})) {
    s.ticked[0] = !s.ticked[0];
  }
  checkbox(ui, {.label = "On###g-on", .on = true});
  checkbox(ui, {.label = "Off###g-check-off", .on = true, .off = true});
  gallery::after_section(ui);
  gallery::section(ui, "Meter");
  meter(ui, "Room on this device", "62 % used", 0.62F);
  gap(ui, t.space.s3);
  meter(ui, "Nearly full", "96 % used", 0.96F);
  gallery::after_section(ui);
  gallery::section(ui, "Tabs");
  const int tab = tabs(ui,
                       {{.label = "Mine###g-mine", .count = "5"},
                        {.label = "Everyone###g-all", .count = "9"},
                        {.label = "Done###g-done", .count = "14"}},
                       s.tab);
  if (tab >= 0) s.tab = tab;
  gallery::after_section(ui);
}

void Gallery::opened(Ui& ui, Rect rest) {
  State& s = *state_;
  toast(ui, s.toast, rest);
  dialog(ui, s.dialog,
         {.name = "g-dialog",
          .title = "Erase this note everywhere?",
          .sentence = "It goes from the hub and from every device, and cannot be brought back. The "
                      "bin keeps it for 30 days instead.",
          .safe = "Move to the bin###safe",
          .act = "Erase everywhere###act",
          .danger = true});
  menu(ui, s.menu, "g-menu-popup", s.menu_anchor,
       {{.label = "Export###g-m-export", .icon = Icon::download},
        {.label = "Settings###g-m-settings", .icon = Icon::settings},
        {.label = "Delete###g-m-delete", .icon = Icon::remove, .danger = true}});
}

NavigationSpec Gallery::places() const {
  return {.app_name = "Crosstalk",
          .space_name = "Sharing, North",
          .write = {.label = "New note###nav-write", .icon = Icon::write},
          .write_short = "Write###nav-write",
          .places = {{.label = "Timeline###nav-timeline", .icon = Icon::timeline},
                     {.label = "Actions###nav-actions", .count = "5", .icon = Icon::actions},
                     {.label = "Messages###nav-messages", .icon = Icon::messages}},
          .below = {{.label = "Settings###nav-settings", .icon = Icon::settings}},
          .chosen = state_->place,
          .sync = {.icon = Icon::reviewed, .state = "All sent", .detail = "17:40 today"}};
}

void Gallery::column(Ui& ui, int index, int columns) {
  State& s = *state_;
  // One column holds everything; in two and three the parts are shared out.
  if (index == 0) {
    looks(ui);
    gallery::buttons(ui);
    chips(ui);
    gallery::texts(ui, s.empty, s.note, s.search, s.due);
    gallery::days(ui, s.day, s.month);
    choices(ui);
  }
  if (index == 1 || columns == 1) {
    gallery::rows(ui, s.ticked);
    gallery::cards(ui);
    gallery::banners(ui);
  }
  if (index == 2 || columns == index + 1) {
    if (columns < 3 || index == 2) {
      gallery::sync_lines(ui);
      gallery::types(ui);
    }
    empty_state(ui, {.name = "g-error",
                     .title = "The hub rejected one note",
                     .first = "Open the note###g-open-note",
                     .second = "Save as a file###g-save-file",
                     .first_primary = true,
                     .error = true,
                     .kept = "The note, whole, on this device. All others went out.",
                     .next = "It is longer than 1 MB. Split it in two.",
                     .kept_title = "Kept:",
                     .next_title = "Next:"});
  }
}

void Gallery::draw(Ui& ui) {
  const Tokens& t = ui.tokens;
  const NavigationResponse went = navigation(ui, places());
  if (went.pressed >= 0) state_->place = went.pressed;
  const Rect rest = navigation_rest(ui);
  {
    const float margin = t.margin(ui.layout);
    const Area area(ui, "gallery", rest, {.padding_x = margin, .padding_y = margin});
    const ImVec2 top = cursor(ui);
    const int columns = ui.layout == Layout::wide ? 2 : ui.layout == Layout::widest ? 3 : 1;
    const auto count = static_cast<float>(columns);
    const float apart = t.space.s6;
    const float width = std::floor((width_left(ui) - (count - 1) * apart) / count);
    const float right = ui.right;
    float bottom = top.y;
    for (int i = 0; i < columns; ++i) {
      const float x = static_cast<float>(i) * (width + apart);
      const Inset inset(ui, x);
      set_cursor(ui, {top.x + x, top.y});
      ui.right = top.x + x + width;
      column(ui, i, columns);
      bottom = std::max(bottom, cursor(ui).y);
    }
    ui.right = right;
    set_cursor(ui, {top.x, bottom});
  }
  opened(ui, rest);
}

}  // namespace crosstalk
