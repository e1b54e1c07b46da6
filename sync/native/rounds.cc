#include "sync/native/rounds.h"

#include <utility>

#include "storage/text.h"
#include "sync/engine.h"
#include "sync/hub_reply.h"
#include "sync/join_link.h"
#include "sync/limits.h"
#include "sync/native/curl_transport.h"
#include "sync/native/exchange.h"
#include "sync/wire.h"

namespace crosstalk {
namespace {

/// Where the id of the space is kept, so that a device which joins again can't end in another one.
constexpr std::string_view kSpaceSetting = "hub.space_id";

Moment moment(const Store& store) { return {store.clock().wall(), store.clock().steady()}; }

/// At most as many bytes as the wire allows, whole characters; empty where it is no text.
std::string fitting_name(std::string_view name) {
  if (!valid_utf8(name)) return {};
  std::string fitting = trimmed(name);
  if (fitting.size() <= limits::kDeviceNameBytesMax) return fitting;
  fitting.resize(limits::kDeviceNameBytesMax);
  while (!fitting.empty() && !valid_utf8(fitting)) fitting.pop_back();
  return fitting;
}

/// What the hub said to the invitation, in words of joining.
Error join_error(const Reply& reply) {
  const std::string_view type = reply.problem ? std::string_view(reply.problem->type) : "";
  const std::string detail = reply.error.detail;
  if (type == problems::kInviteUnknown) {
    return make_error_saying(ErrorCode::invite_invalid,
                             "The hub does not know this invitation. What you wrote is kept on "
                             "this device: check the link or ask for a new one.",
                             detail);
  }
  if (type == problems::kInviteExpired) {
    return make_error_saying(ErrorCode::invite_invalid,
                             "This invitation has expired. What you wrote is kept on this device: "
                             "ask for a new one.",
                             detail);
  }
  if (type == problems::kInviteUsed) return make_error(ErrorCode::invite_used, detail);
  if (type == problems::kAlreadyJoined) return make_error(ErrorCode::already_joined, detail);
  if (!reply.problem && reply.kind == ReplyKind::broken && detail == "status 404") {
    return make_error_saying(ErrorCode::hub_answer_invalid,
                             "There is no Crosstalk hub at this address. What you wrote is kept on "
                             "this device: check the link.",
                             detail);
  }
  return reply.error;
}

Result<JoinAnswer> ask_to_join(Store& store, const JoinLink& link, std::string_view device_name,
                               Transport& transport) {
  HttpRequest request;
  request.id = 1;
  request.method = "POST";
  request.url = link.url + "/v1/join";
  request.body = write_join_request({link.code, store.device(), fitting_name(device_name)});
  request.certificate_pin = link.pin;
  request.connect_max = limits::kVerbConnectMax;
  request.silence_max = limits::kVerbSilenceMax;
  request.answer_bytes_max = limits::kAnswerBytesMax;
  const auto result = exchange(transport, std::move(request));
  if (const auto* failure = std::get_if<TransportFailure>(&result)) {
    return transport_error(*failure);
  }
  const auto& response = std::get<HttpResponse>(result);
  const Reply reply = classify(response, store.clock().wall());
  if (reply.kind != ReplyKind::answer) return join_error(reply);
  auto answer = read_join_answer(response.body);
  if (!answer) return make_error(ErrorCode::hub_answer_invalid, "not an answer to a join");
  return std::move(*answer);
}

}  // namespace

Result<RoundsResult> sync_rounds(Store& store) {
  CurlTransport transport(store.clock());
  return sync_rounds(store, transport);
}

Result<RoundsResult> sync_rounds(Store& store, Transport& transport) {
  const auto status = store.sync_status();
  if (!status) return status.error();
  if (!status->hub) return make_error(ErrorCode::not_joined);
  EngineOptions options;
  options.live = false;
  options.connect_max = limits::kVerbConnectMax;
  options.silence_max = limits::kVerbSilenceMax;
  Engine engine(store, store.random(), options);
  engine.handle(SyncNow{}, moment(store));
  while (auto request = engine.next_request(moment(store))) {
    const std::uint64_t id = request->http.id;
    auto result = exchange(transport, std::move(request->http));
    if (auto* response = std::get_if<HttpResponse>(&result)) {
      engine.handle(Answered{id, std::move(*response)}, moment(store));
    } else {
      engine.handle(Failed{id, std::get<TransportFailure>(result)}, moment(store));
    }
    if (engine.last_error()) break;
  }
  if (engine.last_error()) return *engine.last_error();
  const EngineTotals& totals = engine.totals();
  return RoundsResult{totals.taken, totals.received, totals.rejected};
}

namespace {

Result<ReceiptCheck> compare(Store& store, Transport& transport) {
  ReceiptCheck check(store, store.random());
  while (true) {
    auto request = check.next();
    if (!request) return request.error();
    if (!*request) return check;
    auto result = exchange(transport, std::move(**request));
    if (const auto* failure = std::get_if<TransportFailure>(&result)) {
      return transport_error(*failure);
    }
    const auto taken = check.take(std::get<HttpResponse>(result), store.clock().wall());
    if (!taken) return taken.error();
  }
}

}  // namespace

Result<Receipt> check_hub(Store& store) {
  CurlTransport transport(store.clock());
  return check_hub(store, transport);
}

Result<Receipt> check_hub(Store& store, Transport& transport) {
  if (const auto synced = sync_rounds(store, transport); !synced) return synced.error();
  const auto first = compare(store, transport);
  if (!first) return first.error();
  Receipt receipt = first->receipt();
  if (!receipt.same()) {
    // It had acknowledged them: so it lost them, and gets them again; and what it has and this
    // device lacks comes with the reading anew that follows.
    if (auto begun = Offers(store).begin(first->life()); !begun) return begun.error();
    if (const auto synced = sync_rounds(store, transport); !synced) return synced.error();
    const auto second = compare(store, transport);
    if (!second) return second.error();
    receipt = second->receipt();
  }
  if (auto kept = keep_receipt(store, receipt); !kept) return kept.error();
  return receipt;
}

Result<HubLink> join_hub(Store& store, std::string_view link, std::string_view device_name) {
  CurlTransport transport(store.clock());
  return join_hub(store, link, device_name, transport);
}

Result<HubLink> join_hub(Store& store, std::string_view link, std::string_view device_name,
                         Transport& transport) {
  const auto parsed = parse_join_link(link);
  if (!parsed) return parsed.error();
  const auto status = store.sync_status();
  if (!status) return status.error();
  if (status->hub && status->ended != problems::kUnknownToken) {
    return make_error(ErrorCode::already_joined);
  }
  const auto space_before = store.setting(kSpaceSetting);
  if (!space_before) return space_before.error();

  const auto answer = ask_to_join(store, *parsed, device_name, transport);
  if (!answer) return answer.error();
  const bool same_space = !*space_before || **space_before == answer->space_id;
  if (status->hub && !same_space) return make_error(ErrorCode::already_joined, "another space");
  HubLink hub;
  hub.url = parsed->url;
  hub.token = answer->token;
  hub.space = answer->space;
  hub.role = answer->role;
  hub.member = answer->member;
  hub.sealing_key = answer->sealing_key;
  hub.certificate_pin = parsed->pin;
  if (auto kept = store.set_setting(kSpaceSetting, answer->space_id); !kept) return kept.error();
  if (auto joined = store.join(hub); !joined) return joined.error();
  return hub;
}

}  // namespace crosstalk
