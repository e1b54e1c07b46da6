#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "storage/result.h"

namespace crosstalk {

/// A lock on a file of the data folder, held until the object goes; the system lets go of it when
/// the process ends, however it ends.
class FolderLock {
 public:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

/// The folder in which one profile of this device lives: store, key file and locks. Several
/// processes may have it open; only a second window is turned away.
class DataFolder {
 public:
  /// `$XDG_DATA_HOME/crosstalk`, else `~/.local/share/crosstalk`.
  static std::string default_path();

  /// Opens the folder, making it (and its parents) with mode 0700 where it is missing. One that
  /// holds a key is closed to others, and so are its files, should they have been opened. An empty
  /// path is the default one. Errors: `store-not-ours` for what is no folder or can't be written,
  /// `disk-full`, `disk-failed`.
  static Result<DataFolder> open(const std::string& path);

  const std::string& path() const { return path_; }
  std::string file(std::string_view name) const { return path_ + "/" + std::string(name); }
  std::string store_path() const { return file("crosstalk.db"); }

  /// Held by the window as long as it is open. Errors: `window-already-open`.
  Result<FolderLock> lock_window() const;
  /// Held by whoever talks to the hub, for one call at a time a device: a verb beside an open
  /// window. Waits at most `patience`. Errors: `store-locked`.
  Result<FolderLock> lock_sync(std::chrono::milliseconds patience) const;
  /// Held while the key is made or read, so that two processes that start on an empty folder end
  /// with one key. Errors: `store-locked`.
  Result<FolderLock> lock_key(std::chrono::milliseconds patience) const;

  /// Held by an import from its first look at what is here to its last save, so that two of one
  /// file do not both find a row missing. Errors: `store-locked`.
  Result<FolderLock> lock_import(std::chrono::milliseconds patience) const;

 private:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}
  Result<std::optional<FolderLock>> lock(std::string_view name,
                                         std::chrono::milliseconds patience) const;

  std::string path_;
};

/// Writes `content` to the file of that name, mode 0600: whole and on disk when it succeeds, else
/// whatever was there before. One writer of a name at a time: hold a lock. Errors: `disk-full`,
/// `disk-failed`, `store-not-ours` where it may not be written.
Result<void> write_durably(const DataFolder& folder, std::string_view name,
                           std::string_view content);

/// The whole file; nothing where there is none. Errors: `disk-failed`, and `store-not-ours` where
/// it can't be opened.
Result<std::optional<std::string>> read_file(const DataFolder& folder, std::string_view name);

}  // namespace crosstalk
