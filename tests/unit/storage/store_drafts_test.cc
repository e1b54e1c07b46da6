#include "storage/store.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("drafts and settings");

TEST_CASE_FIXTURE(StoreFixture, "a draft is there after the store was closed without a word") {
  good(open()->keep_draft("new", "half a sent"));
  const auto kept = good(open()->draft("new"));
  REQUIRE(kept.has_value());
  CHECK(kept->content == "half a sent");
  CHECK(kept->changed == clock.wall());
}

TEST_CASE_FIXTURE(StoreFixture, "the later words of a draft replace the earlier ones") {
  const auto store = open();
  good(store->keep_draft("new", "one"));
  good(store->keep_draft("new", "two"));
  CHECK(good(store->draft("new"))->content == "two");
  CHECK(good(store->drafts()).size() == 1);
}

TEST_CASE_FIXTURE(StoreFixture, "keeping nothing removes a draft") {
  const auto store = open();
  good(store->keep_draft("new", "one"));
  good(store->keep_draft("new", ""));
  CHECK_FALSE(good(store->draft("new")).has_value());
}

TEST_CASE_FIXTURE(StoreFixture,
                  "the save that a draft became removes it, and a save that fails does not") {
  const auto store = open();
  good(store->keep_draft("new", "words"));
  Save save;
  save.draft = "new";
  save.edits.push_back(edit_of("conversation", {{"body", "x"}}, new_id()));
  CHECK(error_of(store->save(save)) == "unknown-record");
  CHECK(good(store->draft("new")).has_value());
  save.edits[0].record = Uuid{};
  good(store->save(save));
  CHECK_FALSE(good(store->draft("new")).has_value());
}

TEST_CASE_FIXTURE(StoreFixture, "drafts come latest first") {
  const auto store = open();
  good(store->keep_draft("a", "1"));
  clock.advance(Milliseconds{5});
  good(store->keep_draft("b", "2"));
  const auto drafts = good(store->drafts());
  REQUIRE(drafts.size() == 2);
  CHECK(drafts[0].key == "b");
}

TEST_CASE_FIXTURE(StoreFixture, "a draft that is no text is refused") {
  const auto store = open();
  CHECK(error_of(store->keep_draft("new", std::string("a\0", 2))) == "invalid-text");
}

TEST_CASE_FIXTURE(StoreFixture, "settings are kept by name and unknown ones are nothing") {
  good(open()->set_setting("theme", "dark"));
  const auto store = open();
  CHECK(good(store->setting("theme")) == "dark");
  CHECK_FALSE(good(store->setting("text_size")).has_value());
}

}  // namespace
}  // namespace crosstalk
