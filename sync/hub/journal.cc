#include "sync/hub/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

namespace crosstalk::hub {
namespace {

constexpr int kOwnerOnly = 0600;

Error failed(const char* what) {
  const int why = errno;
  return make_error(why == ENOSPC ? ErrorCode::disk_full : ErrorCode::disk_failed,
                    std::string("journal: ") + what + ": " + std::strerror(why));
}

// A descriptor that closes itself.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }
  bool open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

Result<void> write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write");
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// The name of a new file is only as durable as its folder.
Result<void> sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const File opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened.open() || ::fsync(opened.get()) != 0) return failed("folder");
  return {};
}

}  // namespace

Result<void> FileJournal::append(const std::vector<std::string>& lines) {
  std::error_code ignored;
  const bool is_new = !std::filesystem::exists(path_, ignored);
  const File file(::open(path_.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, kOwnerOnly));
  if (!file.open()) return failed("open");
  std::string text;
  // After a line that a crash cut short a new one begins.
  const off_t size = ::lseek(file.get(), 0, SEEK_END);
  char last = '\n';
  if (size > 0 && ::pread(file.get(), &last, 1, size - 1) != 1) return failed("read");
  if (last != '\n') text += '\n';
  for (const std::string& line : lines) text.append(line).append("\n");
  if (const auto done = write_all(file.get(), text); !done) return done.error();
  if (::fsync(file.get()) != 0) return failed("sync");
  return is_new ? sync_folder_of(path_) : Result<void>{};
}

Result<std::vector<std::string>> FileJournal::read() {
  const File file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    if (errno == ENOENT) return std::vector<std::string>();
    return failed("open");
  }
  std::vector<std::string> lines;
  std::string line;
  std::array<char, 64 * 1024> part{};
  while (true) {
    const ssize_t count = ::read(file.get(), part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("read");
    if (count == 0) break;
    for (const char c : std::string_view(part.data(), static_cast<std::size_t>(count))) {
      if (c != '\n') {
        line += c;
        continue;
      }
      lines.push_back(std::move(line));
      line.clear();
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace crosstalk::hub
