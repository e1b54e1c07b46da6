#pragma once

#include <string>

namespace crosstalk {

/// Opens the window on a data folder (empty: the default one) and runs until it is closed. Gives
/// the exit code of the program: 0, or 4 where the folder is locked by another window, damaged or
/// not ours; 1 where there is no display. What went wrong stands on standard error in one line.
/// With a `join_link` it asks whether to join with it; where a window is open on the folder
/// already, that one asks, and this call is done (0). A link that is none: 1. With
/// CROSSTALK_TRACE_START set, the milliseconds from the start of the process to the first frame
/// shown stand there too.
int run_window(const std::string& folder, const std::string& join_link = {});

/// All widgets (`--gallery`).
int run_gallery();

}  // namespace crosstalk
