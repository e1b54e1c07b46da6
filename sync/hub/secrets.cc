#include "sync/hub/secrets.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "sync/hub/canonical_json.h"
#include "sync/hub/hex.h"

namespace crosstalk::hub {
namespace {

constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kCalendarBytes = 20;
constexpr std::size_t kCodeLength = 12;
constexpr std::size_t kSealBytes = 12;
// Crockford's base 32: no I, L, O, U.
constexpr std::string_view kCodeDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Key hash_of(std::string_view what, std::string_view text) {
  Key hash{};
  std::string input(what);
  input += text;
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), raw(input),
                     input.size(), nullptr, 0);
  return hash;
}

std::string keyed_hash(const Key& key, std::string_view text, std::size_t bytes) {
  std::vector<std::byte> hash(std::max<std::size_t>(bytes, crypto_generichash_BYTES_MIN));
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), raw(text),
                     text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  hash.resize(bytes);
  return base64url(hash);
}

std::string seal_text(const Space& space, Json json) {
  const Json sealed = {{"space", space.id.text()}, {"change", std::move(json)}};
  return keyed_hash(space.seal_key, "seal " + canonical_json(sealed), kSealBytes);
}

// A space's id and a secret after it, in one text.
std::optional<TokenParts> read_secret(std::string_view text, std::size_t secret_bytes,
                                      std::string_view what) {
  if (text.size() != (kUuidBytes + secret_bytes) * 4 / 3) return std::nullopt;
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() != kUuidBytes + secret_bytes) return std::nullopt;
  TokenParts parts;
  std::memcpy(parts.space.bytes.data(), bytes->data(), kUuidBytes);
  parts.hash = hash_of(what, *bytes);
  return parts;
}

}  // namespace

Key random_key(Random& random) {
  Key key{};
  random.fill(key);
  return key;
}

std::uint64_t random_mark(Random& random) {
  std::array<std::byte, 8> bytes{};
  random.fill(bytes);
  std::uint64_t mark = 0;
  for (const std::byte byte : bytes) mark = mark << 8 | std::to_integer<std::uint64_t>(byte);
  return mark >> 11;
}

SealingKeys make_sealing_keys(Random& random) {
  SealingKeys keys;
  const Key seed = random_key(random);
  crypto_box_seed_keypair(reinterpret_cast<unsigned char*>(keys.open.data()),
                          reinterpret_cast<unsigned char*>(keys.secret.data()),
                          reinterpret_cast<const unsigned char*>(seed.data()));
  return keys;
}

std::string make_token(const Uuid& space, Random& random) {
  std::array<std::byte, kUuidBytes + kSecretBytes> bytes{};
  std::memcpy(bytes.data(), space.bytes.data(), kUuidBytes);
  random.fill(std::span(bytes).subspan(kUuidBytes));
  return base64url(bytes);
}

std::optional<TokenParts> read_token(std::string_view token) {
  return read_secret(token, kSecretBytes, "token ");
}

std::string calendar_secret(const Uuid& space, std::string_view token, const Key& salt) {
  const std::string words = "calendar " + std::string(token);
  std::array<std::byte, kUuidBytes + kCalendarBytes> bytes{};
  std::memcpy(bytes.data(), space.bytes.data(), kUuidBytes);
  crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data() + kUuidBytes), kCalendarBytes,
                     raw(words), words.size(), reinterpret_cast<const unsigned char*>(salt.data()),
                     salt.size());
  return base64url(bytes);
}

std::optional<TokenParts> read_calendar_secret(std::string_view secret) {
  return read_secret(secret, kCalendarBytes, "calendar ");
}

std::string content_hash(std::string_view text) {
  std::array<std::byte, 16> bytes{};
  const Key hash = hash_of("content ", text);
  std::memcpy(bytes.data(), hash.data(), bytes.size());
  return base64url(bytes);
}

std::string make_code(Random& random) {
  std::array<std::byte, kCodeLength> bytes{};
  random.fill(bytes);
  std::string code;
  for (const std::byte byte : bytes) code += kCodeDigits[std::to_integer<std::size_t>(byte) % 32];
  return code;
}

Key code_hash(std::string_view code) {
  std::string plain;
  for (const char c : code) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper == '-' || upper == ' ') continue;
    plain += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
  }
  return hash_of("code ", plain);
}

std::string seal_of(const Space& space, const Change& change) {
  Json json = change_to_json(change);
  json.erase("seal");
  return seal_text(space, std::move(json));
}

std::string seal_of(const Space& space, const Erasure& erasure) {
  Json under = Json::array();
  for (const Uuid& id : erasure.under) under.push_back(id.text());
  return seal_text(space, Json{{"id", erasure.id.text()},
                               {"kind", "erase"},
                               {"record", erasure.record.text()},
                               {"stamp", erasure.stamp.text()},
                               {"under", std::move(under)}});
}

std::string cursor_proof(const Space& space, std::string_view content) {
  return keyed_hash(space.seal_key, "cursor " + std::string(content), 16);
}

}  // namespace crosstalk::hub
