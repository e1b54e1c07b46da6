#pragma once

#include <memory>
#include <string>

#include "client/window/key_stroke.h"
#include "client/window/platform.h"

namespace crosstalk {

struct SdlWindowOptions {
  std::string title = "Crosstalk";
  int width = 1280;  ///< in units of the design
  int height = 800;
  bool full_screen = false;  ///< the kiosk
  float display_scale = 0;   ///< 0: what the system says
  KeyWatch watch = {};       ///< is asked about each key first
};

/// A real window by SDL2. Draws with the graphics card where there is one, else in software.
/// Null and a sentence in `problem` when no window can be had (no display).
std::unique_ptr<Platform> open_sdl_platform(const SdlWindowOptions& options, std::string& problem);

}  // namespace crosstalk
