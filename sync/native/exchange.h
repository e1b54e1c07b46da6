#pragma once

#include <variant>

#include "sync/transport.h"

namespace crosstalk {

/// Sends one request and waits for what comes of it: for verbs and for what a person waits for.
/// Nothing else may be under way on the transport.
std::variant<HttpResponse, TransportFailure> exchange(Transport& transport, HttpRequest request);

}  // namespace crosstalk
