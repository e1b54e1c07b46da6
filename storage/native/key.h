#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/native/data_folder.h"
#include "storage/native/secret_service.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// Where the key of a folder is kept. Chosen when the folder gets its key; stays.
enum class KeyKind { passphrase, secret_service, key_file };

/// "passphrase", "secret service", "key file": what `status` says.
std::string_view key_kind_name(KeyKind kind);

struct OpenedKey {
  StoreKey key{};
  KeyKind kind = KeyKind::key_file;
};

/// What keys can come from.
struct KeySources {
  /// Nothing: none was given. Empty: the key file is asked for, rather than the secret service.
  std::optional<std::string> passphrase;
  /// Null: there is none to ask.
  SecretStore* secrets = nullptr;
};

/// The key of this folder, made where the folder has neither a key nor a store: by the passphrase
/// if one is given, else with the secret service if it answers within a second, else in a key file.
/// The key is on disk before this returns, for a store whose key is lost is lost. A folder that has
/// a key is opened by the kind it was made with: `passphrase-wrong` where the passphrase does not
/// fit, or one is given and the key is elsewhere; `key-missing` where the passphrase or the secret
/// is not at hand, or there is a store and no key. Besides `store-damaged`, `store-newer`,
/// `store-locked`, `disk-full`, `disk-failed`.
/// Takes about 0.1 s with a passphrase (Argon2id), so open once a process. From any thread.
Result<OpenedKey> open_key(const DataFolder& folder, const KeySources& sources);

/// The same with what the environment offers: CROSSTALK_PASSPHRASE and the desktop's secret
/// service.
Result<OpenedKey> open_key(const DataFolder& folder);

/// The kind of key that a folder has; nothing where it has none yet. For whoever wants to ask for a
/// passphrase before `open_key`.
Result<std::optional<KeyKind>> key_kind_of(const DataFolder& folder);

}  // namespace crosstalk
