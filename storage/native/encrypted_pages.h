#pragma once

#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// The pages of a store and of its write-ahead log, read one by one and without SQLite: what is
/// left of a file that SQLite opens no more. Each page is sealed by itself, so what is damaged is
/// told from what is whole. Reads alone. The format is SQLCipher 4's with its default settings
/// ("SQLCipher Design", Zetetic): AES-256-CBC, then HMAC-SHA512 over ciphertext,
/// initialisation vector and page number.
class EncryptedPages {
 public:
  static constexpr std::size_t kPageBytes = 4096;
  /// What of a page is content: the rest is vector and seal.
  static constexpr std::size_t kUsableBytes = kPageBytes - 16 - 64;

  /// Errors: `file-unreadable` for what cannot be opened or is empty.
  static Result<EncryptedPages> open(const std::string& path, const StoreKey& key);

  /// Pages are numbered from 1; a last one that is torn counts.
  std::uint32_t count() const { return count_; }
  /// The content of a page, as the log has it or else the file; where the newer copy is damaged the
  /// older one. Nothing where none is whole.
  std::optional<std::string> page(std::uint32_t number);
  /// True where the newest copy of a page is not whole: its content is lost, or an older one.
  bool damaged(std::uint32_t number);

  /// True where one page at least bears the seal of this key. Else it is the wrong key, or the
  /// salt at the start of the file is damaged, which the seals are made with and the content is
  /// not.
  bool any_sealed();
  /// Gives pages from now on without regard to their seals: for a file whose salt is damaged.
  void trust_unsealed() { trusting_ = true; }

 private:
  EncryptedPages() = default;
  void read_log(const std::string& path);
  std::optional<std::string> raw(std::ifstream& file, std::uint64_t offset) const;
  bool sealed(const std::string& raw, std::uint32_t number) const;
  std::string decrypted(const std::string& raw, std::uint32_t number) const;

  std::ifstream file_;
  std::ifstream log_;
  StoreKey key_{};
  std::string seal_key_;
  std::uint32_t count_ = 0;
  std::map<std::uint32_t, std::uint64_t> in_log_;  // page → offset of its newest committed frame
  bool trusting_ = false;
};

}  // namespace crosstalk
