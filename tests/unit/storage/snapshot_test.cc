#include "storage/snapshot.h"

#include <doctest/doctest.h>

#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_CASE_FIXTURE(StoreFixture, "what others save while a snapshot lives is seen after it") {
  const auto reader = open();
  const auto writer = open();
  good(writer->save({{edit_of("conversation", {{"summary", "before"}})}, {}}));
  {
    auto snapshot = good(Snapshot::begin(reader->database()));
    REQUIRE(good(list_conversations(*reader, {})).size() == 1);
    good(writer->save({{edit_of("conversation", {{"summary", "meanwhile"}})}, {}}));
    CHECK(good(list_conversations(*reader, {})).size() == 1);
  }
  CHECK(good(list_conversations(*reader, {})).size() == 2);
}

}  // namespace
}  // namespace crosstalk
