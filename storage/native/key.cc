#include "storage/native/key.h"

#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "storage/json.h"

namespace crosstalk {
namespace {

constexpr std::string_view kFileName = "key.json";
constexpr std::int64_t kFileVersion = 1;
constexpr std::chrono::seconds kLockPatience{10};

// RFC 9106, 4: the choice for where memory is scarce, 3 passes over 64 MiB. They are written into
// the file, so that a later version can choose more for new folders.
constexpr std::uint64_t kPasses = 3;
constexpr std::uint64_t kMemoryBytes = 64 << 20;
// No more than this is done because a file says so.
constexpr std::uint64_t kPassesMax = 64;
constexpr std::uint64_t kMemoryBytesMax = 1 << 30;

using Bytes = std::vector<unsigned char>;

constexpr std::size_t kWrappedSize =
    crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + sizeof(StoreKey);
static_assert(sizeof(StoreKey) == crypto_secretbox_KEYBYTES);

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

std::optional<Bytes> from_hex(const std::optional<std::string>& hex, std::size_t size) {
  if (!hex || hex->size() != size * 2) return std::nullopt;
  Bytes bytes(size);
  std::size_t length = 0;
  const int failed = sodium_hex2bin(bytes.data(), bytes.size(), hex->data(), hex->size(), nullptr,
                                    &length, nullptr);
  if (failed != 0 || length != size) return std::nullopt;
  return bytes;
}

unsigned char* raw(StoreKey& key) { return reinterpret_cast<unsigned char*>(key.data()); }
const unsigned char* raw(const StoreKey& key) {
  return reinterpret_cast<const unsigned char*>(key.data());
}
std::string key_to_hex(const StoreKey& key) { return to_hex({raw(key), key.size()}); }

std::optional<StoreKey> key_from_hex(const std::optional<std::string>& hex) {
  auto bytes = from_hex(hex, sizeof(StoreKey));
  if (!bytes) return std::nullopt;
  StoreKey key;
  std::copy(bytes->begin(), bytes->end(), raw(key));
  sodium_memzero(bytes->data(), bytes->size());
  return key;
}

StoreKey random_key() {
  StoreKey key;
  randombytes_buf(key.data(), key.size());
  return key;
}

Error damaged(std::string detail) {
  return make_error_saying(
      ErrorCode::store_damaged,
      "The file key.json in the data folder is damaged. Your notes were left as "
      "they are: bring the file back from a copy of the folder.",
      std::move(detail));
}

// The key that wraps the store's key.
struct Derivation {
  std::uint64_t passes = kPasses;
  std::uint64_t memory_bytes = kMemoryBytes;
  Bytes salt;
};

Result<StoreKey> derive(const std::string& passphrase, const Derivation& how) {
  StoreKey key;
  const int failed = crypto_pwhash(
      raw(key), key.size(), passphrase.data(), passphrase.size(), how.salt.data(), how.passes,
      static_cast<std::size_t>(how.memory_bytes), crypto_pwhash_ALG_ARGON2ID13);
  if (failed == 0) return key;
  return make_error_saying(
      ErrorCode::disk_failed,
      "There is not enough memory to read the passphrase. Your notes are kept: "
      "close other programs and try again.",
      "Argon2id failed");
}

Result<Json> make_passphrase_file(const std::string& passphrase, const StoreKey& key) {
  Derivation how;
  how.salt.resize(crypto_pwhash_SALTBYTES);
  randombytes_buf(how.salt.data(), how.salt.size());
  auto wrapping = derive(passphrase, how);
  if (!wrapping) return wrapping.error();
  Bytes wrapped(kWrappedSize);
  randombytes_buf(wrapped.data(), crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(wrapped.data() + crypto_secretbox_NONCEBYTES, raw(key), key.size(),
                        wrapped.data(), raw(*wrapping));
  sodium_memzero(wrapping->data(), wrapping->size());
  Json file = {{"version", kFileVersion}, {"kind", "passphrase"}};
  file["argon2id"] = {
      {"passes", how.passes}, {"memory_bytes", how.memory_bytes}, {"salt", to_hex(how.salt)}};
  file["wrapped"] = to_hex(wrapped);
  return file;
}

// A whole number member between 1 and `most`.
std::optional<std::uint64_t> number_member(const Json& object, std::string_view name,
                                           std::uint64_t most) {
  const auto found = object.find(name);
  if (found == object.end()) return std::nullopt;
  const auto* number = found->get_ptr<const std::uint64_t*>();
  if (number == nullptr || *number < 1 || *number > most) return std::nullopt;
  return *number;
}

Result<StoreKey> open_passphrase_file(const Json& file, const KeySources& sources) {
  if (!sources.passphrase || sources.passphrase->empty()) {
    return make_error_saying(
        ErrorCode::key_missing,
        "These notes are locked with a passphrase, and none was given. They are "
        "kept as they are: set CROSSTALK_PASSPHRASE and start again.");
  }
  const auto argon2id = file.find("argon2id");
  if (argon2id == file.end() || !argon2id->is_object()) return damaged("no argon2id");
  const auto passes = number_member(*argon2id, "passes", kPassesMax);
  const auto memory_bytes = number_member(*argon2id, "memory_bytes", kMemoryBytesMax);
  auto salt = from_hex(string_member(*argon2id, "salt"), crypto_pwhash_SALTBYTES);
  const auto wrapped = from_hex(string_member(file, "wrapped"), kWrappedSize);
  if (!passes || !memory_bytes || !salt || !wrapped) return damaged("a member is not well formed");
  auto wrapping = derive(*sources.passphrase, {*passes, *memory_bytes, std::move(*salt)});
  if (!wrapping) return wrapping.error();
  StoreKey key;
  const int failed = crypto_secretbox_open_easy(
      raw(key), wrapped->data() + crypto_secretbox_NONCEBYTES,
      wrapped->size() - crypto_secretbox_NONCEBYTES, wrapped->data(), raw(*wrapping));
  sodium_memzero(wrapping->data(), wrapping->size());
  if (failed != 0) return make_error(ErrorCode::passphrase_wrong);
  return key;
}

Result<StoreKey> open_secret(const Json& file, const KeySources& sources) {
  const auto name = string_member(file, "secret");
  if (!name) return damaged("no name of a secret");
  const SecretStore::Answer answer =
      sources.secrets == nullptr ? SecretStore::NoAnswer{} : sources.secrets->find(*name);
  if (std::holds_alternative<SecretStore::NoAnswer>(answer)) {
    return make_error_saying(
        ErrorCode::key_missing,
        "The key to these notes is in your keyring, which does not answer. They "
        "are kept as they are: unlock the keyring and start again.");
  }
  const auto* secret = std::get_if<std::string>(&answer);
  const auto key = secret == nullptr ? std::nullopt : key_from_hex(*secret);
  if (!key) {
    // Some services say "not found" of what is in a locked keyring.
    return make_error_saying(
        ErrorCode::key_missing,
        "Your keyring is locked, or does not hold the key to these notes any more. They are kept "
        "as they are: unlock the keyring that they were made with and start again.");
  }
  return *key;
}

std::optional<KeyKind> kind_of(const Json& file) {
  const auto kind = string_member(file, "kind");
  for (const KeyKind known : {KeyKind::passphrase, KeyKind::secret_service, KeyKind::key_file}) {
    if (kind == key_kind_name(known)) return known;
  }
  return std::nullopt;
}

Result<std::optional<Json>> read_key_file(const DataFolder& folder) {
  const auto content = read_file(folder, kFileName);
  if (!content) return content.error();
  if (!*content) return std::optional<Json>();
  auto file = parse_json(**content);
  if (!file || !file->is_object()) return damaged("not a JSON object");
  const auto version = number_member(*file, "version", UINT64_MAX);
  if (!version) return damaged("no version");
  if (*version > kFileVersion) return make_error(ErrorCode::store_newer, "version of key.json");
  if (!kind_of(*file)) return damaged("no kind that is known");
  return file;
}

Result<OpenedKey> open_with(const Json& file, const KeySources& sources) {
  const KeyKind kind = kind_of(file).value_or(KeyKind::key_file);
  if (kind != KeyKind::passphrase && sources.passphrase && !sources.passphrase->empty()) {
    return make_error_saying(
        ErrorCode::passphrase_wrong,
        "A passphrase was given, but these notes were made without one. They are "
        "kept as they are: unset CROSSTALK_PASSPHRASE, or use another folder.",
        std::string(key_kind_name(kind)));
  }
  switch (kind) {
    case KeyKind::passphrase: {
      const auto key = open_passphrase_file(file, sources);
      if (!key) return key.error();
      return OpenedKey{*key, kind};
    }
    case KeyKind::secret_service: {
      const auto key = open_secret(file, sources);
      if (!key) return key.error();
      return OpenedKey{*key, kind};
    }
    case KeyKind::key_file: {
      const auto key = key_from_hex(string_member(file, "key"));
      if (!key) return damaged("no key");
      return OpenedKey{*key, kind};
    }
  }
  return damaged("no kind that is known");
}

// Nothing where the service does not answer.
std::optional<Json> make_secret_file(SecretStore* secrets, const StoreKey& key) {
  if (secrets == nullptr) return std::nullopt;
  std::array<unsigned char, 16> name{};
  randombytes_buf(name.data(), name.size());
  const std::string hex = to_hex(name);
  if (!secrets->keep(hex, key_to_hex(key))) return std::nullopt;
  return Json{{"version", kFileVersion}, {"kind", "secret service"}, {"secret", hex}};
}

Result<OpenedKey> make_key(const DataFolder& folder, const KeySources& sources) {
  OpenedKey made{random_key(), KeyKind::key_file};
  Json file = {{"version", kFileVersion}, {"kind", "key file"}, {"key", key_to_hex(made.key)}};
  if (sources.passphrase && !sources.passphrase->empty()) {
    auto wrapped = make_passphrase_file(*sources.passphrase, made.key);
    if (!wrapped) return wrapped.error();
    file = std::move(*wrapped);
    made.kind = KeyKind::passphrase;
  } else if (!sources.passphrase) {
    if (auto kept = make_secret_file(sources.secrets, made.key)) {
      file = std::move(*kept);
      made.kind = KeyKind::secret_service;
    }
  }
  if (auto written = write_durably(folder, kFileName, to_text(file) + "\n"); !written) {
    return written.error();
  }
  return made;
}

bool holds_store(const DataFolder& folder) {
  struct stat status {};
  return ::stat(folder.store_path().c_str(), &status) == 0 && status.st_size > 0;
}

}  // namespace

std::string_view key_kind_name(KeyKind kind) {
  switch (kind) {
    case KeyKind::passphrase:
      return "passphrase";
    case KeyKind::secret_service:
      return "secret service";
    case KeyKind::key_file:
      return "key file";
  }
  broken_invariant("a kind of key without a name was used");
}

Result<OpenedKey> open_key(const DataFolder& folder, const KeySources& sources) {
  if (sodium_init() < 0) broken_invariant("libsodium found no source of randomness");
  // A key file appears whole and never changes, so only its making needs the lock.
  auto file = read_key_file(folder);
  if (!file) return file.error();
  if (*file) return open_with(**file, sources);
  const auto lock = folder.lock_key(kLockPatience);
  if (!lock) return lock.error();
  file = read_key_file(folder);  // another process may have made it meanwhile
  if (!file) return file.error();
  if (*file) return open_with(**file, sources);
  if (holds_store(folder)) {
    return make_error_saying(
        ErrorCode::key_missing,
        "The key to these notes, the file key.json, is not in the data folder. "
        "The notes are kept as they are: bring the file back.");
  }
  return make_key(folder, sources);
}

Result<OpenedKey> open_key(const DataFolder& folder) {
  SecretService secrets;
  KeySources sources;
  if (const char* passphrase = std::getenv("CROSSTALK_PASSPHRASE")) sources.passphrase = passphrase;
  sources.secrets = &secrets;
  return open_key(folder, sources);
}

Result<std::optional<KeyKind>> key_kind_of(const DataFolder& folder) {
  const auto file = read_key_file(folder);
  if (!file) return file.error();
  if (!*file) return std::optional<KeyKind>();
  return kind_of(**file);
}

}  // namespace crosstalk
