#pragma once

#include <string>
#include <utility>

#include "storage/result.h"

namespace crosstalk::hub {

/// Tells processes apart that use a store from one that puts another in its place: a lock on the
/// file `PATH.lock` beside it, held while the object lives and gone with its process.
class StoreLock {
 public:
  enum class Use { shared, alone };
  /// `store-locked` where others use it, or one alone does.
  static Result<StoreLock> take(const std::string& store_path, Use use);
  StoreLock(StoreLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  StoreLock(const StoreLock&) = delete;
  StoreLock& operator=(const StoreLock&) = delete;
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock();

 private:
  explicit StoreLock(int file) : file_(file) {}
  int file_;
};

}  // namespace crosstalk::hub
