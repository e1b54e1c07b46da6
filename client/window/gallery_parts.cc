#include "client/window/gallery_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/layout.h"
#include "client/window/navigation.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/text.h"
#include "client/window/text_editor.h"

namespace crosstalk::gallery {

void section(Ui& ui, std::string_view title) {
  text(ui, title, {.style = TypeStyle::title});
  gap(ui, ui.tokens.space.s2);
  rule(ui);
  gap(ui, ui.tokens.space.s3);
}

void after_section(Ui& ui) { gap(ui, ui.tokens.px(28)); }

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
  text_editor(ui, empty,
              {.label = "Empty note###g-empty",
               .placeholder = "What was said? Start anywhere.",
               .height_max = t.text_px(120)});
  gap(ui, t.space.s3);
  text_editor(ui, note, {.label = "Note###g-note", .height_max = t.text_px(200)});
  gap(ui, t.space.s3);
  field(ui, search,
        {.label = "Search###g-search",
         .label_shown = false,
         .placeholder = "Find in 1,204 notes",
         .keys = "Ctrl+F",
         .icon = Icon::search});
  gap(ui, t.space.s3);
  field(ui, due,
        {.label = "By when###g-due", .error = "There is no such day. Try “Friday” or “1 April”."});
  after_section(ui);
}

void days(Ui& ui, TextEditor& day, MonthUi& month) {
  section(ui, "A day");
  const DaySpec spec{.field = {.label = "By when###g-day", .placeholder = "Friday, in two weeks"},
                     .today = Day(std::chrono::year(2016) / std::chrono::March / 18)};
  day_field(ui, day, month, spec, Strings());
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

}  // namespace crosstalk::gallery
