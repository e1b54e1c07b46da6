#include "client/model/sync_words.h"

#include "storage/text.h"

namespace crosstalk {
namespace {

std::string since_words(const SyncState& state, Instant now, const Zone& zone,
                        const Strings& strings) {
  if (!state.offline_since) return std::string(strings("sync.offline"));
  const bool today = day_of(*state.offline_since, zone) == day_of(now, zone);
  const std::string when = today ? clock_words(*state.offline_since, zone)
                                 : moment_words(*state.offline_since, now, zone, strings);
  return strings.fill("sync.offline_since", {when});
}

std::string last_words(const SyncState& state, Instant now, const Zone& zone,
                       const Strings& strings) {
  if (!state.last_sync) return {};
  if (day_of(*state.last_sync, zone) == day_of(now, zone)) {
    return strings.fill("sync.at_today", {clock_words(*state.last_sync, zone)});
  }
  return moment_words(*state.last_sync, now, zone, strings);
}

/// What waits, or what it means that nothing does.
std::string waiting_words(const SyncState& state, std::string_view otherwise,
                          const Strings& strings) {
  return state.waiting > 0 ? strings.count("sync.waiting", state.waiting) : std::string(otherwise);
}

std::string reason_words(const std::string& code, const Strings& strings) {
  if (code == "too-large") return std::string(strings("rejected.too_large"));
  if (code == "forbidden") return std::string(strings("rejected.forbidden"));
  if (code == "erased") return std::string(strings("rejected.erased"));
  if (code == "malformed") return std::string(strings("rejected.malformed"));
  if (code == "wrong-device" || code == "id-taken")
    return std::string(strings("rejected.not_ours"));
  return strings.fill("rejected.other", {code});
}

std::string next_words(const std::string& code, const Strings& strings) {
  if (code == "too-large") return std::string(strings("rejected.next.too_large"));
  if (code == "forbidden") return std::string(strings("rejected.next.forbidden"));
  return std::string(strings("rejected.next.other"));
}

}  // namespace

SyncLine sync_line(const SyncState& state, Instant now, const Zone& zone, const Strings& strings) {
  SyncLine line;
  switch (state.phase) {
    case SyncPhase::not_joined:
      line = {SyncMark::here, std::string(strings("sync.here_only")),
              std::string(strings("sync.no_hub")), false, true};
      break;
    case SyncPhase::revoked:
      line = {SyncMark::rejected, std::string(strings("sync.revoked")),
              std::string(strings("sync.nothing_lost")), true, false};
      break;
    case SyncPhase::unknown_token:
      line = {SyncMark::rejected, std::string(strings("sync.unknown")),
              std::string(strings("sync.join_again")), true, true};
      break;
    case SyncPhase::login_page:
      line = {SyncMark::offline, waiting_words(state, strings("sync.nothing_waits"), strings),
              std::string(strings("sync.login")), false, false};
      break;
    case SyncPhase::offline:
      line = {SyncMark::offline, waiting_words(state, strings("sync.nothing_waits"), strings),
              since_words(state, now, zone, strings), false, false};
      break;
    case SyncPhase::failed:
      line = {SyncMark::rejected, std::string(strings("sync.failed")),
              since_words(state, now, zone, strings), true, false};
      break;
    case SyncPhase::connecting:
      line = {SyncMark::sending, waiting_words(state, strings("sync.connecting"), strings),
              std::string(strings("sync.looking")), false, false};
      break;
    case SyncPhase::sending: {
      const auto done = strings.number(state.sent);
      line = {SyncMark::sending,
              strings.fill("sync.sending", {done, strings.number(state.sending)}),
              {},
              false,
              false};
      break;
    }
    case SyncPhase::waiting:
      line = {SyncMark::here, strings.count("sync.waiting", state.waiting),
              last_words(state, now, zone, strings), false, false};
      break;
    case SyncPhase::all_sent:
      line = {SyncMark::sent, std::string(strings("sync.all_sent")),
              last_words(state, now, zone, strings), false, false};
      break;
    case SyncPhase::rejected:
      line = {SyncMark::rejected, {}, std::string(strings("sync.kept_here")), true, false};
      break;
  }
  const bool ended = state.phase == SyncPhase::revoked || state.phase == SyncPhase::unknown_token;
  if (state.rejected > 0 && !ended) {
    if (state.phase != SyncPhase::rejected) line.detail = line.state;
    line.state = strings.count("sync.rejected", state.rejected);
    line.mark = SyncMark::rejected;
    line.danger = true;
  }
  return line;
}

SyncPage sync_page(const SyncState& state, const SyncStatus& status, Instant now, const Zone& zone,
                   const Strings& strings) {
  SyncPage page;
  const SyncLine line = sync_line(state, now, zone, strings);
  page.heading =
      line.detail.empty() ? line.state : strings.fill("sync.heading", {line.state, line.detail});
  if (state.phase == SyncPhase::not_joined) page.heading = strings("sync.page.here_only");
  page.can_join = line.can_join;
  page.can_try = state.phase != SyncPhase::not_joined && state.phase != SyncPhase::revoked &&
                 state.phase != SyncPhase::unknown_token;
  switch (state.phase) {
    case SyncPhase::not_joined:
      page.sentence = strings("sync.page.not_joined");
      break;
    case SyncPhase::revoked:
      page.sentence = strings("sync.page.revoked");
      break;
    case SyncPhase::unknown_token:
      page.sentence = strings("sync.page.unknown");
      break;
    case SyncPhase::login_page:
      page.sentence = strings("sync.page.login");
      break;
    case SyncPhase::offline:
      page.sentence = state.error && state.error->code != ErrorCode::hub_unreachable &&
                              !state.error->words.empty()
                          ? state.error->words
                          : std::string(strings("sync.page.offline"));
      break;
    case SyncPhase::failed:
      page.sentence = state.error && !state.error->words.empty()
                          ? state.error->words
                          : std::string(strings("sync.page.failed"));
      break;
    case SyncPhase::connecting:
      page.sentence = strings("sync.page.connecting");
      break;
    case SyncPhase::sending:
    case SyncPhase::waiting:
      page.sentence = strings("sync.page.sending");
      break;
    case SyncPhase::all_sent:
      page.sentence = strings("sync.page.all_sent");
      break;
    case SyncPhase::rejected:
      page.sentence = strings("sync.page.rejected");
      break;
  }
  page.device = status.device.text();
  if (status.hub) {
    page.hub = status.hub->url;
    page.space = status.hub->space;
    page.role =
        status.hub->role == "coordinator" ? strings("role.coordinator") : strings("role.recorder");
  }
  return page;
}

RejectedView rejected_view(const RejectedChange& rejected, const std::string& summary,
                           const Strings& strings) {
  RejectedView view;
  view.change = rejected.change.id;
  view.record = rejected.change.record;
  view.is_note = rejected.change.kind == kinds::kConversation;
  const std::string reason = reason_words(rejected.code, strings);
  view.fact =
      strings.fill(view.is_note ? TextKey("rejected.note") : TextKey("rejected.change"), {reason});
  const std::string quoted = summary.empty() ? std::string(strings("rejected.it"))
                                             : strings.fill("rejected.quoted", {summary});
  view.sentence = strings.fill("rejected.sentence", {quoted, next_words(rejected.code, strings)});
  const auto body = rejected.change.set.find("body");
  if (body != rejected.change.set.end() && body->second.is_string()) {
    view.file_text = body->second.get_ref<const std::string&>();
  } else {
    view.file_text = to_text(change_to_json(rejected.change));
  }
  view.file_name = "crosstalk-" + rejected.change.id.text().substr(0, 13) + ".txt";
  return view;
}

JoinProblem join_problem(const Error& error, std::int64_t notes, const Strings& strings) {
  JoinProblem problem;
  problem.kept = strings.count("join.kept", notes);
  problem.next = strings("join.next.again");
  switch (error.code) {
    case ErrorCode::invalid_link:
      problem.title = strings("join.not_a_link");
      problem.next = strings("join.next.whole_link");
      break;
    case ErrorCode::insecure_link:
      problem.title = strings("join.insecure");
      problem.next = strings("join.next.secure");
      break;
    case ErrorCode::invite_used:
      problem.title = strings("join.used");
      problem.next = strings("join.next.new_link");
      break;
    case ErrorCode::invite_invalid:
      problem.title = strings("join.unknown");
      problem.next = strings("join.next.new_link");
      break;
    case ErrorCode::already_joined:
      problem.title = strings("join.already");
      problem.next = strings("join.next.other_folder");
      break;
    case ErrorCode::hub_unreachable:
      problem.title = strings("join.unreachable");
      problem.next = strings("join.next.network");
      break;
    case ErrorCode::login_page:
      problem.title = strings("join.login");
      problem.next = strings("join.next.login");
      break;
    case ErrorCode::hub_certificate:
      problem.title = strings("join.certificate");
      problem.next = strings("join.next.certificate");
      break;
    case ErrorCode::hub_answer_invalid:
    case ErrorCode::hub_rejected_request:
      problem.title = strings("join.not_a_hub");
      problem.next = strings("join.next.whole_link");
      break;
    case ErrorCode::hub_busy:
      problem.title = strings("join.busy");
      break;
    default:
      problem.title = strings("join.failed");
      if (!error.words.empty()) problem.next = error.words;
      break;
  }
  return problem;
}

}  // namespace crosstalk
