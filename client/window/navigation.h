#pragma once

#include <string_view>
#include <vector>

#include "client/window/ui.h"

namespace crosstalk {

struct TabSpec {
  Words label = {};
  Words count = {};        ///< in body weight after the word
  Icon icon = Icon::none;  ///< navigation only
};

/// A row of tabs 44 high over a rule; where they do not all fit, in two or more. The tab pressed
/// this frame, or -1. Left and right move between them.
int tabs(Ui& ui, const std::vector<TabSpec>& specs, int chosen);
/// What they take in this width.
float tabs_height(Ui& ui, const std::vector<TabSpec>& specs, float width);

enum class SyncTone { normal, danger };
struct SyncLineSpec {
  Words name = "sync-line";
  Icon icon = Icon::sent;
  Words state = {};   ///< strong: "3 waiting"
  Words detail = {};  ///< ink_2: "offline since 14:05"
  Words action = {};  ///< a words-button at the right ("Join"); only where there is room for it
  SyncTone tone = SyncTone::normal;
  bool stacked = false;  ///< detail under the state, as at the foot of the side
};
struct SyncLineResponse {
  bool opened = false;
  bool acted = false;
};
/// What `sync_line` takes in this width: stacked, a state too long for one line takes two.
float sync_line_height(Ui& ui, const SyncLineSpec& spec, float width);
SyncLineResponse sync_line(Ui& ui, const SyncLineSpec& spec);

struct NavigationSpec {
  Words app_name = {};        ///< "Crosstalk"; side only
  Words space_name = {};      ///< beneath it
  TabSpec write = {};         ///< "New note"; first
  Words write_short = {};     ///< in the rail and the bar: "Write###nav-write"; empty: as above
  bool write_primary = true;  ///< solid while another place is shown
  std::vector<TabSpec> places = {};  ///< Timeline, Actions, Messages
  std::vector<TabSpec> below = {};   ///< at the foot of the side: Settings. Not in the bottom bar
  int chosen = 0;                    ///< 0 write, 1… places, then below
  SyncLineSpec sync = {};            ///< last at the side
};
struct NavigationResponse {
  int pressed = -1;  ///< counted as `chosen` is
  bool sync_opened = false;
};

/// What navigation leaves for the screen, and draws it: side from 1200, rail from 768, bottom bar
/// below, by `ui.layout`.
Rect navigation_rest(const Ui& ui);
NavigationResponse navigation(Ui& ui, const NavigationSpec& spec);

}  // namespace crosstalk
