#pragma once

#include <optional>

#include "client/app/desk.h"
#include "client/model/first_steps.h"

namespace crosstalk {

/// Where a new person is in the first steps. They show by themselves in a data folder in which
/// nothing was ever written and which has joined no hub, until they were gone through, left, or a
/// note was saved. Window thread.
class FirstStepsDesk {
 public:
  explicit FirstStepsDesk(Desk& desk);

  /// From the first one on, because the person asked.
  void begin();
  /// Once a frame: what is shown follows the language and the hub.
  void refresh();
  /// The steps give way; they come back in the next window if no note was saved until then.
  void hide() { step_.reset(); }
  /// True where the steps have changed or ended, so the cursor belongs into the note.
  bool apply(const FirstStepsIntents& intents);

  /// Null: not shown.
  const FirstStepsView* view() const { return step_ ? &view_ : nullptr; }

 private:
  bool is_new() const;
  void end();

  Desk& desk_;
  std::optional<FirstStep> step_;
  FirstStepsView view_;
};

}  // namespace crosstalk
