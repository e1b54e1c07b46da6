#pragma once

#include <string>

namespace crosstalk {

/// What a command line of `crosstalk` asks for.
enum class CommandFace {
  verb,     // a verb ran, or help or an error was printed: end with `exit_code`
  window,   // no verb
  kiosk,    // --kiosk
  gallery,  // --gallery
};

struct CommandAnswer {
  CommandFace face = CommandFace::verb;
  int exit_code = 0;      // 0 done; 1 wrong input; 2 wrong usage; 3 the hub; 4 the data folder
  std::string folder;     // --data; empty: the default folder
  std::string join_link;  // --join; empty: none
};

/// Reads the command line and runs the verb that it names. Called once, from main, while no other
/// thread runs.
CommandAnswer run_command_line(int argc, char** argv);

/// The same for who expects a verb: gives its exit code, and 2 (wrong usage) where none is named.
int run_cli(int argc, char** argv);

}  // namespace crosstalk
