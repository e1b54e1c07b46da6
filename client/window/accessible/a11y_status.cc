#include "client/window/accessible/a11y_status.h"

#include <sys/stat.h>

#include <cstdlib>
#include <string>
#include <utility>

namespace crosstalk {
namespace {

constexpr const char* kName = "org.a11y.Bus";
constexpr const char* kPath = "/org/a11y/bus";
constexpr const char* kStatus = "org.a11y.Status";
constexpr const char* kProperties = "org.freedesktop.DBus.Properties";
constexpr int kAnswerMostMs = 5000;

// Without either, GLib would start a bus of its own with dbus-launch: a window that somebody opens
// on a bare X server is no reason for one.
bool session_bus_there() {
  const char* const address = std::getenv("DBUS_SESSION_BUS_ADDRESS");
  if (address != nullptr && address[0] != '\0') return true;
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime == nullptr) return false;
  struct stat found {};
  return stat((std::string(runtime) + "/bus").c_str(), &found) == 0 && S_ISSOCK(found.st_mode);
}

}  // namespace

A11yStatus::A11yStatus(Told told) : told_(std::move(told)) {}

A11yStatus::~A11yStatus() {
  if (subscription_ != 0) g_dbus_connection_signal_unsubscribe(bus_, subscription_);
  g_clear_object(&bus_);
}

void A11yStatus::begin(GCancellable* stop) {
  stop_ = stop;
  if (!session_bus_there()) return;
  gchar* const address = g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SESSION, stop, nullptr);
  if (address == nullptr) return;
  // A connection of our own: the shared one ends the program when the bus ends.
  const auto flags =
      static_cast<GDBusConnectionFlags>(G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                        G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION);
  g_dbus_connection_new_for_address(address, flags, nullptr, stop, on_connected, this);
  g_free(address);
}

void A11yStatus::on_connected(GObject*, GAsyncResult* result, gpointer self) {
  GDBusConnection* const bus = g_dbus_connection_new_for_address_finish(result, nullptr);
  // Cancelled or refused; when cancelled, `self` is gone.
  if (bus == nullptr) return;
  auto& status = *static_cast<A11yStatus*>(self);
  g_dbus_connection_set_exit_on_close(bus, FALSE);
  status.bus_ = bus;
  status.subscribe();
  g_dbus_connection_call(bus, kName, kPath, kProperties, "GetAll", g_variant_new("(s)", kStatus),
                         G_VARIANT_TYPE("(a{sv})"), G_DBUS_CALL_FLAGS_NONE, kAnswerMostMs,
                         status.stop_, on_answer, self);
}

void A11yStatus::subscribe() {
  subscription_ = g_dbus_connection_signal_subscribe(bus_, kName, kProperties, "PropertiesChanged",
                                                     kPath, kStatus, G_DBUS_SIGNAL_FLAGS_NONE,
                                                     on_changed, this, nullptr);
}

void A11yStatus::on_answer(GObject* source, GAsyncResult* result, gpointer self) {
  auto* const bus = reinterpret_cast<GDBusConnection*>(source);
  GVariant* const answer = g_dbus_connection_call_finish(bus, result, nullptr);
  if (answer == nullptr) return;
  GVariant* const properties = g_variant_get_child_value(answer, 0);
  static_cast<A11yStatus*>(self)->take(properties);
  g_variant_unref(properties);
  g_variant_unref(answer);
}

void A11yStatus::on_changed(GDBusConnection*, const gchar*, const gchar*, const gchar*,
                            const gchar*, GVariant* parameters, gpointer self) {
  if (!g_variant_is_of_type(parameters, G_VARIANT_TYPE("(sa{sv}as)"))) return;
  GVariant* const properties = g_variant_get_child_value(parameters, 1);
  static_cast<A11yStatus*>(self)->take(properties);
  g_variant_unref(properties);
}

void A11yStatus::take(GVariant* properties) {
  const bool before = enabled_ || reader_;
  gboolean holds = FALSE;
  if (g_variant_lookup(properties, "IsEnabled", "b", &holds)) enabled_ = holds != FALSE;
  if (g_variant_lookup(properties, "ScreenReaderEnabled", "b", &holds)) reader_ = holds != FALSE;
  const bool wanted = enabled_ || reader_;
  if (wanted != before) told_(wanted);
}

}  // namespace crosstalk
