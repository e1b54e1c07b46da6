#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/window/accessible/tree.h"
#include "client/window/asked.h"
#include "client/window/platform.h"
#include "client/window/tokens.h"
#include "client/window/ui.h"

namespace crosstalk {

class AccessiblePort;

struct WindowOptions {
  Theme theme = Theme::light;
  int text_percent = 100;
  bool reduced_motion = false;
  AccessiblePort* accessible = nullptr;  ///< who tells others what is shown; outlives the window
};

/// Draws a frame: the root screen of the app. Called only when something happened or a time that it
/// asked for
/// (`Ui::wake_in`) has come. What was tapped is applied by the caller before it returns or at the
/// start of its next call.
using RootView = std::function<void(Ui&)>;

/// Runs a view on a platform: fonts, theme, text size, size of the window, sleeping. One at a time
/// in a process.
class Window {
 public:
  /// `platform` must outlive it. Smallest size that is laid out for: 360 × 480.
  Window(Platform& platform, const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Until the person closes it or the view asks to (`Ui::wanted_close`).
  void run(const RootView& view);
  /// One frame and nothing else; then whatever the frame asked for. For tests and pictures.
  void frame(const RootView& view);
  /// Frames until nothing asks for another, at most `most`. How many there were.
  int settle(const RootView& view, int most = 30);

  /// Ends `run` after this frame. Window thread only; from another, post to the view and
  /// `Platform::wake`.
  void close() { closing_ = true; }
  std::uint64_t frames_drawn() const { return frames_; }
  const Tokens& tokens() const { return tokens_; }
  void set_theme(Theme theme);
  void set_text_percent(int percent);

 private:
  bool prepare();
  void draw_once(const RootView& view, bool again);
  void after(const Ui& ui);
  void take_asks();
  void tell();

  Platform& platform_;
  WindowOptions options_;
  Tokens tokens_;
  std::unique_ptr<Fonts> fonts_;
  ImGuiContext* context_ = nullptr;
  std::optional<double> wake_at_s_;
  double opened_s_ = 0;
  double last_frame_s_ = 0;
  int frames_owed_ = 2;
  bool closing_ = false;
  bool tokens_stale_ = true;
  bool draw_anew_ = false;
  std::uint64_t frames_ = 0;
  Asked asked_;
  AccessibleTree told_;  ///< what was last told, so that the same is not told twice
};

}  // namespace crosstalk
