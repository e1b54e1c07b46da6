#include "sync/hub/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace crosstalk::hub {

Result<StoreLock> StoreLock::take(const std::string& store_path, Use use) {
  const std::string path = store_path + ".lock";
  constexpr int kOwnerOnly = 0600;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (file < 0) {
    return make_error_saying(ErrorCode::disk_failed,
                             "The store " + store_path +
                                 " cannot be opened: check that its folder exists and that you may "
                                 "write there.",
                             std::strerror(errno));
  }
  StoreLock lock(file);
  if (::flock(file, (use == Use::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return lock;
  return make_error_saying(ErrorCode::store_locked,
                           use == Use::alone
                               ? "A hub is using this store. Nothing was changed: stop it first."
                               : "This store is being restored at the moment: try again.");
}

StoreLock::~StoreLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace crosstalk::hub
