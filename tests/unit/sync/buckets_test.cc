#include "sync/buckets.h"

#include <doctest/doctest.h>

namespace crosstalk {

namespace {

Uuid id(std::string_view last_digits) {
  return parse_uuid("0193a5c2-e1f4-7001-8f3a-9c01d2e4" + std::string(last_digits)).value();
}

}  // namespace

TEST_CASE("a bucket is named by the last three digits of an id") {
  CHECK(bucket_name(bucket_of(id("b5a6"))) == "5a6");
  CHECK(bucket_name(bucket_of(id("0000"))) == "000");
  CHECK(bucket_of(id("ffff")) == kBucketCount - 1);
}

TEST_CASE("a bucket's hash is the first 96 bits of the SHA-256 of its lines") {
  BucketHashes hashes;
  hashes.add(id("15a6"), "first-seal");
  hashes.add(id("1fff"), "elsewhere");
  hashes.add(id("25a6"), "second-seal");
  const auto all = hashes.finish();
  REQUIRE(all.size() == 2);
  // As sha256sum has it for
  //   0193a5c2-e1f4-7001-8f3a-9c01d2e415a6 first-seal
  //   0193a5c2-e1f4-7001-8f3a-9c01d2e425a6 second-seal
  CHECK(all.at("5a6") == "3aaeb5d0a3bd65ef19f22498");
}

TEST_CASE("another seal, or one change more, gives another hash") {
  const auto hash = [](std::string_view seal, bool more) {
    BucketHashes hashes;
    hashes.add(id("15a6"), seal);
    if (more) hashes.add(id("25a6"), "s");
    return hashes.finish().at("5a6");
  };
  CHECK(hash("a", false) == hash("a", false));
  CHECK(hash("a", false) != hash("b", false));
  CHECK(hash("a", false) != hash("a", true));
}

}  // namespace crosstalk
