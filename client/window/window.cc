#include "client/window/window.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "client/window/accessible/port.h"
#include "client/window/drawn_text.h"
#include "client/window/fonts.h"
#include "client/window/item_report.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr int kFramesAfterEvent = 2;  // hover and focus settle in the second
constexpr int kDrawnAnewMost =
    3;  // a frame that measures what it needs is drawn again, but not for ever
constexpr std::string_view kTitle = "Crosstalk";
constexpr ImGuiWindowFlags kRootFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground |
    ImGuiWindowFlags_NoScrollWithMouse;

const char* get_clipboard(void* platform) {
  // ImGui wants a pointer that lives until the next call.
  static std::string held;
  held = static_cast<Platform*>(platform)->clipboard();
  return held.c_str();
}

void set_clipboard(void* platform, const char* text) {
  static_cast<Platform*>(platform)->set_clipboard(text);
}

void set_style(const Tokens& tokens) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  style.WindowPadding = {0, 0};
  style.ItemSpacing = {0, 0};
  style.ItemInnerSpacing = {0, 0};
  style.FramePadding = {0, 0};
  style.IndentSpacing = 0;
  style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 0;
  style.WindowMinSize = {1, 1};
  // Lines from the atlas need a filtered texture, which would blur the text.
  style.AntiAliasedLinesUseTex = false;
  style.CircleTessellationMaxError = 0.15F;
  style.CurveTessellationTol = 0.6F;
  style.Colors[ImGuiCol_ModalWindowDimBg] =
      ImGui::ColorConvertU32ToFloat4(tokens.color(Color::scrim));
  style.Colors[ImGuiCol_NavWindowingHighlight] = {0, 0, 0, 0};
  style.Colors[ImGuiCol_NavWindowingDimBg] = {0, 0, 0, 0};
}

}  // namespace

Window::Window(Platform& platform, const WindowOptions& options)
    : platform_(platform), options_(options), fonts_(std::make_unique<Fonts>()) {
  context_ = ImGui::CreateContext(&fonts_->atlas());
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTrickleEventQueue = true;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  // Ctrl+Tab between windows means nothing with one window.
  context_->ConfigNavWindowingKeyNext = context_->ConfigNavWindowingKeyPrev = 0;
  io.ClipboardUserData = &platform;
  io.GetClipboardTextFn = get_clipboard;
  io.SetClipboardTextFn = set_clipboard;
  io.SetPlatformImeDataFn = nullptr;  // `Platform::want_text` does it
  opened_s_ = last_frame_s_ = platform.now_s();
}

Window::~Window() {
  ImGui::SetCurrentContext(context_);
  platform_.forget_fonts();
  ImGui::DestroyContext(context_);
}

void Window::set_theme(Theme theme) {
  options_.theme = theme;
  tokens_stale_ = true;
}

void Window::set_text_percent(int percent) {
  options_.text_percent = percent;
  tokens_stale_ = true;
}

bool Window::prepare() {
  const float scale = platform_.display_scale();
  if (tokens_stale_ || scale != tokens_.display_scale) {
    tokens_ = make_tokens(options_.theme, options_.text_percent, scale, options_.reduced_motion);
    set_style(tokens_);
    tokens_stale_ = false;
  }
  if (!fonts_->prepare(tokens_)) return false;
  ImGui::GetIO().FontDefault = fonts_->font(TypeStyle::body);
  platform_.use_fonts(fonts_->atlas());
  return true;
}

void Window::draw_once(const RootView& view, bool again) {
  prepare();
  ImGuiIO& io = ImGui::GetIO();
  const double now = platform_.now_s();
  const float passed = static_cast<float>(now - last_frame_s_);
  // By a little at least, for ImGui divides by it. Not held to less after a sleep: two clicks a
  // minute apart are no double click.
  io.DeltaTime = again ? 1e-4F : std::max(passed, 1e-4F);
  last_frame_s_ = now;
  const ImVec2 size = platform_.size();
  io.DisplaySize = {std::max(size.x, 1.0F), std::max(size.y, 1.0F)};
  io.DisplayFramebufferScale = {1, 1};
  begin_item_report();
  begin_drawn_text();
  ImGui::NewFrame();
  // A tap of Alt would take the keyboard to a menu bar, which there is none of.
  for (const ImGuiKey alt : {ImGuiKey_LeftAlt, ImGuiKey_RightAlt}) {
    ImGui::SetKeyOwner(alt, ImHashStr("alt"));
  }
  // Ctrl+Enter is the screen's, not a press of what has the keyboard.
  if (io.KeyCtrl || io.KeyAlt || io.KeySuper) {
    context_->NavActivateId = context_->NavActivateDownId = context_->NavActivatePressedId = 0;
  }
  Ui ui(tokens_, *fonts_);
  ui.screen = {{0, 0}, io.DisplaySize};
  ui.layout = layout_for(tokens_, io.DisplaySize.x);
  ui.now_s = now - opened_s_;
  ui.reduced_motion = options_.reduced_motion;
  ui.preedit = &platform_.preedit();
  if (!asked_.empty()) ui.asked = &asked_;
  ui.right = io.DisplaySize.x;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  if (frames_ == 0 && !again) ImGui::SetNextWindowFocus();
  ImGui::Begin("Crosstalk###root", nullptr, kRootFlags);
  view(ui);
  ImGui::End();
  ImGui::Render();
  end_drawn_text();
  end_item_report();
  after(ui);
}

void Window::after(const Ui& ui) {
  if (ui.wanted_theme) set_theme(*ui.wanted_theme);
  if (ui.wanted_text_percent) set_text_percent(*ui.wanted_text_percent);
  if (ui.wanted_close) closing_ = true;
  frames_owed_ = std::max(frames_owed_, ui.wanted_frames);
  if (ui.wanted_theme || ui.wanted_text_percent) frames_owed_ = kFramesAfterEvent;
  wake_at_s_.reset();
  if (ui.wake_at_s) wake_at_s_ = *ui.wake_at_s + opened_s_;
  draw_anew_ = ui.wanted_again;
}

void Window::take_asks() {
  if (options_.accessible == nullptr) return;
  const bool listening = options_.accessible->listening();
  if (listening != item_report_enabled()) enable_item_report(listening);
  asked_.add(options_.accessible->take_asks());
}

void Window::tell() {
  AccessiblePort* const port = options_.accessible;
  if (port == nullptr) return;
  asked_.end_frame();
  if (!asked_.empty()) frames_owed_ = std::max(frames_owed_, 1);
  if (frames_ == 1) port->begin();
  if (item_report_enabled()) {
    AccessibleTree tree =
        accessible_tree(reported_items(), kTitle, ImGui::GetIO().DisplaySize, platform_.place());
    if (tree != told_) {
      told_ = std::move(tree);
      port->show(told_);
    }
  } else if (!told_.nodes.empty()) {
    told_ = {};
  }
  // What was pressed shows in the frame after.
  if (asked_.empty() && frames_owed_ == 0) port->answered();
}

void Window::frame(const RootView& view) {
  ImGui::SetCurrentContext(context_);
  frames_owed_ = std::max(0, frames_owed_ - 1);
  take_asks();
  draw_once(view, false);
  // Letters met for the first time, and things that had to be measured, are right before anything
  // is shown.
  for (int i = 0; i < kDrawnAnewMost && (fonts_->needs_building() || draw_anew_); ++i) {
    draw_once(view, true);
  }
  ++frames_;
  ImGuiContext& g = *context_;
  if (g.PlatformImeData.WantVisible) {
    const ImVec2 at = g.PlatformImeData.InputPos;
    platform_.want_text(ImVec4{at.x, at.y, at.x + 1, at.y + g.PlatformImeData.InputLineHeight});
  } else {
    platform_.want_text(std::nullopt);
  }
  platform_.show_cursor(ImGui::GetMouseCursor());
  platform_.present(*ImGui::GetDrawData(), tokens_.color(Color::ground));
  tell();
  // Events trickle in, one kind a frame: those left over need frames of their own.
  if (!g.InputEventsQueue.empty()) frames_owed_ = std::max(frames_owed_, kFramesAfterEvent);
}

int Window::settle(const RootView& view, int most) {
  frames_owed_ = std::max(frames_owed_, kFramesAfterEvent);
  int drawn = 0;
  while (drawn < most && frames_owed_ > 0) {
    frame(view);
    ++drawn;
  }
  return drawn;
}

void Window::run(const RootView& view) {
  ImGui::SetCurrentContext(context_);
  frames_owed_ = kFramesAfterEvent;
  while (!closing_) {
    const std::optional<double> until = frames_owed_ > 0 ? std::optional<double>(0.0) : wake_at_s_;
    const bool happened = platform_.wait(until);
    if (platform_.close_asked()) break;
    if (happened) frames_owed_ = kFramesAfterEvent;
    const bool due = wake_at_s_ && platform_.now_s() >= *wake_at_s_;
    if (frames_owed_ > 0 || due) frame(view);
  }
}

}  // namespace crosstalk
