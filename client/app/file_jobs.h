#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/native/data_folder.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

enum class FileJobKind { export_csv, export_markdown, export_ics, export_ndjson, backup, import };

/// What the window asks to have written to a file, or read from one.
struct FileJob {
  FileJobKind kind = FileJobKind::export_csv;
  std::string path;
};

struct FileDone {
  std::int64_t count = 0;             ///< written, or added: conversations, actions or changes
  std::int64_t known = 0;             ///< by an import: here already
  std::int64_t skipped = 0;           ///< rows that could not be read
  std::vector<std::string> problems;  ///< which rows and why, the first twenty
};

struct FileAnswer {
  FileJob job;
  Result<FileDone> done;
};

/// Does one job on a store. What stood under the path stays until the new file is whole. Errors:
/// `file-unwritable`, `file-unreadable`, those of the store.
Result<FileDone> perform(Store& store, const FileJob& job);

/// Files for the window, which goes on meanwhile. Window thread only.
class FilePort {
 public:
  virtual ~FilePort() = default;
  /// Begins; the answer comes by `take`, and the window is woken for it. One at a time.
  virtual void start(FileJob job) = 0;
  virtual bool busy() const = 0;
  virtual std::optional<FileAnswer> take() = 0;
};

struct LiveFilesOptions {
  StoreOptions store;
  std::function<Result<FolderLock>()> lock_import;  ///< held while a file is read in
  std::function<void()> on_answer;  ///< called on its thread: wake the window and return
};

/// The real one: a thread for each job, with a connection of its own. Its destructor waits for the
/// job that runs.
std::unique_ptr<FilePort> open_live_files(LiveFilesOptions options);

}  // namespace crosstalk
