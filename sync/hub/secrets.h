#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/change.h"
#include "storage/clock.h"
#include "sync/hub/hub_store.h"

/// Tokens, invite codes, hashes and seals. Secrets are kept hashed: who reads the store can use
/// none.
namespace crosstalk::hub {

Key random_key(Random& random);
/// Below 2^53, so that it survives JSON.
std::uint64_t random_mark(Random& random);

/// An X25519 key pair, by libsodium.
struct SealingKeys {
  Key open{};
  Key secret{};
};
SealingKeys make_sealing_keys(Random& random);

/// A bearer token names its space, so that the device is found by space and hash.
std::string make_token(const Uuid& space, Random& random);
struct TokenParts {
  Uuid space;
  Key hash{};
};
/// Nothing for a text that no hub gave out.
std::optional<TokenParts> read_token(std::string_view token);

/// The secret of a calendar's address: its space, and 160 bits that follow from the device's token
/// and a salt. So who has the token and the salt has it again, and who has the hub's store alone,
/// with hashes of both, has not. The text is safe in an address.
std::string calendar_secret(const Uuid& space, std::string_view token, const Key& salt);
/// As of a token: nothing for a text that no hub gave out.
std::optional<TokenParts> read_calendar_secret(std::string_view secret);

/// 128 bits of a hash that tells one text from another.
std::string content_hash(std::string_view text);

/// Twelve letters and digits (60 bits) without those that look alike.
std::string make_code(Random& random);
/// The hash of a code as a person typed it: any case, with spaces and hyphens, O for 0, I or L
/// for 1.
Key code_hash(std::string_view code);

/// 96 bits of a keyed hash over the canonical JSON of the space and the change as feeds give it.
std::string seal_of(const Space& space, const Change& change);
std::string seal_of(const Space& space, const Erasure& erasure);

/// 128 bits of a keyed hash that tells a cursor of ours from any other text.
std::string cursor_proof(const Space& space, std::string_view content);

}  // namespace crosstalk::hub
