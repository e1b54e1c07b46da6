#include "storage/native/data_folder.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace crosstalk {
namespace {

constexpr std::chrono::milliseconds kLockRetry{20};

// Closes what it holds; a failure to close what was synced before loses nothing.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  explicit operator bool() const { return value_ >= 0; }
  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

std::string saying(std::string_view doing, std::string_view path, int code) {
  return std::string(doing).append(" ").append(path).append(": ").append(std::strerror(code));
}

// What went wrong with a path, from `errno`.
Error path_error(std::string_view doing, std::string_view path) {
  const int code = errno;
  std::string detail = saying(doing, path, code);
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return make_error(ErrorCode::disk_full, std::move(detail));
    case EACCES:
    case EPERM:
    case EROFS:
      return make_error_saying(
          ErrorCode::store_not_ours,
          "The data folder can't be written by you. Nothing in it was changed: "
          "choose another one with --data, or ask for the right to write it.",
          std::move(detail));
    case ENOTDIR:
    case EEXIST:
    case ELOOP:
    case ENAMETOOLONG:
    case EISDIR:
      return make_error(ErrorCode::store_not_ours, std::move(detail));
    default:
      return make_error(ErrorCode::disk_failed, std::move(detail));
  }
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string home() {
  std::string path = environment("HOME");
  if (!path.empty()) return path;
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found);
  return found == nullptr ? std::string("/") : std::string(found->pw_dir);
}

bool sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot sync a folder and say EINVAL: there is nothing more to do for them.
  return folder && (::fsync(folder.get()) == 0 || errno == EINVAL);
}

std::string parent_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Result<void> make_folders(const std::string& path) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    const std::string part = path.substr(0, end);
    if (is_folder(part)) continue;
    // Another process may make the same folder at this moment.
    if (::mkdir(part.c_str(), 0700) != 0 && !(errno == EEXIST && is_folder(part))) {
      return path_error("making", part);
    }
    sync_folder(parent_of(part));
  }
  return {};
}

Result<void> write_all(int descriptor, std::string_view content, std::string_view path) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return path_error("writing", path);
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> write_and_sync(const std::string& path, std::string_view content) {
  ::unlink(path.c_str());  // of a process that was killed here
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file) return path_error("making", path);
  if (::fchmod(file.get(), 0600) != 0) return path_error("protecting", path);
  if (auto written = write_all(file.get(), content, path); !written) return written;
  if (::fsync(file.get()) != 0) return path_error("syncing", path);
  return {};
}

// A folder that was copied or unpacked carelessly may be open to others; the one it lies in, or a
// place that all share, is left alone.
void protect(const std::string& folder) {
  struct stat status {};
  if (::stat((folder + "/key.json").c_str(), &status) != 0) return;
  if (::stat(folder.c_str(), &status) == 0 && status.st_uid == ::geteuid() &&
      (status.st_mode & S_ISVTX) == 0 && (status.st_mode & 077) != 0) {
    ::chmod(folder.c_str(), 0700);
  }
  for (const char* name :
       {"/key.json", "/crosstalk.db", "/crosstalk.db-wal", "/crosstalk.db-shm"}) {
    const std::string path = folder + name;
    if (::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) != 0)
      ::chmod(path.c_str(), 0600);
  }
}

}  // namespace

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string DataFolder::default_path() {
  // The XDG rules say that a relative path there is to be ignored.
  const std::string data_home = environment("XDG_DATA_HOME");
  if (!data_home.empty() && data_home[0] == '/') return data_home + "/crosstalk";
  return home() + "/.local/share/crosstalk";
}

Result<DataFolder> DataFolder::open(const std::string& path) {
  std::string folder = path.empty() ? default_path() : path;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  if (folder.find('\0') != std::string::npos) {
    return make_error(ErrorCode::store_not_ours, "the path holds a NUL byte");
  }
  if (auto made = make_folders(folder); !made) return made.error();
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) return path_error("entering", folder);
  protect(folder);
  return DataFolder(std::move(folder));
}

Result<std::optional<FolderLock>> DataFolder::lock(std::string_view name,
                                                   std::chrono::milliseconds patience) const {
  const std::string path = file(name);
  Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!descriptor) return path_error("opening", path);
  const auto until = std::chrono::steady_clock::now() + patience;
  while (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return path_error("locking", path);
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return std::optional<FolderLock>();
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, kLockRetry));
  }
  return std::optional<FolderLock>(FolderLock(descriptor.release()));
}

Result<FolderLock> DataFolder::lock_window() const {
  auto held = lock("window.lock", {});
  if (!held) return held.error();
  if (!*held) return make_error(ErrorCode::window_already_open, path_);
  return std::move(**held);
}

Result<FolderLock> DataFolder::lock_sync(std::chrono::milliseconds patience) const {
  auto held = lock("sync.lock", patience);
  if (!held) return held.error();
  if (!*held) return make_error(ErrorCode::store_locked, "another call to the hub does not end");
  return std::move(**held);
}

Result<FolderLock> DataFolder::lock_key(std::chrono::milliseconds patience) const {
  auto held = lock("key.lock", patience);
  if (!held) return held.error();
  if (!*held) return make_error(ErrorCode::store_locked, "another process holds the key's lock");
  return std::move(**held);
}

Result<FolderLock> DataFolder::lock_import(std::chrono::milliseconds patience) const {
  auto held = lock("import.lock", patience);
  if (!held) return held.error();
  if (!*held) return make_error(ErrorCode::store_locked, "another import does not end");
  return std::move(**held);
}

Result<void> write_durably(const DataFolder& folder, std::string_view name,
                           std::string_view content) {
  const std::string path = folder.file(name);
  const std::string fresh = path + ".new";
  if (auto written = write_and_sync(fresh, content); !written) {
    ::unlink(fresh.c_str());
    return written;
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) {
    const Error error = path_error("renaming", fresh);
    ::unlink(fresh.c_str());
    return error;
  }
  if (!sync_folder(folder.path())) return path_error("syncing", folder.path());
  return {};
}

Result<std::optional<std::string>> read_file(const DataFolder& folder, std::string_view name) {
  const std::string path = folder.file(name);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    if (errno == ENOENT) return std::optional<std::string>();
    return path_error("opening", path);
  }
  std::string content;
  std::array<char, 4096> buffer{};
  while (true) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count == 0) return std::optional(std::move(content));
    if (count > 0) {
      content.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      return path_error("reading", path);
    }
  }
}

}  // namespace crosstalk
