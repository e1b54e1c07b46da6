// What a device makes of a hub's answers when it compares; the test plays the hub.
#include "sync/receipt.h"

#include <algorithm>

#include "sync/buckets.h"
#include "tests/unit/sync/engine_fixture.h"

namespace crosstalk {

namespace {

struct Counter : Desk {
  ReceiptCheck check{*store, random};

  /// Notes that the hub has taken.
  Counter() {
    for (int each = 0; each < 3; ++each) save("note " + std::to_string(each));
    settle();
  }
  HaveRequest ask() {
    auto request = check.next();
    REQUIRE(request);
    REQUIRE(request->has_value());
    const auto have = read_have_request((*request)->body);
    REQUIRE(have);
    return *have;
  }
  Result<void> reply(const HaveRequest& to, HaveAnswer answer) {
    answer.incarnation = "first";
    return check.take({200, "application/json", "", write_have_answer(answer, to.call)},
                      clock.wall());
  }
  std::vector<std::string> all_buckets(const HaveRequest& request) {
    std::vector<std::string> names;
    for (const auto& [bucket, hash] : request.hashes) names.push_back(bucket);
    return names;
  }
  /// Through hashes and ids, which all differ: nothing is missing, and the hub is asked to list.
  HaveRequest asked_to_list() {
    const HaveRequest hashes = ask();
    HaveAnswer differ;
    differ.differ = all_buckets(hashes);
    REQUIRE(reply(hashes, differ));
    const HaveRequest ids = ask();
    CHECK(ids.ids.size() == 3);
    REQUIRE(reply(ids, {}));
    return ask();
  }
  bool done() {
    const auto request = check.next();
    return request && !request->has_value();
  }
};

const Uuid kElsewhere = *parse_uuid("0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6");

}  // namespace

TEST_CASE_FIXTURE(Counter, "equal hashes are a receipt") {
  REQUIRE(reply(ask(), {}));
  REQUIRE(reply(ask(), {}));
  CHECK(done());
  CHECK(check.receipt().same());
  CHECK(check.receipt().held == 3);
  CHECK(check.life() == "first");
}

TEST_CASE_FIXTURE(Counter, "a hub that lists some parts is asked for the others, and no longer") {
  const HaveRequest first = asked_to_list();
  REQUIRE(first.list.size() == 3);
  HaveAnswer some;
  some.held = {{first.list[0], {kElsewhere}}};
  REQUIRE(reply(first, some));
  const HaveRequest second = ask();
  CHECK(second.list == std::vector<std::string>{first.list[1], first.list[2]});
  some.held.emplace();  // it says nothing of them
  REQUIRE(reply(second, some));
  CHECK(ask().want == std::vector<Uuid>{kElsewhere});
}

TEST_CASE_FIXTURE(Counter, "what the hub does not tell of is named by its id and the time in it") {
  const HaveRequest list = asked_to_list();
  HaveAnswer held;
  held.held.emplace();
  for (const std::string& bucket : list.list) (*held.held)[bucket] = {};
  (*held.held)[list.list[0]] = {kElsewhere};
  REQUIRE(reply(list, held));
  REQUIRE(reply(ask(), {}));
  CHECK(done());
  REQUIRE(check.receipt().differences.size() == 1);
  const Difference& only = check.receipt().differences.front();
  CHECK(only.where == Difference::Where::hub_alone);
  CHECK(only.kind.empty());
  CHECK(only.when == Instant{Milliseconds{0x0193a5c2e1f4}});
}

TEST_CASE_FIXTURE(Counter, "more than one answer holds is named without its kind") {
  const HaveRequest list = asked_to_list();
  HaveAnswer held;
  held.held.emplace();
  for (const std::string& bucket : list.list) (*held.held)[bucket] = {kElsewhere};
  REQUIRE(reply(list, held));
  ask();
  Problem problem;
  problem.type = problems::kTooLarge;
  problem.status = 413;
  REQUIRE(check.take({413, "application/problem+json", "", write_problem(problem)}, clock.wall()));
  CHECK(done());
  CHECK(check.receipt().hub_alone == 1);
}

TEST_CASE_FIXTURE(Counter, "an erasure that the hub lacks is named as one") {
  HubAnswer answer = quiet();
  EraseEntry erasure;
  erasure.id = kElsewhere;
  erasure.stamp = Stamp{1, DeviceId{2}};
  erasure.record = *parse_uuid("0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a7");
  erasure.seal = "seal";
  answer.entries.push_back(erasure);
  this->answer(answer);
  REQUIRE(reply(ask(), {}));
  const HaveRequest ids = ask();
  REQUIRE(ids.ids.size() == 1);
  HaveAnswer missing;
  missing.missing = {kElsewhere, *parse_uuid("0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a8")};
  REQUIRE(reply(ids, missing));
  CHECK(done());
  REQUIRE(check.receipt().differences.size() == 1);
  CHECK(check.receipt().differences.front().kind == kinds::kErase);
  CHECK(check.receipt().on_hub == 3);
}

TEST_CASE_FIXTURE(Counter, "what is no answer makes no receipt") {
  ask();
  CHECK(check.take({200, "text/html", "", "<html>"}, clock.wall()).error().code ==
        ErrorCode::login_page);
  CHECK(check.take({200, "application/json", "", "{}"}, clock.wall()).error().code ==
        ErrorCode::hub_answer_invalid);
  CHECK_FALSE(done());
  Desk alone(Desk::Joined::no);
  CHECK(ReceiptCheck(*alone.store, random).next().error().code == ErrorCode::not_joined);
}

TEST_CASE_FIXTURE(Counter, "a receipt that is kept is read again without its differences") {
  CHECK_FALSE(last_receipt(*store)->has_value());
  Receipt receipt;
  receipt.held = 4;
  receipt.on_hub = 3;
  receipt.hub_alone = 2;
  receipt.elsewhere = 1;
  receipt.checked = clock.wall();
  REQUIRE(keep_receipt(*store, receipt));
  const auto read = last_receipt(*store);
  REQUIRE(read);
  REQUIRE(read->has_value());
  CHECK((*read)->held == 4);
  CHECK((*read)->on_hub == 3);
  CHECK((*read)->hub_alone == 2);
  CHECK((*read)->elsewhere == 1);
  CHECK((*read)->checked == receipt.checked);
  REQUIRE(store->set_setting("hub.receipt", "{}"));
  CHECK_FALSE(last_receipt(*store)->has_value());
}

}  // namespace crosstalk
