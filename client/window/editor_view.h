#pragma once

#include <string>
#include <string_view>

#include "client/window/fonts.h"
#include "client/window/interact.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

struct ImGuiWindow;

namespace crosstalk {

/// What an editor and a field have in common: taking the keyboard, keys and pointer to the core,
/// drawing its rows. Lives for one widget in one frame.
struct EditorView {
  Ui& ui;
  TextEditor& editor;
  std::string_view label = {};
  std::string description = {};  ///< what stands at it: help, an error, how it was understood
  TypeStyle style = TypeStyle::note;
  Rect box = {};    ///< what can be clicked
  Rect inner = {};  ///< where text is
  bool read_only = false;
  bool leaves_enter = false;  ///< Enter breaks no line
  bool off = false;
  bool secret = false;
  bool tab_stop = true;

  ImGuiID id = 0;
  bool seen = false;
  bool active = false;
  bool focused = false;
  bool ring = false;  ///< has the keyboard but is not typed in
  bool hovered = false;
  bool entered = false;
  bool escaped = false;
  bool asked_focus = false;  ///< the keyboard came by assistive technology

  EditCore& core() { return editor.core_; }
  float line() const { return ui.tokens.type(style).line; }

  /// Lays the text out to the inner width.
  void lay_out();
  /// The item itself: id, focus, report. After the room for `box` was taken.
  void begin();
  /// Keys, typed text, pointer. Changes the core.
  void take_input();
  /// Keeps the caret in sight after it moved.
  void follow_caret();
  /// Selection, marks, text, preedit, caret; inside of `inner`.
  void draw(Rgba ink);
  float scroll_max();

 private:
  void report() const;
  void take_asked();
  bool key(ImGuiKey which) const;
  void take_pointer();
  void take_keys();
  bool take_caret_keys(bool shift, bool ctrl);
  void take_edit_keys(bool shift, bool ctrl);
  void take_clipboard_keys(bool shift);
  void take_typed();
  EditCore::Place place_under_pointer();
  void draw_row(std::size_t row, float y, Rgba ink);
  void draw_span(std::size_t row, std::size_t begin, std::size_t end, float y, Rgba fill,
                 Rgba underline);
  void draw_glyphs(std::size_t row, float y, Rgba ink);
  void draw_caret();
};

}  // namespace crosstalk
