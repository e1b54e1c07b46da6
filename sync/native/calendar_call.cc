#include "sync/native/calendar_call.h"

#include <utility>

#include "sync/hub_reply.h"
#include "sync/limits.h"
#include "sync/native/curl_transport.h"
#include "sync/native/exchange.h"
#include "sync/wire.h"

namespace crosstalk {
namespace {

// What the hub said, in words of calendars.
Error calendar_error(const Reply& reply) {
  const std::string_view type = reply.problem ? std::string_view(reply.problem->type) : "";
  const std::string& detail = reply.error.detail;
  if (type == problems::kNotFound) {
    return make_error_saying(ErrorCode::hub_answer_invalid,
                             "This hub is older than this device and gives no calendar addresses "
                             "yet. Your actions are here as before: ask whoever runs the hub to "
                             "update it.",
                             detail);
  }
  if (type == problems::kForbidden) {
    return make_error_saying(ErrorCode::forbidden,
                             "The hub gives this member no calendar address at the moment. Your "
                             "actions are here as before: ask a coordinator.",
                             detail);
  }
  return reply.error;
}

}  // namespace

Result<CalendarLinks> ask_calendar(const Store& store, bool renew) {
  CurlTransport transport(store.clock());
  return ask_calendar(store, renew, transport);
}

Result<CalendarLinks> ask_calendar(const Store& store, bool renew, Transport& transport) {
  const auto status = store.sync_status();
  if (!status) return status.error();
  if (!status->hub) return make_error(ErrorCode::not_joined);
  HttpRequest request;
  request.id = 1;
  request.method = "POST";
  request.url = status->hub->url + "/v1/calendar";
  request.token = status->hub->token;
  request.body = write_calendar_request({renew});
  request.certificate_pin = status->hub->certificate_pin;
  request.connect_max = limits::kVerbConnectMax;
  request.silence_max = limits::kVerbSilenceMax;
  request.answer_bytes_max = limits::kAnswerBytesMax;
  const auto result = exchange(transport, std::move(request));
  if (const auto* failure = std::get_if<TransportFailure>(&result)) {
    return transport_error(*failure);
  }
  const auto& response = std::get<HttpResponse>(result);
  const Reply reply = classify(response, store.clock().wall());
  if (reply.kind != ReplyKind::answer) return calendar_error(reply);
  const auto answer = read_calendar_answer(response.body);
  if (!answer) return make_error(ErrorCode::hub_answer_invalid, "not an answer about a calendar");
  return CalendarLinks{status->hub->url + answer->todos, status->hub->url + answer->events,
                       answer->made};
}

}  // namespace crosstalk
