#include "client/window/asked.h"

#include <algorithm>
#include <utility>

#include "imgui_internal.h"

namespace crosstalk {
namespace {

// Scrolling into sight takes a frame, and the one after that has the item where it is.
constexpr int kFramesMost = 4;

bool is_edit(AskKind kind) { return kind != AskKind::focus && kind != AskKind::press; }

// A dialog stops everything else, for this way in as for the pointer.
bool behind_dialog() {
  ImGuiWindow* const dialog = ImGui::GetTopMostPopupModal();
  if (dialog == nullptr) return false;
  return !ImGui::IsWindowWithinBeginStackOf(ImGui::GetCurrentWindow()->RootWindow, dialog);
}

}  // namespace

void Asked::add(std::vector<AccessibleAsk> asks) {
  for (AccessibleAsk& ask : asks) waiting_.push_back({std::move(ask), 0});
}

void Asked::end_frame() {
  for (Waiting& one : waiting_) ++one.frames;
  std::erase_if(waiting_, [](const Waiting& one) { return one.frames >= kFramesMost; });
}

bool Asked::wants_press(ImGuiID item) const {
  return !behind_dialog() && std::any_of(waiting_.begin(), waiting_.end(), [&](const auto& one) {
    return one.ask.item == item && one.ask.kind == AskKind::press;
  });
}

bool Asked::take(AskKind kind, ImGuiID item) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& one) {
    return one.ask.item == item && one.ask.kind == kind;
  });
  if (found == waiting_.end() || behind_dialog()) return false;
  waiting_.erase(found);
  return true;
}

std::vector<AccessibleAsk> Asked::edits(ImGuiID item) {
  std::vector<AccessibleAsk> taken;
  if (behind_dialog()) return taken;
  for (Waiting& one : waiting_) {
    if (one.ask.item == item && is_edit(one.ask.kind)) taken.push_back(std::move(one.ask));
  }
  std::erase_if(waiting_,
                [&](const Waiting& one) { return one.ask.item == item && is_edit(one.ask.kind); });
  return taken;
}

}  // namespace crosstalk
