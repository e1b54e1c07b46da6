#pragma once

#include <string>
#include <utility>
#include <vector>

#include "storage/result.h"

namespace crosstalk::hub {

/// What ended (tokens, invites, roles, what was erased), a line each, kept outside the store so
/// that it outlives the store's going back in time. It holds no content. What the lines say is
/// journal_notes.h's.
class Journal {
 public:
  virtual ~Journal() = default;
  /// On disk when it returns. Called inside a write transaction, so by one at a time.
  virtual Result<void> append(const std::vector<std::string>& lines) = 0;
  /// All lines, oldest first; of a journal that is not there, none. The last may have been cut
  /// short by a crash.
  virtual Result<std::vector<std::string>> read() = 0;
};

/// A file that is only ever written at its end; mode 0600.
class FileJournal : public Journal {
 public:
  explicit FileJournal(std::string path) : path_(std::move(path)) {}
  Result<void> append(const std::vector<std::string>& lines) override;
  Result<std::vector<std::string>> read() override;

 private:
  std::string path_;
};

}  // namespace crosstalk::hub
