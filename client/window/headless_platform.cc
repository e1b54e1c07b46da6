#include "client/window/headless_platform.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr int kScrollTries = 200;
constexpr int kCoveredTries = 3;
constexpr float kSeenEnough = 40;

ImVec2 middle(const ImVec4& rect) { return {(rect.x + rect.z) / 2, (rect.y + rect.w) / 2}; }

}  // namespace

struct HeadlessPlatform::Canvas {
  SoftCanvas canvas;
  std::vector<std::uint32_t> memory;
  Pixels pixels;
};

HeadlessPlatform::HeadlessPlatform(float width, float height, float display_scale, bool draws)
    : size_{width, height}, scale_(display_scale), draws_(draws) {}

HeadlessPlatform::~HeadlessPlatform() = default;

bool HeadlessPlatform::wait(std::optional<double> until_s) {
  if (until_s && *until_s > now_s_) now_s_ = *until_s;
  return false;
}

void HeadlessPlatform::use_fonts(ImFontAtlas& atlas) {
  if (!draws_) {
    atlas.SetTexID(&atlas);  // ImGui wants one; nothing draws with it
    return;
  }
  if (!canvas_) canvas_ = std::make_unique<Canvas>();
  canvas_->canvas.use_fonts(atlas);
}

void HeadlessPlatform::forget_fonts() { canvas_.reset(); }

void HeadlessPlatform::present(ImDrawData& data, ImU32 clear_color) {
  if (!canvas_) return;
  Canvas& c = *canvas_;
  const int width = static_cast<int>(size_.x);
  const int height = static_cast<int>(size_.y);
  c.memory.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  c.pixels = {c.memory.data(), width, height, width};
  c.canvas.draw(data, clear_color, c.pixels);
}

bool HeadlessPlatform::save_picture(const std::string& path) {
  return canvas_ && canvas_->pixels.data != nullptr && save_bmp(canvas_->pixels, path);
}

Pixels HeadlessPlatform::pixels() const { return canvas_ ? canvas_->pixels : Pixels{}; }

Person::Person(Window& window, HeadlessPlatform& platform, RootView view)
    : window_(window), platform_(platform), view_(std::move(view)) {
  enable_item_report(true);
  settle();
}

void Person::settle() { window_.settle(view_); }

const ReportedItem* Person::find(std::string_view name_or_label, int occurrence) const {
  const ReportedItem* item = find_item(name_or_label, occurrence);
  return item;
}

bool Person::sees(std::string_view name_or_label) const {
  const ReportedItem* item = find(name_or_label);
  return item != nullptr && item->visible;
}

// True once all of it, or as much as there is room for, can be seen. Else the wheel is turned over
// its part of the window, as a person would do.
bool Person::bring_into_sight(std::string_view name_or_label, int occurrence) {
  float last_y = -1;
  for (int i = 0; i < kScrollTries; ++i) {
    const ReportedItem* item = find(name_or_label, occurrence);
    if (item == nullptr) return false;
    const float seen = item->visible ? item->clip.w - item->clip.y : 0;
    if (seen >= std::min(item->rect.w - item->rect.y, kSeenEnough)) return true;
    if (i > 0 && item->rect.y == last_y) return item->visible;  // it does not scroll further
    last_y = item->rect.y;
    turn_wheel_towards(*item);
  }
  return false;
}

void Person::turn_wheel_towards(const ReportedItem& item) {
  // At the edge of the part of the window that it is in, for an editor in its middle would scroll.
  const ImVec2 size = platform_.size();
  const ImVec4& area = item.area_rect;
  const float x = std::clamp(area.x + 3, 1.0F, size.x - 1);
  const float y = std::clamp((area.y + area.w) / 2, 1.0F, size.y - 1);
  wheel(x, y, item.rect.y >= y ? -1.0F : 1.0F);
}

bool Person::can_strike(std::string_view name_or_label, int occurrence) {
  const ReportedItem* item = find(name_or_label, occurrence);
  if (item == nullptr || item->off) return false;
  const ImGuiID id = item->id;
  const bool text =
      item->role == Role::text || item->role == Role::heading || item->role == Role::alert;
  const ImVec2 at = middle(item->clip);
  ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  settle();
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return text || g.HoveredId == id || g.HoveredIdPreviousFrame == id;
}

bool Person::click(std::string_view name_or_label, int occurrence) {
  if (!bring_into_sight(name_or_label, occurrence)) return false;
  // Something may lie over it, such as a toast: scrolled a little further it is free.
  bool free = can_strike(name_or_label, occurrence);
  for (int i = 0; i < kCoveredTries && !free; ++i) {
    const ReportedItem* item = find(name_or_label, occurrence);
    if (item == nullptr || item->off) return false;
    turn_wheel_towards(*item);
    free = can_strike(name_or_label, occurrence);
  }
  if (!free) return false;
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  settle();
  platform_.advance(1);  // the next click is another one, not the second of a double click
  return true;
}

bool Person::double_click(std::string_view name_or_label) {
  if (!bring_into_sight(name_or_label, 0)) return false;
  const ImVec2 at = middle(find(name_or_label)->clip);
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(at.x, at.y);
  for (int i = 0; i < 2; ++i) {
    io.AddMouseButtonEvent(0, true);
    io.AddMouseButtonEvent(0, false);
  }
  settle();
  platform_.advance(1);
  return true;
}

void Person::click_at(float x, float y) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(x, y);
  settle();
  io.AddMouseButtonEvent(0, true);
  io.AddMouseButtonEvent(0, false);
  settle();
  platform_.advance(1);
}

void Person::drag(ImVec2 from, ImVec2 to) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(from.x, from.y);
  settle();
  io.AddMouseButtonEvent(0, true);
  settle();
  io.AddMousePosEvent(to.x, to.y);
  settle();
  io.AddMouseButtonEvent(0, false);
  settle();
  platform_.advance(1);
}

void Person::type(std::string_view utf8) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(utf8).c_str());
  settle();
}

void Person::press(ImGuiKeyChord chord) {
  ImGuiIO& io = ImGui::GetIO();
  const auto modifiers = [&](bool down) {
    for (const ImGuiKey mod : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt}) {
      if ((chord & mod) != 0) io.AddKeyEvent(mod, down);
    }
  };
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  modifiers(true);
  io.AddKeyEvent(key, true);
  io.AddKeyEvent(key, false);
  modifiers(false);
  settle();
}

void Person::wheel(float x, float y, float lines) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(x, y);
  settle();
  io.AddMouseWheelEvent(0, lines);
  settle();
}

void Person::wait(double seconds) {
  platform_.advance(seconds);
  settle();
}

}  // namespace crosstalk
