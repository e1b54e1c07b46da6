#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace crosstalk {

/// A disk under SQLite that fails on demand: it fills up, does not write, does not sync, fails at a
/// call of one's choice, or loses power and with it everything that was not synced. It is a VFS
/// over the system's, registered under `name()` while it lives; its files are real ones. Without
/// faults it behaves as the system's own. For one thread.
class FaultyDisk {
 public:
  FaultyDisk() : name_("faulty-disk-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))) {
    system_ = sqlite3_vfs_find(nullptr);
    vfs_ = *system_;
    vfs_.zName = name_.c_str();
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + system_->szOsFile;
    vfs_.pAppData = this;
    vfs_.pNext = nullptr;
    vfs_.xOpen = &FaultyDisk::open;
    vfs_.xDelete = &FaultyDisk::remove;
    vfs_.xAccess = &FaultyDisk::access;
    sqlite3_vfs_register(&vfs_, 0);
  }
  ~FaultyDisk() { sqlite3_vfs_unregister(&vfs_); }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  const std::string& name() const { return name_; }

  // Faults. `kNever` and false are the defaults.
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  std::int64_t bytes_free = kNever;          // growing a file beyond this many bytes is SQLITE_FULL
  std::int64_t writes_until_error = kNever;  // after so many writes each fails with SQLITE_IOERR
  bool syncs_fail = false;

  /// What can befall one call: a read or write error, no room for what it would add, or the power
  /// going as it is made.
  enum class Fault { io_error, full, power_cut };

  /// Lets the `n`-th call from now on (1 is the next) fail; with `for_good` so does every one after
  /// it. Counted are the calls that can fail that way: for `full` those that may need room, else
  /// all that SQLite takes an answer from.
  void fail_call(std::int64_t n, Fault fault, bool for_good = false) {
    calls_until_fault_ = n;
    fault_ = fault;
    for_good_ = for_good;
    struck_ = false;
  }
  /// No more faults of `fail_call`. True where one was met.
  bool heal() {
    calls_until_fault_ = kNever;
    return struck_;
  }

  // What was asked of it.
  std::int64_t writes = 0;
  std::int64_t syncs = 0;

  /// The power goes: from now on nothing reaches the files. Close all connections, then call
  /// `power_on`.
  void power_off() { off_ = true; }

  /// What was written since the last sync of its file is gone, but for the first `kept` writes.
  void power_on(std::size_t kept = 0) {
    for (std::size_t i = unsynced_.size(); i > kept; --i) undo(unsynced_[i - 1]);
    unsynced_.clear();
    off_ = false;
    calls_until_fault_ = kNever;
  }
  std::size_t unsynced() const { return unsynced_.size(); }

 private:
  struct File {
    sqlite3_file base;
    FaultyDisk* disk;
    const char* path;  // SQLite keeps it for as long as the file is open
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  struct Write {
    std::string path;
    sqlite3_int64 size_before;
    sqlite3_int64 offset;
    std::vector<char> before;
  };

  static File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods all = [] {
      sqlite3_io_methods made{};
      made.iVersion = 2;
      made.xClose = [](sqlite3_file* f) { return of(f)->real()->pMethods->xClose(of(f)->real()); };
      made.xRead = [](sqlite3_file* f, void* to, int bytes, sqlite3_int64 at) {
        if (of(f)->disk->strikes()) return SQLITE_IOERR_READ;
        return of(f)->real()->pMethods->xRead(of(f)->real(), to, bytes, at);
      };
      made.xWrite = [](sqlite3_file* f, const void* from, int bytes, sqlite3_int64 at) {
        return of(f)->disk->write(*of(f), from, bytes, at);
      };
      made.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
        return of(f)->disk->truncate(*of(f), size);
      };
      made.xSync = [](sqlite3_file* f, int flags) { return of(f)->disk->sync(*of(f), flags); };
      made.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
        *size = 0;  // SQLCipher's check of all seals counts by it, whatever is returned
        if (of(f)->disk->strikes()) return SQLITE_IOERR_FSTAT;
        return of(f)->real()->pMethods->xFileSize(of(f)->real(), size);
      };
      made.xLock = [](sqlite3_file* f, int kind) {
        if (of(f)->disk->strikes()) return SQLITE_IOERR_LOCK;
        return of(f)->real()->pMethods->xLock(of(f)->real(), kind);
      };
      made.xUnlock = [](sqlite3_file* f, int kind) {
        return of(f)->real()->pMethods->xUnlock(of(f)->real(), kind);
      };
      made.xCheckReservedLock = [](sqlite3_file* f, int* held) {
        return of(f)->real()->pMethods->xCheckReservedLock(of(f)->real(), held);
      };
      made.xFileControl = [](sqlite3_file* f, int operation, void* argument) {
        return of(f)->real()->pMethods->xFileControl(of(f)->real(), operation, argument);
      };
      made.xSectorSize = [](sqlite3_file* f) {
        return of(f)->real()->pMethods->xSectorSize(of(f)->real());
      };
      made.xDeviceCharacteristics = [](sqlite3_file* f) {
        return of(f)->real()->pMethods->xDeviceCharacteristics(of(f)->real());
      };
      made.xShmMap = [](sqlite3_file* f, int page, int bytes, int extend, void volatile** out) {
        if (of(f)->disk->strikes(extend != 0)) return SQLITE_IOERR_SHMMAP;
        return of(f)->real()->pMethods->xShmMap(of(f)->real(), page, bytes, extend, out);
      };
      made.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
        // To let go of a lock never fails: SQLite does not look at the answer.
        const bool takes = (flags & SQLITE_SHM_LOCK) != 0;
        if (takes && of(f)->disk->strikes()) return SQLITE_IOERR_SHMLOCK;
        return of(f)->real()->pMethods->xShmLock(of(f)->real(), offset, count, flags);
      };
      made.xShmBarrier = [](sqlite3_file* f) {
        of(f)->real()->pMethods->xShmBarrier(of(f)->real());
      };
      made.xShmUnmap = [](sqlite3_file* f, int erase) {
        return of(f)->real()->pMethods->xShmUnmap(of(f)->real(), erase);
      };
      return made;
    }();
    return &all;
  }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* out, int flags, int* given) {
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    File* file = of(out);
    file->base.pMethods = nullptr;
    file->disk = disk;
    file->path = path == nullptr ? "" : path;
    if (disk->strikes((flags & SQLITE_OPEN_CREATE) != 0)) return SQLITE_CANTOPEN;
    const int code = disk->system_->xOpen(disk->system_, path, file->real(), flags, given);
    if (code == SQLITE_OK) file->base.pMethods = methods();
    return code;
  }

  static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    if (disk->strikes() || disk->off_) return SQLITE_IOERR_DELETE;
    auto& log = disk->unsynced_;
    log.erase(
        std::remove_if(log.begin(), log.end(), [&](const Write& one) { return one.path == path; }),
        log.end());
    return disk->system_->xDelete(disk->system_, path, sync_folder);
  }

  static int access(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    if (disk->strikes()) return SQLITE_IOERR_ACCESS;
    return disk->system_->xAccess(disk->system_, path, flags, out);
  }

  // Counts one call; true where it is the one that fails.
  bool strikes(bool needs_room = false) {
    if (calls_until_fault_ == kNever || (fault_ == Fault::full && !needs_room)) return false;
    if (--calls_until_fault_ > 0) return false;
    const bool first = !struck_;
    struck_ = true;
    if (fault_ == Fault::power_cut && first) off_ = true;
    return first || for_good_ || fault_ == Fault::power_cut;
  }

  // The system's VFS reads and writes less than 128 KiB at a time, and does not say so of more.
  template <typename Each>
  static void in_pieces(std::vector<char>& bytes, const Each& each) {
    constexpr std::size_t kPiece = std::size_t{64} * 1024;
    for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
      each(bytes.data() + at, static_cast<int>(std::min(kPiece, bytes.size() - at)),
           static_cast<sqlite3_int64>(at));
    }
  }

  void note(File& file, sqlite3_int64 at, sqlite3_int64 bytes) {
    Write done{file.path, 0, at, {}};
    file.real()->pMethods->xFileSize(file.real(), &done.size_before);
    const sqlite3_int64 there = std::clamp<sqlite3_int64>(done.size_before - at, 0, bytes);
    done.before.resize(static_cast<std::size_t>(there));
    in_pieces(done.before, [&](char* piece, int length, sqlite3_int64 from) {
      file.real()->pMethods->xRead(file.real(), piece, length, at + from);
    });
    unsynced_.push_back(std::move(done));
  }

  int write(File& file, const void* from, int bytes, sqlite3_int64 at) {
    ++writes;
    if (strikes(true)) return fault_ == Fault::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    if (off_) return SQLITE_IOERR_WRITE;
    if (writes_until_error <= 0) return SQLITE_IOERR_WRITE;
    if (writes_until_error != kNever) --writes_until_error;
    sqlite3_int64 size = 0;
    file.real()->pMethods->xFileSize(file.real(), &size);
    const sqlite3_int64 growth = std::max<sqlite3_int64>(at + bytes - size, 0);
    if (growth > bytes_free) return SQLITE_FULL;
    if (bytes_free != kNever) bytes_free -= growth;
    note(file, at, bytes);
    return file.real()->pMethods->xWrite(file.real(), from, bytes, at);
  }

  int truncate(File& file, sqlite3_int64 size) {
    if (strikes() || off_) return SQLITE_IOERR_TRUNCATE;
    sqlite3_int64 now = 0;
    file.real()->pMethods->xFileSize(file.real(), &now);
    note(file, size, std::max<sqlite3_int64>(now - size, 0));
    return file.real()->pMethods->xTruncate(file.real(), size);
  }

  // The files are never synced to the machine's disk: the test's power cut is the only one that
  // counts.
  int sync(File& file, int /*flags*/) {
    ++syncs;
    if (strikes() || off_ || syncs_fail) return SQLITE_IOERR_FSYNC;
    unsynced_.erase(std::remove_if(unsynced_.begin(), unsynced_.end(),
                                   [&](const Write& one) { return one.path == file.path; }),
                    unsynced_.end());
    return SQLITE_OK;
  }

  void undo(const Write& done) {
    std::vector<char> room(static_cast<std::size_t>(system_->szOsFile));
    auto* file = reinterpret_cast<sqlite3_file*>(room.data());
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_JOURNAL;
    if (system_->xOpen(system_, done.path.c_str(), file, flags, nullptr) != SQLITE_OK) return;
    std::vector<char> before = done.before;
    in_pieces(before, [&](char* piece, int length, sqlite3_int64 from) {
      file->pMethods->xWrite(file, piece, length, done.offset + from);
    });
    file->pMethods->xTruncate(file, done.size_before);
    file->pMethods->xClose(file);
  }

  std::string name_;
  sqlite3_vfs* system_ = nullptr;
  sqlite3_vfs vfs_{};
  bool off_ = false;
  std::int64_t calls_until_fault_ = kNever;
  Fault fault_ = Fault::io_error;
  bool for_good_ = false;
  bool struck_ = false;
  std::vector<Write> unsynced_;
};

}  // namespace crosstalk
