#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/rescue.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// What was read of a file.
struct FileSalvage {
  Salvage salvage;
  std::uint32_t pages = 0;
  std::uint32_t pages_damaged = 0;
  std::int64_t rows_unreadable =
      0;                  // on pages that are whole: they run over to others that are not
  bool seals_fit = true;  // false: the salt is damaged, so nothing vouches for the pages
};

/// Reads all that can be read of a store, whole or damaged, and of its write-ahead log; both stay
/// as they are. Errors: `file-unreadable`; `passphrase-wrong` where nothing in the file is of this
/// key.
Result<FileSalvage> salvage_file(const std::string& path, const StoreKey& key);

/// The numbers of the pages that are not whole, in order, without opening the file as a database.
/// All of them where the key is not its own. Errors: `file-unreadable`.
Result<std::vector<std::uint32_t>> damaged_pages(const std::string& path, const StoreKey& key);

}  // namespace crosstalk
