#include "tests/bench/timeline.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "client/app/app.h"
#include "storage/native/system_clock.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

constexpr double kFrameMsMax = 8;  // p99 of the thread's CPU time
constexpr int kScrolls = 1'500;
constexpr int kFramesAfterKey = 2;
constexpr std::chrono::seconds kPatience{10};

double cpu_ms(clockid_t of) {
  timespec now{};
  clock_gettime(of, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double wall_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

double at_part(std::vector<double>& values, double part) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto index = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
  return values[index];
}

/// In kB, as the kernel counts it: "VmHWM" is the most there ever was.
long memory_kb(const std::string& name) {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != name + ":") continue;
    long kb = 0;
    status >> kb;
    return kb;
  }
  return 0;
}

/// The app over a store, in a window that is not there.
class TimelineBench {
 public:
  explicit TimelineBench(const BenchStore& bench) {
    options_.path = bench.path;
    options_.key[0] = std::byte{1};
    options_.device = DeviceId{0x7f3a9c01d2e4b5a6};
    options_.clock = &clock_;
    options_.random = &random_;
    auto opened = Store::open(options_);
    if (!opened) broken_invariant("the bench's store does not open");
    store_ = *std::move(opened);
    writer_ = std::make_unique<InlineWriter>(*store_);
    finder_ = std::make_unique<ThreadFinder>(ThreadFinderOptions{options_, [this] { ++answers_; }});
    files_ = std::make_unique<InlineFiles>(*store_);
    heard_ = std::make_unique<ThreadHeardFinder>(
        ThreadHeardFinderOptions{options_, [this] { ++answers_; }});
    app_ = std::make_unique<App>(DeskParts{.store = *store_,
                                           .writer = *writer_,
                                           .sync = sync_,
                                           .files = *files_,
                                           .heard = *heard_,
                                           .zone = no_offset,
                                           .strings = {},
                                           .folder = {},
                                           .key_source = "key file",
                                           .file_folder = {},
                                           .version = {},
                                           .open_folder = {},
                                           .problem = {},
                                           .device_name = "bench",
                                           .finder = finder_.get()});
    platform_ = std::make_unique<HeadlessPlatform>(1280.0F, 800.0F, 1.0F);
    window_ = std::make_unique<Window>(*platform_, WindowOptions{});
    frame();
  }

  /// The CPU time that one frame took, in ms.
  double frame() {
    platform_->advance(1.0 / 60);
    const double begun = cpu_ms(CLOCK_THREAD_CPUTIME_ID);
    window_->frame([this](Ui& ui) { app_->draw(ui); });
    return cpu_ms(CLOCK_THREAD_CPUTIME_ID) - begun;
  }

  void press(ImGuiKey modifier, ImGuiKey key) {
    ImGuiIO& io = ImGui::GetIO();
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, true);
    io.AddKeyEvent(key, true);
    for (int i = 0; i < 3; ++i) frame();
    io.AddKeyEvent(key, false);
    if (modifier != ImGuiKey_None) io.AddKeyEvent(modifier, false);
    for (int i = 0; i < 3; ++i) frame();
  }

  void open_timeline() {
    press(ImGuiMod_Ctrl, ImGuiKey_2);
    wait_until([this] { return answers_ > 0; });
    for (int i = 0; i < 5; ++i) frame();
  }

  /// Turns the wheel over the list, now and then with a swing, and comes back.
  std::vector<double> scroll() {
    std::vector<double> took;
    ImGui::GetIO().AddMousePosEvent(420, 500);
    frame();
    for (int turn = 0; turn < kScrolls; ++turn) {
      const bool swing = turn % 50 == 0;
      const bool back = turn % 500 >= 400;
      ImGui::GetIO().AddMouseWheelEvent(0, (back ? 1.0F : -1.0F) * (swing ? 2'000.0F : 3.0F));
      took.push_back(frame());
    }
    return took;
  }

  /// Types a query key by key; `newest` gets how long after each key the first answer was there.
  std::vector<double> type(const std::string& query, std::vector<double>& newest) {
    std::vector<double> took;
    press(ImGuiMod_Ctrl, ImGuiKey_F);
    press(ImGuiMod_Ctrl, ImGuiKey_A);
    for (const char key : query) {
      answers_ = 0;
      const double begun = wall_ms();
      ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(key));
      for (int i = 0; i < kFramesAfterKey; ++i) took.push_back(frame());
      if (!wait_until([this] { return answers_ > 0; })) continue;
      newest.push_back(wall_ms() - begun);
      for (int i = 0; i < kFramesAfterKey; ++i) took.push_back(frame());
    }
    return took;
  }

 private:
  static bool wait_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return true;
  }

  SystemClock clock_;
  SystemRandom random_;
  StoreOptions options_;
  FakeSync sync_;
  std::atomic<int> answers_{0};
  std::unique_ptr<Store> store_;
  std::unique_ptr<InlineWriter> writer_;
  std::unique_ptr<ThreadFinder> finder_;
  std::unique_ptr<InlineFiles> files_;
  std::unique_ptr<ThreadHeardFinder> heard_;
  std::unique_ptr<App> app_;
  std::unique_ptr<HeadlessPlatform> platform_;
  std::unique_ptr<Window> window_;
};

bool show_frames(const char* what, std::vector<double> took) {
  const double p50 = at_part(took, 0.5);
  const double p99 = at_part(took, 0.99);
  const bool good = p99 < kFrameMsMax;
  std::printf("%-16s p50 %.2f ms, p99 %.2f ms, most %.2f ms of CPU a frame, %zu frames%s\n", what,
              p50, p99, took.back(), took.size(), good ? "" : "  over the limit of 8 ms");
  return good;
}

}  // namespace

int measure_timeline(const BenchStore& store) {
  const double begun = wall_ms();
  TimelineBench bench(store);
  const double first_frame = wall_ms() - begun;
  std::printf("timeline of %zu notes, without pixels\n", store.conversations);
  std::printf("%-16s %.0f ms, %.0f ms of them CPU, %ld MB\n", "first frame", first_frame,
              cpu_ms(CLOCK_PROCESS_CPUTIME_ID), memory_kb("VmRSS") / 1024);
  bench.open_timeline();
  bool good = show_frames("scrolling", bench.scroll());
  std::vector<double> newest;
  std::vector<double> typed;
  for (const char* query : {"agreement shared", "\"signed shared\" -pilot", "Llanfair", "zz"}) {
    const auto took = bench.type(query, newest);
    typed.insert(typed.end(), took.begin(), took.end());
  }
  good = show_frames("typing", typed) && good;
  const double p99 = at_part(newest, 0.99);
  std::printf("%-16s p50 %.1f ms, p99 %.1f ms after the key\n", "newest matches",
              at_part(newest, 0.5), p99);
  std::printf("%-16s %ld MB at most\n", "memory", memory_kb("VmHWM") / 1024);
  std::fflush(stdout);
  return good ? 0 : 1;
}

int run_timeline(const BenchStore& store) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const std::string count = std::to_string(store.conversations);
    execl("/proc/self/exe", "crosstalk-bench", "--timeline", store.path.c_str(), count.c_str(),
          static_cast<char*>(nullptr));
    _exit(2);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return 2;
  return WEXITSTATUS(status);
}

}  // namespace crosstalk
