#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <utility>

#include "sync/hub/sqlite_store.h"
#include "tests/support/temporary_folder.h"

/// The implementations of `HubStore` that the conformance suite (store_test.cc) runs on. Another
/// one needs a struct like this and a place in `CROSSTALK_HUB_STORES`.
namespace crosstalk::hub::test {

/// `open` gives one more connection to the same store, which is empty at first.
struct SqliteBackend {
  std::unique_ptr<HubStore> open() {
    auto store = SqliteStore::open(folder.file("hub.sqlite"), SqliteStore::Missing::make, "life");
    REQUIRE(store);
    return std::move(*store);
  }
  TemporaryFolder folder;
};

#define CROSSTALK_HUB_STORES SqliteBackend

}  // namespace crosstalk::hub::test
