#include "client/cli/file_output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace crosstalk {
namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// So that the new name outlives a power cut. Where a file system can't sync folders nothing more
// can be done.
void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

Error cannot_write(const std::string& path, int error_number) {
  const std::string why = std::strerror(error_number);
  return make_error_saying(
      ErrorCode::file_unwritable,
      "\"" + path + "\" can't be written (" + why +
          "). Your notes are untouched: choose another place or free some space.",
      why);
}

}  // namespace

FileOutput::FileOutput(std::string path, std::string working_path, std::FILE* file)
    : path_(std::move(path)), working_path_(std::move(working_path)), file_(file) {}

FileOutput::FileOutput(FileOutput&& other) noexcept
    : path_(std::move(other.path_)),
      working_path_(std::exchange(other.working_path_, {})),
      file_(std::exchange(other.file_, nullptr)) {}

FileOutput::~FileOutput() {
  if (file_ != nullptr) std::fclose(file_);
  if (!working_path_.empty()) ::unlink(working_path_.c_str());
}

Error FileOutput::unwritable(int error_number) const { return cannot_write(path_, error_number); }

Result<FileOutput> FileOutput::create(const std::string& path) {
  struct stat there {};
  const bool exists = ::stat(path.c_str(), &there) == 0;
  if (exists && S_ISDIR(there.st_mode)) return cannot_write(path, EISDIR);
  if (exists && !S_ISREG(there.st_mode)) {
    std::FILE* device = std::fopen(path.c_str(), "wbe");
    if (device == nullptr) return cannot_write(path, errno);
    return FileOutput(path, {}, device);
  }
  std::string working = path + ".XXXXXX";
  const int descriptor = ::mkostemp(working.data(), O_CLOEXEC);
  if (descriptor < 0) return cannot_write(path, errno);
  std::FILE* file = ::fdopen(descriptor, "wb");
  if (file == nullptr) {
    const int error_number = errno;
    ::close(descriptor);
    ::unlink(working.c_str());
    return cannot_write(path, error_number);
  }
  return FileOutput(path, std::move(working), file);
}

Result<void> FileOutput::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) return unwritable(errno);
  return {};
}

Result<void> FileOutput::finish() {
  if (std::fflush(file_) != 0) return unwritable(errno);
  if (!working_path_.empty() && ::fsync(::fileno(file_)) != 0) return unwritable(errno);
  if (std::fclose(std::exchange(file_, nullptr)) != 0) return unwritable(errno);
  if (working_path_.empty()) return {};
  if (::rename(working_path_.c_str(), path_.c_str()) != 0) return unwritable(errno);
  working_path_.clear();
  sync_folder(folder_of(path_));
  return {};
}

Result<std::string> read_whole_file(const std::string& path) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  std::string bytes;
  bool failed = file == nullptr;
  int error_number = errno;
  if (!failed) {
    std::array<char, 64 * 1024> part{};
    std::size_t size = 0;
    while ((size = std::fread(part.data(), 1, part.size(), file)) > 0)
      bytes.append(part.data(), size);
    failed = std::ferror(file) != 0;
    error_number = errno;
    if (file != stdin) std::fclose(file);
  }
  if (failed) {
    return make_error_saying(ErrorCode::file_unreadable,
                             "\"" + path + "\" can't be read (" + std::strerror(error_number) +
                                 "). Nothing was changed: check its name and that you may open it.",
                             std::strerror(error_number));
  }
  return bytes;
}

}  // namespace crosstalk
