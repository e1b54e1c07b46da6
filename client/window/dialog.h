#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client/window/button.h"
#include "client/window/ui.h"

namespace crosstalk {

/// A question that stops everything else: only for what cannot be undone, for joining, and for a
/// PIN. Owned by the screen.
struct DialogState {
  bool open = false;
  double opened_s = -1;
  float height = 0;  ///< of the last frame, so that it stands in the middle
  bool shown = false;
};

struct DialogSpec {
  Words name = {};   ///< stable name
  Words title = {};  ///< asks the question
  Words sentence = {};
  Words safe = {};      ///< the safe answer, a verb, first; Esc is this
  Words act = {};       ///< the other answer, a verb
  bool danger = false;  ///< `act` cannot be taken back
  bool act_off = false;
};

enum class DialogAnswer { none, safe, act };

/// Draws the dialog while `state.open` and closes it at an answer. `content` draws between sentence
/// and buttons. The keyboard stays inside. Compact: from the bottom, full width.
DialogAnswer dialog(Ui& ui, DialogState& state, const DialogSpec& spec,
                    const std::function<void()>& content = {});

/// True while a dialog was drawn in this or the last frame.
bool dialog_open();

/// A message about what was just done, with Undo. One at a time, 10 s or until the next. Owned by
/// the app.
struct ToastState {
  std::string words;
  std::string undo_label;  ///< "Undo###toast-undo"; empty: nothing to undo
  std::string undo_keys;   ///< "Ctrl+Z", shown after it
  Icon icon = Icon::none;
  double shown_s = -1;  ///< less than 0: none
  void show(const Ui& ui, std::string what, Icon with, std::string undo);
  void hide() { shown_s = -1; }
};

/// Bottom left of `within` (raised above a bottom bar by giving a smaller one). True when Undo was
/// pressed.
bool toast(Ui& ui, ToastState& state, Rect within);

/// A menu that opens under the widget drawn before it.
struct MenuState {
  bool open = false;
  bool shown = false;
  float height = 0;
};
struct MenuItem {
  Words label = {};
  Icon icon = Icon::none;
  bool danger = false;
  bool off = false;
  bool chosen = false;
};
/// The index of the item chosen this frame, or -1. `anchor` is the widget's rectangle.
int menu(Ui& ui, MenuState& state, std::string_view name, Rect anchor,
         const std::vector<MenuItem>& items);

}  // namespace crosstalk
