#include "client/app/session.h"

#include <optional>
#include <utility>

#include "storage/native/data_folder.h"
#include "storage/native/key.h"
#include "storage/native/system_clock.h"

namespace crosstalk {

struct Session::Parts {
  DataFolder folder;
  std::optional<FolderLock> window_lock;
  KeyKind key_kind = KeyKind::key_file;
  SystemClock clock;
  SystemRandom random;
  StoreOptions options;
  std::unique_ptr<Store> store;

  explicit Parts(DataFolder opened) : folder(std::move(opened)) {}
};

namespace {

/// A file of some hundred thousand rows is read in this time.
constexpr std::chrono::minutes kImportPatience{10};

/// Where nobody typed a passphrase, a key that does not fit is not a person's slip.
Error in_words_of(const Error& error, KeyKind kind) {
  if (error.code != ErrorCode::passphrase_wrong || kind == KeyKind::passphrase) return error;
  return make_error_saying(ErrorCode::store_damaged,
                           "The notes in this folder can't be opened with the key that belongs to "
                           "it: the file is damaged, or is another's. It was left as it is; use a "
                           "backup or another folder.",
                           error.detail);
}

}  // namespace

Session::Session(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(const std::string& folder, SessionUse use) {
  auto opened = DataFolder::open(folder);
  if (!opened) return opened.error();
  auto parts = std::make_unique<Parts>(*std::move(opened));
  if (use == SessionUse::window) {
    auto lock = parts->folder.lock_window();
    if (!lock) return lock.error();
    parts->window_lock.emplace(*std::move(lock));
  }
  const auto key = open_key(parts->folder);
  if (!key) return key.error();
  parts->key_kind = key->kind;
  parts->options.path = parts->folder.store_path();
  parts->options.key = key->key;
  parts->options.clock = &parts->clock;
  parts->options.random = &parts->random;
  parts->options.device = make_device_id(parts->random);
  auto store = Store::open(parts->options);
  if (!store) return in_words_of(store.error(), key->kind);
  parts->store = *std::move(store);
  parts->options.device = parts->store->device();
  return std::unique_ptr<Session>(new Session(std::move(parts)));
}

Store& Session::store() { return *parts_->store; }
StoreOptions Session::store_options() const { return parts_->options; }
Result<FolderLock> Session::lock_import() const {
  return parts_->folder.lock_import(kImportPatience);
}
const Clock& Session::clock() const { return parts_->clock; }
Random& Session::random() const { return parts_->random; }
const std::string& Session::folder() const { return parts_->folder.path(); }
std::string_view Session::key_source() const { return key_kind_name(parts_->key_kind); }

std::string default_data_folder() { return DataFolder::default_path(); }

}  // namespace crosstalk
