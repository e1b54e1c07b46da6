#pragma once

#include <SDL.h>

#include "client/window/key_stroke.h"

namespace crosstalk {

KeyStroke key_stroke_of(const SDL_KeyboardEvent& event);

}  // namespace crosstalk
