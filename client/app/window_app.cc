#include "client/app/window_app.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <utility>

#include "client/app/app.h"
#include "client/app/finder.h"
#include "client/app/local_zone.h"
#include "client/app/session.h"
#include "client/languages/languages.h"
#include "client/window/accessible/port.h"
#include "client/window/gallery.h"
#include "client/window/screens/theme_choice.h"
#include "client/window/sdl_platform.h"
#include "client/window/window.h"
#include "sync/join_link.h"

namespace crosstalk {
namespace {

/// Milliseconds since this process began, by the kernel's own account (proc(5): field 22 of stat,
/// in ticks since boot).
long milliseconds_since_start() {
  std::ifstream stat("/proc/self/stat");
  std::string all((std::istreambuf_iterator<char>(stat)), std::istreambuf_iterator<char>());
  const auto name_end = all.rfind(')');
  if (name_end == std::string::npos) return -1;
  std::istringstream rest(all.substr(name_end + 2));
  std::string field;
  for (int index = 3; index <= 22; ++index) rest >> field;
  const double began =
      std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  const double seconds = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
  return static_cast<long>((seconds - began) * 1000);
}

std::string machine_name() {
  char name[256] = {};
  if (gethostname(name, sizeof(name) - 1) != 0) return {};
  return name;
}

/// Where files are put that a person asks for: the folder that the desktop calls documents is not
/// always there, home is.
std::string home_folder(const std::string& otherwise) {
  const char* home = std::getenv("HOME");
  return home != nullptr && home[0] == '/' ? home : otherwise;
}

/// What CROSSTALK_LANGUAGE says, for translators and tests; else what the person chose; else the
/// desktop's.
std::string language_of(const Store& store) {
  const char* const asked = std::getenv("CROSSTALK_LANGUAGE");
  if (asked != nullptr && *asked != '\0') return asked;
  const auto preferences = read_preferences(store);
  const bool chosen = preferences && !preferences->language.empty();
  return chosen ? preferences->language : desktop_language();
}

int say(const Error& error) {
  std::fprintf(stderr, "crosstalk: %s\n", error.words.c_str());
  return error_exit_code(error.code);
}

/// Leaves the link for the window that is open on this folder: it watches what is written there.
int hand_over(const std::string& folder, const std::string& join_link) {
  const auto session = Session::open(folder, SessionUse::verb);
  if (!session) return say(session.error());
  const auto kept = (*session)->store().set_setting(kOfferedLink, join_link);
  return kept ? 0 : say(kept.error());
}

/// Prints once how long it took until the first frame was shown: called at the start of each frame,
/// it speaks with the second, which follows at once.
class StartTrace {
 public:
  void frame() {
    if (!wanted_ || ++frames_ < 2) return;
    wanted_ = false;
    std::fprintf(stderr, "crosstalk: first frame after %ld ms\n", milliseconds_since_start());
  }

 private:
  bool wanted_ = std::getenv("CROSSTALK_TRACE_START") != nullptr;
  int frames_ = 0;
};

/// The window on one folder, until it is closed. Gives the folder to be opened next; empty: none.
std::string run_session(Session& opened, Platform& platform, AccessiblePort& accessible,
                        std::optional<Error> problem) {
  std::string next;
  ThreadWriter writer({opened.store_options(), [&platform] { platform.wake(); }});
  const auto files =
      open_live_files({opened.store_options(), [&opened] { return opened.lock_import(); },
                       [&platform] { platform.wake(); }});
  ThreadFinder finder({opened.store_options(), [&platform] { platform.wake(); }});
  // Set once, before the sync thread starts: it reads the pointer from its own thread.
  std::unique_ptr<SyncPort> sync;
  std::atomic<App*> shown{nullptr};
  sync = open_live_sync({opened.store_options(), [&platform, &shown](bool data_changed) {
                           App* running = shown.load();
                           if (data_changed && running != nullptr) running->post_data_changed();
                           platform.wake();
                         }});
  ThreadHeardFinder heard({opened.store_options(), [&platform] { platform.wake(); }});
  App running({.store = opened.store(),
               .writer = writer,
               .sync = *sync,
               .files = *files,
               .heard = heard,
               .zone = local_zone(),
               .strings = strings_of(language_of(opened.store())),
               .folder = opened.folder(),
               .key_source = std::string(opened.key_source()),
               .file_folder = home_folder(opened.folder()),
               .version = CROSSTALK_VERSION,
               .open_folder = [&next](const std::string& folder) { next = folder; },
               .problem = std::move(problem),
               .device_name = machine_name(),
               .welcomes = true,
               .finder = &finder});
  shown.store(&running);
  Window window(platform, {.theme = theme_of(running.preferences().theme, system_theme()),
                           .text_percent = running.preferences().text_percent,
                           .accessible = &accessible});
  StartTrace trace;
  window.run([&](Ui& ui) {
    trace.frame();
    running.draw(ui);
  });
  shown.store(nullptr);
  sync.reset();
  return next;
}

}  // namespace

int run_window(const std::string& folder, const std::string& join_link) {
  if (!join_link.empty()) {
    if (const auto link = parse_join_link(join_link); !link) return say(link.error());
  }
  auto session = Session::open(folder, SessionUse::window);
  if (!session) {
    const bool other = session.error().code == ErrorCode::window_already_open;
    return other && !join_link.empty() ? hand_over(folder, join_link) : say(session.error());
  }
  if (!join_link.empty()) {
    const auto kept = (*session)->store().set_setting(kOfferedLink, join_link);
    if (!kept) return say(kept.error());
  }
  std::string no_window;
  AccessiblePort* keys = nullptr;  // of the window's thread, as the watch is
  const std::unique_ptr<Platform> platform = open_sdl_platform(
      {.watch = [&keys](const KeyStroke& stroke) { return keys != nullptr && keys->key(stroke); }},
      no_window);
  if (!platform) {
    std::fprintf(stderr, "crosstalk: %s\n", no_window.c_str());
    return 1;
  }
  const auto accessible = open_atk_port([&platform] { platform->wake(); });
  keys = accessible.get();
  std::optional<Error> problem;
  std::string last = (*session)->folder();
  while (true) {
    const std::string next =
        run_session(**session, *platform, *accessible, std::exchange(problem, {}));
    if (next.empty()) return 0;
    // The profile that was left is closed before the next is opened, and opened again when that
    // fails.
    (*session).reset();
    session = Session::open(next, SessionUse::window);
    if (!session) {
      problem = session.error();
      session = Session::open(last, SessionUse::window);
      if (!session) return say(session.error());
    }
    last = (*session)->folder();
  }
}

int run_gallery() {
  std::string problem;
  const std::unique_ptr<Platform> platform = open_sdl_platform({}, problem);
  if (!platform) {
    std::fprintf(stderr, "crosstalk: %s\n", problem.c_str());
    return 1;
  }
  Gallery gallery;
  Window window(*platform, {});
  window.run([&](Ui& ui) { gallery.draw(ui); });
  return 0;
}

}  // namespace crosstalk
