#pragma once

#include <gio/gio.h>

#include <functional>

namespace crosstalk {

/// Whether the desktop has assistive technology running (`org.a11y.Status` on the session bus:
/// IsEnabled or ScreenReaderEnabled), now and when it changes. One thread, that of the context
/// given. Where there is no session bus, or nobody answers on it, nothing is ever told and nothing
/// is printed.
class A11yStatus {
 public:
  using Told = std::function<void(bool wanted)>;
  explicit A11yStatus(Told told);
  ~A11yStatus();
  A11yStatus(const A11yStatus&) = delete;
  A11yStatus& operator=(const A11yStatus&) = delete;

  /// Connects and asks; `told` is called from the thread's context. `stop` ends every wait.
  void begin(GCancellable* stop);

 private:
  static void on_connected(GObject* source, GAsyncResult* result, gpointer self);
  static void on_answer(GObject* source, GAsyncResult* result, gpointer self);
  static void on_changed(GDBusConnection*, const gchar*, const gchar*, const gchar*, const gchar*,
                         GVariant* parameters, gpointer self);
  void subscribe();
  void take(GVariant* properties);

  Told told_;
  GCancellable* stop_ = nullptr;
  GDBusConnection* bus_ = nullptr;
  guint subscription_ = 0;
  bool enabled_ = false, reader_ = false;
};

}  // namespace crosstalk
