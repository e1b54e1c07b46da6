#include <cstdio>

#include "client/app/window_app.h"
#include "client/cli/cli.h"
#include "storage/process/private_process.h"

int main(int argc, char** argv) {
  crosstalk::make_process_private();
  const crosstalk::CommandAnswer answer = crosstalk::run_command_line(argc, argv);
  switch (answer.face) {
    case crosstalk::CommandFace::verb:
      return answer.exit_code;
    case crosstalk::CommandFace::window:
      return crosstalk::run_window(answer.folder, answer.join_link);
    case crosstalk::CommandFace::gallery:
      return crosstalk::run_gallery();
    case crosstalk::CommandFace::kiosk:
      break;
  }
  std::fputs("crosstalk: This version has no kiosk yet. Start it without --kiosk.\n", stderr);
  return 2;
}
