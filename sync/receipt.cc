#include "sync/receipt.h"

#include <array>
#include <cstring>
#include <utility>

#include "storage/json.h"
#include "sync/buckets.h"
#include "sync/hub_reply.h"
#include "sync/limits.h"
#include "sync/naming.h"
#include "sync/wire.h"

namespace crosstalk {
namespace {

constexpr std::string_view kSetting = "hub.receipt";

std::string call_name(Random& random) {
  std::array<std::byte, 8> bytes{};
  random.fill(bytes);
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return std::to_string(number);
}

std::optional<std::int64_t> number_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

}  // namespace

ReceiptCheck::ReceiptCheck(Store& store, Random& random)
    : store_(store), random_(random), offers_(store) {}

Result<std::optional<HttpRequest>> ReceiptCheck::next() {
  if (done_) return std::optional<HttpRequest>();
  const auto status = store_.sync_status();
  if (!status) return status.error();
  if (!status->hub) return make_error(ErrorCode::not_joined);
  call_ = call_name(random_);
  HaveRequest request;
  request.call = call_;
  request.more = true;  // no cursor is asked for: nothing is offered
  if (!compared_) {
    const auto held = offers_.held_count();
    if (!held) return held.error();
    receipt_.held = *held;
    auto hashes = held_hashes(offers_);
    if (!hashes) return hashes.error();
    request.hashes = std::move(*hashes);
  } else {
    auto page = name_page(offers_, after_, differ_, limits::kHaveIdsMax);
    if (!page) return page.error();
    asked_.clear();
    asked_.insert(page->in_order.begin(), page->in_order.end());
    after_ = page->named_to;
    last_ = page->last;
    request.ids = std::move(page->ids);
  }
  HttpRequest http;
  http.id = next_id_++;
  http.method = "POST";
  http.url = status->hub->url + "/v1/have";
  http.token = status->hub->token;
  http.body = write_have_request(request);
  http.certificate_pin = status->hub->certificate_pin;
  http.connect_max = limits::kVerbConnectMax;
  http.silence_max = limits::kVerbSilenceMax;
  http.answer_bytes_max = limits::kAnswerBytesMax;
  return std::optional(std::move(http));
}

Result<void> ReceiptCheck::take(const HttpResponse& response, Instant wall) {
  Reply reply = classify(response, wall);
  if (reply.kind != ReplyKind::answer) return std::move(reply.error);
  const auto answer = read_have_answer(response.body, call_);
  if (!answer) return make_error(ErrorCode::hub_answer_invalid, "not an answer to this call");
  life_ = answer->incarnation;
  if (!compared_) {
    compared_ = true;
    differ_ = buckets_named(answer->differ);
    return {};
  }
  for (const Uuid& id : answer->missing) {
    if (asked_.erase(id) == 0) continue;
    receipt_.missing.push_back(id);
    explained_.insert(bucket_of(id));
  }
  if (last_) finish(wall);
  return {};
}

void ReceiptCheck::finish(Instant wall) {
  done_ = true;
  receipt_.checked = wall;
  receipt_.on_hub = receipt_.held - static_cast<std::int64_t>(receipt_.missing.size());
  for (const std::uint32_t bucket : *differ_) {
    if (!explained_.contains(bucket)) ++receipt_.elsewhere;
  }
}

Result<std::optional<Receipt>> last_receipt(const Store& store) {
  const auto text = store.setting(kSetting);
  if (!text) return text.error();
  const auto json = *text ? parse_json(**text) : std::nullopt;
  if (!json || !json->is_object()) return std::optional<Receipt>();
  const auto held = number_of(*json, "held");
  const auto on_hub = number_of(*json, "on_hub");
  const auto checked = number_of(*json, "checked_ms");
  if (!held || !on_hub || !checked) return std::optional<Receipt>();
  Receipt receipt;
  receipt.held = *held;
  receipt.on_hub = *on_hub;
  receipt.elsewhere = number_of(*json, "elsewhere").value_or(0);
  receipt.checked = Instant{Milliseconds{*checked}};
  return std::optional(std::move(receipt));
}

Result<void> keep_receipt(Store& store, const Receipt& receipt) {
  return store.set_setting(kSetting,
                           to_text({{"held", receipt.held},
                                    {"on_hub", receipt.on_hub},
                                    {"elsewhere", receipt.elsewhere},
                                    {"checked_ms", receipt.checked.time_since_epoch().count()}}));
}

}  // namespace crosstalk
