#include "client/app/file_jobs.h"

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "client/cli/csv_import.h"
#include "client/cli/exports.h"
#include "client/cli/file_output.h"
#include "client/cli/ndjson_import.h"
#include "storage/snapshot.h"

namespace crosstalk {
namespace {

constexpr std::size_t kProblemsMax = 20;

using Exporter = Result<std::int64_t> (*)(const Store&, const ByteSink&);

Result<FileDone> write_export(const Store& store, const std::string& path, Exporter exporter) {
  auto file = FileOutput::create(path);
  if (!file) return file.error();
  const auto snapshot = Snapshot::begin(store.database());
  if (!snapshot) return snapshot.error();
  const auto count = exporter(store, [&](std::string_view bytes) { return file->write(bytes); });
  if (!count) return count.error();
  if (auto finished = file->finish(); !finished) return finished.error();
  return FileDone{.count = *count, .problems = {}};
}

Result<FileDone> write_backup(const Store& store, const std::string& path) {
  auto file = FileOutput::create(path);
  if (!file) return file.error();
  if (file->working_path().empty()) {
    return make_error_saying(
        ErrorCode::file_unwritable,
        "A backup goes to a file of its own. Nothing was written: give another path.");
  }
  if (auto copied = store.backup(file->working_path()); !copied) return copied.error();
  if (auto finished = file->finish(); !finished) return finished.error();
  return FileDone{.problems = {}};
}

Result<FileDone> read_import(Store& store, const std::string& path) {
  const auto bytes = read_whole_file(path);
  if (!bytes) return bytes.error();
  FileDone done;
  const auto problem = [&](const std::string& line) {
    if (done.problems.size() < kProblemsMax) done.problems.push_back(line);
  };
  if (path.ends_with(".ndjson") || path.ends_with(".jsonl")) {
    const auto report = import_ndjson(store, *bytes, problem);
    if (!report) return report.error();
    done.count = report->added;
    done.known = report->known;
    done.skipped = report->skipped;
    return done;
  }
  const auto report = import_csv(store, *bytes, problem);
  if (!report) return report.error();
  done.count = report->conversations;
  done.known = report->known;
  done.skipped = report->rows_skipped;
  return done;
}

class LiveFiles : public FilePort {
 public:
  explicit LiveFiles(LiveFilesOptions options) : options_(std::move(options)) {}
  ~LiveFiles() override {
    if (thread_.joinable()) thread_.join();
  }

  void start(FileJob job) override {
    if (busy_.exchange(true)) return;
    if (thread_.joinable()) thread_.join();
    thread_ = std::thread([this, job = std::move(job)] {
      auto done = run(job);
      {
        const std::lock_guard lock(mutex_);
        answer_.emplace(FileAnswer{job, std::move(done)});
      }
      busy_.store(false);
      options_.on_answer();
    });
  }
  bool busy() const override { return busy_.load(); }
  std::optional<FileAnswer> take() override {
    const std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }

 private:
  Result<FileDone> run(const FileJob& job) const {
    auto store = Store::open(options_.store);
    if (!store) return store.error();
    if (job.kind != FileJobKind::import) return perform(**store, job);
    // A verb may be reading the same file in: each would find a row missing.
    const auto alone = options_.lock_import();
    if (!alone) return alone.error();
    return perform(**store, job);
  }

  LiveFilesOptions options_;
  std::thread thread_;
  std::atomic<bool> busy_{false};
  std::mutex mutex_;
  std::optional<FileAnswer> answer_;
};

}  // namespace

Result<FileDone> perform(Store& store, const FileJob& job) {
  switch (job.kind) {
    case FileJobKind::export_csv:
      return write_export(store, job.path, export_csv);
    case FileJobKind::export_markdown:
      return write_export(store, job.path, export_markdown);
    case FileJobKind::export_ics:
      return write_export(store, job.path, export_ics);
    case FileJobKind::export_ndjson:
      return write_export(store, job.path, export_ndjson);
    case FileJobKind::backup:
      return write_backup(store, job.path);
    case FileJobKind::import:
      return read_import(store, job.path);
  }
  return FileDone{.problems = {}};
}

std::unique_ptr<FilePort> open_live_files(LiveFilesOptions options) {
  return std::make_unique<LiveFiles>(std::move(options));
}

}  // namespace crosstalk
