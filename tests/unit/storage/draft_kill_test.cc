// The power goes at every keystroke of a note: at most that keystroke is missing, and no other
// draft is touched.
#include "tests/fakes/faulty_disk.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("draft kill");

struct DraftKillFixture : StoreFixture {
  static constexpr std::size_t kKeystrokes = 200;
  static constexpr const char* kOther = R"({"body":"words of another note"})";
  FaultyDisk disk;

  std::unique_ptr<Store> open_on_disk() {
    StoreOptions how = options();
    how.vfs = disk.name();
    return good(Store::open(how));
  }
  static std::string typed(std::size_t keystrokes) {
    std::string text;
    for (std::size_t i = 0; i < keystrokes; ++i) text += static_cast<char>('a' + i % 26);
    return R"({"body":")" + text + R"("})";
  }
  static std::string kept(const Store& store) {
    const auto draft = good(store.draft("new"));
    return draft ? draft->content : typed(0);
  }
};

TEST_CASE_FIXTURE(DraftKillFixture,
                  "a power cut at any call of any keystroke costs that keystroke and no more") {
  SeededRandom chance(9);
  good(open_on_disk()->keep_draft("0193a5c2-e1f4-7001-8f3a-000000000001", kOther));
  std::size_t cuts = 0, lost = 0;
  for (std::size_t key = 1; key <= kKeystrokes; ++key) {
    CAPTURE(key);
    bool acknowledged = false;
    {
      const auto store = open_on_disk();
      if (kept(*store) != typed(key - 1)) good(store->keep_draft("new", typed(key - 1)));
      disk.fail_call(1 + static_cast<std::int64_t>(chance.below(12)), FaultyDisk::Fault::power_cut);
      const auto done = store->keep_draft("new", typed(key));
      const bool struck = disk.heal();
      if (struck) ++cuts;
      if (!struck) disk.power_off();
      if (done) CHECK(kept(*store) == typed(key));
      acknowledged = static_cast<bool>(done);
    }
    disk.power_on(chance.below(disk.unsynced() + 1));
    const auto store = open_on_disk();
    const std::string now = kept(*store);
    if (acknowledged) {
      CHECK(now == typed(key));
    } else {
      CHECK((now == typed(key) || now == typed(key - 1)));
    }
    if (now != typed(key)) ++lost;
    CHECK(good(store->draft("0193a5c2-e1f4-7001-8f3a-000000000001"))->content == kOther);
    CHECK(good(store->drafts()).size() == (now == typed(0) ? 1 : 2));
  }
  CHECK(cuts > kKeystrokes / 4);
  CHECK(lost > 0);
}

}  // namespace
}  // namespace crosstalk
