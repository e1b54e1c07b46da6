#pragma once

namespace crosstalk {

/// What the arguments of `crosstalk` ask for.
enum class CliOutcome {
  done,    // a verb ran, or help or an error was printed: end with `exit_code`
  window,  // no verb: open the window
  kiosk,   // --kiosk
  gallery, // --gallery
};

struct CliAnswer {
  CliOutcome outcome = CliOutcome::done;
  int exit_code = 0;     // 0 done; 1 wrong input; 2 wrong usage; 3 the hub; 4 the data folder
  const char* data = ""; // --data, or "" for the default folder; lives as long as the program
};

/// Reads the command line of `crosstalk` and runs the verb it names. Called once, from main, before any other thread runs.
CliAnswer run_command_line(int argc, char** argv);

/// `run_command_line` for a command line that is known to name a verb; gives its exit code. Where it names none it is wrong
/// usage (2).
int run_cli(int argc, char** argv);

}  // namespace crosstalk
