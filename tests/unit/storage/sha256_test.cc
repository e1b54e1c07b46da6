#include "storage/sha256.h"

#include <doctest/doctest.h>

#include <string>

using namespace crosstalk;

namespace {

std::string hex_of(Sha256::Digest digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0x0F];
  }
  return text;
}

std::string hash_of(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hex_of(hash.finish());
}

}  // namespace

TEST_CASE("SHA-256 gives the examples of its standard") {
  CHECK(hash_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hash_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("a million letters hash the same in whatever parts they come") {
  const std::string expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  CHECK(hash_of(std::string(1'000'000, 'a')) == expected);
  Sha256 hash;
  std::size_t left = 1'000'000;
  for (std::size_t part = 1; left > 0; part = part * 3 + 1) {
    const std::size_t count = part > left ? left : part;
    hash.add(std::string(count, 'a'));
    left -= count;
  }
  CHECK(hex_of(hash.finish()) == expected);
}
