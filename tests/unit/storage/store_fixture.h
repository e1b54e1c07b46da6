#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/queries.h"
#include "storage/replica.h"
#include "storage/store.h"
#include "tests/fakes/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk {

using Fields = std::map<std::string, Json>;

/// The value of a result that a test relies on.
template <typename T>
T good(Result<T> result) {
  if (!result) FAIL(error_name(result.error().code), ": ", result.error().detail);
  return std::move(*result);
}
inline void good(Result<void> result) {
  if (!result) FAIL(error_name(result.error().code), ": ", result.error().detail);
}
/// The name of the error that a call must end with.
template <typename T>
std::string error_of(const Result<T>& result) {
  REQUIRE(!result);
  return std::string(error_name(result.error().code));
}

/// A folder, a clock and chance for the stores of one test, and short words for what tests do all
/// the time.
struct StoreFixture {
  TemporaryFolder folder;
  ManualClock clock;
  SeededRandom random{1};

  StoreOptions options(const std::string& file = "crosstalk.db", std::uint64_t device = 0xA1) {
    StoreOptions options;
    options.path = folder.file(file);
    options.key.fill(std::byte{0x5C});
    options.device = DeviceId{device};
    options.clock = &clock;
    options.random = &random;
    return options;
  }
  std::unique_ptr<Store> open(const std::string& file = "crosstalk.db",
                              std::uint64_t device = 0xA1) {
    return good(Store::open(options(file, device)));
  }

  static RecordEdit edit_of(std::string kind, Fields set, Uuid record = {}) {
    RecordEdit edit;
    edit.record = record;
    edit.kind = std::move(kind);
    edit.set = std::move(set);
    return edit;
  }
  static Uuid make(Store& store, std::string kind, Fields set) {
    Save save;
    save.edits.push_back(edit_of(std::move(kind), std::move(set)));
    return good(store.save(save)).front();
  }
  static Uuid note(Store& store, const std::string& words, Fields more = {}) {
    more["body"] = words;
    more["summary"] = words.substr(0, 100);
    return make(store, "conversation", std::move(more));
  }
  static void edit(Store& store, const Uuid& record, Fields set) {
    Save save;
    save.edits.push_back(edit_of("", std::move(set), record));
    good(store.save(save));
  }

  static std::vector<std::string> summaries(const Store& store,
                                            const ConversationFilter& filter = {}) {
    std::vector<std::string> summaries;
    for (const auto& row : good(list_conversations(store, filter)))
      summaries.push_back(row.summary);
    return summaries;
  }
  static std::vector<std::string> found(const Store& store, const std::string& query) {
    ConversationFilter filter;
    filter.query = query;
    return summaries(store, filter);
  }
  static ConversationView read(const Store& store, const Uuid& id) {
    auto view = good(read_conversation(store, id));
    REQUIRE(view.has_value());
    return std::move(*view);
  }
  static void check_whole(const Store& store) {
    const auto wrong = good(store.check());
    CHECK_MESSAGE(wrong.empty(), (wrong.empty() ? std::string() : wrong.front()));
  }

  Uuid new_id() { return make_uuid(clock.wall(), random); }
  Uuid colleague = new_id();
  std::uint64_t foreign_ticks = std::uint64_t{1'795'400'000'000} << 16;

  /// A change of a colleague's device, later than all that it made before.
  Change foreign(const Uuid& record, const std::string& kind, Fields set, bool edit = false) {
    Change change;
    change.id = new_id();
    foreign_ticks += 0x10000;
    change.stamp = Stamp{foreign_ticks, DeviceId{0xF0}};
    change.record = record;
    change.kind = kind;
    change.edit = edit;
    change.set = std::move(set);
    change.by = colleague;
    change.seal = "foreign";
    return change;
  }
};

}  // namespace crosstalk
