#include "client/model/first_steps.h"

namespace crosstalk {

FirstStepsView first_steps_view(FirstStep step, std::string_view space, const Strings& strings) {
  FirstStepsView view;
  view.step = step;
  view.progress = strings.fill(
      "first.progress",
      {std::to_string(static_cast<std::size_t>(step) + 1), std::to_string(kFirstStepCount)});
  const auto say = [&](FirstStepMark mark, TextKey words) {
    view.lines.push_back({mark, std::string(strings(words))});
  };
  switch (step) {
    case FirstStep::what:
      view.title = strings("first.what");
      say(FirstStepMark::write, "first.what.for");
      say(FirstStepMark::lock, "first.what.kept");
      say(FirstStepMark::person, "first.what.people");
      break;
    case FirstStep::hub:
      view.title = strings("first.hub");
      if (space.empty()) {
        say(FirstStepMark::here, "first.hub.none");
        say(FirstStepMark::link, "first.hub.link");
      } else {
        view.lines.push_back({FirstStepMark::joined, strings.fill("join.done", {space})});
      }
      say(FirstStepMark::person, "first.hub.name");
      view.offers_join = space.empty();
      break;
    case FirstStep::keys:
      view.title = strings("first.keys");
      say(FirstStepMark::save, "first.keys.save");
      say(FirstStepMark::careful, "first.keys.careful");
      say(FirstStepMark::help, "first.keys.help");
      break;
  }
  return view;
}

}  // namespace crosstalk
