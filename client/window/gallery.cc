#include "client/window/gallery.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/choice.h"
#include "client/window/dialog.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/navigation.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/text.h"
#include "client/window/text_editor.h"

namespace crosstalk {
namespace {

constexpr std::array<std::string_view, 5> kStances{"Challenge", "Enabler", "Ask", "Idea",
                                                   "Observation"};

void section(Ui& ui, std::string_view title) {
  text(ui, title, {.style = TypeStyle::title});
  gap(ui, ui.tokens.space.s2);
  rule(ui);
  gap(ui, ui.tokens.space.s3);
}

void after_section(Ui& ui) { gap(ui, ui.tokens.px(28)); }

}  // namespace

struct Gallery::State {
  TextEditor empty, note, search{true}, due{true}, day{true};
  ToastState toast;
  DialogState dialog;
  MenuState menu;
  Rect menu_anchor;
  int tab = 0;
  int place = 1;
  int stance = 0;
  std::array<bool, 3> on{true, false, true};
  std::array<bool, 2> ticked{false, true};
  int text_step = 0;
};

Gallery::Gallery() : state_(std::make_unique<State>()) {
  State& s = *state_;
  const std::string words = "Born 14/03/1948, two log-ins, nobody told them";
  s.note.set_text(words);
  s.note.set_marks({{5, 15, MarkKind::careful}});
  s.due.set_text("31 Febuary");
  s.day.set_text("Friday");
}

Gallery::~Gallery() = default;

namespace {

void buttons(Ui& ui) {
  const Tokens& t = ui.tokens;
  section(ui, "Buttons");
  Flow flow(ui, t.space.s2, t.space.s2);
  const auto put = [&](const ButtonSpec& spec) {
    flow.place(button_width(ui, spec));
    button(ui, spec);
  };
  put({.label = "Save note###g-save", .kind = ButtonKind::primary, .keys = "Ctrl+Enter"});
  put({.label = "Off###g-off", .kind = ButtonKind::primary, .off = true});
  put({.label = "Edit###g-edit"});
  put({.label = "Link to this###g-link", .icon = Icon::link});
  put({.label = "Off###g-quiet-off", .off = true});
  put({.label = "Add action###g-add", .kind = ButtonKind::words, .icon = Icon::add});
  put({.label = "Erase everywhere###g-erase", .kind = ButtonKind::danger});
  put({.label = "Delete###g-delete", .kind = ButtonKind::danger_quiet, .icon = Icon::remove});
  after_section(ui);
}

void texts(Ui& ui, TextEditor& empty, TextEditor& note, TextEditor& search, TextEditor& due) {
  const Tokens& t = ui.tokens;
  section(ui, "Text");
  text_editor(ui, empty, {.label = "Empty note###g-empty",
                          .placeholder = "What was said? Start anywhere.",
                          .height_max = t.text_px(120)});
  gap(ui, t.space.s3);
  text_editor(ui, note, {.label = "Note###g-note", .height_max = t.text_px(200)});
  gap(ui, t.space.s3);
  field(ui, search, {.label = "Search###g-search",
                     .label_shown = false,
                     .placeholder = "Find in 1,204 notes",
                     .keys = "Ctrl+F",
                     .icon = Icon::search});
  gap(ui, t.space.s3);
  field(ui, due, {.label = "By when###g-due",
                  .error = "There is no such day. Try “Friday” or “1 April”."});
  after_section(ui);
}

void rows(Ui& ui, std::array<bool, 2>& ticked) {
  section(ui, "Rows");
  row(ui, {.label = "Can the Centre publish a model agreement?###g-row-1",
           .detail = "On a call",
           .stance = Stance::ask,
           .state = RowState::sent});
  row(ui, {.label = "From trust to council and missing the freedom, said by one who has been both "
                    "sides of the table and would go back###g-row-2",
           .detail = "At a workshop, Newcastle",
           .stance = Stance::enabler,
           .state = RowState::reviewed});
  row(ui, {.label = "Chosen###g-row-3",
           .detail = "At a workshop, Newcastle",
           .stance = Stance::challenge,
           .state = RowState::waiting,
           .state_words = "waiting",
           .chosen = true});
  row(ui, {.label = "Rejected###g-row-4",
           .detail = "Too long for the hub, kept here",
           .stance = Stance::challenge,
           .state = RowState::rejected,
           .state_words = "rejected"});
  for (std::size_t i = 0; i < ticked.size(); ++i) {
    const std::string label =
        i == 0 ? "Phone the housing lead###g-action-0" : "Ask for their plan###g-action-1";
    const RowResponse done = row(ui, {.label = label,
                                      .detail = "Housing signed and never opened the file",
                                      .tick_shown = true,
                                      .ticked = ticked[i],
                                      .right = i == 0 ? "7 days late" : "Fri 1 April",
                                      .right_late = i == 0,
                                      .right_below = i == 0 ? "Fri 11 March" : "You"});
    if (done.tick_clicked) ticked[i] = !ticked[i];
  }
  after_section(ui);
}

void cards(Ui& ui) {
  const Tokens& t = ui.tokens;
  section(ui, "Card");
  {
    const Card card(ui);
    text(ui, "It moves once people talk to each other", {.style = TypeStyle::strong});
    gap(ui, t.space.s3);
    heard_line(ui, "Heard 6 times", {0.11F, 0.21F, 0.49F, 0.54F, 0.87F, 0.92F});
    gap(ui, t.space.s2);
    rich_text(ui, {{"Heard 6 times", TypeStyle::body, Color::ink},
                   {" · 5 sectors · 4 places · since 2 March", TypeStyle::body, Color::ink_2}});
    button(ui, {.label = "Link to this###g-card-link",
                .kind = ButtonKind::words,
                .icon = Icon::link,
                .flush = true});
  }
  gap(ui, t.space.s3);
  {
    const Card card(ui, {.border = Color::accent});
    text(ui, "Heard often", {.style = TypeStyle::strong});
    gap(ui, t.space.s3);
    std::vector<float> often;
    for (int i = 0; i < 60; ++i) often.push_back(static_cast<float>((i * i) % 97) / 97);
    heard_line(ui, "Heard 60 times", often);
  }
  after_section(ui);
}

void banners(Ui& ui) {
  const Tokens& t = ui.tokens;
  section(ui, "Banners");
  banner(ui, {.name = "g-offline",
              .icon = Icon::offline,
              .sentence = "You can go on writing. Notes go out when a network returns."});
  gap(ui, t.space.s3);
  banner(ui, {.name = "g-trip",
              .kind = BannerKind::accent,
              .icon = Icon::train,
              .fact = "Trip: Leeds to London line.",
              .sentence = "New notes start from here."});
  gap(ui, t.space.s3);
  banner(ui, {.name = "g-careful",
              .kind = BannerKind::caution,
              .icon = Icon::careful,
              .fact = "These could point to one person",
              .sentence = "You decide.",
              .first = "Remove###remove",
              .second = "Keep###keep",
              .stacked = true});
  gap(ui, t.space.s3);
  banner(ui, {.name = "g-full",
              .kind = BannerKind::danger,
              .icon = Icon::rejected,
              .fact = "The disk is full.",
              .sentence = "The note is still here. Free some space, then save."});
  after_section(ui);
}

void sync_lines(Ui& ui) {
  section(ui, "Sync line");
  const std::array<SyncLineSpec, 7> lines{{
      {.name = "g-sync-0", .icon = Icon::reviewed, .state = "All sent", .detail = "10:32"},
      {.name = "g-sync-1", .icon = Icon::sending, .state = "Sending 3", .detail = "of 12"},
      {.name = "g-sync-2",
       .icon = Icon::offline,
       .state = "3 waiting",
       .detail = "offline since 14:05"},
      {.name = "g-sync-3",
       .icon = Icon::lock,
       .state = "3 waiting",
       .detail = "this network wants a login first",
       .action = "Open###g-open"},
      {.name = "g-sync-4",
       .icon = Icon::rejected,
       .state = "1 rejected",
       .detail = "kept here",
       .action = "See why###g-why",
       .tone = SyncTone::danger},
      {.name = "g-sync-5",
       .icon = Icon::here,
       .state = "On this device only",
       .detail = "no hub yet",
       .action = "Join###g-join"},
      {.name = "g-sync-6",
       .icon = Icon::lock,
       .state = "This device was revoked",
       .detail = "nothing is lost",
       .action = "Export###g-export"},
  }};
  for (const SyncLineSpec& line : lines) {
    sync_line(ui, line);
    rule(ui);
  }
  after_section(ui);
}

void types(Ui& ui) {
  const Tokens& t = ui.tokens;
  section(ui, "Type");
  text(ui, "34 figure", {.style = TypeStyle::figure});
  text(ui, "26 heading", {.style = TypeStyle::heading});
  text(ui, "20 title", {.style = TypeStyle::title});
  text(ui, "18 note: a person’s own words", {.style = TypeStyle::note});
  rich_text(ui, {{"16 strong", TypeStyle::strong, Color::ink},
                 {" and 16 body, the smallest", TypeStyle::body, Color::ink}});
  text(ui, "Łódź, Škoda, Ελλάδα, Київ, שלום, 😀 🚆, 漢");
  after_section(ui);
  section(ui, "Colour");
  const float cell = std::floor((width_left(ui) - 4 * t.space.s1) / 5);
  const ImVec2 at = cursor(ui);
  for (int i = 0; i < 5; ++i) {
    const auto heat = static_cast<Color>(static_cast<int>(Color::heat_0) + i);
    const auto on_heat = static_cast<Color>(static_cast<int>(Color::on_heat_0) + i);
    const float x = at.x + static_cast<float>(i) * (cell + t.space.s1);
    fill_round({{x, at.y}, {x + cell, at.y + t.text_px(36)}}, t.radius.cell, t.color(heat));
    draw_text(ui, TypeStyle::body, {x + cell / 2 - t.space.s1, at.y + t.px(6)}, t.color(on_heat),
              std::to_string(i * 4));
  }
  take(ui, {cell, t.text_px(36)});
  after_section(ui);
}

}  // namespace

void Gallery::chips(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  section(ui, "Chips");
  Flow flow(ui, t.space.s2, t.space.s2);
  const std::array<std::string_view, 3> words{"On a train###g-chip-0", "Housing###g-chip-1",
                                              "Information sharing agreements###g-chip-2"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const ChipSpec spec{.label = words[i], .state = s.on[i] ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) s.on[i] = !s.on[i];
  }
  for (const ChipSpec& spec :
       {ChipSpec{.label = "NHS###g-chip-3", .state = ChipState::suggested},
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
  after_section(ui);
}

void Gallery::looks(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  section(ui, "Looks");
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
  after_section(ui);
  section(ui, "Opens");
  if (button(ui, {.label = "Ask###g-ask"})) s.dialog.open = true;
  same_line(ui, t.space.s2);
  if (button(ui, {.label = "Move to the bin###g-bin"})) {
    s.toast.show(ui, "Note moved to the bin", Icon::remove, "Undo###toast-undo");
  }
  same_line(ui, t.space.s2);
  const ImVec2 at = cursor(ui);
  s.menu_anchor = {at, {at.x + t.target.button, at.y + t.target.button}};
  if (button(ui, {.label = "Menu###g-menu",
                  .kind = ButtonKind::words,
                  .icon = Icon::menu,
                  .icon_only = true})) {
    s.menu.open = true;
  }
  after_section(ui);
}

void Gallery::choices(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  section(ui, "Choices");
  if (checkbox(ui, {.label = "May be quoted###g-quote", .on = s.ticked[0]})) {
    s.ticked[0] = !s.ticked[0];
  }
  checkbox(ui, {.label = "On###g-on", .on = true});
  checkbox(ui, {.label = "Off###g-check-off", .on = true, .off = true});
  after_section(ui);
  section(ui, "Meter");
  meter(ui, "Room on this device", "62 % used", 0.62F);
  gap(ui, t.space.s3);
  meter(ui, "Nearly full", "96 % used", 0.96F);
  after_section(ui);
  section(ui, "Tabs");
  const int tab = tabs(ui, {{.label = "Mine###g-mine", .count = "5"},
                            {.label = "Everyone###g-all", .count = "9"},
                            {.label = "Done###g-done", .count = "14"}}, s.tab);
  if (tab >= 0) s.tab = tab;
  after_section(ui);
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

void Gallery::draw(Ui& ui) {
  State& s = *state_;
  const Tokens& t = ui.tokens;
  const NavigationResponse went = navigation(
      ui, {.app_name = "Crosstalk",
           .space_name = "Sharing, North",
           .write = {.label = "New note###nav-write", .icon = Icon::write},
           .places = {{.label = "Timeline###nav-timeline", .icon = Icon::timeline},
                      {.label = "Actions###nav-actions", .count = "5", .icon = Icon::actions},
                      {.label = "Messages###nav-messages", .icon = Icon::messages}},
           .below = {{.label = "Settings###nav-settings", .icon = Icon::settings}},
           .chosen = s.place,
           .sync = {.icon = Icon::reviewed, .state = "All sent", .detail = "17:40 today"}});
  if (went.pressed >= 0) s.place = went.pressed;
  const Rect rest = navigation_rest(ui);
  {
    const float margin = t.margin(ui.layout);
    const Area area(ui, "gallery", rest, {.padding_x = margin, .padding_y = margin});
    const ImVec2 top = cursor(ui);
    const int columns = ui.layout == Layout::wide ? 2 : ui.layout == Layout::widest ? 3 : 1;
    const float right = ui.right;
    const float gap_x = t.space.s6;
    const auto spaces = static_cast<float>(columns - 1);
    const float width = std::floor((width_left(ui) - spaces * gap_x) / static_cast<float>(columns));
    float bottom = top.y;
    const auto column = [&](int index, const auto& content) {
      const int place = index % columns;
      const float x = top.x + static_cast<float>(place) * (width + gap_x);
      if (columns > 1) {
        set_cursor(ui, {x, index < columns ? top.y : cursor(ui).y});
        ui.right = x + width;
      }
      const Inset inset(ui, x - top.x);
      content();
      bottom = std::max(bottom, cursor(ui).y);
    };
    column(0, [&] {
      looks(ui);
      buttons(ui);
      chips(ui);
      texts(ui, s.empty, s.note, s.search, s.due);
      if (columns > 1) choices(ui);
    });
    column(columns > 1 ? 1 : 0, [&] {
      rows(ui, s.ticked);
      cards(ui);
      banners(ui);
      if (columns == 2) sync_lines(ui);
      if (columns == 2) types(ui);
    });
    if (columns == 3) {
      column(2, [&] {
        sync_lines(ui);
        types(ui);
      });
    } else if (columns == 1) {
      choices(ui);
      sync_lines(ui);
      types(ui);
    }
    ui.right = right;
    set_cursor(ui, {top.x, bottom});
    empty_state(ui, {.name = "g-error",
                     .title = "The hub rejected one note",
                     .first = "Open the note###g-open-note",
                     .second = "Save as a file###g-save-file",
                     .first_primary = true,
                     .error = true,
                     .kept = "The note, whole, on this device. All others went out.",
                     .next = "It is longer than 1 MB. Split it in two."});
  }
  opened(ui, rest);
}

}  // namespace crosstalk
