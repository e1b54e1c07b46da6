#pragma once

#include <utility>

#include "client/window/headless_platform.h"

namespace crosstalk {

/// A headless window with one view and a person at it.
struct Scene {
  explicit Scene(RootView root, float width = 1280, float height = 800, WindowOptions options = {})
      : platform(width, height, 1),
        window(platform, options),
        view(std::move(root)),
        person(window, platform, view) {}

  HeadlessPlatform platform;
  Window window;
  RootView view;
  Person person;
};

}  // namespace crosstalk
