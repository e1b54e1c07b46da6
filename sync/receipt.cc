#include "sync/receipt.h"

#include <array>
#include <cstring>
#include <map>
#include <utility>

#include "storage/change_rows.h"
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

// An id is a UUIDv7: it begins with 48 bits of Unix milliseconds.
Instant time_of(const Uuid& id) {
  constexpr std::size_t kTimeBytes = 6;
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < kTimeBytes; ++i) ms = ms << 8 | id.bytes[i];
  return Instant{Milliseconds{ms}};
}

}  // namespace

ReceiptCheck::ReceiptCheck(Store& store, Random& random)
    : store_(store), random_(random), offers_(store) {}

Result<std::optional<HttpRequest>> ReceiptCheck::next() {
  if (step_ == Step::done) return std::optional<HttpRequest>();
  const auto status = store_.sync_status();
  if (!status) return status.error();
  if (!status->hub) return make_error(ErrorCode::not_joined);
  const auto asked = request();
  if (!asked) return asked.error();
  HttpRequest http;
  http.id = next_id_++;
  http.method = "POST";
  http.url = status->hub->url + "/v1/have";
  http.token = status->hub->token;
  http.body = write_have_request(*asked);
  http.certificate_pin = status->hub->certificate_pin;
  http.connect_max = limits::kVerbConnectMax;
  http.silence_max = limits::kVerbSilenceMax;
  http.answer_bytes_max = limits::kAnswerBytesMax;
  return std::optional(std::move(http));
}

Result<HaveRequest> ReceiptCheck::request() {
  call_ = call_name(random_);
  HaveRequest request;
  request.call = call_;
  request.more = true;  // no cursor is asked for: nothing is offered
  if (step_ == Step::hashes) {
    const auto held = offers_.held_count();
    if (!held) return held.error();
    receipt_.held = *held;
    auto hashes = held_hashes(offers_);
    if (!hashes) return hashes.error();
    request.hashes = std::move(*hashes);
  } else if (step_ == Step::ids) {
    auto page = name_page(offers_, after_, differ_, limits::kHaveIdsMax);
    if (!page) return page.error();
    asked_ = {page->in_order.begin(), page->in_order.end()};
    named_.insert(asked_.begin(), asked_.end());
    after_ = page->named_to;
    last_ = page->last;
    request.ids = std::move(page->ids);
  } else if (step_ == Step::list) {
    for (const std::uint32_t bucket : unlisted_) request.list.push_back(bucket_name(bucket));
  } else {
    request.want = undescribed_;
  }
  return request;
}

Result<void> ReceiptCheck::take(const HttpResponse& response, Instant wall) {
  Reply reply = classify(response, wall);
  // Only what it says of them is lost.
  if (reply.kind == ReplyKind::too_large && step_ == Step::want) {
    finish(wall);
    return {};
  }
  if (reply.kind != ReplyKind::answer) return std::move(reply.error);
  const auto answer = read_have_answer(response.body, call_);
  if (!answer) return make_error(ErrorCode::hub_answer_invalid, "not an answer to this call");
  life_ = answer->incarnation;
  if (step_ == Step::hashes) {
    differ_ = buckets_named(answer->differ);
    unlisted_ = differ_;
    step_ = Step::ids;
    return {};
  }
  if (step_ == Step::ids) {
    if (const auto done = name_missing(*answer); !done) return done.error();
    if (last_) step_ = Step::list;
  } else if (step_ == Step::list) {
    note_held(*answer);
  } else {
    describe(*answer);
    finish(wall);
  }
  if (step_ == Step::list && unlisted_.empty()) step_ = Step::want;
  if (step_ == Step::want && undescribed_.empty()) finish(wall);
  return {};
}

Result<void> ReceiptCheck::name_missing(const HaveAnswer& answer) {
  for (const Uuid& id : answer.missing) {
    if (asked_.erase(id) == 0) continue;
    const auto held = read_change(store_.database(), id);
    if (!held) return held.error();
    Difference difference{Difference::Where::here_alone, id, std::string(kinds::kErase),
                          time_of(id)};
    if (*held) {
      difference.kind = (*held)->change.kind;
      difference.when = (*held)->change.stamp.time();
    }
    receipt_.differences.push_back(std::move(difference));
    explained_.insert(bucket_of(id));
  }
  return {};
}

void ReceiptCheck::note_held(const HaveAnswer& answer) {
  const std::size_t before = unlisted_.size();
  if (answer.held) {
    for (const std::uint32_t bucket : std::set<std::uint32_t>(unlisted_)) {
      const auto found = answer.held->find(bucket_name(bucket));
      if (found == answer.held->end()) continue;
      unlisted_.erase(bucket);
      on_hub_.insert(found->second.begin(), found->second.end());
    }
  }
  // A hub that does not know the question, or does not go on, is asked no more.
  if (!unlisted_.empty() && unlisted_.size() < before) return;
  step_ = Step::want;
  for (const Uuid& id : on_hub_) {
    if (named_.contains(id)) continue;
    ++receipt_.hub_alone;
    receipt_.differences.push_back({Difference::Where::hub_alone, id, "", time_of(id)});
    if (undescribed_.size() < limits::kWantIdsMax) undescribed_.push_back(id);
  }
}

void ReceiptCheck::describe(const HaveAnswer& answer) {
  std::map<Uuid, const Change*> told;
  for (const Change& change : answer.changes) told.emplace(change.id, &change);
  for (Difference& difference : receipt_.differences) {
    const auto change = told.find(difference.id);
    if (difference.where != Difference::Where::hub_alone || change == told.end()) continue;
    difference.kind = change->second->kind;
    difference.when = change->second->stamp.time();
  }
}

void ReceiptCheck::finish(Instant wall) {
  step_ = Step::done;
  receipt_.checked = wall;
  receipt_.on_hub = receipt_.held;
  for (Difference& difference : receipt_.differences) {
    if (difference.where == Difference::Where::hub_alone) continue;
    --receipt_.on_hub;
    if (on_hub_.contains(difference.id)) difference.where = Difference::Where::not_the_same;
  }
  for (const std::uint32_t bucket : unlisted_) {
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
  receipt.hub_alone = number_of(*json, "hub_alone").value_or(0);
  receipt.elsewhere = number_of(*json, "elsewhere").value_or(0);
  receipt.checked = Instant{Milliseconds{*checked}};
  return std::optional(std::move(receipt));
}

Result<void> keep_receipt(Store& store, const Receipt& receipt) {
  return store.set_setting(kSetting,
                           to_text({{"held", receipt.held},
                                    {"on_hub", receipt.on_hub},
                                    {"hub_alone", receipt.hub_alone},
                                    {"elsewhere", receipt.elsewhere},
                                    {"checked_ms", receipt.checked.time_since_epoch().count()}}));
}

}  // namespace crosstalk
