#pragma once

#include <optional>

#include "client/app/desk.h"
#include "client/window/screens/actions_screen.h"
#include "client/window/screens/calendar_screen.h"

namespace crosstalk {

/// The actions and the one beside them.
class ActionsDesk {
 public:
  explicit ActionsDesk(Desk& desk);

  struct Wishes {
    std::optional<Uuid> open_note;
    bool open_timeline = false, open_settings = false, join = false;
  };
  Wishes draw(Ui& ui, Rect place);
  /// Esc. False when there was nothing to close.
  bool close();
  /// Shows what is this person's to do.
  void show_mine();

 private:
  const ActionView* find(const Uuid& id) const;
  void rebuild();
  void apply_list(const ActionsIntents& intents, Wishes& wishes);
  void apply_detail(const ActionDetailIntents& intents, Wishes& wishes);
  void apply_form(const ActionFormIntents& intents, const ActionView& action);
  void set_state(const ActionView& action, const std::string& state);
  void draw_calendar_pane(Ui& ui, Rect place, bool single, Wishes& wishes);
  void open_calendar();
  void ask_calendar(bool renew);
  void take_calendar();

  Desk& desk_;
  ActionTab tab_ = ActionTab::mine;
  Uuid chosen_;
  ActionsUi ui_;
  ActionsView view_;
  std::optional<ActionDetail> detail_;
  std::uint64_t read_data_ = 0;
  bool stale_ = true;
  bool settled_ = false;  // something was shown, so the tab is the person's
  bool calendar_open_ = false;
  bool renewing_ = false;  // what is asked for now is a new address
  CalendarKnown calendar_;
  CalendarKind calendar_kind_ = CalendarKind::todos;
  CalendarUi calendar_ui_;
};

}  // namespace crosstalk
