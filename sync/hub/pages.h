#pragma once

#include <string>
#include <string_view>

#include "sync/hub/http_server.h"

namespace crosstalk::hub {

/// The page at `/` and at `/j/CODE`: what this is and how to join. Whether a code is good it does
/// not tell: it asks no store. No script, nothing from elsewhere.
HttpReply page_reply(std::string_view path);

}  // namespace crosstalk::hub
