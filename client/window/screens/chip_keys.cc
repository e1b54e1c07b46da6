#include "client/window/screens/chip_keys.h"

#include "client/window/dialog.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

ImGuiKey key_of(ImGuiKey first, int figure) { return static_cast<ImGuiKey>(first + figure); }

/// The figure that went down in this frame, on the keyboard or its number block.
std::optional<int> figure_pressed() {
  for (int figure = 0; figure <= 9; ++figure) {
    for (const ImGuiKey first : {ImGuiKey_0, ImGuiKey_Keypad0}) {
      if (ImGui::IsKeyPressed(key_of(first, figure), ImGuiKeyOwner_Any, 0)) return figure;
    }
  }
  return std::nullopt;
}

bool figure_down(int figure) {
  return ImGui::IsKeyDown(key_of(ImGuiKey_0, figure)) ||
         ImGui::IsKeyDown(key_of(ImGuiKey_Keypad0, figure));
}

/// Anything else that a person does: the figures go, and the key does what it always does.
bool something_else() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseClicked[0] || !io.InputQueueCharacters.empty()) return true;
  for (int key = ImGuiKey_Tab; key < ImGuiKey_LeftCtrl; ++key) {
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), ImGuiKeyOwner_Any, 0)) return true;
  }
  return false;
}

void leave_out_figures() {
  ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
  for (int index = typed.Size - 1; index >= 0; --index) {
    if (typed[index] >= '0' && typed[index] <= '9') typed.erase(typed.Data + index);
  }
}

}  // namespace

ChipKeysPress take_chip_keys(const Ui& ui, ChipKeys& keys, const std::vector<std::string>& rows) {
  ChipKeysPress press;
  if (ui.off || dialog_open()) {
    keys = {};
    return press;
  }
  const ImGuiIO& io = ImGui::GetIO();
  // AltGr types letters, and may come as Alt alone.
  const bool alt = io.KeyAlt && !io.KeyCtrl && !io.KeyShift && !io.KeySuper &&
                   !ImGui::IsKeyDown(ImGuiKey_RightAlt);
  const bool plain = !io.KeyAlt && !io.KeyCtrl && !io.KeyShift && !io.KeySuper;
  const std::optional<int> figure = figure_pressed();
  if (alt && figure && *figure >= 1 && static_cast<std::size_t>(*figure) <= rows.size()) {
    press.row = static_cast<std::size_t>(*figure) - 1;
    keys.row = rows[*press.row];
    keys.scroll_to = true;
    keys.held = *figure;
  } else if (plain && figure && !keys.row.empty()) {
    press.figure = figure;
    keys.held = *figure;
  } else if (!keys.row.empty() && keys.held < 0 && !io.KeyAlt && something_else()) {
    keys.row.clear();
  }
  if (keys.held >= 0) leave_out_figures();
  if (keys.held >= 0 && !figure_down(keys.held)) keys.held = -1;
  return press;
}

}  // namespace crosstalk
