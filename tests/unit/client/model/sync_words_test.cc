#include "client/model/sync_words.h"

#include <doctest/doctest.h>

#include "client/model/settings.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

const Strings kStrings;
const Instant kNow = *parse_time("2016-03-18T17:44:00Z");

std::string said(const SyncState& state) {
  const SyncLine line = sync_line(state, kNow, no_offset, kStrings);
  return line.state + "|" + line.detail;
}

TEST_CASE("the sync line says what waits and since when there was no network") {
  SyncState state;
  state.phase = SyncPhase::offline;
  state.waiting = 3;
  state.offline_since = *parse_time("2016-03-18T14:05:00Z");
  CHECK(said(state) == "3 waiting|offline since 14:05");
  state.phase = SyncPhase::login_page;
  CHECK(said(state) == "3 waiting|this network wants a login first");
  state.waiting = 0;
  CHECK(said(state) == "Nothing waits|this network wants a login first");
}

TEST_CASE("all sent is said only when it is so") {
  SyncState state;
  state.phase = SyncPhase::all_sent;
  state.last_sync = *parse_time("2016-03-18T10:32:00Z");
  CHECK(said(state) == "All sent|10:32 today");
  state.phase = SyncPhase::rejected;
  state.rejected = 1;
  CHECK(said(state) == "1 rejected|kept here");
  CHECK(sync_line(state, kNow, no_offset, kStrings).danger);
  state.phase = SyncPhase::waiting;
  state.waiting = 3;
  CHECK(said(state) == "1 rejected|3 waiting");
}

TEST_CASE("each phase has a line and a page of its own") {
  for (const SyncPhase phase :
       {SyncPhase::not_joined, SyncPhase::revoked, SyncPhase::unknown_token, SyncPhase::login_page,
        SyncPhase::offline, SyncPhase::failed, SyncPhase::connecting, SyncPhase::sending,
        SyncPhase::waiting, SyncPhase::all_sent}) {
    SyncState state;
    state.phase = phase;
    const SyncLine line = sync_line(state, kNow, no_offset, kStrings);
    const SyncPage page = sync_page(state, {}, kNow, no_offset, kStrings);
    CAPTURE(static_cast<int>(phase));
    CHECK_FALSE(line.state.empty());
    CHECK_FALSE(page.sentence.empty());
    CHECK_FALSE(page.heading.empty());
  }
}

TEST_CASE("only a device without a hub, or one the hub forgot, is offered to join") {
  SyncState state;
  CHECK(sync_line(state, kNow, no_offset, kStrings).can_join);
  state.phase = SyncPhase::unknown_token;
  CHECK(sync_line(state, kNow, no_offset, kStrings).can_join);
  state.phase = SyncPhase::revoked;
  CHECK_FALSE(sync_page(state, {}, kNow, no_offset, kStrings).can_join);
  CHECK_FALSE(sync_page(state, {}, kNow, no_offset, kStrings).can_try);
}

TEST_CASE("a rejected note says why, that it is kept, and what to do") {
  RejectedChange rejected;
  rejected.change.kind = "conversation";
  rejected.change.set["body"] = "Two megabytes of words";
  rejected.code = "too-large";
  const auto view = rejected_view(rejected, "Notes of the whole day", kStrings);
  CHECK(view.fact == "The hub rejected one note: it is longer than 1 MB");
  CHECK(view.sentence.find("is kept here, complete") != std::string::npos);
  CHECK(view.file_text == "Two megabytes of words");
}

TEST_CASE("each way in which joining fails has its own sentence") {
  std::vector<std::string> titles;
  for (const ErrorCode code :
       {ErrorCode::invalid_link, ErrorCode::insecure_link, ErrorCode::invite_used,
        ErrorCode::invite_invalid, ErrorCode::already_joined, ErrorCode::hub_unreachable,
        ErrorCode::login_page, ErrorCode::hub_certificate, ErrorCode::hub_answer_invalid,
        ErrorCode::hub_busy}) {
    const auto problem = join_problem(make_error(code), 12, kStrings);
    CHECK_FALSE(problem.next.empty());
    CHECK(problem.kept == "Kept: 12 notes on this device.");
    for (const std::string& before : titles) CHECK(before != problem.title);
    titles.push_back(problem.title);
  }
}

TEST_CASE("notes are counted by where they are") {
  ConversationRow here, sent, reviewed;
  here.summary = "waits";
  sent.sync = ItemSync::sent;
  reviewed.sync = ItemSync::sent;
  reviewed.review = "reviewed";
  SettingsView view;
  put_counts(view, {here, sent, reviewed}, kNow, no_offset, kStrings);
  CHECK(view.counts.here == 1);
  CHECK(view.counts.sent == 2);
  CHECK(view.counts.reviewed == 1);
  REQUIRE(view.waiting.size() == 1);
  CHECK(view.waiting[0].summary == "waits");
}

}  // namespace
}  // namespace crosstalk
