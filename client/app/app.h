#pragma once

#include <atomic>

#include "client/app/actions_desk.h"
#include "client/app/capture_desk.h"
#include "client/app/desk.h"
#include "client/app/messages_desk.h"
#include "client/app/settings_desk.h"
#include "client/app/timeline_desk.h"
#include "client/model/reminder.h"

namespace crosstalk {

/// The setting under which a join link waits that was opened from outside (`--join`, a page of the
/// hub): the window asks about it and takes it out.
inline constexpr std::string_view kOfferedLink = "offered_link";

/// Everything in the window: navigation, the screen of the chosen place, toast, dialogs, keys.
/// Window thread, but for `post_data_changed`.
class App {
 public:
  explicit App(DeskParts parts);

  /// One frame.
  void draw(Ui& ui);
  /// From any thread: another connection or process has written. Wake the window afterwards.
  void post_data_changed() { data_changed_.store(true); }

  const Preferences& preferences() const { return desk_.preferences; }

 private:
  void keys(Ui& ui);
  void go(Place place);
  void open_note(const Uuid& note);
  void edit_note(const Uuid& note);
  void draw_place(Ui& ui, Rect room, const SyncLineSpec& sync);
  void draw_failure(Ui& ui, Rect& room);
  void turn_day(Ui& ui);
  void take_offered_link();
  void look_for_reminder();
  bool reminder_wanted() const;
  void draw_reminder(Ui& ui, Rect& room);
  void dismiss_reminder();
  bool close();

  Desk desk_;
  CaptureDesk capture_;
  TimelineDesk timeline_;
  ActionsDesk actions_;
  MessagesDesk messages_;
  SettingsDesk settings_;
  SyncLine line_;
  std::optional<ReminderView> reminder_;  // shown above the place
  std::optional<Place> reminded_at_;      // the place of the last frame
  std::optional<Day> day_, reminded_on_;  // of the last frame; when it was last looked up
  std::string reminder_dismissed_;        // a day, for which the setting may not be kept yet
  float reminder_height_ = 0;
  std::atomic<bool> data_changed_{false};
  std::uint64_t looked_for_link_ = 0;
};

}  // namespace crosstalk
