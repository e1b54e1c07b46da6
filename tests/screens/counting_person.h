#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/screens/app_fixture.h"

namespace crosstalk {

/// A person at the whole app whose every keystroke and tap is counted: there is no other way to act
/// on the window. A chord is one keystroke. Text is typed where the keyboard is, and only where it
/// is in an editor. A tap is of a finger, on what is in sight and free: nothing scrolls for it.
class CountingPerson {
 public:
  explicit CountingPerson(AppSceneSpec spec = {}) : scene_(std::move(spec)) {}

  void text(std::string_view words) {
    scene_.settle();
    CAPTURE(words);
    REQUIRE(scene_.platform->text_wanted());
    texts_.emplace_back(words);
    scene_.type(words);
  }
  void press(ImGuiKeyChord chord) {
    ++strokes_;
    scene_.press(chord);
  }
  void tap(std::string_view name) {
    ++taps_;
    scene_.settle();
    const ReportedItem* item = scene_.person().find(name);
    CAPTURE(name);
    REQUIRE(item != nullptr);
    REQUIRE(item->visible);
    REQUIRE_FALSE(item->off);
    CHECK(item->clip.w - item->clip.y >= 30);
    ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
    scene_.person().click_at((item->clip.x + item->clip.z) / 2, (item->clip.y + item->clip.w) / 2);
    scene_.settle();
  }

  /// The figure that a chip shows on the screen, as the key that it is.
  ImGuiKeyChord figure_of(std::string_view chip) {
    const std::string figure = scene_.value(chip);
    CAPTURE(chip);
    REQUIRE(figure.size() == 1);
    return ImGuiKey_0 + (figure[0] - '0');
  }
  bool sees(std::string_view name) { return scene_.sees(name); }
  std::string value(std::string_view name) { return scene_.value(name); }
  std::vector<ConversationView> notes() {
    const auto notes = read_conversations(*scene_.other, {});
    return notes ? *notes : std::vector<ConversationView>();
  }

  int strokes() const { return strokes_; }
  int taps() const { return taps_; }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  AppScene scene_;
  std::vector<std::string> texts_;
  int strokes_ = 0, taps_ = 0;
};

}  // namespace crosstalk
