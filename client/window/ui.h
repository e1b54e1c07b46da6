#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/window/tokens.h"
#include "imgui.h"

namespace crosstalk {

class Asked;
class Fonts;
struct Preedit;

/// A rectangle in device pixels of the window.
struct Rect {
  ImVec2 min{0, 0};
  ImVec2 max{0, 0};
  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 center() const { return {(min.x + max.x) * 0.5f, (min.y + max.y) * 0.5f}; }
  bool contains(ImVec2 point) const {
    return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
  }
  Rect grown(float by) const { return {{min.x - by, min.y - by}, {max.x + by, max.y + by}}; }
};

/// What every widget gets: the looks, the fonts, and the room there is. Made anew for each frame by
/// `Window`; window thread only.
///
/// Widgets are placed at a cursor that goes down the area (`Area`, layout.h). There is no automatic
/// spacing: say `gap` between things, `same_line` to go on to the right. All lengths are device
/// pixels, taken from `tokens`.
///
/// Labels are text, then `###` and a name that never changes: "Save note###save". `named` joins
/// them. Without `###` the text is the name too. Tests and assistive technology find widgets by
/// either.
struct Ui {
  Ui(const Tokens& looks, Fonts& font_set) : tokens(looks), fonts(font_set) {}

  const Tokens& tokens;
  Fonts& fonts;
  Rect screen;                   ///< all of the window, less what an on-screen keyboard covers
  Layout layout = Layout::wide;  ///< of the whole window
  double now_s = 0;              ///< steady seconds since the window opened, for toasts and fades
  bool reduced_motion = false;
  const Preedit* preedit = nullptr;  ///< what an input method is composing; null: nothing
  Asked* asked = nullptr;            ///< what assistive technology asks to be done; null: nothing

  // Asked of the window during a frame, done after it.
  std::optional<double> wake_at_s;  ///< draw again then, if nothing happens before
  std::optional<Theme> wanted_theme;
  std::optional<int> wanted_text_percent;
  bool wanted_close = false;
  int wanted_frames = 0;      ///< further frames to draw at once
  bool wanted_again = false;  ///< this frame measured something: draw it anew before it is shown

  // The room at the cursor; pushed and popped by areas, cards and dialogs.
  float right = 0;               ///< x where the room ends
  Color ground = Color::ground;  ///< what lies beneath, for the gap in a focus ring
  bool off = false;              ///< everything drawn now is off (see `OffScope`)

  /// Draw again in `seconds` at the latest. The earliest wish of a frame counts.
  void wake_in(double seconds);
};

/// "text###name".
std::string named(std::string_view text, std::string_view name);
/// The visible part of a label.
std::string_view label_text(std::string_view label);
/// The stable part of a label.
std::string_view label_name(std::string_view label);

/// Words that a widget is given: a copy of its own, so that `const ButtonSpec spec{.label =
/// named(…)}` is safe to use in the next line too.
class Words {
 public:
  Words() = default;
  Words(const char* text) : text_(text) {}             // NOLINT(google-explicit-constructor)
  Words(std::string_view text) : text_(text) {}        // NOLINT(google-explicit-constructor)
  Words(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  operator std::string_view() const { return text_; }  // NOLINT(google-explicit-constructor)
  bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

/// What happened to a widget this frame.
struct Response {
  bool clicked = false;  ///< pressed and let go, or Enter or Space
  bool hovered = false;
  bool focused = false;  ///< has the keyboard
  explicit operator bool() const { return clicked; }
};

/// True in the frame in which exactly these keys go down and no dialog is open, whatever has the
/// keyboard. A chord is e.g. `ImGuiMod_Ctrl | ImGuiKey_Enter`.
bool shortcut(const Ui& ui, ImGuiKeyChord chord);

/// Makes the labels of rows unlike each other: push the record's id around each row.
class IdScope {
 public:
  explicit IdScope(std::string_view id);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;
};

/// Everything inside is off while `off` is true.
class OffScope {
 public:
  OffScope(Ui& ui, bool off);
  ~OffScope();
  OffScope(const OffScope&) = delete;
  OffScope& operator=(const OffScope&) = delete;

 private:
  Ui& ui_;
  bool before_;
};

}  // namespace crosstalk
