#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "storage/result.h"

namespace crosstalk {

/// A file that appears under its name only when it is whole: written beside it, synced, then
/// renamed. What stood there before stays until then, and for good when anything fails. A pipe or a
/// device is written to as it is.
class FileOutput {
 public:
  /// Errors: `file-unwritable`, in words that name the path.
  static Result<FileOutput> create(const std::string& path);
  FileOutput(FileOutput&& other) noexcept;
  FileOutput& operator=(FileOutput&&) = delete;
  ~FileOutput();  // what was not finished is removed

  Result<void> write(std::string_view bytes);
  Result<void> finish();

  /// Where the bytes go until `finish`, for who writes the file itself (a backup).
  const std::string& working_path() const { return working_path_; }

 private:
  FileOutput(std::string path, std::string working_path, std::FILE* file);
  Error unwritable(int error_number) const;

  std::string path_;
  std::string working_path_;
  std::FILE* file_ = nullptr;
};

/// All bytes of a file; `-` is standard input. Errors: `file-unreadable`, in words that name the
/// path.
Result<std::string> read_whole_file(const std::string& path);

}  // namespace crosstalk
