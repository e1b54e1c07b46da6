// How keys, typed text and the pointer reach the edit core.

#include <algorithm>
#include <string>

#include "client/window/asked.h"
#include "client/window/code_points.h"
#include "client/window/dialog.h"
#include "client/window/editor_view.h"
#include "client/window/platform.h"
#include "imgui_internal.h"

namespace crosstalk {

bool EditorView::key(ImGuiKey which) const {
  return ImGui::IsKeyPressed(which, ImGuiKeyOwner_Any, ImGuiInputFlags_Repeat);
}

void EditorView::begin() {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  id = id_of(label);
  ImGuiItemFlags flags = ImGuiItemFlags_Inputable;
  if (!tab_stop) flags |= ImGuiItemFlags_NoTabStop;
  off = off || ui.off;
  if (off) flags |= ImGuiItemFlags_Disabled | ImGuiItemFlags_NoNav;
  seen = ImGui::ItemAdd(ImRect(box.min, box.max), id, nullptr, flags);
  if (!off && ui.asked != nullptr) take_asked();
  if (item_report_enabled()) {
    report();
    if (read_only) report_read_only(id);
  }
  if (off) return;
  hovered = seen && ImGui::ItemHoverable(ImRect(box.min, box.max), id, g.LastItemData.InFlags);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  const ImGuiIO& io = ImGui::GetIO();
  const bool pressed = hovered && io.MouseClicked[0];
  const bool by_keyboard = g.NavActivateId == id;
  active = g.ActiveId == id;
  if (!active && (pressed || by_keyboard || editor.wants_focus_)) {
    ImGui::SetActiveID(id, &window);
    ImGui::SetFocusID(id, &window);
    ImGui::FocusWindow(&window);
    if (editor.wants_focus_ && !asked_focus) g.NavDisableHighlight = true;
    active = true;
    editor.fresh_ = by_keyboard;
  }
  editor.wants_focus_ = false;
  if (active && io.MouseClicked[0] && !hovered) {
    ImGui::ClearActiveID();
    active = false;
  }
  // Where a window begins, navigation would put the keyboard on its first thing: who types keeps
  // the keyboard.
  if (active && g.NavId != id) ImGui::SetFocusID(id, &window);
  focused = active || g.NavId == id;
  ring = g.NavId == id && !active && !g.NavDisableHighlight;
}

void EditorView::report() const {
  const EditCore& edit = editor.core();
  report_item(id, label, Role::edit, false, secret ? std::string() : edit.text(), description);
  ReportedText text;
  text.caret = edit.caret();
  text.selection_begin = edit.selection_begin();
  text.selection_end = edit.selection_end();
  text.size = edit.size();
  text.read_only = read_only;
  text.single_line = edit.single_line();
  text.secret = secret;
  for (const EditCore::Row& row : edit.rows()) text.row_begins.push_back(row.begin);
  report_text(id, std::move(text));
}

// What a screen reader, a braille display or dictation asks to be done with the text.
void EditorView::take_asked() {
  if (ui.asked->focus(id) || ui.asked->press(id)) {
    editor.wants_focus_ = true;
    asked_focus = true;
  }
  EditCore& edit = core();
  for (const AccessibleAsk& ask : ui.asked->edits(id)) {
    const std::size_t begin = std::min(ask.begin, edit.size());
    const std::size_t end = std::clamp(ask.end, begin, edit.size());
    switch (ask.kind) {
      case AskKind::select:
        edit.select(begin, std::min(ask.end, edit.size()));
        break;
      case AskKind::copy:
        if (!secret) ImGui::SetClipboardText(edit.text(begin, end).c_str());
        break;
      case AskKind::replace:
        if (!read_only) edit.replace(begin, end, code_points_of(ask.words));
        break;
      case AskKind::paste:
        if (const char* pasted = read_only ? nullptr : ImGui::GetClipboardText()) {
          edit.select(begin, begin);
          edit.paste(pasted);
        }
        break;
      case AskKind::focus:
      case AskKind::press:
        break;
    }
  }
  if (seen || !asked_focus) return;
  ImGui::ScrollToRect(ImGui::GetCurrentWindow(), ImRect(box.min, box.max));
}

void EditorView::take_input() {
  if (!active) {
    core().set_preedit({}, 0);
    return;
  }
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiIO& io = ImGui::GetIO();
  // Typing here keeps no other thing from being pressed, unless the pointer is selecting.
  g.ActiveIdAllowOverlap = !io.MouseDown[0];
  // Else keyboard navigation would take them: arrows to go elsewhere, Enter to activate.
  g.ActiveIdUsingNavDirMask |= 0xF;
  for (const ImGuiKey owned : {ImGuiKey_Enter, ImGuiKey_KeypadEnter, ImGuiKey_Space, ImGuiKey_Home,
                               ImGuiKey_End, ImGuiKey_PageUp, ImGuiKey_PageDown}) {
    ImGui::SetKeyOwner(owned, id);
  }
  // Esc in a field is the screen's, which closes what the field is in; navigation would only let go
  // of the field. In a dialog it is the dialog's.
  if (core().single_line() && !dialog_open()) ImGui::SetKeyOwner(ImGuiKey_Escape, id);
  // Alt on its own would move the keyboard to a menu that there is not.
  ImGui::SetKeyOwner(ImGuiMod_Alt, id);
  g.WantTextInputNextFrame = 1;
  take_pointer();
  const Preedit* composing = ui.preedit;
  if (composing != nullptr && !composing->text.empty()) {
    core().set_preedit(code_points_of(composing->text), composing->caret);
  } else {
    core().set_preedit({}, 0);
    // The key that brought the keyboard here is not for the text.
    if (!editor.fresh_) take_keys();
  }
  if (!editor.fresh_ || !io.InputQueueCharacters.empty()) take_typed();
  editor.fresh_ = false;
}

EditCore::Place EditorView::place_under_pointer() {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float y = mouse.y - inner.min.y + editor.scroll_;
  const float x = mouse.x - inner.min.x + editor.scroll_x_;
  const auto last = static_cast<float>(core().rows().size() - 1);
  const float row = core().single_line() ? 0 : std::clamp(y / line(), 0.0F, last);
  return core().place_at(static_cast<std::size_t>(row), x);
}

void EditorView::take_pointer() {
  const ImGuiIO& io = ImGui::GetIO();
  if (!core().preedit().empty() || core().rows().empty()) return;
  if (hovered && io.MouseClicked[0]) {
    const EditCore::Place place = place_under_pointer();
    const int clicks = io.MouseClickedCount[0];
    if (clicks == 1) core().move_to(place, io.KeyShift);
    if (clicks == 2) core().select_word(place.at);
    if (clicks >= 3) core().select_paragraph(place.at);
    // A finger that moves scrolls; it selects by double tap.
    editor.dragging_ = clicks == 1 && io.MouseSource != ImGuiMouseSource_TouchScreen;
  } else if (editor.dragging_ && io.MouseDown[0]) {
    const bool moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0;
    const bool outside = io.MousePos.y < inner.min.y || io.MousePos.y > inner.max.y;
    if (moved || outside) core().move_to(place_under_pointer(), true);
    if (outside && scroll_max() > 0) ui.wake_in(1.0 / 30);  // goes on scrolling while held outside
  }
  if (!io.MouseDown[0]) editor.dragging_ = false;
}

bool EditorView::take_caret_keys(bool shift, bool ctrl) {
  EditCore& edit = core();
  const auto page = static_cast<long>(std::max(1.0F, inner.height() / line() - 1));
  if (key(ImGuiKey_LeftArrow)) {
    edit.move_left(shift, ctrl);
  } else if (key(ImGuiKey_RightArrow)) {
    edit.move_right(shift, ctrl);
  } else if (key(ImGuiKey_UpArrow)) {
    edit.move_rows(-1, shift);
  } else if (key(ImGuiKey_DownArrow)) {
    edit.move_rows(1, shift);
  } else if (key(ImGuiKey_PageUp)) {
    edit.move_rows(-page, shift);
  } else if (key(ImGuiKey_PageDown)) {
    edit.move_rows(page, shift);
  } else if (key(ImGuiKey_Home)) {
    ctrl ? edit.move_text_start(shift) : edit.move_row_start(shift);
  } else if (key(ImGuiKey_End)) {
    ctrl ? edit.move_text_end(shift) : edit.move_row_end(shift);
  } else {
    return false;
  }
  return true;
}

void EditorView::take_edit_keys(bool shift, bool ctrl) {
  EditCore& edit = core();
  if (key(ImGuiKey_Backspace)) {
    edit.erase_back(ctrl);
  } else if (key(ImGuiKey_Delete)) {
    edit.erase_forward(ctrl);
  } else if (key(ImGuiKey_Enter) || key(ImGuiKey_KeypadEnter)) {
    if (edit.single_line()) {
      entered = true;
    } else if (!ctrl && !leaves_enter) {
      edit.type(U"\n");
    }
  } else if (ctrl && (key(ImGuiKey_Y) || (shift && key(ImGuiKey_Z)))) {
    edit.redo();
  } else if (ctrl && key(ImGuiKey_Z)) {
    edit.undo();
  } else if (ctrl && key(ImGuiKey_V)) {
    if (const char* pasted = ImGui::GetClipboardText()) edit.paste(pasted);
  } else if (shift && key(ImGuiKey_Insert)) {
    if (const char* pasted = ImGui::GetClipboardText()) edit.paste(pasted);
  } else if (ctrl && key(ImGuiKey_X) && edit.has_selection() && !secret) {
    ImGui::SetClipboardText(edit.text(edit.selection_begin(), edit.selection_end()).c_str());
    edit.erase_selection();
  }
}

void EditorView::take_clipboard_keys(bool) {
  EditCore& edit = core();
  if (key(ImGuiKey_A)) edit.select_all();
  const bool copy = key(ImGuiKey_C) || key(ImGuiKey_Insert);
  if (copy && edit.has_selection() && !secret) {
    ImGui::SetClipboardText(edit.text(edit.selection_begin(), edit.selection_end()).c_str());
  }
}

void EditorView::take_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  // AltGr comes as Ctrl and Alt together and is part of a letter.
  const bool ctrl = io.KeyCtrl && !io.KeyAlt;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, ImGuiKeyOwner_Any, 0)) escaped = true;
  if (take_caret_keys(io.KeyShift, ctrl)) return;
  if (ctrl) take_clipboard_keys(io.KeyShift);
  if (!read_only) take_edit_keys(io.KeyShift, ctrl);
}

void EditorView::take_typed() {
  ImGuiIO& io = ImGui::GetIO();
  // AltGr types letters: it comes as Ctrl and Alt together, or as the right Alt alone.
  const bool alt = io.KeyAlt && !io.KeyCtrl && !ImGui::IsKeyDown(ImGuiKey_RightAlt);
  const bool command = (io.KeyCtrl && !io.KeyAlt) || alt;
  if (!command && !read_only) {
    std::u32string typed;
    for (const ImWchar c : io.InputQueueCharacters) {
      if (c >= 0x20 && c != 0x7F) typed.push_back(static_cast<char32_t>(c));
    }
    if (!typed.empty()) core().type(typed);
  }
  io.InputQueueCharacters.resize(0);
}

}  // namespace crosstalk
