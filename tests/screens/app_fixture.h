#pragma once

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/app/app.h"
#include "client/window/accessible/port.h"
#include "client/window/headless_platform.h"
#include "storage/time.h"
#include "tests/fakes/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk {

/// Writes when it is asked for its answers, in the test's own thread. Can be told to fail as a full
/// disk does.
class InlineWriter : public Writer {
 public:
  explicit InlineWriter(Store& store) : store_(store) {}

  std::uint64_t post(WriteJob job) override {
    jobs_.emplace_back(++tickets_, std::move(job));
    return tickets_;
  }
  std::vector<WriteAnswer> take_answers() override {
    std::vector<WriteAnswer> answers;
    for (auto& [ticket, job] : std::exchange(jobs_, {})) {
      const bool fails =
          full && (std::holds_alternative<Save>(job) || std::holds_alternative<KeepSetting>(job));
      answers.push_back({ticket, fails ? Result<std::vector<Uuid>>(make_error(ErrorCode::disk_full))
                                       : perform(store_, job)});
    }
    return answers;
  }
  bool pending() const { return !jobs_.empty(); }

  bool full = false;  // saves and settings find no room; drafts still do

 private:
  Store& store_;
  std::vector<std::pair<std::uint64_t, WriteJob>> jobs_;
  std::uint64_t tickets_ = 0;
};

/// Does a file's job when its answer is asked for.
class InlineFiles : public FilePort {
 public:
  explicit InlineFiles(Store& store) : store_(store) {}
  void start(FileJob job) override { job_ = std::move(job); }
  bool busy() const override { return false; }
  std::optional<FileAnswer> take() override {
    if (!job_) return std::nullopt;
    const FileJob job = *std::exchange(job_, std::nullopt);
    return FileAnswer{job, perform(store_, job)};
  }

 private:
  Store& store_;
  std::optional<FileJob> job_;
};

/// Answers when it is asked for its answer, in the test's own thread.
class InlineHeardFinder : public HeardFinder {
 public:
  explicit InlineHeardFinder(const Store& store) : store_(store) {}

  void ask(HeardQuestion question) override { asked_ = std::move(question); }
  std::optional<HeardAnswer> take_answer() override {
    if (!asked_ || slow) return std::nullopt;
    SimilarFinder finder(store_);
    return look_for(finder, store_, *std::exchange(asked_, std::nullopt));
  }

  bool slow = false;  // no answer yet

 private:
  const Store& store_;
  std::optional<HeardQuestion> asked_;
};

/// Says what the test wants said.
class FakeSync : public SyncPort {
 public:
  SyncState state() const override { return said; }
  void poke() override { ++pokes; }
  void sync_now() override { ++tries; }
  void join(const std::string& link, const std::string&) override { links.push_back(link); }
  std::optional<Result<HubLink>> take_joined() override {
    return std::exchange(answer, std::nullopt);
  }

  void ask_calendar(bool renew) override { calendar_asks.push_back(renew); }
  std::optional<Result<CalendarLinks>> take_calendar() override {
    return std::exchange(calendar, std::nullopt);
  }

  SyncState said;
  std::optional<Result<HubLink>> answer;
  std::optional<Result<CalendarLinks>> calendar;
  std::vector<bool> calendar_asks;  // whether for new ones
  std::vector<std::string> links;
  int pokes = 0, tries = 0;
};

/// How a scene is set.
struct AppSceneSpec {
  float width = 1280, height = 800, display_scale = 1;
  int text_percent = 100;
  Theme theme = Theme::light;
  Strings strings = {};
  bool draws = false;     // pixels too, for pictures
  bool welcomes = false;  // with the first steps where nothing was ever written
  AccessiblePort* accessible = nullptr;
};

/// A store in a folder of its own, the whole app over it in a window that is not there, and a
/// person at it. It is Friday 18 March 2016, 17:44.
class AppScene {
 public:
  explicit AppScene(AppSceneSpec spec = {}) : spec_(std::move(spec)) {
    clock.set_wall(*parse_time("2016-03-18T17:44:00Z"));
    open();
  }

  /// The window closes without a word and is opened again on the same folder, as after kill -9.
  void reopen() {
    close();
    open();
  }

  Person& person() { return *person_; }
  /// What the person sees after everything has been written and drawn.
  void settle() { person_->settle(); }
  bool click(std::string_view name, int occurrence = 0) {
    settle();
    const bool done = person_->click(name, occurrence);
    settle();
    return done;
  }
  void type(std::string_view words) {
    person_->type(words);
    settle();
  }
  void press(ImGuiKeyChord chord) {
    person_->press(chord);
    settle();
  }
  bool sees(std::string_view name) {
    settle();
    return person_->sees(name);
  }
  std::string value(std::string_view name) {
    settle();
    const ReportedItem* item = person_->find(name);
    return item == nullptr ? std::string() : item->value;
  }
  /// Another process wrote.
  void tell() {
    app_->post_data_changed();
    settle();
  }

  ManualClock clock;
  SeededRandom random{7};
  TemporaryFolder folder;
  std::unique_ptr<Store> store;  // the window's
  std::unique_ptr<Store> other;  // another process, or the writer's connection
  std::unique_ptr<InlineWriter> writer;
  std::unique_ptr<InlineFiles> files;
  std::unique_ptr<InlineHeardFinder> heard;
  FakeSync sync;
  std::string opened_folder;  // another profile's, that the person asked for
  std::unique_ptr<HeadlessPlatform> platform;

  Result<std::unique_ptr<Store>> open_store() {
    StoreOptions options;
    options.path = folder.file("store.db");
    options.key[0] = std::byte{1};
    options.device = DeviceId{0x7f3a9c01d2e4b5a6};
    options.clock = &clock;
    options.random = &random;
    return Store::open(options);
  }

 private:
  void open() {
    auto first = open_store();
    auto second = open_store();
    if (!first || !second) broken_invariant("a test's store does not open");
    other = *std::move(first);
    store = *std::move(second);
    writer = std::make_unique<InlineWriter>(*other);
    files = std::make_unique<InlineFiles>(*other);
    heard = std::make_unique<InlineHeardFinder>(*store);
    app_ = std::make_unique<App>(
        DeskParts{.store = *store,
                  .writer = *writer,
                  .sync = sync,
                  .files = *files,
                  .heard = *heard,
                  .zone = no_offset,
                  .strings = spec_.strings,
                  .folder = folder.path(),
                  .key_source = "key file",
                  .file_folder = folder.path(),
                  .version = "0.0.0",
                  .open_folder = [this](const std::string& where) { opened_folder = where; },
                  .problem = {},
                  .device_name = "laptop",
                  .welcomes = spec_.welcomes});
    platform = std::make_unique<HeadlessPlatform>(spec_.width, spec_.height, spec_.display_scale,
                                                  spec_.draws);
    window_ = std::make_unique<Window>(*platform, WindowOptions{.theme = spec_.theme,
                                                                .text_percent = spec_.text_percent,
                                                                .accessible = spec_.accessible});
    const RootView view = [this](Ui& ui) {
      app_->draw(ui);
      if (writer->pending()) ui.wanted_frames = std::max(ui.wanted_frames, 1);
    };
    person_ = std::make_unique<Person>(*window_, *platform, view);
    settle();
  }

  void close() {
    person_.reset();
    window_.reset();
    platform.reset();
    app_.reset();
    writer.reset();
    files.reset();
    heard.reset();
    store.reset();
    other.reset();
  }

  AppSceneSpec spec_;
  std::unique_ptr<App> app_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<Person> person_;
};

}  // namespace crosstalk
