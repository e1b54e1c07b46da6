#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/result.h"

namespace crosstalk::hub {

struct ServeOptions {
  std::string store_path;
  std::string listen = "127.0.0.1:8480";
  std::string certificate;  // PEM files; empty: none
  std::string key;
  bool own_certificate = false;
  std::string base_url;  // what join links begin with; empty: the address that is listened on
};

/// Serves until SIGTERM or SIGINT, and then finishes what has begun. Prints the address once it
/// listens.
Result<void> serve(const ServeOptions& options);

struct HostAndPort {
  std::string host;
  std::uint16_t port = 0;
};
/// `HOST:PORT`, `[IPV6]:PORT`, `:PORT` or `PORT`.
std::optional<HostAndPort> parse_listen(std::string_view text);

/// What `invite` needs to know of a hub that served this store.
inline constexpr std::string_view kBaseUrlSetting = "base_url";
inline constexpr std::string_view kPinSetting = "certificate_pin";

}  // namespace crosstalk::hub
