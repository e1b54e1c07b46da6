#pragma once

#include <optional>

#include "client/model/actions.h"
#include "client/window/layout.h"
#include "client/window/screens/action_form.h"
#include "client/window/ui.h"

namespace crosstalk {

struct ActionsUi {
  ListState list;
  ActionForm form;  // of the chosen action
};

struct ActionsIntents {
  std::optional<ActionTab> tab;
  std::optional<std::size_t> open, tick;  // rows
  bool open_timeline = false, open_settings = false, open_calendar = false;
};

/// The list of actions, overdue first, and under it the way to the calendar unless that stands
/// beside it.
ActionsIntents draw_actions(Ui& ui, const ActionsView& view, ActionTab tab, const Uuid& chosen,
                            bool offers_calendar, ActionsUi& state, Rect place,
                            const Strings& strings);

struct ActionDetailIntents {
  std::optional<std::string> state;  // "done" …
  bool open_conversation = false, back = false, edit = false, open_settings = false;
  bool open_calendar = false;
  ActionFormIntents form;
};

/// One action: who, by when, its state, and the conversation it came from.
ActionDetailIntents draw_action(Ui& ui, const ActionDetail& detail, ActionsUi& state, Rect place,
                                const Strings& strings);

}  // namespace crosstalk
