#pragma once

#include <sodium.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "storage/uuid.h"

namespace crosstalk {

/// How hub and device find out what of many changes differs: 4096 buckets, by the last three hex
/// digits of a change's id, each with a hash over the ids and seals in it.
constexpr std::uint32_t kBucketCount = 4096;
std::uint32_t bucket_of(const Uuid& id);
/// Three lower-case hex digits.
std::string bucket_name(std::uint32_t bucket);

class BucketHashes {
 public:
  /// In ascending order of id, each once.
  void add(const Uuid& id, std::string_view seal);
  /// By the name of the bucket; those without a change are left out. Each is the first 96 bits of
  /// the SHA-256 of the bucket's lines `<id> <seal>\n`, as 24 lower-case hex digits. Call once,
  /// last.
  std::map<std::string, std::string> finish();

 private:
  std::map<std::uint32_t, crypto_hash_sha256_state> buckets_;
};

}  // namespace crosstalk
