#include "storage/uuid.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/seeded_random.h"

namespace crosstalk {

TEST_CASE("an id is read in either case and written in lower case") {
  const auto id = parse_uuid("0193A5C2-E1F4-7001-8F3A-9C01D2E4B5A6");
  REQUIRE(id);
  CHECK(id->text() == "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6");
}

TEST_CASE("whatever has not the exact form is no id") {
  for (const char* text :
       {"", "0193a5c2", "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a",
        "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a67", "0193a5c2e1f470018f3a9c01d2e4b5a6",
        "0193a5c2-e1f4-7001-8f3a_9c01d2e4b5a6", "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5ag",
        "{193a5c2-e1f4-7001-8f3a-9c01d2e4b5a}", "-193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6",
        " 193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_uuid(text));
  }
}

TEST_CASE("ids compare as their texts do") {
  SeededRandom random(1);
  for (int round = 0; round < 200; ++round) {
    Uuid left;
    Uuid right;
    random.fill(std::as_writable_bytes(std::span(left.bytes)));
    random.fill(std::as_writable_bytes(std::span(right.bytes)));
    CHECK((left < right) == (left.text() < right.text()));
  }
}

TEST_CASE("a new id is of version 7 and begins with its moment") {
  SeededRandom random(2);
  const Uuid id = make_uuid(Instant{Milliseconds{0x0193a5c2e1f4}}, random);
  CHECK(id.text().substr(0, 15) == "0193a5c2-e1f4-7");
  CHECK(std::string("89ab").find(id.text()[19]) != std::string::npos);
}

TEST_CASE("ids of one moment differ, before 1970 too") {
  SeededRandom random(3);
  std::set<Uuid> ids;
  for (int round = 0; round < 1000; ++round)
    ids.insert(make_uuid(Instant{Milliseconds{-5}}, random));
  CHECK(ids.size() == 1000);
  CHECK(ids.begin()->text().substr(0, 13) == "00000000-0000");
}

TEST_CASE("a device id is sixteen lower-case hex digits") {
  const auto id = parse_device_id("7f3a9c01d2e4b5a6");
  REQUIRE(id);
  CHECK(id->text() == "7f3a9c01d2e4b5a6");
  CHECK(DeviceId{5}.text() == "0000000000000005");
  for (const char* text :
       {"", "7f3a9c01d2e4b5a", "7f3a9c01d2e4b5a67", "7F3A9C01D2E4B5A6", "7f3a9c01d2e4b5ag"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_device_id(text));
  }
}

TEST_CASE("a device id is never zero") {
  // Gives zeros first, as chance may.
  class ZerosFirst final : public Random {
   public:
    void fill(std::span<std::byte> bytes) override {
      for (std::byte& byte : bytes) byte = calls_ < 3 ? std::byte{0} : std::byte{7};
      ++calls_;
    }
    int calls_ = 0;
  } random;
  CHECK(make_device_id(random).value == 0x0707070707070707U);
}

}  // namespace crosstalk
