#include "sync/buckets.h"

#include <array>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kHashBytes = 12;

}  // namespace

std::uint32_t bucket_of(const Uuid& id) {
  return static_cast<std::uint32_t>(id.bytes[14] & 0x0F) << 8 | id.bytes[15];
}

std::string bucket_name(std::uint32_t bucket) {
  return {kDigits[bucket >> 8 & 0x0F], kDigits[bucket >> 4 & 0x0F], kDigits[bucket & 0x0F]};
}

void BucketHashes::add(const Uuid& id, std::string_view seal) {
  std::string line = id.text();
  line += ' ';
  line += seal;
  line += '\n';
  const auto [place, begun] = buckets_.try_emplace(bucket_of(id));
  if (begun) crypto_hash_sha256_init(&place->second);
  crypto_hash_sha256_update(&place->second, reinterpret_cast<const unsigned char*>(line.data()),
                            line.size());
}

std::map<std::string, std::string> BucketHashes::finish() {
  std::map<std::string, std::string> hashes;
  for (auto& [bucket, hash] : buckets_) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&hash, digest.data());
    std::string text;
    for (std::size_t i = 0; i < kHashBytes; ++i) {
      text += kDigits[digest[i] >> 4];
      text += kDigits[digest[i] & 0x0F];
    }
    hashes.emplace(bucket_name(bucket), std::move(text));
  }
  return hashes;
}

}  // namespace crosstalk
