#pragma once

#include "client/window/screens/settings_screen.h"

namespace crosstalk {

/// Where everything is, what the hub rejected and why, what waits.
void draw_sync_page(Ui& ui, const SettingsView& view, const Strings& strings, SettingsIntents& out);

}  // namespace crosstalk
