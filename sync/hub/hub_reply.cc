#include "sync/hub/hub_reply.h"

#include <utility>

#include "sync/hub/compression.h"
#include "sync/hub/problem.h"
#include "sync/hub/secrets.h"
#include "sync/limits.h"

namespace crosstalk::hub {

HttpReply json_reply(std::string body, std::string_view accept_encoding) {
  HttpReply reply;
  reply.content_type = "application/json";
  const std::string_view encoding = chosen_encoding(accept_encoding);
  if (!encoding.empty() && body.size() >= limits::kCompressBytesMin) {
    std::string packed = pack(encoding, body);
    if (!packed.empty() && packed.size() < body.size()) {
      reply.content_encoding = encoding;
      reply.body = std::move(packed);
      return reply;
    }
  }
  reply.body = std::move(body);
  return reply;
}

HttpReply problem_reply(const Problem& problem, std::optional<Milliseconds> retry_after) {
  HttpReply reply;
  reply.status = problem.status;
  reply.content_type = "application/problem+json";
  reply.body = write_problem(problem);
  if (retry_after) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*retry_after).count();
    reply.headers.emplace_back("Retry-After", std::to_string(seconds));
  }
  if (problem.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

namespace {

// RFC 9110, 13.1.2: any of a list, compared weakly, or `*` for whatever is there.
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view one = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    while (!one.empty() && (one.front() == ' ' || one.front() == '\t')) one.remove_prefix(1);
    while (!one.empty() && (one.back() == ' ' || one.back() == '\t')) one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == tag) return true;
  }
  return false;
}

}  // namespace

HttpReply calendar_reply(std::string text, std::string_view if_none_match) {
  HttpReply reply;
  const std::string tag = "\"" + content_hash(text) + "\"";
  reply.headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}};
  if (names_tag(if_none_match, tag)) {
    reply.status = 304;
    return reply;
  }
  reply.content_type = "text/calendar; charset=utf-8";
  reply.body = std::move(text);
  return reply;
}

HttpReply text_reply(int status, std::string text) {
  HttpReply reply;
  reply.status = status;
  reply.content_type = "text/plain; charset=utf-8";
  reply.body = std::move(text);
  return reply;
}

std::variant<std::string, Problem> request_body(const HttpCall& call) {
  auto body = unpack(call.content_encoding, call.body, limits::kBatchBytesMax);
  if (auto* text = std::get_if<std::string>(&body)) return std::move(*text);
  switch (std::get<UnpackFailure>(body)) {
    case UnpackFailure::unsupported:
      return make_problem(problems::kUnsupportedEncoding);
    case UnpackFailure::malformed:
      return make_problem(problems::kMalformed, "the body cannot be unpacked");
    case UnpackFailure::too_large:
      return make_problem(problems::kTooLarge, "the body is too large");
  }
  return make_problem(problems::kMalformed);
}

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() <= kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[i]) return {};
  }
  std::string_view token = authorization.substr(kScheme.size());
  while (!token.empty() && token.front() == ' ') token.remove_prefix(1);
  return token;
}

}  // namespace crosstalk::hub
