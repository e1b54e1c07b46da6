#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "imgui.h"

namespace crosstalk {

/// Text that an input method is composing.
struct Preedit {
  std::string text;       ///< UTF-8; empty: none
  std::size_t caret = 0;  ///< code points into it
};

/// Where the window is on the screen.
struct WindowPlace {
  float x = 0, y = 0;     ///< its inside, in the screen's own units
  float pixels_each = 1;  ///< device pixels to one of these units
  bool active = true;     ///< it has the keyboard of the desktop
};

/// The seam between the window and what it runs on. One thread, but for `wake`.
class Platform {
 public:
  virtual ~Platform() = default;

  /// Size of what is drawn on, in device pixels.
  virtual ImVec2 size() const = 0;
  /// Device pixels per unit of the design.
  virtual float display_scale() const = 0;
  virtual WindowPlace place() const { return {}; }
  /// Steady seconds.
  virtual double now_s() const = 0;

  /// Sleeps until something happens or `until_s` (of `now_s`) has come; nothing: for as long as it
  /// takes. Gives what happened to ImGui's input. True when there was something to draw for. With
  /// `until_s` in the past it only looks.
  virtual bool wait(std::optional<double> until_s) = 0;
  /// Ends a `wait`, from any thread. Wakes that come close together are one.
  virtual void wake() = 0;
  /// The person asked to close the window since the last call.
  virtual bool close_asked() = 0;

  /// Makes the texture of a newly built atlas and forgets the last one.
  virtual void use_fonts(ImFontAtlas& atlas) = 0;
  /// The atlas goes away.
  virtual void forget_fonts() = 0;
  /// Shows a frame.
  virtual void present(ImDrawData& data, ImU32 clear_color) = 0;

  virtual std::string clipboard() = 0;
  virtual void set_clipboard(const std::string& text) = 0;
  /// Text is wanted at this place (an input method's window or an on-screen keyboard opens there);
  /// nothing: no more. Called with every frame; changes something only at the edges.
  virtual void want_text(std::optional<ImVec4> rect) = 0;
  virtual const Preedit& preedit() const = 0;
  virtual void show_cursor(ImGuiMouseCursor cursor) = 0;

  /// Writes what was last shown as a BMP. False when it could not be written.
  virtual bool save_picture(const std::string& path) = 0;
};

}  // namespace crosstalk
