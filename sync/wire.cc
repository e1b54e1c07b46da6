#include "sync/wire.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "storage/time.h"
#include "sync/limits.h"
#include "sync/wire_members.h"

namespace crosstalk {

using wire::integer_or;
using wire::member;
using wire::nullable_text;
using wire::read_list;
using wire::read_texts;
using wire::read_uuids;
using wire::required_text;
using wire::write_uuids;

namespace {

std::optional<Taken> taken_from_json(const Json& json) {
  const auto id = wire::required_uuid(json, "id");
  const auto seal = required_text(json, "seal");
  if (!id || !seal) return std::nullopt;
  Taken taken{*id, *seal, std::nullopt, {}};
  if (const Json* stamp = member(json, "stamp"); stamp != nullptr && !stamp->is_null()) {
    if (!stamp->is_string()) return std::nullopt;
    taken.stamp = parse_stamp(stamp->get_ref<const std::string&>());
    if (!taken.stamp) return std::nullopt;
  }
  if (const Json* cut = member(json, "cut"); cut != nullptr && !cut->is_null()) {
    auto fields = read_texts(*cut);
    if (!fields) return std::nullopt;
    taken.cut = std::move(*fields);
  }
  return taken;
}

Json taken_to_json(const Taken& taken) {
  Json json = {{"id", taken.id.text()}, {"seal", taken.seal}};
  if (taken.stamp) json["stamp"] = taken.stamp->text();
  if (!taken.cut.empty()) json["cut"] = taken.cut;
  return json;
}

std::optional<Rejected> rejected_from_json(const Json& json) {
  const auto id = wire::required_uuid(json, "id");
  const auto code = required_text(json, "code");
  const auto detail = nullable_text(json, "detail");
  if (!id || !code || code->empty() || !detail) return std::nullopt;
  return Rejected{*id, *code, detail->value_or("")};
}

std::optional<EraseEntry> erase_from_json(const Json& json) {
  const auto id = wire::required_uuid(json, "id");
  const auto record = wire::required_uuid(json, "record");
  const auto seal = nullable_text(json, "seal");
  const auto stamp = nullable_text(json, "stamp");
  if (!id || !record || !seal || !stamp) return std::nullopt;
  EraseEntry entry{*id, std::nullopt, *record, {}, seal->value_or("")};
  if (*stamp) {
    entry.stamp = parse_stamp(**stamp);
    if (!entry.stamp) return std::nullopt;
  }
  if (const Json* under = member(json, "under"); under != nullptr) {
    auto records = read_uuids(*under);
    if (!records) return std::nullopt;
    entry.under = std::move(*records);
  }
  return entry;
}

}  // namespace

std::optional<FeedEntry> feed_entry_from_json(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  if (json.contains("own")) {
    const auto id = wire::required_uuid(json, "own");
    const auto seal = required_text(json, "seal");
    if (!id || !seal) return std::nullopt;
    return OwnEntry{*id, *seal};
  }
  const auto kind = required_text(json, "kind");
  if (!kind) return std::nullopt;
  if (*kind == "withdraw") {
    const auto record = wire::required_uuid(json, "record");
    if (!record) return std::nullopt;
    return WithdrawEntry{*record};
  }
  if (*kind == kinds::kErase) {
    const auto entry = erase_from_json(json);
    if (!entry) return std::nullopt;
    return *entry;
  }
  auto change = change_from_json(json);
  if (!change) return std::nullopt;
  return std::move(*change);
}

Json feed_entry_to_json(const FeedEntry& entry) {
  return std::visit(
      [](const auto& it) -> Json {
        using Entry = std::decay_t<decltype(it)>;
        if constexpr (std::is_same_v<Entry, Change>) {
          return change_to_json(it);
        } else if constexpr (std::is_same_v<Entry, OwnEntry>) {
          return {{"own", it.id.text()}, {"seal", it.seal}};
        } else if constexpr (std::is_same_v<Entry, WithdrawEntry>) {
          return {{"kind", "withdraw"}, {"record", it.record.text()}};
        } else {
          Json json = {{"kind", kinds::kErase},
                       {"id", it.id.text()},
                       {"record", it.record.text()},
                       {"under", write_uuids(it.under)},
                       {"seal", it.seal}};
          if (it.stamp) json["stamp"] = it.stamp->text();
          return json;
        }
      },
      entry);
}

std::optional<SyncRequest> read_sync_request(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  auto call = nullable_text(*json, "call");
  auto cursor = nullable_text(*json, "cursor");
  const auto waiting = integer_or(*json, "waiting", 0);
  const auto wait = integer_or(*json, "wait", 0);
  const auto offer = wire::boolean_or(*json, "offer", false);
  if (!call || !cursor || !waiting || !wait || !offer) return std::nullopt;
  if (*call && (*call)->size() > limits::kCallBytesMax) return std::nullopt;
  SyncRequest request;
  if (const Json* changes = member(*json, "changes"); changes != nullptr && !changes->is_null()) {
    if (!changes->is_array()) return std::nullopt;
    request.changes.assign(changes->begin(), changes->end());
  }
  request.call = std::move(*call);
  request.cursor = std::move(*cursor);
  request.waiting = std::max<std::int64_t>(0, *waiting);
  request.wait = std::clamp<std::int64_t>(*wait, 0, limits::kWaitMax.count());
  request.offer = *offer;
  return request;
}

std::string write_sync_request(const SyncRequest& request) {
  Json json = Json::object();
  if (request.call) json["call"] = *request.call;
  if (request.cursor) json["cursor"] = *request.cursor;
  if (!request.changes.empty()) json["changes"] = request.changes;
  json["waiting"] = request.waiting;
  json["wait"] = request.wait;
  if (request.offer) json["offer"] = true;
  return to_text(json);
}

std::optional<HubAnswer> read_sync_answer(std::string_view text, std::string_view call) {
  const auto json = parse_json(text);
  if (!json || !wire::answers_call(*json, call)) return std::nullopt;
  const auto time_text = required_text(*json, "time");
  auto incarnation = required_text(*json, "incarnation");
  auto taken = read_list<Taken>(*json, "taken", taken_from_json);
  auto rejected = read_list<Rejected>(*json, "rejected", rejected_from_json);
  auto entries = read_list<FeedEntry>(*json, "changes", feed_entry_from_json);
  const Json* later_member = member(*json, "later");
  const Json* cursor_member = member(*json, "cursor");
  auto cursor = nullable_text(*json, "cursor");
  const Json* more = member(*json, "more");
  if (!time_text || !incarnation || !taken || !rejected || !entries) return std::nullopt;
  if (later_member == nullptr || cursor_member == nullptr || !cursor) return std::nullopt;
  if (more == nullptr || !more->is_boolean()) return std::nullopt;
  auto later = read_uuids(*later_member);
  const auto time = parse_time(*time_text);
  if (!later || !time) return std::nullopt;
  HubAnswer answer;
  answer.time = *time;
  answer.incarnation = std::move(*incarnation);
  answer.taken = std::move(*taken);
  answer.rejected = std::move(*rejected);
  answer.later = std::move(*later);
  answer.entries = std::move(*entries);
  answer.cursor = std::move(*cursor);
  answer.more = more->get<bool>();
  return answer;
}

std::string write_sync_answer(const HubAnswer& answer, const std::optional<std::string>& call) {
  Json taken = Json::array();
  for (const Taken& each : answer.taken) taken.push_back(taken_to_json(each));
  Json rejected = Json::array();
  for (const Rejected& each : answer.rejected) {
    rejected.push_back({{"id", each.id.text()}, {"code", each.code}, {"detail", each.detail}});
  }
  Json entries = Json::array();
  for (const FeedEntry& each : answer.entries) entries.push_back(feed_entry_to_json(each));
  return to_text({{"call", wire::null_or(call)},
                  {"time", format_time_ms(answer.time)},
                  {"incarnation", answer.incarnation},
                  {"taken", std::move(taken)},
                  {"rejected", std::move(rejected)},
                  {"later", write_uuids(answer.later)},
                  {"changes", std::move(entries)},
                  {"cursor", wire::null_or(answer.cursor)},
                  {"more", answer.more}});
}

}  // namespace crosstalk
