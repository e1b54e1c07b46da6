// What was erased is nowhere: in no file's bytes, free pages and the write-ahead log included, on
// the hub or on any device. The pages of a device's store are deciphered for that, which SQLCipher
// would do only for pages in use. A kiosk holds nothing of a note that the hub took.

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "tests/simulation/world.h"

namespace crosstalk::simulation {
namespace {

// SQLCipher 4: pages of 4096 bytes, each ending with an initialization vector and a seal of
// HMAC-SHA512; the first begins with the salt. A frame of the log has a header before its page.
constexpr std::size_t kPage = 4096;
constexpr std::size_t kVector = 16;
constexpr std::size_t kReserve = 80;
constexpr std::size_t kSalt = 16;
constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrameHeader = 24;

class Decipher {
 public:
  explicit Decipher(const StoreKey& key) : key_(key), context_(EVP_CIPHER_CTX_new()) {}
  ~Decipher() { EVP_CIPHER_CTX_free(context_); }
  Decipher(const Decipher&) = delete;
  Decipher& operator=(const Decipher&) = delete;

  void page(std::string_view page, bool first, std::string& out) {
    const std::size_t begin = first ? kSalt : 0;
    const std::size_t bytes = kPage - kReserve - begin;
    const auto* data = reinterpret_cast<const unsigned char*>(page.data());
    const std::size_t at = out.size();
    out.resize(at + bytes);
    int written = 0;
    EVP_DecryptInit_ex(context_, EVP_aes_256_cbc(), nullptr,
                       reinterpret_cast<const unsigned char*>(key_.data()),
                       data + kPage - kReserve);
    EVP_CIPHER_CTX_set_padding(context_, 0);
    EVP_DecryptUpdate(context_, reinterpret_cast<unsigned char*>(out.data() + at), &written,
                      data + begin, static_cast<int>(bytes));
  }

 private:
  StoreKey key_;
  EVP_CIPHER_CTX* context_;
};

std::string clear_text(const Disk& disk, const StoreKey& key) {
  Decipher decipher(key);
  std::string out;
  for (const auto& [path, bytes] : disk.image()) {
    if (path.ends_with("-wal")) {
      for (std::size_t at = kLogHeader; at + kFrameHeader + kPage <= bytes.size();
           at += kFrameHeader + kPage) {
        const bool first = bytes.substr(at, 4) == std::string("\0\0\0\1", 4);
        decipher.page(std::string_view(bytes).substr(at + kFrameHeader, kPage), first, out);
      }
      continue;
    }
    for (std::size_t at = 0; at + kPage <= bytes.size(); at += kPage) {
      decipher.page(std::string_view(bytes).substr(at, kPage), at == 0, out);
    }
  }
  return out;
}

class ErasedNowhere final : public Checker {
 public:
  void at_rest(World& world) override {
    const std::set<std::uint64_t>& gone = world.model().erased_marks();
    for (const auto& [path, bytes] : world.hub().disk.image()) {
      look(world, "the hub's " + path, bytes, gone);
    }
    for (Device& device : world.devices()) {
      if (device.revoked) continue;
      StoreKey key;
      key.fill(static_cast<std::byte>(device.index + 1));
      const std::string text = clear_text(device.disk, key);
      if (text.find("CREATE TABLE") == std::string::npos) {
        world.broke(invariants::kErasedNowhere, device.name + "'s pages cannot be deciphered");
        continue;
      }
      look(world, device.name + "'s store", text, gone);
      if (world.reader(device).role == hub::Role::kiosk) {
        look(world, device.name + "'s store", text, world.model().marks_of_taken(device.member));
      }
    }
  }

 private:
  static void look(World& world, const std::string& where, std::string_view bytes,
                   const std::set<std::uint64_t>& gone) {
    for (const std::uint64_t mark : marks_in(bytes)) {
      if (!gone.contains(mark)) continue;
      world.broke(invariants::kErasedNowhere, where + " still holds the erased words number " +
                                                  std::to_string(mark) + " of record " +
                                                  world.model().record_of(mark).text());
      return;
    }
  }
};

}  // namespace

std::unique_ptr<Checker> check_erased_nowhere() { return std::make_unique<ErasedNowhere>(); }

}  // namespace crosstalk::simulation
