#include "storage/native/salvage_file.h"

#include <utility>

#include "storage/native/encrypted_pages.h"

namespace crosstalk {

Result<FileSalvage> salvage_file(const std::string& path, const StoreKey& key) {
  auto pages = EncryptedPages::open(path, key);
  if (!pages) return pages.error();
  FileSalvage read;
  read.pages = pages->count();
  read.seals_fit = pages->any_sealed();
  if (!read.seals_fit) pages->trust_unsealed();
  const PageSource others = [&](std::uint32_t number) { return pages->page(number); };
  for (std::uint32_t number = 1; number <= read.pages; ++number) {
    if (read.seals_fit && pages->damaged(number)) ++read.pages_damaged;
    const auto page = pages->page(number);
    if (!page) continue;
    const std::size_t unreadable =
        rows_of_page(*page, number, others, [&](const Row& row) { read.salvage.take(row); });
    if (read.seals_fit) read.rows_unreadable += static_cast<std::int64_t>(unreadable);
  }
  const bool nothing =
      read.salvage.changes.empty() && read.salvage.drafts.empty() && read.salvage.erased.empty();
  if (!read.seals_fit && nothing) {
    return make_error(ErrorCode::passphrase_wrong, "no page is of this key");
  }
  return read;
}

Result<std::vector<std::uint32_t>> damaged_pages(const std::string& path, const StoreKey& key) {
  auto pages = EncryptedPages::open(path, key);
  if (!pages) return pages.error();
  std::vector<std::uint32_t> damaged;
  for (std::uint32_t number = 1; number <= pages->count(); ++number) {
    if (pages->damaged(number)) damaged.push_back(number);
  }
  return damaged;
}

}  // namespace crosstalk
