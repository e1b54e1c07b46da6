#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/simulation/faults.h"
#include "tests/support/seeded_random.h"

namespace crosstalk::simulation {

/// The disk of one machine, in memory, as an SQLite VFS that is registered under `name()` while it
/// lives. What a program writes is in the system's cache until it syncs the file: a killed program
/// leaves it there, a power cut loses, tears (in sectors of 512 bytes) and reorders it. A file that
/// was never synced may be gone as a whole. For one thread.
class Disk {
 public:
  /// Both must outlive it.
  Disk(SeededRandom& dice, FaultCount& faults);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  const std::string& name() const { return name_; }

  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  /// The power goes, or the program is killed, at the n-th write, sync, truncation or deletion from
  /// now (1 is the next). The operation itself may still be done in part.
  void die_after(std::int64_t operations, bool power);
  /// At once.
  void die(bool power);
  /// From then on nothing can be read or written, until all files are closed and `start` is called.
  bool dead() const { return dead_; }
  bool power_was_cut() const { return power_; }
  void start();

  // Each of these fails once, at the n-th such operation from now.
  std::int64_t reads_until_error = kNever;
  std::int64_t writes_until_error = kNever;
  std::int64_t syncs_until_error = kNever;
  std::int64_t bytes_free = kNever;  // growing a file beyond is SQLITE_FULL
  /// No fault happens and no count goes on while it lives: for whoever looks from outside.
  class Calm {
   public:
    explicit Calm(Disk& disk) : disk_(disk), was_(disk.calm_) { disk.calm_ = true; }
    ~Calm() { disk_.calm_ = was_; }
    Calm(const Calm&) = delete;
    Calm& operator=(const Calm&) = delete;

   private:
    Disk& disk_;
    bool was_;
  };
  /// Ends all faults that are under way.
  void heal();

  /// The bytes of all files, as a program sees them now.
  using Image = std::map<std::string, std::string>;
  Image image() const;
  /// Puts the files of an image in place of all that are here. Nothing is open.
  void put(const Image& image);
  const std::string* bytes_of(const std::string& path) const;

 private:
  struct Write {
    std::int64_t offset = 0;
    std::string before, after;
    std::int64_t size_before = 0, size_after = 0;
  };
  struct File {
    std::string bytes;
    std::vector<Write> unsynced;
    bool name_is_durable = false;
    int opened = 0;
    // The locks of SQLite's files, held by open handles.
    std::multiset<const void*> shared;
    const void* reserved = nullptr;
    const void* exclusive = nullptr;
    std::vector<std::unique_ptr<char[]>> memory;  // shared memory of the write-ahead log
    int memory_users = 0;
    struct Slot {
      int shared = 0;
      const void* exclusive = nullptr;
    };
    std::array<Slot, SQLITE_SHM_NLOCK> slots;
  };
  struct Handle;
  friend struct Handle;

  File* find(const std::string& path);
  bool counts_down(std::int64_t& until);
  bool operation();  // false: it is the last of this life
  int write(File& file, const void* from, std::int64_t bytes, std::int64_t at);
  int truncate(File& file, std::int64_t size);
  int sync(File& file);
  int remove(const std::string& path);
  void lose(File& file);
  void play(File& file, const Write& write);
  static void undo(File& file, const Write& write);

  SeededRandom& dice_;
  FaultCount& faults_;
  std::string name_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::unique_ptr<File>> files_;
  std::int64_t temporary_ = 0;
  bool calm_ = false;
  bool dead_ = false;
  bool power_ = false;
  bool dies_by_power_ = false;
  std::int64_t operations_left_ = kNever;
};

}  // namespace crosstalk::simulation
