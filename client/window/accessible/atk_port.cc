// The thread on which ATK's objects live and its bridge to the accessibility bus runs.
//
// The window's thread draws, sleeps and owns what is shown; this one answers assistive technology
// from the last tree that it was given, and so never waits for a drawing to end. What is to change
// something is put into a queue and the window woken. Then it waits a little for the frame that
// follows, so that who asks next finds what was done; not for long, for the window may be busy.

#include <atk-bridge.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "client/window/accessible/a11y_status.h"
#include "client/window/accessible/atk_mirror.h"
#include "client/window/accessible/port.h"

namespace crosstalk {
namespace {

constexpr std::chrono::milliseconds kAnswerMost{250};
// Of a key: longer would be felt by who types.
constexpr std::chrono::milliseconds kKeyMost{150};

// ATK asks for the root by a plain function of the process.
AtkMirror* root_mirror = nullptr;

AtkObject* get_root() { return root_mirror != nullptr ? root_mirror->root() : nullptr; }
const gchar* get_toolkit_name() { return "Crosstalk"; }
const gchar* get_toolkit_version() { return "1"; }

// The bridge's own, by which keys reach who watches them; of the port's thread but for `there`.
struct KeyListener {
  AtkKeySnoopFunc tell = nullptr;
  gpointer data = nullptr;
  std::atomic<bool> there{false};
};
KeyListener key_listener;

guint add_key_listener(AtkKeySnoopFunc tell, gpointer data) {
  key_listener.tell = tell;
  key_listener.data = data;
  key_listener.there = true;
  return 1;
}

void remove_key_listener(guint) {
  key_listener.there = false;
  key_listener.tell = nullptr;
}

bool tell_key(const KeyStroke& stroke) {
  if (key_listener.tell == nullptr) return false;
  std::string name = stroke.name;
  AtkKeyEventStruct event{};
  event.type = stroke.down ? ATK_KEY_EVENT_PRESS : ATK_KEY_EVENT_RELEASE;
  event.state = stroke.modifiers;
  event.keyval = stroke.symbol;
  event.length = static_cast<gint>(name.size());
  event.string = name.data();
  event.keycode = stroke.code;
  event.timestamp = stroke.at_ms;
  return key_listener.tell(&event, key_listener.data) != 0;
}

// What the libraries would print is for nobody: who needs no assistive technology is not to be told
// that it cannot be had, and who does has a desktop that says so.
void print_nothing(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

// Desktops switch the bridge off by it, for one program or all.
bool switched_off() {
  const char* const off = std::getenv("NO_AT_BRIDGE");
  return off != nullptr && std::string_view(off) != "0" && off[0] != '\0';
}

class AtkPort final : public AccessiblePort {
 public:
  explicit AtkPort(std::function<void()> wake)
      : wake_(std::move(wake)), stop_(g_cancellable_new()), context_(g_main_context_new()) {}
  ~AtkPort() override;
  AtkPort(const AtkPort&) = delete;
  AtkPort& operator=(const AtkPort&) = delete;

  void begin() override;
  bool listening() const override { return listening_.load(); }
  void show(AccessibleTree tree) override;
  std::vector<AccessibleAsk> take_asks() override;
  bool key(const KeyStroke& stroke) override;
  void answered() override;

 private:
  void run();
  void take_status(bool wanted);
  bool start_bridge();
  void ask(AccessibleAsk what);
  void post(void (*job)(AtkPort&));
  void mirror_shown();
  void tell_next_key();

  const std::function<void()> wake_;
  GCancellable* const stop_;
  GMainContext* const context_;
  std::thread thread_;
  std::atomic<bool> listening_{false};
  std::atomic<bool> ending_{false};

  std::mutex mutex_;
  std::condition_variable answered_;
  std::vector<AccessibleAsk> asks_;
  std::optional<AccessibleTree> shown_;
  std::uint64_t asked_ = 0, taken_ = 0, done_ = 0;
  std::optional<KeyStroke> stroke_;
  bool key_told_ = false, key_kept_ = false;

  // Of the thread.
  GMainLoop* loop_ = nullptr;
  std::optional<AtkMirror> mirror_;
  bool bridge_started_ = false;
};

AtkPort::~AtkPort() {
  ending_ = true;
  {
    // Under the lock, so that who is about to wait sees it.
    const std::lock_guard lock(mutex_);
  }
  answered_.notify_all();
  if (thread_.joinable()) {
    g_cancellable_cancel(stop_);
    post([](AtkPort& port) { g_main_loop_quit(port.loop_); });
    thread_.join();
  }
  // The bridge holds on to it without saying so.
  if (!bridge_started_) g_main_context_unref(context_);
  g_object_unref(stop_);
}

void AtkPort::begin() {
  if (thread_.joinable() || switched_off()) return;
  thread_ = std::thread([this] { run(); });
}

// Before what comes over the bus, so that a question is answered from the newest tree.
void AtkPort::post(void (*job)(AtkPort&)) {
  struct Job {
    void (*run)(AtkPort&);
    AtkPort* port;
  };
  GSource* const source = g_idle_source_new();
  g_source_set_priority(source, G_PRIORITY_HIGH);
  g_source_set_callback(
      source,
      [](gpointer given) -> gboolean {
        const Job& one = *static_cast<Job*>(given);
        one.run(*one.port);
        return G_SOURCE_REMOVE;
      },
      new Job{job, this}, [](gpointer given) { delete static_cast<Job*>(given); });
  g_source_attach(source, context_);
  g_source_unref(source);
}

void AtkPort::run() {
  g_main_context_push_thread_default(context_);
  loop_ = g_main_loop_new(context_, FALSE);
  {
    A11yStatus status([this](bool wanted) { take_status(wanted); });
    status.begin(stop_);
    g_main_loop_run(loop_);
  }
  listening_ = false;
  // The bridge stays: its own clean-up looks for its sources in the default context, not finding
  // them in this one, and complains. It ends with the program, which closes its connection.
  root_mirror = nullptr;
  mirror_.reset();
  g_main_loop_unref(loop_);
  g_main_context_pop_thread_default(context_);
}

void AtkPort::take_status(bool wanted) {
  if (wanted && !mirror_ && !start_bridge()) return;
  listening_ = wanted;
  wake_();
}

bool AtkPort::start_bridge() {
  for (const char* domain : {"dbind", "atk-bridge", "Atk", "AT-SPI"}) {
    g_log_set_handler(domain, static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING), print_nothing,
                      nullptr);
  }
  mirror_.emplace([this](AccessibleAsk what) { ask(std::move(what)); });
  root_mirror = &*mirror_;
  auto* const util = static_cast<AtkUtilClass*>(g_type_class_ref(ATK_TYPE_UTIL));
  util->get_root = get_root;
  util->get_toolkit_name = get_toolkit_name;
  util->get_toolkit_version = get_toolkit_version;
  util->add_key_event_listener = add_key_listener;
  util->remove_key_event_listener = remove_key_listener;
  if (atk_bridge_adaptor_init(nullptr, nullptr) != 0) {
    root_mirror = nullptr;
    mirror_.reset();
    return false;
  }
  // Only now: it moves what the bridge has set up from the default context to this thread's.
  atk_bridge_set_event_context(context_);
  bridge_started_ = true;
  return true;
}

void AtkPort::show(AccessibleTree tree) {
  {
    const std::lock_guard lock(mutex_);
    const bool waits = shown_.has_value();
    shown_ = std::move(tree);
    if (waits) return;
  }
  post([](AtkPort& port) { port.mirror_shown(); });
}

void AtkPort::mirror_shown() {
  std::optional<AccessibleTree> tree;
  {
    const std::lock_guard lock(mutex_);
    tree = std::exchange(shown_, std::nullopt);
  }
  if (tree && mirror_) mirror_->show(*std::move(tree));
}

void AtkPort::ask(AccessibleAsk what) {
  std::unique_lock lock(mutex_);
  asks_.push_back(std::move(what));
  const std::uint64_t ticket = ++asked_;
  lock.unlock();
  wake_();
  lock.lock();
  // Not while the window itself waits to be told about a key.
  answered_.wait_for(lock, kAnswerMost,
                     [&] { return done_ >= ticket || stroke_.has_value() || ending_; });
}

bool AtkPort::key(const KeyStroke& stroke) {
  if (!listening_ || !key_listener.there) return false;
  std::unique_lock lock(mutex_);
  if (stroke_) return false;  // the last one is still being told: nobody is to wait for that twice
  stroke_ = stroke;
  key_told_ = key_kept_ = false;
  lock.unlock();
  answered_.notify_all();
  post([](AtkPort& port) { port.tell_next_key(); });
  lock.lock();
  answered_.wait_for(lock, kKeyMost, [&] { return key_told_ || ending_; });
  return key_told_ && key_kept_;
}

void AtkPort::tell_next_key() {
  KeyStroke stroke;
  {
    const std::lock_guard lock(mutex_);
    if (!stroke_) return;
    stroke = *stroke_;
  }
  const bool kept = tell_key(stroke);
  {
    const std::lock_guard lock(mutex_);
    stroke_.reset();
    key_told_ = true;
    key_kept_ = kept;
  }
  answered_.notify_all();
}

std::vector<AccessibleAsk> AtkPort::take_asks() {
  const std::lock_guard lock(mutex_);
  taken_ = asked_;
  return std::exchange(asks_, {});
}

void AtkPort::answered() {
  const std::lock_guard lock(mutex_);
  if (done_ == taken_) return;
  done_ = taken_;
  answered_.notify_all();
}

}  // namespace

std::unique_ptr<AccessiblePort> open_atk_port(std::function<void()> wake) {
  return std::make_unique<AtkPort>(std::move(wake));
}

}  // namespace crosstalk
