#include "client/window/ui.h"

#include <algorithm>

#include "client/window/asked.h"
#include "client/window/dialog.h"
#include "client/window/draw.h"
#include "client/window/fonts.h"
#include "client/window/interact.h"
#include "client/window/text.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr std::string_view kNameMark = "###";
constexpr float kTooltipRest = 0.4F;

ImRect im_rect(Rect rect) { return {rect.min, rect.max}; }

// As Tab does: the thing has the keyboard, shows it, and is in sight.
void take_keyboard(ImGuiID id, const ImRect& rect) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  ImGuiWindow* const window = g.CurrentWindow;
  if (g.ActiveId != id) ImGui::ClearActiveID();
  ImGui::FocusWindow(window);
  ImGui::SetFocusID(id, window);
  g.NavDisableHighlight = false;
  ImGui::ScrollToRect(window, rect);
}

}  // namespace

void Ui::wake_in(double seconds) {
  const double at = now_s + std::max(0.0, seconds);
  if (!wake_at_s || at < *wake_at_s) wake_at_s = at;
}

std::string named(std::string_view text, std::string_view name) {
  std::string label(text);
  label += kNameMark;
  label += name;
  return label;
}

std::string_view label_text(std::string_view label) {
  return label.substr(0, label.rfind(kNameMark));
}

std::string_view label_name(std::string_view label) {
  const auto mark = label.rfind(kNameMark);
  return mark == std::string_view::npos ? label : label.substr(mark + kNameMark.size());
}

bool shortcut(const Ui& ui, ImGuiKeyChord chord) {
  if (ui.off || dialog_open()) return false;
  const ImGuiIO& io = ImGui::GetIO();
  const ImGuiKeyChord mods = (io.KeyCtrl ? ImGuiMod_Ctrl : 0) | (io.KeyShift ? ImGuiMod_Shift : 0) |
                             (io.KeyAlt ? ImGuiMod_Alt : 0) | (io.KeySuper ? ImGuiMod_Super : 0);
  if (mods != (chord & ImGuiMod_Mask_)) return false;
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  if (ImGui::IsKeyPressed(key, ImGuiKeyOwner_Any, 0)) return true;
  return key == ImGuiKey_Enter && ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, ImGuiKeyOwner_Any, 0);
}

IdScope::IdScope(std::string_view id) { ImGui::PushID(id.data(), id.data() + id.size()); }
IdScope::~IdScope() { ImGui::PopID(); }

OffScope::OffScope(Ui& ui, bool off) : ui_(ui), before_(ui.off) { ui.off = ui.off || off; }
OffScope::~OffScope() { ui_.off = before_; }

ImGuiID id_of(std::string_view label) {
  const std::string_view name = label_name(label);
  return ImGui::GetCurrentWindow()->GetID(name.data(), name.data() + name.size());
}

Interaction interact(Ui& ui, const InteractSpec& spec) {
  Interaction out;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool off = spec.off || ui.off;
  const Rect struck = spec.struck.width() > 0 ? spec.struck : spec.drawn;
  out.id = id_of(spec.label);
  ImGuiItemFlags flags = ImGuiItemFlags_None;
  if (!spec.tab_stop) flags |= ImGuiItemFlags_NoTabStop;
  if (off) flags |= ImGuiItemFlags_Disabled | ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop;
  const ImRect nav = im_rect(spec.drawn);
  out.seen = ImGui::ItemAdd(im_rect(struck), out.id, &nav, flags);
  report_item(out.id, spec.label, spec.role, spec.checked, spec.value, spec.detail);
  if (spec.takes_keyboard && !off) take_keyboard(out.id, nav);
  if (ui.asked != nullptr && !off) {
    // Something scrolled away is brought into sight first, and done in the next frame.
    if (ui.asked->focus(out.id)) take_keyboard(out.id, nav);
    if (!out.seen && ui.asked->wants_press(out.id)) ImGui::ScrollToRect(g.CurrentWindow, nav);
  }
  if (!out.seen) return out;
  if (!off) {
    out.clicked = ImGui::ButtonBehavior(im_rect(struck), out.id, &out.hovered, &out.held,
                                        ImGuiButtonFlags_NoHoveredOnFocus);
    if (ui.asked != nullptr && ui.asked->press(out.id)) out.clicked = true;
    // Ctrl+Enter is the screen's (save), wherever the keyboard is; navigation looks at Enter alone.
    if (out.clicked && g.NavActivateId == out.id && g.IO.KeyCtrl) out.clicked = false;
  }
  out.focused = g.NavId == out.id && !off;
  out.ring = out.focused && !g.NavDisableHighlight;
  return out;
}

float fade_in(Ui& ui, double began_s) {
  const double length = ui.reduced_motion ? 0 : ui.tokens.motion.appear_ms / 1000.0;
  const double passed = ui.now_s - began_s;
  if (length <= 0 || passed >= length) return 1;
  ui.wake_in(1.0 / 60);
  return static_cast<float>(std::max(0.0, passed) / length);
}

void tooltip(Ui& ui, const Interaction& of, Rect rect, std::string_view words) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const bool rested = of.hovered && g.HoveredIdTimer >= kTooltipRest;
  if (of.hovered && !rested) ui.wake_in(kTooltipRest);
  if (!rested && !of.ring) return;
  const Tokens& t = ui.tokens;
  const float line = t.type(TypeStyle::body).line;
  const float width = text_width(ui, TypeStyle::body, words) + 2 * t.space.s3;
  const float height = line + 2 * t.space.s1;
  ImVec2 at{rect.center().x - width / 2, rect.max.y + t.space.s2};
  at.x = std::clamp(at.x, ui.screen.min.x + t.space.s2,
                    std::max(ui.screen.min.x + t.space.s2, ui.screen.max.x - width - t.space.s2));
  if (at.y + height > ui.screen.max.y) at.y = rect.min.y - t.space.s2 - height;
  // Drawn over everything, in the frame's last layer; it takes no input.
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const Rect box = snapped({at, {at.x + width, at.y + height}});
  list.AddRectFilled(box.min, box.max, t.color(Color::surface), t.radius.control);
  list.AddRect(box.min, box.max, t.color(Color::edge), t.radius.control, 0, t.border.hair);
  ImFont& font = *ui.fonts.font(TypeStyle::body);
  list.AddText(&font, font.FontSize,
               {box.min.x + t.space.s3, box.min.y + t.space.s1 + ui.fonts.drop(TypeStyle::body)},
               t.color(Color::ink), words.data(), words.data() + words.size());
}

}  // namespace crosstalk
