#pragma once

#include <string>

#include "storage/result.h"
#include "sync/hub/http_server.h"

namespace crosstalk::hub {

/// The hub's own certificate beside its store, made when it is missing (`--tls-self`). Errors, in
/// words for a person: `file-unwritable`.
Result<TlsFiles> own_certificate(const std::string& store_path, const std::string& host);

/// What a join link pins: base64url SHA-256 of the certificate's public key (DER,
/// SubjectPublicKeyInfo). Error: `file-unreadable`.
Result<std::string> certificate_pin(const std::string& certificate_path);

}  // namespace crosstalk::hub
