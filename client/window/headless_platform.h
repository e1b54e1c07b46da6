#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "client/window/item_report.h"
#include "client/window/platform.h"
#include "client/window/soft_canvas.h"
#include "client/window/window.h"

namespace crosstalk {

/// A platform without a window: its input is what a test gives, its time goes on only when told,
/// and a picture of a frame can be written. `draws` false skips making pixels, for speed.
class HeadlessPlatform : public Platform {
 public:
  HeadlessPlatform(float width, float height, float display_scale, bool draws = false);
  ~HeadlessPlatform() override;

  void resize(float width, float height) { size_ = {width, height}; }
  void advance(double seconds) { now_s_ += seconds; }
  void compose(Preedit preedit) { preedit_ = std::move(preedit); }
  bool text_wanted() const { return text_wanted_; }
  int wakes() const { return wakes_; }

  ImVec2 size() const override { return size_; }
  float display_scale() const override { return scale_; }
  double now_s() const override { return now_s_; }
  bool wait(std::optional<double> until_s) override;
  void wake() override { ++wakes_; }
  bool close_asked() override { return false; }
  void use_fonts(ImFontAtlas& atlas) override;
  void forget_fonts() override;
  void present(ImDrawData& data, ImU32 clear_color) override;
  std::string clipboard() override { return clipboard_; }
  void set_clipboard(const std::string& text) override { clipboard_ = text; }
  void want_text(std::optional<ImVec4> rect) override { text_wanted_ = rect.has_value(); }
  const Preedit& preedit() const override { return preedit_; }
  void show_cursor(ImGuiMouseCursor) override {}
  bool save_picture(const std::string& path) override;
  /// What was last shown; without data where it makes no pixels. Until the next frame.
  Pixels pixels() const;

 private:
  struct Canvas;
  ImVec2 size_;
  float scale_;
  double now_s_ = 1;
  bool draws_;
  bool text_wanted_ = false;
  int wakes_ = 0;
  Preedit preedit_;
  std::string clipboard_;
  std::unique_ptr<Canvas> canvas_;
};

/// A person at a headless window: acts on what is on the screen by its words or stable name, and
/// waits until the screen has settled after each act. Acts on a thing that is not there, is off or
/// is covered answer false.
class Person {
 public:
  Person(Window& window, HeadlessPlatform& platform, RootView view);

  /// Draws until nothing more happens.
  void settle();
  /// It is on the screen and not scrolled out of sight.
  bool sees(std::string_view name_or_label) const;
  const ReportedItem* find(std::string_view name_or_label, int occurrence = 0) const;
  bool click(std::string_view name_or_label, int occurrence = 0);
  bool double_click(std::string_view name_or_label);
  void click_at(float x, float y);
  void drag(ImVec2 from, ImVec2 to);
  void type(std::string_view utf8);
  /// A key with its modifiers: `ImGuiMod_Ctrl | ImGuiKey_Enter`.
  void press(ImGuiKeyChord chord);
  void wheel(float x, float y, float lines);
  /// Lets `seconds` go by, drawing when the screen asked to be drawn.
  void wait(double seconds);
  std::string tree() const { return item_tree(); }

 private:
  bool bring_into_sight(std::string_view name_or_label, int occurrence);
  void turn_wheel_towards(const ReportedItem& item);
  bool can_strike(std::string_view name_or_label, int occurrence);

  Window& window_;
  HeadlessPlatform& platform_;
  RootView view_;
};

}  // namespace crosstalk
