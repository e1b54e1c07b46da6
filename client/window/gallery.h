#pragma once

#include <memory>

#include "client/window/navigation.h"
#include "client/window/window.h"

namespace crosstalk {

/// All widgets in all their states (`crosstalk --gallery`), to be looked at beside the design.
class Gallery {
 public:
  Gallery();
  ~Gallery();
  void draw(Ui& ui);

 private:
  struct State;
  NavigationSpec places() const;
  void column(Ui& ui, int index, int columns);
  void chips(Ui& ui);
  void looks(Ui& ui);
  void choices(Ui& ui);
  void opened(Ui& ui, Rect rest);
  std::unique_ptr<State> state_;
};

}  // namespace crosstalk
