#pragma once

#include <string>
#include <string_view>

#include "storage/result.h"

namespace crosstalk {

/// What a join link says: `http(s)://HOST[:PORT][/PREFIX]/j/CODE[#PIN]`.
struct JoinLink {
  std::string
      url;  // without `/j/CODE` and without a slash at its end: what the API's paths are put after
  std::string code;
  std::string pin;  // base64url SHA-256 of the certificate's public key, 43 characters; empty: none
};

/// Reads a link as a person pastes it: spaces around it and `<…>` are passed over, and the
/// `crosstalk:` before it with which a page opens the program; scheme and host are in any case.
/// Errors: `invalid-link` with words that say what is wrong with it, `insecure-link` for plain HTTP
/// to anything but loopback.
Result<JoinLink> parse_join_link(std::string_view text);

/// The link again, for the hub's `invite`.
std::string join_link_text(const JoinLink& link);

/// True for `localhost`, names under it, 127.0.0.0/8 and [::1].
bool is_loopback_host(std::string_view host);

}  // namespace crosstalk
