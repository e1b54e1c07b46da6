// The bodies of the calls beside /v1/sync, and problem documents.

#include <utility>

#include "storage/time.h"
#include "sync/buckets.h"
#include "sync/limits.h"
#include "sync/wire.h"
#include "sync/wire_members.h"

namespace crosstalk {

using wire::integer_or;
using wire::member;
using wire::nullable_text;
using wire::required_text;

std::optional<HaveRequest> read_have_request(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  HaveRequest request;
  auto call = nullable_text(*json, "call");
  const auto greatest = nullable_text(*json, "greatest");
  const auto more = wire::boolean_or(*json, "more", false);
  if (!call || !greatest || !more) return std::nullopt;
  if (*call && (*call)->size() > limits::kCallBytesMax) return std::nullopt;
  request.call = std::move(*call);
  request.more = *more;
  if (*greatest) {
    request.greatest = parse_stamp(**greatest);
    if (!request.greatest) return std::nullopt;
  }
  if (const Json* hashes = member(*json, "hashes"); hashes != nullptr && !hashes->is_null()) {
    auto map = wire::read_text_map(*hashes);
    if (!map) return std::nullopt;
    request.hashes = std::move(*map);
  }
  if (const Json* ids = member(*json, "ids"); ids != nullptr && !ids->is_null()) {
    auto map = wire::read_text_map(*ids);
    if (!map) return std::nullopt;
    request.ids = std::move(*map);
  }
  if (const Json* want = member(*json, "want"); want != nullptr && !want->is_null()) {
    auto list = wire::read_uuids(*want);
    if (!list) return std::nullopt;
    request.want = std::move(*list);
  }
  if (const Json* list = member(*json, "list"); list != nullptr && !list->is_null()) {
    auto buckets = wire::read_texts(*list);
    if (!buckets || buckets->size() > kBucketCount) return std::nullopt;
    request.list = std::move(*buckets);
  }
  if (request.ids.size() + request.want.size() > limits::kHaveIdsMax) return std::nullopt;
  return request;
}

std::string write_have_request(const HaveRequest& request) {
  Json json = Json::object();
  if (request.call) json["call"] = *request.call;
  if (!request.hashes.empty()) json["hashes"] = request.hashes;
  if (!request.ids.empty()) json["ids"] = request.ids;
  if (!request.want.empty()) json["want"] = wire::write_uuids(request.want);
  if (!request.list.empty()) json["list"] = request.list;
  if (request.greatest) json["greatest"] = request.greatest->text();
  if (request.more) json["more"] = true;
  return to_text(json);
}

namespace {

std::optional<std::map<std::string, std::vector<Uuid>>> read_held(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  std::map<std::string, std::vector<Uuid>> held;
  for (const auto& [bucket, ids] : json.items()) {
    auto read = wire::read_uuids(ids);
    if (!read) return std::nullopt;
    held.emplace(bucket, std::move(*read));
  }
  return held;
}

}  // namespace

std::optional<HaveAnswer> read_have_answer(std::string_view text, std::string_view call) {
  const auto json = parse_json(text);
  if (!json || !wire::answers_call(*json, call)) return std::nullopt;
  auto incarnation = required_text(*json, "incarnation");
  auto changes = wire::read_list<Change>(*json, "changes", change_from_json);
  const Json* differ_member = member(*json, "differ");
  const Json* missing_member = member(*json, "missing");
  auto cursor = nullable_text(*json, "cursor");
  if (!incarnation || !changes || !cursor || member(*json, "cursor") == nullptr) return {};
  if (differ_member == nullptr || missing_member == nullptr) return std::nullopt;
  auto differ = wire::read_texts(*differ_member);
  auto missing = wire::read_uuids(*missing_member);
  if (!differ || !missing) return std::nullopt;
  HaveAnswer answer{std::move(*incarnation), std::move(*differ), std::move(*missing),
                    std::move(*changes),     std::move(*cursor), std::nullopt};
  if (const Json* held = member(*json, "held"); held != nullptr && !held->is_null()) {
    answer.held = read_held(*held);
    if (!answer.held) return std::nullopt;
  }
  return answer;
}

std::string write_have_answer(const HaveAnswer& answer, const std::optional<std::string>& call) {
  Json changes = Json::array();
  for (const Change& change : answer.changes) changes.push_back(change_to_json(change));
  Json json = {{"call", wire::null_or(call)},   {"incarnation", answer.incarnation},
               {"differ", answer.differ},       {"missing", wire::write_uuids(answer.missing)},
               {"changes", std::move(changes)}, {"cursor", wire::null_or(answer.cursor)}};
  if (answer.held) {
    Json& held = json["held"] = Json::object();
    for (const auto& [bucket, ids] : *answer.held) held[bucket] = wire::write_uuids(ids);
  }
  return to_text(json);
}

std::optional<JoinRequest> read_join_request(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  auto code = required_text(*json, "code");
  const auto device_text = required_text(*json, "device");
  auto name = nullable_text(*json, "name");
  if (!code || code->empty() || code->size() > limits::kInviteCodeMax) return std::nullopt;
  if (!device_text || !name) return std::nullopt;
  const auto device = parse_device_id(*device_text);
  if (!device || device->value == 0) return std::nullopt;
  if (*name && (*name)->size() > limits::kDeviceNameBytesMax) return std::nullopt;
  return JoinRequest{std::move(*code), *device, name->value_or("")};
}

std::string write_join_request(const JoinRequest& request) {
  return to_text(
      {{"code", request.code}, {"device", request.device.text()}, {"name", request.name}});
}

std::optional<JoinAnswer> read_join_answer(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return std::nullopt;
  auto token = required_text(*json, "token");
  auto space = required_text(*json, "space");
  const auto space_id = nullable_text(*json, "space_id");
  const auto member_id = wire::required_uuid(*json, "member");
  auto role = required_text(*json, "role");
  auto sealing_key = required_text(*json, "sealing_key");
  if (!token || token->empty() || !space || !space_id || !member_id) return std::nullopt;
  if (!role || role->empty() || !sealing_key) return std::nullopt;
  // It goes into a header, so it must not be able to begin another one.
  for (const char c : *token) {
    if (c <= ' ' || c > '~') return std::nullopt;
  }
  return JoinAnswer{std::move(*token), std::move(*space), space_id->value_or(""),
                    *member_id,        std::move(*role),  std::move(*sealing_key)};
}

std::string write_join_answer(const JoinAnswer& answer) {
  return to_text({{"token", answer.token},
                  {"space", answer.space},
                  {"space_id", answer.space_id},
                  {"member", answer.member.text()},
                  {"role", answer.role},
                  {"sealing_key", answer.sealing_key}});
}

std::optional<CalendarRequest> read_calendar_request(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  const auto renew = wire::boolean_or(*json, "renew", false);
  if (!renew) return std::nullopt;
  return CalendarRequest{*renew};
}

std::string write_calendar_request(const CalendarRequest& request) {
  Json json = Json::object();
  if (request.renew) json["renew"] = true;
  return to_text(json);
}

namespace {

// It becomes part of an address that a person copies: a path, and nothing else.
bool is_calendar_path(const std::string& path) {
  if (!path.starts_with("/calendar/") || path.size() > limits::kCalendarPathMax) return false;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '/';
    if (!plain) return false;
  }
  return true;
}

}  // namespace

std::optional<CalendarAnswer> read_calendar_answer(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return std::nullopt;
  auto todos = required_text(*json, "todos");
  auto events = required_text(*json, "events");
  const auto made = wire::boolean_or(*json, "made", false);
  if (!todos || !events || !made) return std::nullopt;
  if (!is_calendar_path(*todos) || !is_calendar_path(*events)) return std::nullopt;
  return CalendarAnswer{std::move(*todos), std::move(*events), *made};
}

std::string write_calendar_answer(const CalendarAnswer& answer) {
  return to_text({{"todos", answer.todos}, {"events", answer.events}, {"made", answer.made}});
}

std::string write_hello_answer(const HelloAnswer& answer) {
  return to_text({{"name", answer.name},
                  {"protocol", answer.protocol},
                  {"time", format_time_ms(answer.time)}});
}

std::optional<Problem> read_problem(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return std::nullopt;
  auto type = required_text(*json, "type");
  if (!type || type->empty()) return std::nullopt;
  Problem problem;
  problem.type = std::move(*type);
  // The rest is for people and logs: a member of another type is as good as a missing one.
  problem.title = required_text(*json, "title").value_or("");
  problem.detail = required_text(*json, "detail").value_or("");
  problem.status = static_cast<int>(integer_or(*json, "status", 0).value_or(0));
  const auto limit = [&](std::string_view name) -> std::optional<std::int64_t> {
    const auto value = integer_or(*json, name, 0).value_or(0);
    return value > 0 ? std::optional(value) : std::nullopt;
  };
  problem.changes_max = limit("changes_max");
  problem.bytes_max = limit("bytes_max");
  return problem;
}

std::string write_problem(const Problem& problem) {
  Json json = {{"type", problem.type},
               {"title", problem.title},
               {"status", problem.status},
               {"detail", problem.detail}};
  if (problem.changes_max) json["changes_max"] = *problem.changes_max;
  if (problem.bytes_max) json["bytes_max"] = *problem.bytes_max;
  return to_text(json);
}

}  // namespace crosstalk
