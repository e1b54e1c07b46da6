// What people write: stored and given back exactly, or refused with a word that says why.
#include "storage/store.h"
#include "storage/time.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("store texts");

std::string error_of_note(Store& store, Fields set) {
  Save save;
  save.edits.push_back(StoreFixture::edit_of("conversation", std::move(set)));
  const auto saved = store.save(save);
  REQUIRE(!saved);
  return std::string(error_name(saved.error().code));
}

TEST_CASE_FIXTURE(StoreFixture,
                  "emoji, right-to-left words and combining marks come back byte for byte") {
  const auto store = open();
  for (const std::string words :
       {"👩🏽‍🚒 said 🇬🇧 yes", "אמרו לנו שהם רוצים", "أرادوا خطة واحدة",
        "e\u0301cole", "line\r\nline\ttab", "'; DROP TABLE changes; --", "\"quoted\" * NEAR("}) {
    const Uuid id = note(*store, words);
    CHECK(read(*store, id).body == words);
  }
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture, "bodies of 900 kB and 2 MB are kept whole") {
  const auto store = open();
  for (const std::size_t bytes : {900'000U, 2'000'000U}) {
    std::string words;
    while (words.size() < bytes) words += "word" + std::to_string(words.size()) + " ";
    const Uuid id = make(*store, "conversation", {{"summary", "Long"}, {"body", words}});
    CHECK(read(*store, id).body == words);
  }
  check_whole(*store);
}

TEST_CASE_FIXTURE(StoreFixture, "more than 16 MiB is refused and nothing is saved") {
  const auto store = open();
  CHECK(error_of_note(*store, {{"body", std::string(17 << 20, 'x')}}) == "too-large");
  CHECK(summaries(*store).empty());
}

TEST_CASE_FIXTURE(StoreFixture, "a NUL byte is refused by name") {
  const auto store = open();
  Save save;
  save.edits.push_back(edit_of("conversation", {{"body", std::string("a\0b", 3)}}));
  const auto saved = store->save(save);
  CHECK(error_of(saved) == "invalid-text");
  CHECK(saved.error().detail == "body");
}

TEST_CASE_FIXTURE(StoreFixture, "broken UTF-8 is refused in values and in names of fields") {
  const auto store = open();
  CHECK(error_of_note(*store, {{"body", "\xC3\x28"}}) == "invalid-text");
  CHECK(error_of_note(*store, {{"body", "\xED\xA0\x80"}}) == "invalid-text");
  CHECK(error_of_note(*store, {{"themes/\xFF", true}}) == "invalid-text");
  CHECK(summaries(*store).empty());
}

TEST_CASE_FIXTURE(StoreFixture,
                  "conversations of 1970 and 2999 keep their time and their place in the list") {
  const auto store = open();
  note(*store, "now");
  const Uuid old = note(*store, "old", {{"occurred_at", "1970-01-01T00:00:00Z"}});
  const Uuid older = note(*store, "older", {{"occurred_at", "1969-12-31T23:59:59Z"}});
  const Uuid far = note(*store, "far", {{"occurred_at", "2999-12-31T23:59:59Z"}});
  CHECK(summaries(*store) == std::vector<std::string>{"far", "now", "old", "older"});
  CHECK(format_time(read(*store, old).occurred_at) == "1970-01-01T00:00:00Z");
  CHECK(format_time(read(*store, older).occurred_at) == "1969-12-31T23:59:59Z");
  CHECK(format_time(read(*store, far).occurred_at) == "2999-12-31T23:59:59Z");
}

TEST_CASE_FIXTURE(StoreFixture, "the first and the last year there are fit the list too") {
  const auto store = open();
  note(*store, "last", {{"occurred_at", "9999-12-31T23:59:59Z"}});
  note(*store, "first", {{"occurred_at", "0001-01-01T00:00:00Z"}});
  CHECK(summaries(*store) == std::vector<std::string>{"last", "first"});
}

TEST_CASE_FIXTURE(StoreFixture, "a time that cannot be read counts as none") {
  const auto store = open();
  const Uuid id = note(*store, "odd", {{"occurred_at", "yesterday"}});
  CHECK(read(*store, id).occurred_at == clock.wall());
}

TEST_CASE_FIXTURE(StoreFixture, "thousands of notes of one moment fit one save") {
  const auto store = open();
  Save save;
  for (int i = 0; i < 20'000; ++i) {
    save.edits.push_back(
        edit_of("conversation", {{"summary", "n"}, {"occurred_at", "2026-11-23T12:00:00Z"}}));
  }
  CHECK(good(store->save(save)).size() == 20'000);
  CHECK(good(count_conversations(*store, {})) == 20'000);
}

}  // namespace
}  // namespace crosstalk
