#include "client/window/screens/messages_screen.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/panel.h"
#include "client/window/row.h"
#include "client/window/screens/column.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kMarkSide = 12;
constexpr float kLineStep = 36;

float list_padding(const Ui& ui) {
  return is_compact(ui) ? ui.tokens.space.s4 : ui.tokens.space.s6;
}

float message_width(const Ui& ui, float width) {
  return std::min(width - 2 * list_padding(ui), ui.tokens.px(760));
}

std::vector<TextRun> reach_runs(const HeardCard& card, const std::string& rest) {
  return {{card.times, TypeStyle::body, Color::ink}, {rest, TypeStyle::body, Color::ink_2}};
}

std::string reach_rest(const HeardCard& card) {
  return " · " + card.reach + (card.since.empty() ? "" : " · " + card.since);
}

float message_height(Ui& ui, const HeardCard& card, float width) {
  const Tokens& t = ui.tokens;
  const std::string rest = reach_rest(card);
  const float reach = rich_text_height(ui, reach_runs(card, rest), message_width(ui, width));
  const float words = text_height(ui, TypeStyle::strong, card.text, message_width(ui, width));
  return words + t.px(8) + t.text_px(16) + t.px(6) + reach + 2 * t.px(14) + t.border.hair;
}

/// A row of the ranking: the words, the heard line, the reach.
bool message_row(Ui& ui, const HeardCard& card, bool tab_stop) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float width = width_left(ui);
  const float height = message_height(ui, card, width);
  const Rect box = snapped({at, {at.x + width, at.y + height}});
  const Interaction state = interact(ui, {.label = named(card.text, card.id.text()),
                                          .role = Role::row,
                                          .drawn = box,
                                          .struck = {},
                                          .tab_stop = tab_stop,
                                          .value = card.times});
  if (state.seen) {
    if (state.hovered || state.held) fill(box, t.color(state.held ? Color::pressed : Color::hover));
    if (state.ring) focus_ring_inside(ui, box);
    const float inner = message_width(ui, width);
    const Column column(ui, {at.x + list_padding(ui), at.y + t.px(14)}, inner);
    const IdScope inside(card.id.text());
    text(ui, card.text, {.style = TypeStyle::strong, .width = inner});
    gap(ui, t.px(8));
    heard_line(ui, card.times, card.marks, inner);
    gap(ui, t.px(6));
    const std::string rest = reach_rest(card);
    rich_text(ui, reach_runs(card, rest), inner);
  }
  fill({{box.min.x, box.max.y - t.border.hair}, box.max}, t.color(Color::line));
  set_cursor(ui, at);
  take(ui, {width, height});
  return state.clicked;
}

void figure(Ui& ui, const std::string& number, const std::string& words) {
  ImGui::BeginGroup();
  text(ui, number, {.style = TypeStyle::figure, .width = -1});
  text(ui, words, {.color = Color::ink_2, .width = -1});
  ImGui::EndGroup();
}

void figures(Ui& ui, const MessageDetail& detail) {
  const Tokens& t = ui.tokens;
  const std::vector<std::pair<const std::string*, const std::string*>> all = {
      {&detail.times, &detail.times_words},
      {&detail.sectors, &detail.sectors_words},
      {&detail.places, &detail.places_words},
      {&detail.span, &detail.span_words}};
  Flow flow(ui, is_compact(ui) ? t.space.s5 : t.space.s7, t.space.s3);
  for (const auto& [number, words] : all) {
    if (number->empty()) continue;
    flow.place(std::max(text_width(ui, TypeStyle::figure, *number),
                        text_width(ui, TypeStyle::body, *words)));
    figure(ui, *number, *words);
  }
}

/// The heard line opened into one line a sector; a note that touched several joins their lines.
void sector_lines(Ui& ui, const MessageDetail& detail) {
  const Tokens& t = ui.tokens;
  if (detail.lines.empty()) return;
  const ImVec2 at = cursor(ui);
  const float labels = t.text_px(is_compact(ui) ? 112 : 150);
  const float step = t.text_px(kLineStep);
  const float side = t.text_px(kMarkSide);
  const float left = at.x + labels;
  const float width = std::max(1.0F, std::min(ui.right - left, t.px(560)) - side);
  const auto x_of = [&](float mark) { return std::round(left + mark * width); };
  const auto y_of = [&](std::size_t line) {
    return at.y + (static_cast<float>(line) + 0.5F) * step;
  };
  for (std::size_t index = 0; index < detail.lines.size(); ++index) {
    const float y = y_of(index);
    set_cursor(ui, {at.x, y - t.type(TypeStyle::body).line / 2});
    text(ui, detail.lines[index].label, {.width = labels - t.space.s2, .lines_max = 1});
    fill({{left, y}, {left + width + side, y + t.border.hair}}, t.color(Color::line));
  }
  for (std::size_t index = 0; index < detail.crossings.size(); ++index) {
    const auto& lines = detail.crossings[index];
    const float x = x_of(detail.crossing_at[index]) + side / 2;
    fill({{x - t.display_scale, y_of(lines.front())}, {x + t.display_scale, y_of(lines.back())}},
         t.color(Color::accent));
  }
  for (std::size_t index = 0; index < detail.lines.size(); ++index) {
    for (const float mark : detail.lines[index].marks) {
      const float x = x_of(mark);
      fill_round(snapped({{x, y_of(index) - side / 2}, {x + side, y_of(index) + side / 2}}),
                 t.radius.cell, t.color(Color::accent));
    }
  }
  const float foot = at.y + static_cast<float>(detail.lines.size()) * step + t.space.s1;
  set_cursor(ui, {left, foot});
  text(ui, detail.from_label, {.color = Color::ink_2, .width = -1});
  const float last = text_width(ui, TypeStyle::body, detail.until_label);
  set_cursor(ui, {left + width + side - last, foot});
  text(ui, detail.until_label, {.color = Color::ink_2, .width = -1});
  set_cursor(ui, {at.x, foot + t.type(TypeStyle::body).line});
  take(ui, {1, 0});
}

void said_list(Ui& ui, const MessageDetail& detail, const Strings& strings, MessageIntents& out) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  text(ui, strings("message.said"),
       {.style = TypeStyle::title, .width = -1, .height = t.target.button});
  const float newest = text_width(ui, TypeStyle::body, strings("message.newest"));
  set_cursor(ui, {ui.right - newest, at.y});
  text(ui, strings("message.newest"),
       {.color = Color::ink_2, .width = -1, .height = t.target.button});
  set_cursor(ui, {at.x, at.y + t.target.button});
  take(ui, {1, 0});
  rule(ui);
  for (const SaidRow& said : detail.said) {
    const std::string label = named(said.summary, said.id.text());
    if (row(ui, {.label = label,
                 .detail = said.where,
                 .stance = stance_from_key(said.stance),
                 .right = said.day,
                 .padding_x = t.space.s1})) {
      out.open_note = said.id;
    }
  }
}

void belongs(Ui& ui, const MessageDetail& detail, const std::vector<AlikeNote>& alike,
             const Strings& strings, MessageIntents& out) {
  const Tokens& t = ui.tokens;
  if (!alike.empty()) {
    text(ui, strings("message.belong"), {.style = TypeStyle::title});
    text(ui, strings("message.belong_sentence"), {.color = Color::ink_2});
    for (const AlikeNote& note : alike) {
      gap(ui, t.space.s3);
      const IdScope id(note.id.text());
      const Card card(ui);
      text(ui, note.summary, {.style = TypeStyle::strong});
      text(ui, note.where, {.color = Color::ink_2});
      const std::string link = named(strings("message.link"), "link-note");
      if (button(ui, {.label = link, .kind = ButtonKind::words, .icon = Icon::link, .flush = true}))
        out.link_note = note.id;
    }
    gap(ui, t.space.s5);
  }
  if (detail.actions_words.empty()) return;
  rule(ui);
  gap(ui, t.space.s4);
  text(ui, strings("message.actions"), {.color = Color::ink_2});
  const std::string comma = detail.overdue_words.empty() ? "" : ", ";
  rich_text(ui, {{detail.actions_words, TypeStyle::strong, Color::ink},
                 {comma, TypeStyle::body, Color::ink},
                 {detail.overdue_words, TypeStyle::strong, Color::danger}});
}

void reword(Ui& ui, MessagesUi& state, const Strings& strings, MessageIntents& out) {
  const Tokens& t = ui.tokens;
  const std::string label = named(strings("message.reword_label"), "message-words");
  const FieldResponse typed = field(ui, state.words, {.label = label});
  gap(ui, t.space.s2);
  const std::string save = named(strings("message.reword_save"), "save-words");
  const std::string cancel = named(strings("message.cancel"), "cancel-words");
  const bool pressed = button(ui, {.label = save, .off = state.words.blank()}).clicked;
  same_line(ui, t.space.s2);
  const bool left = button(ui, {.label = cancel, .kind = ButtonKind::words}).clicked;
  if ((pressed || typed.entered) && !state.words.blank()) out.words = state.words.text();
  if (left || typed.escaped) state.rewording = false;
}

/// The message that is to stand for both is chosen by typing.
void merge_with(Ui& ui, const MergeView& merge, MessagesUi& state, const Strings& strings,
                MessageIntents& out) {
  const Tokens& t = ui.tokens;
  gap(ui, t.space.s4);
  if (!state.merging) {
    const std::string words = named(strings("message.merge"), "merge-message");
    const ButtonSpec spec{
        .label = words, .kind = ButtonKind::words, .icon = Icon::merge, .flush = true};
    if (button(ui, spec)) out.merge = true;
    return;
  }
  text(ui, strings("message.merge"), {.style = TypeStyle::title});
  text(ui, merge.sentence, {.color = Color::ink_2});
  gap(ui, t.space.s2);
  const std::string label = named(strings("message.merge_label"), "merge-words");
  const FieldResponse typed = field(ui, state.other, {.label = label});
  out.other_changed = typed.changed;
  gap(ui, t.space.s2);
  if (merge.others.empty()) text(ui, strings("message.merge_none"), {.color = Color::ink_2});
  for (const AlikeNote& other : merge.others) {
    const std::string words = named(other.summary, "into-" + other.id.text());
    if (row(ui, {.label = words, .detail = other.where, .padding_x = t.space.s1}))
      out.merge_into = other.id;
  }
  gap(ui, t.space.s2);
  const std::string cancel = named(strings("message.cancel"), "cancel-merge");
  const bool left = button(ui, {.label = cancel, .kind = ButtonKind::words, .flush = true}).clicked;
  if (left || typed.escaped) state.merging = false;
}

void message_head(Ui& ui, MessagesUi& state, const Strings& strings, MessageIntents& out) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const std::string all = named(strings("message.all"), "all-messages");
  const std::string words = named(strings("message.reword"), "reword");
  if (button(ui, {.label = all, .kind = ButtonKind::words, .icon = Icon::back, .flush = true}))
    out.back = true;
  const ButtonSpec spec{
      .label = words, .kind = ButtonKind::words, .icon = Icon::write, .flush = true};
  set_cursor(ui, {ui.right - button_width(ui, spec), at.y});
  if (!state.rewording && button(ui, spec)) out.reword = true;
  set_cursor(ui, {at.x, at.y + t.target.button});
  take(ui, {1, 0});
}

}  // namespace

MessagesIntents draw_messages(Ui& ui, const MessagesView& view, MessagesUi& state, Rect place,
                              const Strings& strings) {
  const Tokens& t = ui.tokens;
  MessagesIntents out;
  Rect below = place;
  if (is_compact(ui)) {
    const auto parts = cut_top(below, top_bar_height(ui));
    below = parts.rest;
    out.open_settings =
        top_bar(ui, parts.first, {.title = strings("messages.title")}, strings).menu;
  } else {
    const auto parts = cut_top(below, t.space.s4 + t.type(TypeStyle::heading).line + t.space.s2);
    below = parts.rest;
    const Area head(ui, "messages-head", parts.first,
                    {.padding_x = list_padding(ui), .padding_y = t.space.s4, .scrolls = false});
    text(ui, strings("messages.title"), {.style = TypeStyle::heading}, "screen-title");
  }
  const Area area(ui, "messages-list", below, {});
  if (view.rows.empty()) {
    gap(ui, t.space.s4);
    const Inset inset(ui, list_padding(ui), list_padding(ui));
    const std::string see = named(strings("messages.see_notes"), "see-notes");
    out.open_timeline = empty_state(ui, {.name = "empty-messages",
                                         .icon = Icon::messages,
                                         .title = view.empty_title,
                                         .sentence = view.empty_sentence,
                                         .first = see}) == 1;
    return out;
  }
  const float width = width_left(ui);
  list_rows(
      ui, state.list, view.rows.size(),
      [&](std::size_t index) { return message_height(ui, view.rows[index], width); },
      [&](std::size_t index) {
        if (message_row(ui, view.rows[index], index == 0)) out.open = index;
      });
  return out;
}

MessageIntents draw_message(Ui& ui, const MessageDetail& detail,
                            const std::vector<AlikeNote>& alike, const MergeView& merge,
                            MessagesUi& state, Rect place, const Strings& strings) {
  const Tokens& t = ui.tokens;
  MessageIntents out;
  Rect main = place;
  const bool beside = ui.layout == Layout::wide || ui.layout == Layout::widest;
  const bool has_aside = !alike.empty() || !detail.actions_words.empty();
  if (beside && has_aside) {
    const auto parts =
        cut_right(place, ui.layout == Layout::widest ? t.text_px(400) : t.aside_width);
    main = parts.rest;
    const Area aside(ui, "message-aside", parts.first,
                     {.padding_x = t.space.s4, .padding_y = t.space.s4, .line_left = true});
    belongs(ui, detail, alike, strings, out);
  }
  if (is_compact(ui)) {
    const auto parts = cut_top(main, top_bar_height(ui));
    main = parts.rest;
    const TopBarResponse bar =
        top_bar(ui, parts.first, {.title = strings("messages.title"), .back = true}, strings);
    out.back = bar.back;
    out.open_settings = bar.menu;
  }
  const Area area(
      ui, "message", main,
      {.padding_x = list_padding(ui), .padding_y = t.px(10), .text_width_max = t.px(760)});
  if (!is_compact(ui)) message_head(ui, state, strings, out);
  gap(ui, t.space.s1);
  if (state.rewording) {
    reword(ui, state, strings, out);
  } else {
    text(ui, detail.text,
         {.style = TypeStyle::heading, .width = std::min(width_left(ui), t.px(640))},
         "message-text");
  }
  gap(ui, t.space.s4);
  figures(ui, detail);
  gap(ui, t.px(20));
  sector_lines(ui, detail);
  gap(ui, t.px(12));
  said_list(ui, detail, strings, out);
  if (is_compact(ui) && !state.rewording) {
    gap(ui, t.space.s4);
    const std::string words = named(strings("message.reword"), "reword");
    if (button(ui, {.label = words, .kind = ButtonKind::words, .icon = Icon::write, .flush = true}))
      out.reword = true;
  }
  if (merge.offered) merge_with(ui, merge, state, strings, out);
  if (!beside && has_aside) {
    gap(ui, t.space.s5);
    belongs(ui, detail, alike, strings, out);
  }
  gap(ui, t.space.s5);
  return out;
}

}  // namespace crosstalk
