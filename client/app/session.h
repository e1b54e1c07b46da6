#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "storage/clock.h"
#include "storage/native/data_folder.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// What a data folder is opened for. Verbs may run side by side and beside a window; a second
/// window is turned away.
enum class SessionUse { verb, window };

/// A data folder with its key and its store, held open for one verb or for the window. The object
/// belongs to the thread that made it; `store_options` gives the other threads what they need to
/// open a `Store` of their own. It must outlive every store that was opened with those options: the
/// clock and the randomness are its own.
class Session {
 public:
  /// Opens the data folder, which is made when missing (mode 0700). An empty `folder` is the
  /// default one. Errors: those of the folder (`store-not-ours`, `disk-full`, `disk-failed`,
  /// `window-already-open`), of the key (`passphrase-wrong`, `key-missing`) and of `Store::open`.
  static Result<std::unique_ptr<Session>> open(const std::string& folder, SessionUse use);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Store& store();
  /// For a `Store` on another thread, on the same file with the same key.
  StoreOptions store_options() const;

  /// One import at a time (DataFolder::lock_import).
  Result<FolderLock> lock_import() const;

  const Clock& clock() const;
  Random& random() const;
  /// The folder's path, absolute.
  const std::string& folder() const;
  /// Where the key comes from, as `status` says it: "passphrase", "secret service" or "key file".
  std::string_view key_source() const;

 private:
  struct Parts;
  explicit Session(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// `crosstalk` in XDG_DATA_HOME, or in ~/.local/share where that is not set.
std::string default_data_folder();

}  // namespace crosstalk
