// The address of a member's calendar, and what is at it.
#include <utility>

#include "sync/hub/caller.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/problem.h"
#include "sync/hub/secrets.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

constexpr std::string_view kPrefix = "/calendar/";
constexpr std::string_view kTodosEnd = ".ics";
constexpr std::string_view kEventsEnd = "-events.ics";

CalendarAnswer answer_of(const std::string& secret, bool made) {
  const std::string begin = std::string(kPrefix) + secret;
  return {begin + std::string(kTodosEnd), begin + std::string(kEventsEnd), made};
}

// The secret of the address that the device has, where it still has one by this token.
std::optional<std::string> secret_now(HubTransaction& transaction, const Known& known,
                                      std::string_view token) {
  const auto address = transaction.calendar(known.space.id, known.caller.device.id);
  if (!address || address->member != known.caller.member.id) return std::nullopt;
  std::string secret = calendar_secret(known.space.id, token, address->salt);
  const auto parts = read_calendar_secret(secret);
  if (!parts || parts->hash != address->secret_hash) return std::nullopt;
  return secret;
}

std::string make_address(SpaceWriter& writer, const Known& known, std::string_view token) {
  CalendarAddress address;
  address.device = known.caller.device.id;
  address.member = known.caller.member.id;
  address.salt = random_key(writer.random());
  std::string secret = calendar_secret(known.space.id, token, address.salt);
  address.secret_hash = read_calendar_secret(secret)->hash;
  writer.end_calendar(address.device);
  writer.transaction().put_calendar(known.space.id, address);
  return secret;
}

// Who may have one: a person. A kiosk is nobody's, and has no actions.
std::variant<Known, Problem> authenticate_person(HubTransaction& transaction,
                                                 std::string_view token) {
  auto known = authenticate(transaction, token);
  const auto* found = std::get_if<Known>(&known);
  if (found != nullptr && found->caller.member.role == Role::kiosk) {
    return make_problem(problems::kForbidden, "a kiosk has no calendar");
  }
  return known;
}

std::optional<Member> reader_of(HubTransaction& transaction, const TokenParts& parts) {
  const auto address = transaction.calendar_with_secret(parts.space, parts.hash);
  if (!address) return std::nullopt;
  const auto device = transaction.device(parts.space, address->device);
  if (!device || device->revoked || device->unconfirmed || device->member != address->member) {
    return std::nullopt;
  }
  auto member = transaction.member(parts.space, address->member);
  if (!member || member->suspended || member->role == Role::kiosk) return std::nullopt;
  return member;
}

}  // namespace

std::optional<CalendarPath> read_calendar_path(std::string_view path) {
  if (!path.starts_with(kPrefix)) return std::nullopt;
  path.remove_prefix(kPrefix.size());
  if (path.ends_with(kEventsEnd)) {
    path.remove_suffix(kEventsEnd.size());
    return CalendarPath{std::string(path), CalendarForm::events};
  }
  if (!path.ends_with(kTodosEnd)) return std::nullopt;
  path.remove_suffix(kTodosEnd.size());
  return CalendarPath{std::string(path), CalendarForm::todos};
}

std::optional<CalendarOutcome> HubService::calendar_known(std::string_view token) {
  auto begun = store_.read();
  if (!begun) return CalendarOutcome(unavailable(begun.error()));
  HubTransaction& transaction = **begun;
  auto known = authenticate_person(transaction, token);
  std::optional<std::string> secret;
  if (const auto* found = std::get_if<Known>(&known)) {
    secret = secret_now(transaction, *found, token);
  }
  if (const auto done = transaction.commit(); !done) return unavailable(done.error());
  if (auto* problem = std::get_if<Problem>(&known)) return std::move(*problem);
  if (!secret) return std::nullopt;
  return answer_of(*secret, false);
}

CalendarOutcome HubService::calendar_address(std::string_view token, bool renew, Instant now) {
  auto begun = store_.write();
  if (!begun) return unavailable(begun.error());
  HubTransaction& transaction = **begun;
  auto known_or_problem = authenticate_person(transaction, token);
  if (auto* problem = std::get_if<Problem>(&known_or_problem)) {
    if (const auto done = transaction.commit(); !done) return unavailable(done.error());
    return std::move(*problem);
  }
  const auto& known = std::get<Known>(known_or_problem);
  SpaceWriter writer(transaction, known.space, now, random_);
  std::optional<std::string> secret;
  if (renew) {
    writer.end_calendars(known.caller.member.id);
  } else {
    secret = secret_now(transaction, known, token);
  }
  const bool made = !secret;
  if (made) secret = make_address(writer, known, token);
  if (const auto done = transaction.commit(); !done) return unavailable(done.error());
  return answer_of(*secret, made);
}

std::variant<std::string, Problem> HubService::calendar(const CalendarPath& path, Instant now) {
  auto begun = store_.read();
  if (!begun) return unavailable(begun.error());
  HubTransaction& transaction = **begun;
  // What is no secret at all is looked for all the same: so nobody learns from the time that an
  // answer takes how a secret is built, or that there was one once.
  const TokenParts parts = read_calendar_secret(path.secret).value_or(TokenParts{});
  const auto space = transaction.space(parts.space);
  const auto member = reader_of(transaction, parts);
  std::string text;
  if (space && member) {
    text = calendar_text(calendar_actions(transaction, *space, *member, now), path.form);
  }
  if (const auto done = transaction.commit(); !done) return unavailable(done.error());
  if (!space || !member) return make_problem(problems::kNotFound);
  if (text.empty()) return make_problem(problems::kInternal);
  return text;
}

}  // namespace crosstalk::hub
