#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// What the window asks to have written.
struct KeepDraft {
  std::string key, content;  // empty content removes it
};
struct KeepSetting {
  std::string name, value;
};
struct DiscardRejected {
  Uuid change;
};
using WriteJob = std::variant<Save, KeepDraft, KeepSetting, DiscardRejected>;

/// What came of a job. `result` holds the record ids of a save, and nothing for the rest.
struct WriteAnswer {
  std::uint64_t ticket = 0;
  Result<std::vector<Uuid>> result;
};

/// Does one job on a store: what both the thread and the tests run.
Result<std::vector<Uuid>> perform(Store& store, const WriteJob& job);

/// Writes for the window, in the order in which it was asked. Window thread only.
class Writer {
 public:
  virtual ~Writer() = default;
  /// The ticket of the job, which its answer carries. A draft that waits is replaced by the next of
  /// its key.
  virtual std::uint64_t post(WriteJob job) = 0;
  /// The answers since the last call, oldest first. What they say is on disk.
  virtual std::vector<WriteAnswer> take_answers() = 0;
};

struct ThreadWriterOptions {
  StoreOptions store;               // the thread opens its own connection with these
  std::function<void()> on_answer;  // called on its thread: post an event and return
  /// How long nothing must have been written before the log is folded: a person who pauses, not one
  /// who types.
  std::chrono::milliseconds fold_after{3'000};
  /// And how long after that before what was erased is swept out of the store.
  std::chrono::milliseconds sweep_after{30'000};
};

/// The one thread that owns the write connection. Folds the write-ahead log in idle moments, off
/// the way of a save, and sweeps out what was erased (Store::sweep) in longer ones; whatever is
/// posted meanwhile ends that. Its destructor does all that was posted first: closing the window
/// loses no draft.
class ThreadWriter : public Writer {
 public:
  explicit ThreadWriter(ThreadWriterOptions options);
  ~ThreadWriter() override;
  std::uint64_t post(WriteJob job) override;
  std::vector<WriteAnswer> take_answers() override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
