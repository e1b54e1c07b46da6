#include "sync/join_link.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "sync/limits.h"

namespace crosstalk {
namespace {

constexpr std::size_t kPinLength = 43;  // 32 bytes as base64url without padding

bool is_base64url(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool all_base64url(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_base64url);
}

/// The scheme for which the desktop starts the program.
constexpr std::string_view kOpeningScheme = "crosstalk:";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Error invalid(std::string_view words) {
  return make_error_saying(ErrorCode::invalid_link, std::string(words) + " Nothing was changed.");
}

/// What mail programs and sentences put around a link is no part of it.
std::string_view without_wrapping(std::string_view text) {
  constexpr std::string_view kBefore = " \t\r\n<(\"'";
  constexpr std::string_view kAfter = " \t\r\n>)\"'.,;";
  const auto begin = text.find_first_not_of(kBefore);
  if (begin == std::string_view::npos) return {};
  const auto end = text.find_last_not_of(kAfter);
  if (end == std::string_view::npos || end < begin) return {};
  return text.substr(begin, end - begin + 1);
}

struct Authority {
  std::string host;  // lower case, IPv6 in brackets
  std::string port;  // empty: that of the scheme
};

std::optional<Authority> read_authority(std::string_view text) {
  std::string_view host = text;
  std::string_view rest;
  if (!text.empty() && text.front() == '[') {
    const auto close = text.find(']');
    if (close == std::string_view::npos || close < 3) return std::nullopt;
    host = text.substr(0, close + 1);
    rest = text.substr(close + 1);
    const auto inner = host.substr(1, host.size() - 2);
    if (inner.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return {};
  } else {
    const auto colon = text.find(':');
    host = text.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
    const auto plain = [](char c) {
      return is_base64url(c) || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    };
    if (host.empty() || !std::all_of(host.begin(), host.end(), plain)) return std::nullopt;
  }
  Authority authority{lower(host), ""};
  if (rest.empty()) return authority;
  const auto digits = rest.substr(1);
  int port = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (rest.front() != ':' || digits.empty() || read.ptr != digits.data() + digits.size()) return {};
  if (port < 1 || port > 65535) return std::nullopt;
  authority.port = std::to_string(port);
  return authority;
}

}  // namespace

bool is_loopback_host(std::string_view host) {
  const std::string name = lower(host);
  if (name == "localhost" || name == "::1" || name == "[::1]") return true;
  if (name.ends_with(".localhost")) return true;
  if (!name.starts_with("127.")) return false;
  // Four numbers, or `127.example.org` would pass.
  std::array<int, 4> parts{};
  const char* at = name.data();
  const char* end = at + name.size();
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0 && (at == end || *at++ != '.')) return false;
    const auto read = std::from_chars(at, end, parts[index]);
    if (read.ec != std::errc{} || parts[index] < 0 || parts[index] > 255) return false;
    at = read.ptr;
  }
  return at == end;
}

Result<JoinLink> parse_join_link(std::string_view text) {
  std::string_view rest = without_wrapping(text);
  if (lower(rest.substr(0, kOpeningScheme.size())) == kOpeningScheme) {
    rest.remove_prefix(kOpeningScheme.size());
  }
  if (rest.empty()) return invalid("There is no link: paste the one that you were sent.");
  const auto scheme_end = rest.find("://");
  if (scheme_end == std::string_view::npos) {
    return invalid("This is no join link: it must begin with https://. Copy all of it.");
  }
  const std::string scheme = lower(rest.substr(0, scheme_end));
  if (scheme != "https" && scheme != "http") {
    return invalid("This is no join link: it must begin with https://.");
  }
  rest.remove_prefix(scheme_end + 3);

  std::string pin;
  if (const auto hash = rest.find('#'); hash != std::string_view::npos) {
    pin = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
    if (!pin.empty() && (pin.size() != kPinLength || !all_base64url(pin))) {
      return invalid("The part of the link after # is not whole: copy all of the link.");
    }
  }
  rest = rest.substr(0, rest.find('?'));
  const auto slash = rest.find('/');
  const auto authority = read_authority(rest.substr(0, slash));
  if (!authority) return invalid("The link does not name a hub: copy all of it again.");
  std::string_view path = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  const auto code_at = path.rfind("/j/");
  if (code_at == std::string_view::npos) {
    return invalid("The link has no invitation in it: a join link looks like https://HOST/j/CODE.");
  }
  const auto code = path.substr(code_at + 3);
  if (code.empty() || code.size() > limits::kInviteCodeMax || !all_base64url(code)) {
    return invalid("The code at the end of the link can't be right: copy all of the link again.");
  }
  const auto prefix = path.substr(0, code_at);
  const auto path_character = [](char c) { return c > ' ' && c <= '~' && c != '\\'; };
  if (!std::all_of(prefix.begin(), prefix.end(), path_character)) {
    return invalid("The link holds characters that no link has: copy all of it again.");
  }
  if (scheme == "http" && !is_loopback_host(authority->host)) {
    return make_error(ErrorCode::insecure_link);
  }
  JoinLink link;
  link.url = scheme + "://" + authority->host;
  if (!authority->port.empty()) link.url += ":" + authority->port;
  link.url += prefix;
  link.code = code;
  link.pin = pin;
  return link;
}

std::string join_link_text(const JoinLink& link) {
  std::string text = link.url + "/j/" + link.code;
  if (!link.pin.empty()) text += "#" + link.pin;
  return text;
}

}  // namespace crosstalk
