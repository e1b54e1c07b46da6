#include "storage/native/encrypted_pages.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kVectorBytes = 16;
constexpr std::size_t kSealBytes = 64;
constexpr std::size_t kKeyBytes = 32;
constexpr unsigned char kSaltMask = 0x3a;  // the seals' key has a salt of its own
constexpr int kSealKeyRounds = 2;
constexpr std::string_view kHeader("SQLite format 3\0", 16);

// https://www.sqlite.org/fileformat2.html#walformat
constexpr std::size_t kLogHeaderBytes = 32;
constexpr std::size_t kFrameHeaderBytes = 24;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::uint32_t big_endian(std::string_view four) {
  std::uint32_t number = 0;
  for (const char byte : four.substr(0, 4)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

std::string seal_key_of(const StoreKey& key, std::string salt) {
  for (char& byte : salt) byte = static_cast<char>(static_cast<unsigned char>(byte) ^ kSaltMask);
  std::string made(kKeyBytes, '\0');
  const int done = PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(key.data()),
                                     static_cast<int>(key.size()), bytes_of(std::as_const(salt)),
                                     static_cast<int>(salt.size()), kSealKeyRounds, EVP_sha512(),
                                     static_cast<int>(made.size()), bytes_of(made));
  if (done != 1) broken_invariant("OpenSSL derives no key");
  return made;
}

// The salt stands where the first page would begin.
std::size_t skipped(std::uint32_t number) { return number == 1 ? kSaltBytes : 0; }

}  // namespace

Result<EncryptedPages> EncryptedPages::open(const std::string& path, const StoreKey& key) {
  EncryptedPages pages;
  pages.key_ = key;
  pages.file_.open(path, std::ios::binary);
  std::error_code problem;
  const auto size = std::filesystem::file_size(path, problem);
  if (!pages.file_ || problem || size == 0) {
    return make_error(ErrorCode::file_unreadable, problem ? problem.message() : "nothing in it");
  }
  pages.count_ = static_cast<std::uint32_t>((size + kPageBytes - 1) / kPageBytes);
  std::string salt(kSaltBytes, '\0');
  pages.file_.read(salt.data(), static_cast<std::streamsize>(salt.size()));
  pages.seal_key_ = seal_key_of(key, std::move(salt));
  pages.read_log(path + "-wal");
  return pages;
}

// Only what was committed counts, and only what was written since the log last began anew: such
// frames bear the salts of its head.
void EncryptedPages::read_log(const std::string& path) {
  log_.open(path, std::ios::binary);
  std::string head(kLogHeaderBytes, '\0');
  if (!log_.read(head.data(), static_cast<std::streamsize>(head.size()))) return;
  const std::string salts = head.substr(16, 8);
  std::map<std::uint32_t, std::uint64_t> open;
  std::string frame(kFrameHeaderBytes, '\0');
  for (std::uint64_t at = kLogHeaderBytes;; at += kFrameHeaderBytes + kPageBytes) {
    log_.seekg(static_cast<std::streamoff>(at));
    if (!log_.read(frame.data(), static_cast<std::streamsize>(frame.size()))) return;
    if (frame.substr(8, 8) != salts) return;
    const std::uint32_t number = big_endian(frame);
    if (number == 0) return;
    open[number] = at + kFrameHeaderBytes;
    const std::uint32_t pages = big_endian(std::string_view(frame).substr(4));
    if (pages == 0) continue;
    for (const auto& [page, offset] : open) in_log_[page] = offset;
    open.clear();
    count_ = std::max(count_, pages);
  }
}

std::optional<std::string> EncryptedPages::raw(std::ifstream& file, std::uint64_t offset) const {
  std::string page(kPageBytes, '\0');
  file.clear();  // of the end of the file, or of a part of the disk that cannot be read
  file.seekg(static_cast<std::streamoff>(offset));
  if (!file.read(page.data(), static_cast<std::streamsize>(page.size()))) return std::nullopt;
  return page;
}

bool EncryptedPages::sealed(const std::string& raw, std::uint32_t number) const {
  const std::size_t begin = skipped(number);
  std::string said = raw.substr(begin, kPageBytes - kSealBytes - begin);
  for (int shift = 0; shift < 32; shift += 8)
    said += static_cast<char>(static_cast<unsigned char>(number >> shift));
  std::array<unsigned char, kSealBytes> seal{};
  unsigned length = 0;
  HMAC(EVP_sha512(), seal_key_.data(), static_cast<int>(seal_key_.size()),
       bytes_of(std::as_const(said)), said.size(), seal.data(), &length);
  return length == kSealBytes &&
         CRYPTO_memcmp(seal.data(), raw.data() + kPageBytes - kSealBytes, kSealBytes) == 0;
}

std::string EncryptedPages::decrypted(const std::string& raw, std::uint32_t number) const {
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
      EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const std::size_t begin = skipped(number);
  std::string page(kUsableBytes, '\0');
  int written = 0;
  const bool done = EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr,
                                       reinterpret_cast<const unsigned char*>(key_.data()),
                                       bytes_of(std::string_view(raw)) + kUsableBytes) == 1 &&
                    EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
                    EVP_DecryptUpdate(context.get(), bytes_of(page) + begin, &written,
                                      bytes_of(std::string_view(raw)) + begin,
                                      static_cast<int>(kUsableBytes - begin)) == 1;
  if (!done) broken_invariant("OpenSSL decrypts no page");
  if (number == 1) std::copy(kHeader.begin(), kHeader.end(), page.begin());
  return page;
}

std::optional<std::string> EncryptedPages::page(std::uint32_t number) {
  if (number == 0 || number > count_) return std::nullopt;
  if (const auto place = in_log_.find(number); place != in_log_.end()) {
    const auto newest = raw(log_, place->second);
    if (newest && (trusting_ || sealed(*newest, number))) return decrypted(*newest, number);
  }
  const auto page = raw(file_, std::uint64_t{number - 1} * kPageBytes);
  if (page && (trusting_ || sealed(*page, number))) return decrypted(*page, number);
  return std::nullopt;
}

bool EncryptedPages::damaged(std::uint32_t number) {
  const auto place = in_log_.find(number);
  const auto newest = place != in_log_.end() ? raw(log_, place->second)
                                             : raw(file_, std::uint64_t{number - 1} * kPageBytes);
  return !newest || !sealed(*newest, number);
}

bool EncryptedPages::any_sealed() {
  for (std::uint32_t number = 1; number <= count_; ++number) {
    if (!damaged(number)) return true;
  }
  return false;
}

}  // namespace crosstalk
