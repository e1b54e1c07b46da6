#pragma once

#include <functional>
#include <string>

#include "client/window/tokens.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {

/// A window that is looked at: its size in device pixels, and how large text is.
struct Looked {
  float width, height, scale;
  int text_percent;
  Theme theme;
  bool draws = true;  ///< makes pixels
};

/// Called with each screen and state that the walk comes to, once it has settled. False: the rest
/// is not wanted.
using Shot = std::function<bool(const std::string& screen, HeadlessPlatform& platform)>;

/// Walks through every screen of the app, empty, full of the sample conversations, and in trouble,
/// on a Friday in March 2016; then through the gallery of all widgets. False when a step of the
/// walk could not be taken (a control was not there, or covered), which it names on standard error.
bool walk_through(const Looked& looked, const Shot& shot);

}  // namespace crosstalk
