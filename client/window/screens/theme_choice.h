#pragma once

#include "client/model/preferences.h"
#include "client/window/tokens.h"

namespace crosstalk {

/// The theme that a choice gives where the system's own is `system`.
Theme theme_of(ThemeChoice choice, Theme system);

/// What the desktop says: dark where its widget theme (GTK_THEME) is a dark one, else light. Linux
/// desktops tell more by D-Bus portals; who wants another theme than this chooses it.
Theme system_theme();

}  // namespace crosstalk
