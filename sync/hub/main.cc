#include "storage/process/private_process.h"
#include "sync/hub/commands.h"

int main(int argc, char** argv) {
  // The store holds what people wrote, in the clear.
  crosstalk::make_process_private();
  return crosstalk::hub::run_commands(argc, argv);
}
