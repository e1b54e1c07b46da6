#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "storage/clock.h"
#include "sync/hub/http_server.h"
#include "sync/wire.h"

namespace crosstalk::hub {

/// A JSON answer, packed as the caller allows where that saves anything.
HttpReply json_reply(std::string body, std::string_view accept_encoding);

/// A problem document; `retry_after` is told in whole seconds.
HttpReply problem_reply(const Problem& problem,
                        std::optional<Milliseconds> retry_after = std::nullopt);

HttpReply text_reply(int status, std::string text);

/// A calendar with its strong tag, for its reader alone; 304 where the reader has it already.
HttpReply calendar_reply(std::string text, std::string_view if_none_match);

/// The body of a request, unpacked, or the problem with it. At most one batch long.
std::variant<std::string, Problem> request_body(const HttpCall& call);

/// The token of `Authorization: Bearer …`; empty where there is none.
std::string_view bearer_token(std::string_view authorization);

}  // namespace crosstalk::hub
