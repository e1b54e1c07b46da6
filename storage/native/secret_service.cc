#include "storage/native/secret_service.h"

#include <libsecret/secret.h>

#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace crosstalk {
namespace {

// Our items are told from those of other programs by the schema's name.
const SecretSchema* schema() {
  static const SecretSchema kSchema = [] {
    SecretSchema made{};
    made.name = "io.crosstalk.StoreKey";
    made.flags = SECRET_SCHEMA_NONE;
    made.attributes[0] = {"folder", SECRET_SCHEMA_ATTRIBUTE_STRING};
    return made;
  }();
  return &kSchema;
}

// Without an address GLib would start a bus of its own, which nobody's keyring listens on.
bool session_bus() {
  const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
  return address != nullptr && *address != '\0';
}

// What a call and the one that waits for it share; the later of them frees it.
struct Shared {
  std::mutex mutex;
  std::condition_variable done;
  std::optional<SecretStore::Answer> answer;
};

// Runs `call` in a thread of its own and gives its answer, or none after `limit`. A service may
// start slowly, or show a dialogue that nobody answers: the call is then cancelled, and its thread
// ends by itself.
template <typename Call>
SecretStore::Answer within(std::chrono::milliseconds limit, Call call) {
  const auto shared = std::make_shared<Shared>();
  const std::shared_ptr<GCancellable> cancel(g_cancellable_new(), g_object_unref);
  try {
    std::thread([shared, cancel, call = std::move(call)] {
      SecretStore::Answer answer = call(cancel.get());
      const std::lock_guard lock(shared->mutex);
      shared->answer = std::move(answer);
      shared->done.notify_all();
    }).detach();
  } catch (const std::system_error&) {  // no thread to be had
    return SecretStore::NoAnswer{};
  }
  std::unique_lock lock(shared->mutex);
  if (shared->done.wait_for(lock, limit, [&] { return shared->answer.has_value(); })) {
    return *shared->answer;
  }
  lock.unlock();
  g_cancellable_cancel(cancel.get());
  return SecretStore::NoAnswer{};
}

bool failed(GError* error) {
  if (error == nullptr) return false;
  g_error_free(error);
  return true;
}

}  // namespace

SecretStore::Answer SecretService::find(const std::string& name) {
  if (!session_bus()) return NoAnswer{};
  return within(limit_, [name](GCancellable* cancel) -> Answer {
    GError* error = nullptr;
    gchar* found =
        secret_password_lookup_sync(schema(), cancel, &error, "folder", name.c_str(), nullptr);
    if (failed(error)) return NoAnswer{};
    if (found == nullptr) return NotFound{};
    std::string secret(found);
    secret_password_free(found);
    return secret;
  });
}

bool SecretService::keep(const std::string& name, const std::string& secret) {
  if (!session_bus()) return false;
  const Answer answer = within(limit_, [name, secret](GCancellable* cancel) -> Answer {
    GError* error = nullptr;
    const gboolean kept = secret_password_store_sync(
        schema(), SECRET_COLLECTION_DEFAULT, "Crosstalk: key to the notes on this device",
        secret.c_str(), cancel, &error, "folder", name.c_str(), nullptr);
    if (failed(error) || !kept) return NoAnswer{};
    return secret;
  });
  return std::holds_alternative<std::string>(answer);
}

}  // namespace crosstalk
