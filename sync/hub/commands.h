#pragma once

namespace crosstalk::hub {

/// The command line of `crosstalk-hub`. Gives the exit code: 0 done, 1 wrong input, 2 wrong usage,
/// 4 a store that cannot be used; what went wrong is said on standard error in one line.
int run_commands(int argc, char** argv);

}  // namespace crosstalk::hub
