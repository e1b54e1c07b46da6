#include "storage/process/private_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace crosstalk {

void make_process_private() {
  // The files of SQLite, locks, exports and backups alike: no place that makes one can forget it.
  ::umask(077);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  // A dump that goes to a program and not to a file does not ask for that limit (core(5)).
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace crosstalk
