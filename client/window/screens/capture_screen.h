#pragma once

#include <optional>
#include <string>

#include "client/model/capture.h"
#include "client/window/dialog.h"
#include "client/window/screens/action_form.h"
#include "client/window/screens/chip_keys.h"
#include "client/window/screens/first_steps.h"
#include "client/window/screens/outing_panel.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

/// A failure as a screen shows it: what happened, what was kept, what next, and perhaps a button.
struct FailureView {
  std::string title, kept, next;
  std::string act;  // label of the button that does it; empty: none
};

/// What the capture screen holds between frames that is no part of the note.
struct CaptureUi {
  TextEditor note, heading{true}, place{true}, day{true}, begin{true};
  ActionForm form;
  OutingForm outing;
  ChipKeys keys;
  std::optional<int> figure;  // of a chip, pressed in this frame
  bool more_setting = false, more_place = false, more_sectors = false, more_themes = false;
  bool details = false, more_day = false, begin_open = false;
  std::string day_error;
  MonthUi month;  // below the field for another day
  MenuState menu;
  bool to_top = false;     // something that must be read was put above the note
  float below_height = 0;  // of everything but the editor, at the last frame
};

struct ChipTap {
  std::string row, key;
};

struct CaptureIntents {
  bool note_changed = false, heading_changed = false, save = false, leave = false;
  std::optional<ChipTap> chip;
  std::optional<std::string> place, day;      // entered in words
  bool quotable = false, visibility = false;  // to be switched
  std::optional<std::size_t> link;            // heard card to link or unlink
  std::optional<std::string> begin_message;
  std::optional<Uuid> open_note;
  bool careful_remove = false, careful_keep = false;
  ActionFormIntents form;
  OutingIntents outing;
  FirstStepsIntents first_steps;
  std::optional<std::size_t> change_action;
  bool open_form = false;
  bool draft_save = false, draft_discard = false;
  bool retry = false;
  bool open_settings = false;
};

struct CaptureExtras {
  std::string draft_fact, draft_sentence;  // the banner of a draft found at the start; empty: none
  const FailureView* failure = nullptr;
  const OutingView* outing = nullptr;                // the trip or event that is running
  const std::vector<std::string>* events = nullptr;  // of the space, by name
  const FirstStepsView* first_steps = nullptr;       // in the place of the chips
};

/// The note and everything that can be said of it, in `place`.
CaptureIntents draw_capture(Ui& ui, const CaptureView& view, const CaptureExtras& extras,
                            CaptureUi& state, Rect place, const Strings& strings);

}  // namespace crosstalk
