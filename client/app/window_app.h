#pragma once

#include <string>

namespace crosstalk {

/// Opens the window on a data folder (empty: the default one) and runs until it is closed. Gives
/// the exit code of the program: 0, or 4 where the folder is locked by another window, damaged or
/// not ours; 1 where there is no display. What went wrong stands on standard error in one line.
/// With CROSSTALK_TRACE_START set, the milliseconds from the start of the process to the first
/// frame shown stand there too.
int run_window(const std::string& folder);

/// All widgets (`--gallery`).
int run_gallery();

}  // namespace crosstalk
