#include "client/cli/receipt_words.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "client/cli/plain_text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

const Instant kNow = *parse_time("2026-11-23T10:32:00Z");
const Instant kBefore = *parse_time("2026-11-20T09:05:00Z");

Receipt receipt_of(std::int64_t on_hub, std::int64_t held) {
  Receipt receipt;
  receipt.on_hub = on_hub;
  receipt.held = held;
  receipt.checked = kNow;
  return receipt;
}

TEST_CASE("a receipt of the same says how much and when, and names nothing") {
  const Receipt same = receipt_of(412, 412);
  CHECK(receipt_words(same, kNow) == "412 of 412 on the hub, checked " + said_time(kNow, kNow));
  CHECK(difference_words(same, kNow, 20).empty());
}

TEST_CASE("a receipt of a difference names each side's, with kind and when it was written") {
  Receipt receipt = receipt_of(410, 412);
  receipt.hub_alone = 1;
  const Uuid id = *parse_uuid("0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6");
  using Where = Difference::Where;
  receipt.differences = {{Where::here_alone, id, "conversation", kBefore},
                         {Where::not_the_same, id, "action", kBefore},
                         {Where::hub_alone, id, "", kBefore}};
  const std::string when = said_time(kBefore, kNow);
  CHECK(receipt_words(receipt, kNow) ==
        "410 of 412 on the hub, 1 change on the hub alone, checked " + said_time(kNow, kNow));
  CHECK(difference_words(receipt, kNow, 20) ==
        "conversation 0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6, written " + when +
            ", is on this device alone\n"
            "action 0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6, written " +
            when +
            ", is not the same on this device and on the hub\n"
            "change 0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6, written " +
            when + ", is on the hub alone\n");
}

TEST_CASE("of many differences some are named, and how many more there are") {
  Receipt receipt = receipt_of(0, 3);
  receipt.differences.resize(3);
  const std::string lines = difference_words(receipt, kNow, 2);
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 3);
  CHECK(lines.ends_with("and 1 more change\n"));
}

TEST_CASE("of a hub that names nothing it is said that it has more") {
  Receipt receipt = receipt_of(3, 3);
  receipt.elsewhere = 2;
  CHECK(receipt_words(receipt, kNow).ends_with("; the hub has more than this device"));
}

}  // namespace
}  // namespace crosstalk
