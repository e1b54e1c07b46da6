#include <sys/resource.h>
#include <sys/stat.h>

#include "sync/hub/commands.h"

int main(int argc, char** argv) {
  // The store holds what people wrote, in the clear: neither it, its backups nor a dump of this
  // process is for other users of the machine.
  ::umask(077);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  return crosstalk::hub::run_commands(argc, argv);
}
