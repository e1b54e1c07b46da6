#include "client/window/screens/settings_screen.h"

#include <algorithm>
#include <array>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/choice.h"
#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/screens/bin_page.h"
#include "client/window/screens/column.h"
#include "client/window/screens/sync_page.h"
#include "client/window/screens/top_bar.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kSectionsWidth = 240;

struct NamedSection {
  SettingsSection section;
  const char* name;
};
constexpr std::array kSections = {NamedSection{SettingsSection::sync, "sync"},
                                  NamedSection{SettingsSection::appearance, "appearance"},
                                  NamedSection{SettingsSection::writing, "writing"},
                                  NamedSection{SettingsSection::careful, "careful"},
                                  NamedSection{SettingsSection::bin, "bin"},
                                  NamedSection{SettingsSection::language, "language"},
                                  NamedSection{SettingsSection::files, "files"},
                                  NamedSection{SettingsSection::profiles, "profiles"},
                                  NamedSection{SettingsSection::help, "help"}};

std::string_view section_words(SettingsSection section, const Strings& strings) {
  switch (section) {
    case SettingsSection::sync:
      return strings("settings.sync");
    case SettingsSection::appearance:
      return strings("settings.appearance");
    case SettingsSection::writing:
      return strings("settings.writing");
    case SettingsSection::careful:
      return strings("settings.careful");
    case SettingsSection::bin:
      return strings("settings.bin");
    case SettingsSection::language:
      return strings("settings.language");
    case SettingsSection::files:
      return strings("settings.files");
    case SettingsSection::profiles:
      return strings("settings.profiles");
    case SettingsSection::help:
      return strings("settings.help");
  }
  return {};
}

/// A place in the list of sections, as the side draws its places.
bool section_item(Ui& ui, std::string_view label, bool chosen) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const Rect box = snapped({at, {ui.right, at.y + t.target.button}});
  const Interaction state = interact(
      ui, {.label = label, .role = Role::tab, .drawn = box, .struck = {}, .checked = chosen});
  if (chosen)
    fill_round(box, t.radius.control, t.color(Color::accent_soft));
  else if (state.hovered || state.held)
    fill_round(box, t.radius.control, t.color(state.held ? Color::pressed : Color::hover));
  if (chosen && t.theme == Theme::contrast)
    outline(box, t.radius.control, t.color(Color::accent), t.border.strong);
  if (state.ring) outline(box, t.radius.control, t.color(Color::focus), t.border.focus);
  draw_text(ui, chosen ? TypeStyle::strong : TypeStyle::body,
            {at.x + t.space.s3, std::round(box.center().y - t.type(TypeStyle::body).line / 2)},
            t.color(chosen ? Color::on_soft : Color::ink), label_text(label));
  take(ui, {box.width(), box.height() + t.space.s1});
  return state.clicked;
}

/// One of a few, as chips.
struct Choice {
  std::string label, name;
  bool on = false;
};
int choices(Ui& ui, const std::vector<Choice>& all) {
  const Tokens& t = ui.tokens;
  int chosen = -1;
  Flow flow(ui, t.space.s2, t.space.s2);
  for (std::size_t index = 0; index < all.size(); ++index) {
    const std::string label = named(all[index].label, all[index].name);
    const ChipSpec spec{.label = label, .state = all[index].on ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) chosen = static_cast<int>(index);
  }
  return chosen;
}

void appearance(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  text(ui, strings("settings.theme"), {.style = TypeStyle::strong});
  gap(ui, t.space.s2);
  const std::array themes = {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark,
                             ThemeChoice::contrast};
  const std::array words = {strings("settings.theme.system"), strings("settings.theme.light"),
                            strings("settings.theme.dark"), strings("settings.theme.contrast")};
  std::vector<Choice> all;
  for (std::size_t index = 0; index < themes.size(); ++index) {
    all.push_back({std::string(words[index]),
                   "theme-" + std::string(theme_choice_name(themes[index])),
                   view.preferences.theme == themes[index]});
  }
  Preferences changed = view.preferences;
  if (const int chosen = choices(ui, all); chosen >= 0)
    changed.theme = themes[static_cast<std::size_t>(chosen)];
  gap(ui, t.space.s5);
  text(ui, strings("settings.text_size"), {.style = TypeStyle::strong});
  gap(ui, t.space.s2);
  all.clear();
  for (const int percent : kTextPercents) {
    all.push_back({strings.fill("settings.percent", {std::to_string(percent)}),
                   "text-" + std::to_string(percent), view.preferences.text_percent == percent});
  }
  if (const int chosen = choices(ui, all); chosen >= 0)
    changed.text_percent = kTextPercents[static_cast<std::size_t>(chosen)];
  if (!(changed == view.preferences)) out.preferences = changed;
}

void writing(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  text(ui, strings("settings.new_notes"), {.style = TypeStyle::strong});
  text(ui, strings("settings.new_notes_sentence"),
       {.color = Color::ink_2, .width = std::min(width_left(ui), t.px(560))});
  gap(ui, t.space.s2);
  const bool team = view.preferences.visibility == "team";
  const int chosen =
      choices(ui, {{std::string(strings("settings.visibility.mine")), "default-mine", !team},
                   {std::string(strings("settings.visibility.team")), "default-team", team}});
  if (chosen < 0) return;
  out.preferences = view.preferences;
  out.preferences->visibility = chosen == 1 ? "team" : "mine";
}

void careful(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  text(ui, strings("careful.settings"), {.style = TypeStyle::strong});
  text(ui, strings("careful.settings_sentence"),
       {.color = Color::ink_2, .width = std::min(width_left(ui), t.px(560))});
  gap(ui, t.space.s2);
  const std::vector<CarefulKind>& off = view.preferences.careful_off;
  for (const CarefulKind kind : kCarefulKinds) {
    const bool on = std::find(off.begin(), off.end(), kind) == off.end();
    const std::string label =
        named(careful_plural(kind, strings), "careful-" + std::string(careful_kind_name(kind)));
    if (!checkbox(ui, {.label = label, .on = on})) continue;
    out.preferences = view.preferences;
    if (on)
      out.preferences->careful_off.push_back(kind);
    else
      std::erase(out.preferences->careful_off, kind);
  }
}

void language(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  std::vector<Choice> languages;
  for (const LanguageChoice& one : view.languages) {
    languages.push_back({one.name, "language-" + one.code, one.code == view.language});
  }
  const int chosen = choices(ui, languages);
  gap(ui, t.space.s3);
  text(ui, strings("settings.language_sentence"),
       {.color = Color::ink_2, .width = std::min(width_left(ui), t.px(560))});
  if (chosen < 0) return;
  out.preferences = view.preferences;
  out.preferences->language = view.languages[static_cast<std::size_t>(chosen)].code;
}

void help(Ui& ui, const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  const std::array keys = {std::pair("Ctrl+Enter", strings("settings.help.save")),
                           std::pair("Ctrl+N", strings("settings.help.new")),
                           std::pair("Ctrl+F", strings("settings.help.find")),
                           std::pair("Ctrl+Z", strings("settings.help.undo")),
                           std::pair("Ctrl+1 … 4", strings("settings.help.places")),
                           std::pair("Alt+1 … 6", strings("settings.help.rows")),
                           std::pair("Esc", strings("settings.help.close"))};
  for (const auto& [key, words] : keys) {
    fact(ui, key, words, t.text_px(120));
    gap(ui, t.space.s2);
  }
  gap(ui, t.space.s3);
  const float measure = std::min(width_left(ui), t.px(560));
  text(ui, strings("settings.help.search"), {.style = TypeStyle::strong});
  gap(ui, t.space.s2);
  for (const TextKey words :
       {TextKey("settings.help.search_words"), TextKey("settings.help.search_fields"),
        TextKey("settings.help.search_days")}) {
    text(ui, strings(words), {.width = measure});
    gap(ui, t.space.s2);
  }
  gap(ui, t.space.s3);
  text(ui, strings("settings.help.scripts"), {.color = Color::ink_2, .width = measure});
  gap(ui, t.space.s4);
  out.first_steps =
      button(ui, {.label = named(strings("settings.help.first_steps"), "first-steps")}).clicked;
}

void section_body(Ui& ui, const SettingsView& view, const SettingsUi& state,
                  SettingsSection section, const Strings& strings, SettingsIntents& out) {
  switch (section) {
    case SettingsSection::sync:
      draw_sync_page(ui, view, strings, out);
      break;
    case SettingsSection::appearance:
      appearance(ui, view, strings, out);
      break;
    case SettingsSection::writing:
      writing(ui, view, strings, out);
      break;
    case SettingsSection::careful:
      careful(ui, view, strings, out);
      break;
    case SettingsSection::bin:
      draw_bin(ui, view.bin, strings, out);
      break;
    case SettingsSection::language:
      language(ui, view, strings, out);
      break;
    case SettingsSection::files:
      draw_files_section(ui, view.files, state.files, strings, out.files);
      break;
    case SettingsSection::profiles:
      draw_profiles_section(ui, view.profiles, state.files, strings, out.files);
      break;
    case SettingsSection::help:
      help(ui, strings, out);
      gap(ui, ui.tokens.space.s6);
      draw_diagnostics(ui, view.files, strings, out.files);
      break;
  }
}

void draw_stacked(Ui& ui, const SettingsView& view, const SettingsUi& state, Rect place,
                  const Strings& strings, SettingsIntents& out) {
  const Tokens& t = ui.tokens;
  const auto parts = cut_top(place, top_bar_height(ui));
  out.back = top_bar(ui, parts.first,
                     {.title = strings("settings.title"), .back = true, .menu = false}, strings)
                 .back;
  const Area area(
      ui, "settings", parts.rest,
      {.padding_x = t.margin(ui.layout), .padding_y = t.space.s2, .text_width_max = t.measure});
  for (const NamedSection& section : kSections) {
    if (section.section != SettingsSection::sync) {
      gap(ui, t.space.s5);
      text(ui, section_words(section.section, strings), {.style = TypeStyle::title});
      gap(ui, t.space.s3);
    }
    section_body(ui, view, state, section.section, strings, out);
  }
  gap(ui, t.space.s5);
}

}  // namespace

SettingsIntents draw_settings(Ui& ui, const SettingsView& view, const SettingsUi& state, Rect place,
                              const Strings& strings) {
  const Tokens& t = ui.tokens;
  const SettingsSection section = state.section;
  SettingsIntents out;
  if (is_compact(ui) || ui.layout == Layout::medium) {
    draw_stacked(ui, view, state, place, strings, out);
    return out;
  }
  const auto parts = cut_left(place, t.text_px(kSectionsWidth));
  {
    const Area list(ui, "settings-sections", parts.first,
                    {.padding_x = t.space.s3, .padding_y = t.space.s4, .line_right = true});
    const ImVec2 at = cursor(ui);
    set_cursor(ui, {at.x + t.space.s3, at.y});
    text(ui, strings("settings.title"), {.style = TypeStyle::heading, .width = -1}, "screen-title");
    gap(ui, t.space.s3);
    for (const NamedSection& one : kSections) {
      const std::string label =
          named(section_words(one.section, strings), std::string("section-") + one.name);
      if (section_item(ui, label, one.section == section)) out.section = one.section;
    }
  }
  const Area pane(ui, "settings-pane", parts.rest,
                  {.fill = Color::surface,
                   .padding_x = t.space.s6,
                   .padding_y = t.space.s5,
                   .text_width_max = t.px(860)});
  if (section != SettingsSection::sync) {
    text(ui, section_words(section, strings), {.style = TypeStyle::heading});
    gap(ui, t.space.s4);
  }
  section_body(ui, view, state, section, strings, out);
  return out;
}

}  // namespace crosstalk
