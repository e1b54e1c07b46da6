#include "client/window/screens/capture_screen.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/capture_actions.h"
#include "client/window/screens/capture_aside.h"
#include "client/window/screens/chip_row.h"
#include "client/window/screens/column.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

/// The note grows to this part of its column at most, so that what belongs to it stays near.
constexpr float kNotePart = 0.46F;
constexpr float kNoteLeast = 116;       // three lines
constexpr float kNoteLeastPart = 0.4F;  // or this part of its column, if that is less than wanted
constexpr float kNoteWanted = 228;
constexpr float kNotePadding = 15;

/// The rows that Alt and a figure choose, from the first on.
enum : int { kSettingRow = 1, kPlaceRow, kSectorsRow, kThemesRow, kStanceRow, kActionRow };
const std::vector<std::string>& key_rows() {
  static const std::vector<std::string> rows = {"setting", "place",  "sectors",
                                                "themes",  "stance", "action"};
  return rows;
}

/// Figures stand beside the rows where there is a keyboard: not on a phone.
ChipRowKeys row_keys(const Ui& ui, const CaptureUi& state, int row) {
  const bool here = state.keys.row == key_rows()[static_cast<std::size_t>(row) - 1];
  ChipRowKeys keys;
  keys.row_figure = is_compact(ui) ? 0 : row;
  keys.figures = here;
  keys.scroll_to = here && state.keys.scroll_to;
  if (here) keys.figure = state.figure;
  return keys;
}

void tapped(const ChipRow& row, const ChipRowResponse& response, bool& open, CaptureIntents& out) {
  if (response.tapped) out.chip = ChipTap{row.name, *response.tapped};
  if (response.toggled_more) open = !open;
}

void heading(Ui& ui, const CaptureView& view) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float line = t.type(TypeStyle::heading).line;
  text(ui, view.title, {.style = TypeStyle::heading, .width = -1}, "screen-title");
  if (!view.kept.empty()) {
    const float words = text_width(ui, TypeStyle::body, view.kept);
    const float mark = t.icon(IconSize::normal) + t.space.s2;
    set_cursor(ui, {ui.right - words - mark, at.y + (line - t.type(TypeStyle::body).line) / 2});
    icon(ui, Icon::sent, Color::ink_2);
    same_line(ui, t.space.s2);
    text(ui, view.kept, {.color = Color::ink_2, .width = -1}, "kept");
  }
  set_cursor(ui, {at.x, at.y + line});
  take(ui, {1, 0});
  gap(ui, t.px(12));
}

void banners(Ui& ui, const CaptureExtras& extras, const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  if (extras.outing != nullptr) {
    draw_outing_banner(ui, *extras.outing, strings, out.outing);
    gap(ui, t.px(12));
  }
  if (extras.failure != nullptr) {
    const FailureView& failure = *extras.failure;
    const std::string sentence = std::string(strings("failure.kept")) + " " + failure.kept + " " +
                                 std::string(strings("failure.next")) + " " + failure.next;
    const std::string act = failure.act.empty() ? std::string() : named(failure.act, "failure-act");
    out.retry = banner(ui, {.name = "failure",
                            .kind = BannerKind::danger,
                            .icon = Icon::rejected,
                            .fact = failure.title,
                            .sentence = sentence,
                            .first = act,
                            .stacked = true}) == 1;
    gap(ui, t.px(12));
  }
  if (!extras.draft_fact.empty()) {
    const std::string save = named(strings("draft.save"), "draft-save");
    const std::string discard = named(strings("draft.discard"), "draft-discard");
    const int pressed = banner(ui, {.name = "draft",
                                    .kind = BannerKind::accent,
                                    .icon = Icon::here,
                                    .fact = extras.draft_fact,
                                    .sentence = extras.draft_sentence,
                                    .first = save,
                                    .second = discard,
                                    .stacked = true});
    out.draft_save = pressed == 1;
    out.draft_discard = pressed == 2;
    gap(ui, t.px(12));
  }
}

void careful_banner(Ui& ui, const CaptureView& view, const Strings& strings, CaptureIntents& out) {
  if (view.careful.empty()) return;
  gap(ui, is_compact(ui) ? ui.tokens.space.s2 : ui.tokens.px(12));
  const std::size_t count = view.careful.count();
  const TextKey remove = count == 1   ? TextKey("careful.remove")
                         : count == 2 ? TextKey("careful.remove_both")
                                      : TextKey("careful.remove_all");
  const std::string first = named(strings(remove), "careful-remove");
  const std::string second = named(strings("careful.keep"), "careful-keep");
  const std::string sentence = strings.fill("careful.decide", {view.careful_words});
  const bool compact = is_compact(ui);
  const int pressed =
      banner(ui, {.name = "careful",
                  .kind = BannerKind::caution,
                  .icon = Icon::careful,
                  .fact = compact ? std::string_view(view.careful_words) : strings("careful.title"),
                  .sentence = compact ? std::string_view() : std::string_view(sentence),
                  .first = first,
                  .second = second,
                  .stacked = true});
  out.careful_remove = pressed == 1;
  out.careful_keep = pressed == 2;
}

/// A row whose More opens a field: a place or a day that is not among the chips. `draw` draws it
/// and says what was done in it.
template <typename Draw>
void entry_row(Ui& ui, const ChipRow& row, bool& open, TextEditor& words, const std::string& act,
               std::optional<std::string>& entered, const Strings& strings, CaptureIntents& out,
               const Draw& draw, const ChipRowKeys& keys = {}) {
  const Tokens& t = ui.tokens;
  const bool was = open;
  tapped(row, chip_row(ui, row, open, strings, keys), open, out);
  if (!was && open) words.focus();
  if (!open) return;
  gap(ui, t.space.s2);
  const float left = row_label_width(ui) > 0 ? row_label_width(ui) + t.space.s2 : 0;
  const Inset inset(ui, left);
  const FieldResponse typed = draw();
  gap(ui, t.space.s2);
  const bool pressed = button(ui, {.label = act, .off = words.blank()}).clicked;
  if ((pressed || typed.entered) && !words.blank()) entered = words.text();
  if (typed.escaped) open = false;
}

void detail_rows(Ui& ui, const CaptureView& view, CaptureUi& state, const Strings& strings,
                 CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  gap(ui, t.px(12));
  const std::string day = named(strings("capture.another_day"), "day");
  const std::string use = named(strings("capture.use_day"), "use-day");
  const Day today = state.form.today;
  const DaySpec spec{
      .field = {.label = day, .placeholder = strings("capture.day_hint"), .error = state.day_error},
      .today = today,
      .lean = Lean::back,
      .last = today};
  entry_row(ui, view.when, state.more_day, state.day, use, out.day, strings, out, [&] {
    DayResponse typed = day_field(ui, state.day, state.month, spec, strings);
    typed.field.entered = typed.field.entered || typed.picked;
    return typed.field;
  });
  gap(ui, t.px(12));
  bool closed = false;
  tapped(view.purposes, chip_row(ui, view.purposes, false, strings), closed, out);
  gap(ui, t.px(12));
  row_label(ui, strings("capture.quoting"), t.target.chip);
  const std::string quote = named(strings("capture.quotable"), "quotable");
  const ChipSpec quoting{.label = quote, .state = view.quotable ? ChipState::on : ChipState::plain};
  if (chip(ui, quoting)) out.quotable = true;
  gap(ui, t.px(12));
  const std::string label = named(strings("capture.give_heading"), "heading");
  out.heading_changed =
      field(ui, state.heading, {.label = label, .placeholder = view.summary}).changed;
}

/// How the figures in the margin work, at the right end of the line, as much as has room.
void keys_hint(Ui& ui, const Strings& strings) {
  const Tokens& t = ui.tokens;
  same_line(ui, t.space.s4);
  const ImVec2 at = cursor(ui);
  const float room = ui.right - at.x;
  for (const TextKey key : {TextKey("capture.by_keys"), TextKey("capture.by_keys_short")}) {
    const float width = text_width(ui, TypeStyle::body, strings(key));
    if (width > room) continue;
    set_cursor(ui, {ui.right - width, at.y});
    text(ui, strings(key),
         {.color = Color::ink_2, .width = -1, .lines_max = 1, .height = t.target.button});
    break;
  }
  set_cursor(ui, {at.x, at.y + t.target.button});
  take(ui, {1, 0});
}

/// The words-buttons below the chips, and what they open in place.
void more_ways(Ui& ui, const CaptureView& view, const CaptureExtras& extras, CaptureUi& state,
               const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  row_label(ui, {}, t.target.button);
  Flow flow(ui, 2 * t.space.s3, 0);  // what can be struck reaches over the words on both sides
  const ButtonSpec details{.label = named(strings("capture.details"), "details"),
                           .kind = ButtonKind::words,
                           .icon = Icon::more,
                           .flush = true};
  flow.place(button_width(ui, details));
  if (button(ui, details)) state.details = !state.details;
  if (!view.editing && extras.outing == nullptr) {
    const ButtonSpec begin{.label = named(strings("outing.begin"), "outing-begin"),
                           .kind = ButtonKind::words,
                           .icon = Icon::here,
                           .flush = true};
    flow.place(button_width(ui, begin));
    if (button(ui, begin)) (state.outing.open ? out.outing.cancel : out.outing.open) = true;
  }
  if (ui.layout == Layout::wide || ui.layout == Layout::widest) keys_hint(ui, strings);
  if (!state.outing.open) return;
  gap(ui, t.space.s2);
  static const std::vector<std::string> kNone;
  draw_outing_form(ui, state.outing, view, extras.events != nullptr ? *extras.events : kNone,
                   strings, out.outing);
  gap(ui, t.space.s2);
}

void below_note(Ui& ui, const CaptureView& view, const CaptureExtras& extras, CaptureUi& state,
                const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  const bool compact = is_compact(ui);
  const float step = compact ? t.space.s2 : t.px(12);
  careful_banner(ui, view, strings, out);
  if (ui.layout != Layout::wide && ui.layout != Layout::widest)
    draw_heard_beneath(ui, view, strings, out);
  gap(ui, compact ? t.space.s2 : t.space.s4);
  bool never = false;
  const auto row = [&](const ChipRow& chips, bool& open, int figure) {
    tapped(chips, chip_row(ui, chips, open, strings, row_keys(ui, state, figure)), open, out);
  };
  row(view.setting, state.more_setting, kSettingRow);
  gap(ui, step);
  const std::string place = named(strings("capture.place_name"), "place");
  const std::string use = named(strings("capture.use_place"), "use-place");
  entry_row(
      ui, view.place, state.more_place, state.place, use, out.place, strings, out,
      [&] { return field(ui, state.place, {.label = place}); }, row_keys(ui, state, kPlaceRow));
  gap(ui, step);
  if (compact) {
    row(view.stance, never, kStanceRow);
    gap(ui, step);
  }
  row(view.sectors, state.more_sectors, kSectorsRow);
  gap(ui, step);
  row(view.themes, state.more_themes, kThemesRow);
  gap(ui, step);
  if (!compact) {
    row(view.stance, never, kStanceRow);
    gap(ui, t.space.s1);
  }
  more_ways(ui, view, extras, state, strings, out);
  if (state.details) {
    detail_rows(ui, view, state, strings, out);
    gap(ui, t.space.s2);
  }
  if (!compact || ui.layout == Layout::narrow || !view.actions.empty() || state.form.open)
    draw_capture_actions(ui, view, state, kActionRow, strings, out);
}

void save_bar(Ui& ui, const CaptureView& view, Rect place, float left, float right,
              const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  const Area bar(ui, "save-bar", place,
                 {.fill = Color::surface, .scrolls = false, .line_top = true});
  const float y = place.center().y - t.target.button / 2;
  ui.right = right;
  const std::string save =
      named(view.editing ? strings("capture.save_edit") : strings("capture.save"), "save");
  const bool compact = is_compact(ui);
  const bool medium = ui.layout == Layout::medium;
  const ButtonSpec save_spec{.label = save,
                             .kind = ButtonKind::primary,
                             .keys = compact || medium ? "" : "Ctrl+Enter",
                             .off = !view.can_save};
  const std::string second = view.editing
                                 ? named(strings("capture.cancel_edit"), "leave-edit")
                                 : named(strings("capture.action_short"), "add-action-bar");
  const ButtonSpec quiet{.label = second, .icon = view.editing ? Icon::none : Icon::add};
  // Where there is no room for both, an action is added above, and what leaves an edit stands
  // below.
  const bool room_for_both =
      button_width(ui, quiet) + t.space.s3 + button_width(ui, save_spec) <= right - left;
  if (compact && !room_for_both) {
    set_cursor(ui, {left, place.min.y + t.border.hair + t.space.s2});
    if (button(ui, {.label = save, .kind = save_spec.kind, .width = -1, .off = save_spec.off}))
      out.save = true;
    if (!view.editing) return;
    gap(ui, t.space.s2);
    set_cursor(ui, {left, cursor(ui).y});
    if (button(ui, {.label = second, .width = -1})) out.leave = true;
    return;
  }
  const bool second_shown = compact || medium || view.editing;
  const float quiet_width = second_shown ? button_width(ui, quiet) : 0;
  float x = right;
  ButtonSpec wide_save = save_spec;
  if (compact) {
    wide_save.width = std::max(t.px(80), right - left - quiet_width - t.space.s3);
    x = left + quiet_width + t.space.s3;
    set_cursor(ui, {left, y});
  } else {
    x = right - button_width(ui, save_spec);
    set_cursor(ui, {x - quiet_width - t.space.s3, y});
  }
  if (second_shown && button(ui, quiet)) (view.editing ? out.leave : out.open_form) = true;
  set_cursor(ui, {x, y});
  if (button(ui, wide_save)) out.save = true;
  if (compact) return;
  const float room = x - (second_shown ? quiet_width + t.space.s3 : 0) - t.space.s4 - left;
  const std::string change = named(strings("capture.change_visibility"), "visibility");
  const ButtonSpec change_spec{.label = change, .kind = ButtonKind::words};
  const float change_width = button_width(ui, change_spec);
  const float side = t.icon(IconSize::normal) + t.space.s2;
  const float words_room = room - side - change_width - t.space.s3;
  const bool full = text_width(ui, TypeStyle::body, view.visibility) <= words_room;
  const std::string& words = full ? view.visibility : view.visibility_short;
  set_cursor(ui, {left, place.center().y - t.type(TypeStyle::body).line / 2});
  icon(ui, view.team ? Icon::team : Icon::only_me);
  same_line(ui, t.space.s2);
  text(ui, words,
       {.width = std::min(words_room, text_width(ui, TypeStyle::body, words)), .lines_max = 1},
       "readers");
  same_line(ui, t.space.s3);
  set_cursor(ui, {cursor(ui).x, y});
  if (button(ui, change_spec)) out.visibility = true;
}

/// On a phone who can read it stands below the chips, for the bar has no room.
void readers_line(Ui& ui, const CaptureView& view, const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  gap(ui, t.space.s1);
  const ImVec2 at = cursor(ui);
  const std::string change = named(strings("capture.change_visibility"), "visibility");
  const ButtonSpec spec{.label = change, .kind = ButtonKind::words, .flush = true};
  const float side = t.icon(IconSize::normal) + t.space.s2;
  const float beside = width_left(ui) - side - button_width(ui, spec) - 2 * t.space.s3;
  const bool below = text_width(ui, TypeStyle::body, view.visibility_short) > beside;
  const float words = below ? width_left(ui) - side : beside;
  const float height =
      below ? text_height(ui, TypeStyle::body, view.visibility_short, words) : t.target.button;
  const float icon_height = std::max(t.icon(IconSize::normal), t.type(TypeStyle::body).line);
  set_cursor(ui, {at.x, at.y + (below ? 0 : std::round((height - icon_height) / 2))});
  icon(ui, view.team ? Icon::team : Icon::only_me);
  set_cursor(ui, {at.x + side, at.y});
  text(ui, view.visibility_short, {.width = words, .height = height}, "readers");
  if (!below) set_cursor(ui, {ui.right - button_width(ui, spec), at.y});
  if (below) set_cursor(ui, {at.x + side, at.y + height});
  if (button(ui, spec)) out.visibility = true;
  set_cursor(ui, {at.x, cursor(ui).y});
  take(ui, {1, 0});
}

/// In the place of the chips until somebody writes, or asks for a chip or an action by its key.
void first_steps(Ui& ui, const FirstStepsView& view, const CaptureUi& state, bool in_note,
                 const Strings& strings, CaptureIntents& out) {
  FirstStepsIntents& steps = out.first_steps;
  gap(ui, ui.tokens.space.s4);
  steps.writes = out.note_changed || !state.keys.row.empty() || state.form.open || out.open_form;
  if (in_note && state.note.empty()) steps.next = shortcut(ui, ImGuiKey_Enter);
  steps.skip = shortcut(ui, ImGuiKey_Escape);
  draw_first_steps(ui, view, strings, steps);
  gap(ui, ui.tokens.space.s4);
}

/// The note and what belongs to it. The note takes the room that the rest leaves, within bounds.
void column(Ui& ui, const CaptureView& view, const CaptureExtras& extras, CaptureUi& state,
            Rect inner, const Strings& strings, CaptureIntents& out) {
  const Tokens& t = ui.tokens;
  const bool compact = is_compact(ui);
  if (state.to_top) scroll_to_top(ui);
  state.to_top = false;
  if (!compact) heading(ui, view);
  banners(ui, extras, strings, out);
  const float room = inner.height() - state.below_height;
  const float most = std::max(t.text_px(kNoteWanted), inner.height() * kNotePart);
  const float least =
      std::clamp(inner.height() * kNoteLeastPart, t.text_px(kNoteLeast), t.text_px(kNoteWanted));
  // Whole lines, so that none is cut where the note scrolls.
  const float line = t.type(TypeStyle::note).line;
  const float frame = 2 * t.px(kNotePadding);
  // On a phone the steps of a new person are seen to their buttons.
  const bool small = compact && extras.first_steps != nullptr;
  const float lines = small ? 0 : std::floor((std::clamp(room, least, most) - frame) / line);
  const float height = frame + std::max(3.0F, lines) * line;
  const float top = cursor(ui).y;
  const std::string label = named(strings("capture.note"), "note");
  const EditorSpec spec{.label = label,
                        .placeholder = strings("capture.hint"),
                        .height_max = height,
                        .fill = true,
                        .leaves_enter = extras.first_steps != nullptr && state.note.empty()};
  const EditorResponse typed = text_editor(ui, state.note, spec);
  out.note_changed = typed.changed;
  const float bottom = cursor(ui).y;
  const float above = top - inner.min.y + ImGui::GetScrollY();
  if (extras.first_steps != nullptr) {
    first_steps(ui, *extras.first_steps, state, typed.focused, strings, out);
  } else {
    below_note(ui, view, extras, state, strings, out);
  }
  if (compact && extras.first_steps == nullptr) readers_line(ui, view, strings, out);
  const float used = above + (cursor(ui).y - bottom);
  if (std::abs(used - state.below_height) <= 0.5F) return;
  state.below_height = used;
  ui.wanted_again = true;
}

/// Keys that choose chips while the cursor stays in the note.
void take_keys(const Ui& ui, const CaptureView& view, CaptureUi& state, CaptureIntents& out) {
  const ChipKeysPress press = take_chip_keys(ui, state.keys, key_rows());
  state.figure = press.figure;
  if (!press.row) return;
  if (*press.row + 1 == kActionRow) {
    out.open_form = !state.form.open;
    if (state.form.open) state.form.what.focus();
    state.keys.row.clear();
  }
  // A place that was never used before can only be typed.
  if (*press.row + 1 == kPlaceRow && view.place.likely.empty()) {
    state.more_place = true;
    state.place.focus();
    state.keys.row.clear();
  }
}

}  // namespace

CaptureIntents draw_capture(Ui& ui, const CaptureView& view, const CaptureExtras& extras,
                            CaptureUi& state, Rect place, const Strings& strings) {
  const Tokens& t = ui.tokens;
  CaptureIntents out;
  take_keys(ui, view, state, out);
  const bool compact = is_compact(ui);
  const bool beside = ui.layout == Layout::wide || ui.layout == Layout::widest;
  Rect main = place, aside;
  if (beside) {
    const float aside_width = ui.layout == Layout::widest ? t.text_px(400) : t.aside_width;
    const auto parts = cut_right(place, aside_width);
    main = parts.rest;
    aside = parts.first;
  }
  if (compact) {
    const auto parts = cut_top(main, top_bar_height(ui));
    main = parts.rest;
    const TopBarSpec spec{.title = view.title, .state = view.kept_short};
    out.open_settings = top_bar(ui, parts.first, spec, strings).menu;
  }
  const bool stacked = ui.layout == Layout::narrow && view.editing;
  const float stack = stacked ? t.target.button + t.space.s2 : 0;
  const auto parts = cut_bottom(main, foot_height(ui) + stack);
  const float margin = t.margin(ui.layout);
  const float width = std::min(main.width() - 2 * margin, t.measure);
  const float left = ui.layout == Layout::widest
                         ? std::round(main.min.x + std::max(margin, (main.width() - width) / 2))
                         : main.min.x + margin;
  {
    const Area area(ui, "capture", parts.rest,
                    {.padding_x = left - main.min.x,
                     .padding_y = compact ? 0 : t.space.s4,
                     .text_width_max = width});
    column(ui, view, extras, state, area.inner(), strings, out);
  }
  // A figure taps one chip; More leaves the figures on what it opened.
  if (state.figure && *state.figure > 0) state.keys.row.clear();
  state.keys.scroll_to = false;
  save_bar(ui, view, parts.first, left, left + width, strings, out);
  if (out.open_form || out.note_changed) out.first_steps.writes = true;
  if (beside) draw_capture_aside(ui, view, state, aside, strings, out);
  if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_Enter) && view.can_save) out.save = true;
  return out;
}

}  // namespace crosstalk
