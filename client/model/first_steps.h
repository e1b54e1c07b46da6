#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/strings.h"

namespace crosstalk {

/// Set once the first steps were gone through or left: they do not show by themselves again.
inline constexpr std::string_view kFirstStepsSetting = "first_steps";

enum class FirstStep { what, hub, keys };
inline constexpr std::size_t kFirstStepCount = 3;

/// What a sentence of a step is about; the screen has an icon for each.
enum class FirstStepMark { write, lock, person, here, joined, link, save, careful, help };

struct FirstStepLine {
  FirstStepMark mark;
  std::string words;
};

/// One of the three short screens below the first note.
struct FirstStepsView {
  FirstStep step = FirstStep::what;
  std::string progress;  // "1 of 3"
  std::string title;
  std::vector<FirstStepLine> lines;
  bool offers_join = false;
  bool first() const { return step == FirstStep::what; }
  bool last() const { return step == FirstStep::keys; }
};

/// `space`: the one that this device has joined; empty: none.
FirstStepsView first_steps_view(FirstStep step, std::string_view space, const Strings& strings);

}  // namespace crosstalk
