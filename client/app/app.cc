#include "client/app/app.h"

#include <algorithm>
#include <utility>

#include "client/model/sync_words.h"
#include "client/window/navigation.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"

namespace crosstalk {
namespace {

Icon mark_icon(SyncMark mark) {
  switch (mark) {
    case SyncMark::here:
      return Icon::here;
    case SyncMark::sent:
      return Icon::reviewed;
    case SyncMark::sending:
      return Icon::sending;
    case SyncMark::offline:
      return Icon::offline;
    case SyncMark::rejected:
      return Icon::rejected;
  }
  return Icon::none;
}

/// Before it was measured.
constexpr float kReminderHeight = 80;

}  // namespace

App::App(DeskParts parts)
    : desk_(std::move(parts)),
      capture_(desk_),
      timeline_(desk_),
      actions_(desk_),
      messages_(desk_),
      settings_(desk_) {}

void App::go(Place place) {
  desk_.place = place;
  if (place == Place::write) capture_.focus();
}

void App::open_note(const Uuid& note) {
  timeline_.open(note);
  go(Place::timeline);
}

void App::edit_note(const Uuid& note) {
  if (const auto opened = capture_.edit(note); !opened) {
    desk_.fail(opened.error(), "failure.read", "failure.read_kept");
    return;
  }
  go(Place::write);
}

bool App::close() {
  switch (desk_.place) {
    case Place::write:
      return false;
    case Place::timeline:
      return timeline_.close();
    case Place::actions:
      return actions_.close();
    case Place::messages:
      return messages_.close();
    case Place::settings:
      return false;
  }
  return false;
}

void App::keys(Ui& ui) {
  if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_N)) go(Place::write);
  if (shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_F)) {
    go(Place::timeline);
    timeline_.focus_search();
  }
  const std::pair<ImGuiKey, Place> places[] = {{ImGuiKey_1, Place::write},
                                               {ImGuiKey_2, Place::timeline},
                                               {ImGuiKey_3, Place::actions},
                                               {ImGuiKey_4, Place::messages}};
  for (const auto& [key, place] : places) {
    if (shortcut(ui, ImGuiMod_Ctrl | key)) go(place);
  }
  const bool typing = desk_.place == Place::write && capture_.can_undo_typing();
  if (!typing && desk_.can_undo() && shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_Z)) desk_.undo();
  if (shortcut(ui, ImGuiKey_Escape)) close();
}

void App::draw(Ui& ui) {
  if (data_changed_.exchange(false)) desk_.data_changed();
  turn_day(ui);
  desk_.take_answers();
  desk_.refresh();
  take_offered_link();
  keys(ui);
  const Strings& strings = desk_.strings;
  line_ = sync_line(desk_.parts.sync.state(), desk_.now(), desk_.parts.zone, strings);
  const std::string space = [&] {
    const auto status = desk_.parts.store.sync_status();
    return status && status->hub ? status->hub->space : std::string(strings("nav.on_this_device"));
  }();
  const bool bar = is_compact(ui) || ui.layout == Layout::medium;
  const std::string write =
      named(bar ? strings("nav.write") : strings("nav.new_note"), "nav-write");
  const std::string timeline = named(strings("nav.timeline"), "nav-timeline");
  const std::string actions = named(strings("nav.actions"), "nav-actions");
  const std::string messages = named(strings("nav.messages"), "nav-messages");
  const std::string settings = named(strings("nav.settings"), "nav-settings");
  const std::int64_t open = open_mine(desk_.actions);
  const std::string count = open > 0 ? strings.number(open) : std::string();
  const SyncLineSpec sync{.icon = mark_icon(line_.mark),
                          .state = line_.state,
                          .detail = line_.detail,
                          .tone = line_.danger ? SyncTone::danger : SyncTone::normal};
  const NavigationSpec spec{.app_name = strings("nav.app"),
                            .space_name = space,
                            .write = {.label = write, .icon = Icon::write},
                            .places = {{.label = timeline, .icon = Icon::timeline},
                                       {.label = actions, .count = count, .icon = Icon::actions},
                                       {.label = messages, .icon = Icon::messages}},
                            .below = {{.label = settings, .icon = Icon::settings}},
                            .chosen = static_cast<int>(desk_.place),
                            .sync = sync};
  const NavigationResponse pressed = navigation(ui, spec);
  Rect room = navigation_rest(ui);
  draw_failure(ui, room);
  look_for_reminder();
  draw_reminder(ui, room);
  draw_place(ui, room, sync);
  if (pressed.pressed >= 0) go(static_cast<Place>(pressed.pressed));
  if (pressed.sync_opened) {
    settings_.show(SettingsSection::sync);
    go(Place::settings);
  }
  settings_.draw_dialogs(ui);
  Rect above = room;
  if (desk_.place == Place::write) above.max.y -= foot_height(ui);
  desk_.draw_toast(ui, above);
}

/// "Today" means another day from midnight on: the window wakes once for that.
void App::turn_day(Ui& ui) {
  const Day today = desk_.today();
  if (day_ && *day_ != today) desk_.data_changed();
  day_ = today;
  ui.wake_in(seconds_until_tomorrow(desk_.now(), desk_.parts.zone));
}

void App::take_offered_link() {
  if (looked_for_link_ == desk_.data) return;
  looked_for_link_ = desk_.data;
  const auto link = desk_.parts.store.setting(kOfferedLink);
  if (!link || link->value_or("").empty()) return;
  desk_.write(KeepSetting{std::string(kOfferedLink), ""});
  settings_.show(SettingsSection::sync);
  settings_.open_join(**link);
  go(Place::settings);
}

/// A change that could not be saved stands above the screen until it is closed: it is never a
/// toast.
void App::draw_failure(Ui& ui, Rect& room) {
  if (!desk_.failure) return;
  const Strings& strings = desk_.strings;
  const Tokens& t = ui.tokens;
  const FailureView& failure = *desk_.failure;
  const std::string close = named(strings("failure.close"), "failure-close");
  const std::string sentence = std::string(strings("failure.kept")) + " " + failure.kept + " " +
                               std::string(strings("failure.next")) + " " + failure.next;
  const auto parts = cut_top(room, t.text_px(is_compact(ui) ? 190 : 110));
  const Area area(ui, "failure", parts.first,
                  {.padding_x = t.margin(ui.layout), .padding_y = t.space.s3});
  const int pressed = banner(ui, {.name = "app-failure",
                                  .kind = BannerKind::danger,
                                  .icon = Icon::rejected,
                                  .fact = failure.title,
                                  .sentence = sentence,
                                  .first = close,
                                  .stacked = true});
  room = parts.rest;
  if (pressed == 1) desk_.failure.reset();
}

/// Looked up when the window opens, when the person comes to the actions, and once on each new day:
/// when they go elsewhere or have written nothing yet. Never while they are at something, for it
/// would push that away. Gone once they leave the actions.
void App::look_for_reminder() {
  const bool moved = reminded_at_ != desk_.place;
  const bool left_actions = moved && reminded_at_ == Place::actions;
  const bool at_actions = desk_.place == Place::actions;
  const bool new_day = reminded_on_ != day_;
  const bool idle = desk_.place == Place::write && capture_.idle();
  const bool looks = !reminded_at_ || (moved && at_actions) || (new_day && (moved || idle));
  if (looks) reminded_on_ = day_;
  reminded_at_ = desk_.place;
  if (looks || left_actions) reminder_.reset();
  if (looks && reminder_wanted()) {
    reminder_ = reminder_view(desk_.actions, desk_.today(), desk_.strings);
  } else if (reminder_ && at_actions) {
    // Its words stay true while actions are ticked off under it, and it stays in its place.
    const auto now = reminder_view(desk_.actions, desk_.today(), desk_.strings);
    reminder_ = now ? now : ReminderView{std::string(desk_.strings("reminder.none")), {}};
  }
}

bool App::reminder_wanted() const {
  const std::string today = iso_of(desk_.today());
  if (reminder_dismissed_ == today) return false;
  const auto kept = desk_.parts.store.setting(kReminderSetting);
  return !kept || !*kept || **kept != today;
}

void App::dismiss_reminder() {
  reminder_.reset();
  reminder_dismissed_ = iso_of(desk_.today());
  desk_.write(KeepSetting{kReminderSetting, reminder_dismissed_});
}

void App::draw_reminder(Ui& ui, Rect& room) {
  if (!reminder_ || desk_.place == Place::settings) return;
  const Strings& strings = desk_.strings;
  const Tokens& t = ui.tokens;
  const std::string show = named(strings("reminder.show"), "reminder-show");
  const std::string not_today = named(strings("reminder.not_today"), "reminder-dismiss");
  const bool here = desk_.place == Place::actions;
  const auto parts =
      cut_top(room, reminder_height_ > 0 ? reminder_height_ : t.text_px(kReminderHeight));
  {
    const Area area(ui, "reminder", parts.first,
                    {.padding_x = is_compact(ui) ? t.space.s3 : t.margin(ui.layout),
                     .padding_y = t.space.s2,
                     .scrolls = false});
    const float top = cursor(ui).y;
    const int pressed = banner(ui, {.name = "reminder",
                                    .icon = Icon::actions,
                                    .fact = reminder_->fact,
                                    .sentence = reminder_->sentence,
                                    .first = here ? std::string_view(not_today) : show,
                                    .second = here ? std::string_view() : not_today});
    const float height = std::ceil(cursor(ui).y - top + 2 * t.space.s2);
    if (height != reminder_height_) ui.wanted_again = true;
    reminder_height_ = height;
    if (pressed == (here ? 1 : 2)) dismiss_reminder();
    if (pressed == 1 && !here) {
      actions_.show_mine();
      go(Place::actions);
    }
  }
  room = parts.rest;
}

void App::draw_place(Ui& ui, Rect room, const SyncLineSpec& sync) {
  switch (desk_.place) {
    case Place::write: {
      const auto wishes = capture_.draw(ui, room);
      if (wishes.open_note) open_note(*wishes.open_note);
      if (wishes.open_settings) go(Place::settings);
      if (wishes.join) settings_.open_join();
      break;
    }
    case Place::timeline: {
      // On a phone the line is one sentence: "3 waiting, offline since 14:05".
      const std::string state = line_.detail.empty() ? line_.state : line_.state + ",";
      SyncLineSpec strip = sync;
      strip.state = state;
      const auto wishes = timeline_.draw(ui, room, strip);
      if (wishes.edit) edit_note(*wishes.edit);
      if (wishes.open_message) {
        messages_.open(*wishes.open_message);
        go(Place::messages);
      }
      if (wishes.write) go(Place::write);
      if (wishes.open_settings || wishes.open_sync) go(Place::settings);
      break;
    }
    case Place::actions: {
      const auto wishes = actions_.draw(ui, room);
      if (wishes.open_note) open_note(*wishes.open_note);
      if (wishes.open_timeline) go(Place::timeline);
      if (wishes.open_settings) go(Place::settings);
      if (wishes.join) settings_.open_join();
      break;
    }
    case Place::messages: {
      const auto wishes = messages_.draw(ui, room);
      if (wishes.open_note) open_note(*wishes.open_note);
      if (wishes.open_timeline) go(Place::timeline);
      if (wishes.open_settings) go(Place::settings);
      break;
    }
    case Place::settings: {
      const auto wishes = settings_.draw(ui, room);
      if (wishes.open_note) open_note(*wishes.open_note);
      if (wishes.edit_note) edit_note(*wishes.edit_note);
      if (wishes.first_steps) {
        capture_.begin_first_steps();
        go(Place::write);
      }
      if (wishes.back) go(Place::timeline);
      break;
    }
  }
}

}  // namespace crosstalk
