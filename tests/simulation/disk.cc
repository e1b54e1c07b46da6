#include "tests/simulation/disk.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "storage/error.h"

namespace crosstalk::simulation {
namespace {

constexpr std::int64_t kSector = 512;
constexpr int kRegionMax = 4096;  // of shared memory; SQLite asks for one after the other

std::string new_name() {
  static std::int64_t number = 0;
  return "simulated-disk-" + std::to_string(++number);
}

}  // namespace

/// What SQLite holds of an open file.
struct Disk::Handle {
  sqlite3_file base;
  Disk* disk;
  File* file;
  std::string* path;
  int lock;
  bool delete_on_close;
  bool uses_memory;
  unsigned shared_slots, exclusive_slots;

  static Handle* of(sqlite3_file* file) { return reinterpret_cast<Handle*>(file); }
  static const sqlite3_io_methods* methods();

  int close();
  int read(void* to, int bytes, std::int64_t at) const;
  int take_lock(int level);
  int release_lock(int level);
  int memory_lock(int offset, int count, int flags);
  int memory_map(int region, int bytes, int extend, void volatile** out);
  void memory_unmap();
};

int Disk::Handle::close() {
  memory_unmap();
  release_lock(SQLITE_LOCK_NONE);
  --file->opened;
  if (delete_on_close) disk->files_.erase(*path);
  delete path;
  return SQLITE_OK;
}

int Disk::Handle::read(void* to, int bytes, std::int64_t at) const {
  if (disk->dead_) return SQLITE_IOERR_READ;
  if (disk->counts_down(disk->reads_until_error)) {
    disk->faults_.add(Fault::read_error);
    return SQLITE_IOERR_READ;
  }
  const auto size = static_cast<std::int64_t>(file->bytes.size());
  const std::int64_t there = std::clamp<std::int64_t>(size - at, 0, bytes);
  if (there > 0) std::memcpy(to, file->bytes.data() + at, static_cast<std::size_t>(there));
  if (there == bytes) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(bytes - there));
  return SQLITE_IOERR_SHORT_READ;
}

int Disk::Handle::take_lock(int level) {
  if (level <= lock) return SQLITE_OK;
  const auto others = [&] { return file->shared.size() - file->shared.count(this); };
  if (level == SQLITE_LOCK_SHARED) {
    if (file->exclusive != nullptr && file->exclusive != this) return SQLITE_BUSY;
    file->shared.insert(this);
  } else if (level == SQLITE_LOCK_RESERVED) {
    if (file->reserved != nullptr && file->reserved != this) return SQLITE_BUSY;
    file->reserved = this;
  } else {
    if (file->reserved != nullptr && file->reserved != this) return SQLITE_BUSY;
    if (file->exclusive != nullptr && file->exclusive != this) return SQLITE_BUSY;
    if (others() > 0) return SQLITE_BUSY;
    file->reserved = this;
    file->exclusive = this;
  }
  lock = level;
  return SQLITE_OK;
}

int Disk::Handle::release_lock(int level) {
  if (level >= lock) return SQLITE_OK;
  if (file->exclusive == this) file->exclusive = nullptr;
  if (file->reserved == this) file->reserved = nullptr;
  if (level == SQLITE_LOCK_NONE) file->shared.erase(this);
  lock = level;
  return SQLITE_OK;
}

int Disk::Handle::memory_lock(int offset, int count, int flags) {
  unsigned mask = 0;
  for (int slot = offset; slot < offset + count; ++slot) mask |= 1U << slot;
  const auto each = [&](const auto& visit) {
    for (int slot = offset; slot < offset + count; ++slot) {
      visit(file->slots[static_cast<std::size_t>(slot)], 1U << slot);
    }
  };
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    each([&](File::Slot& slot, unsigned bit) {
      if ((shared_slots & bit) != 0) --slot.shared;
      if ((exclusive_slots & bit) != 0) slot.exclusive = nullptr;
    });
    shared_slots &= ~mask;
    exclusive_slots &= ~mask;
    return SQLITE_OK;
  }
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  bool free = true;
  each([&](const File::Slot& slot, unsigned bit) {
    const int others = slot.shared - ((shared_slots & bit) != 0 ? 1 : 0);
    if (slot.exclusive != nullptr && slot.exclusive != this) free = false;
    if (exclusive && others > 0) free = false;
  });
  if (!free) return SQLITE_BUSY;
  each([&](File::Slot& slot, unsigned bit) {
    if (exclusive) {
      slot.exclusive = this;
      exclusive_slots |= bit;
    } else if ((shared_slots & bit) == 0) {
      ++slot.shared;
      shared_slots |= bit;
    }
  });
  return SQLITE_OK;
}

int Disk::Handle::memory_map(int region, int bytes, int extend, void volatile** out) {
  *out = nullptr;
  if (region >= kRegionMax) return SQLITE_IOERR_SHMMAP;
  if (!uses_memory) {
    uses_memory = true;
    ++file->memory_users;
  }
  const auto index = static_cast<std::size_t>(region);
  if (file->memory.size() <= index) {
    if (extend == 0) return SQLITE_OK;
    while (file->memory.size() <= index) {
      file->memory.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
    }
  }
  *out = file->memory[index].get();
  return SQLITE_OK;
}

void Disk::Handle::memory_unmap() {
  if (!uses_memory) return;
  memory_lock(0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK);
  uses_memory = false;
  // It is not on the disk: who opens the file next builds it anew from the log.
  if (--file->memory_users == 0) file->memory.clear();
}

const sqlite3_io_methods* Disk::Handle::methods() {
  static const sqlite3_io_methods all = [] {
    sqlite3_io_methods made{};
    made.iVersion = 2;
    made.xClose = [](sqlite3_file* f) { return of(f)->close(); };
    made.xRead = [](sqlite3_file* f, void* to, int bytes, sqlite3_int64 at) {
      return of(f)->read(to, bytes, at);
    };
    made.xWrite = [](sqlite3_file* f, const void* from, int bytes, sqlite3_int64 at) {
      return of(f)->disk->write(*of(f)->file, from, bytes, at);
    };
    made.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
      return of(f)->disk->truncate(*of(f)->file, size);
    };
    made.xSync = [](sqlite3_file* f, int) { return of(f)->disk->sync(*of(f)->file); };
    made.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      *size = static_cast<sqlite3_int64>(of(f)->file->bytes.size());
      return SQLITE_OK;
    };
    made.xLock = [](sqlite3_file* f, int level) { return of(f)->take_lock(level); };
    made.xUnlock = [](sqlite3_file* f, int level) { return of(f)->release_lock(level); };
    made.xCheckReservedLock = [](sqlite3_file* f, int* held) {
      *held = of(f)->file->reserved != nullptr ? 1 : 0;
      return SQLITE_OK;
    };
    made.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
    made.xSectorSize = [](sqlite3_file*) { return 4096; };
    made.xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; };
    made.xShmMap = [](sqlite3_file* f, int region, int bytes, int extend, void volatile** out) {
      return of(f)->memory_map(region, bytes, extend, out);
    };
    made.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
      return of(f)->memory_lock(offset, count, flags);
    };
    made.xShmBarrier = [](sqlite3_file*) {};
    made.xShmUnmap = [](sqlite3_file* f, int) {
      of(f)->memory_unmap();
      return SQLITE_OK;
    };
    return made;
  }();
  return &all;
}

Disk::Disk(SeededRandom& dice, FaultCount& faults)
    : dice_(dice), faults_(faults), name_(new_name()) {
  vfs_ = *sqlite3_vfs_find(nullptr);
  vfs_.zName = name_.c_str();
  vfs_.szOsFile = static_cast<int>(sizeof(Handle));
  vfs_.mxPathname = 256;
  vfs_.pAppData = this;
  vfs_.pNext = nullptr;
  vfs_.xOpen = [](sqlite3_vfs* vfs, const char* path, sqlite3_file* out, int flags, int* given) {
    auto* disk = static_cast<Disk*>(vfs->pAppData);
    Handle* handle = Handle::of(out);
    *handle = Handle{};
    const std::string name =
        path == nullptr ? "temporary-" + std::to_string(++disk->temporary_) : path;
    auto& file = disk->files_[name];
    if (disk->dead_ || (!file && (flags & SQLITE_OPEN_CREATE) == 0)) {
      if (!file) disk->files_.erase(name);
      return SQLITE_CANTOPEN;
    }
    if (!file) file = std::make_unique<File>();
    ++file->opened;
    handle->disk = disk;
    handle->file = file.get();
    handle->path = new std::string(name);
    handle->delete_on_close = path == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    handle->base.pMethods = Handle::methods();
    if (given != nullptr) *given = flags;
    return SQLITE_OK;
  };
  vfs_.xDelete = [](sqlite3_vfs* vfs, const char* path, int) {
    return static_cast<Disk*>(vfs->pAppData)->remove(path);
  };
  vfs_.xAccess = [](sqlite3_vfs* vfs, const char* path, int, int* out) {
    *out = static_cast<Disk*>(vfs->pAppData)->find(path) != nullptr ? 1 : 0;
    return SQLITE_OK;
  };
  vfs_.xFullPathname = [](sqlite3_vfs*, const char* path, int bytes, char* out) {
    sqlite3_snprintf(bytes, out, "%s", path);
    return SQLITE_OK;
  };
  sqlite3_vfs_register(&vfs_, 0);
}

Disk::~Disk() { sqlite3_vfs_unregister(&vfs_); }

Disk::File* Disk::find(const std::string& path) {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second.get();
}

bool Disk::counts_down(std::int64_t& until) {
  if (calm_ || until == kNever) return false;
  if (--until > 0) return false;
  until = kNever;
  return true;
}

bool Disk::operation() {
  if (dead_) return false;
  if (!counts_down(operations_left_)) return true;
  die(dies_by_power_);
  return false;
}

void Disk::die_after(std::int64_t operations, bool power) {
  operations_left_ = operations;
  dies_by_power_ = power;
}

void Disk::die(bool power) {
  dead_ = true;
  power_ = power;
  operations_left_ = kNever;
}

void Disk::start() {
  for (const auto& [path, file] : files_) {
    if (file->opened != 0) broken_invariant("a disk starts while " + path + " is open");
  }
  if (power_) {
    for (auto at = files_.begin(); at != files_.end();) {
      File& file = *at->second;
      if (!file.name_is_durable && dice_.chance(50)) {
        at = files_.erase(at);
        continue;
      }
      lose(file);
      file.name_is_durable = true;
      ++at;
    }
  }
  dead_ = false;
  power_ = false;
  operations_left_ = kNever;
}

void Disk::heal() {
  reads_until_error = writes_until_error = syncs_until_error = bytes_free = kNever;
  operations_left_ = kNever;
}

int Disk::write(File& file, const void* from, std::int64_t bytes, std::int64_t at) {
  if (dead_) return SQLITE_IOERR_WRITE;
  const bool last = !operation();
  if (!last && counts_down(writes_until_error)) {
    faults_.add(Fault::write_error);
    return SQLITE_IOERR_WRITE;
  }
  const auto size = static_cast<std::int64_t>(file.bytes.size());
  const std::int64_t growth = std::max<std::int64_t>(at + bytes - size, 0);
  if (!calm_ && bytes_free != kNever) {
    if (growth > bytes_free) {
      faults_.add(Fault::disk_full);
      return SQLITE_FULL;
    }
    bytes_free -= growth;
  }
  Write done;
  done.offset = at;
  done.size_before = size;
  done.size_after = std::max(size, at + bytes);
  const std::int64_t there = std::clamp<std::int64_t>(size - at, 0, bytes);
  if (there > 0) {
    done.before = file.bytes.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(there));
  }
  done.after.assign(static_cast<const char*>(from), static_cast<std::size_t>(bytes));
  if (growth > 0) file.bytes.resize(static_cast<std::size_t>(done.size_after));
  std::memcpy(file.bytes.data() + at, from, static_cast<std::size_t>(bytes));
  file.unsynced.push_back(std::move(done));
  return last ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

int Disk::truncate(File& file, std::int64_t size) {
  if (dead_) return SQLITE_IOERR_TRUNCATE;
  const bool last = !operation();
  Write done;
  done.size_before = static_cast<std::int64_t>(file.bytes.size());
  done.size_after = size;
  done.offset = size;
  if (done.size_before > size) done.before = file.bytes.substr(static_cast<std::size_t>(size));
  file.bytes.resize(static_cast<std::size_t>(size));
  file.unsynced.push_back(std::move(done));
  return last ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

int Disk::sync(File& file) {
  if (dead_ || !operation()) return SQLITE_IOERR_FSYNC;
  if (counts_down(syncs_until_error)) {
    faults_.add(Fault::sync_error);
    return SQLITE_IOERR_FSYNC;
  }
  file.unsynced.clear();
  file.name_is_durable = true;
  return SQLITE_OK;
}

int Disk::remove(const std::string& path) {
  if (dead_ || !operation()) return SQLITE_IOERR_DELETE;
  return files_.erase(path) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

void Disk::undo(File& file, const Write& write) {
  file.bytes.resize(static_cast<std::size_t>(write.size_before));
  if (!write.before.empty()) {
    std::memcpy(file.bytes.data() + write.offset, write.before.data(), write.before.size());
  }
}

void Disk::play(File& file, const Write& write) {
  const auto offset = static_cast<std::size_t>(write.offset);
  if (write.after.empty()) {
    file.bytes.resize(static_cast<std::size_t>(write.size_after));
    return;
  }
  const bool torn = dice_.chance(20);
  if (torn) faults_.add(Fault::writes_torn);
  for (std::size_t at = 0; at < write.after.size();) {
    const std::size_t sector_end = ((offset + at) / kSector + 1) * kSector - offset;
    const std::size_t end = std::min(sector_end, write.after.size());
    if (!torn || dice_.chance(50)) {
      if (file.bytes.size() < offset + end) file.bytes.resize(offset + end);
      std::memcpy(file.bytes.data() + offset + at, write.after.data() + at, end - at);
    }
    at = end;
  }
}

/// What the power cut left of a file: of the writes since its last sync all, none, the first ones,
/// or any of them, some in part.
void Disk::lose(File& file) {
  if (file.unsynced.empty()) return;
  std::vector<Write> writes = std::exchange(file.unsynced, {});
  for (std::size_t i = writes.size(); i > 0; --i) undo(file, writes[i - 1]);
  switch (dice_.below(4)) {
    case 0:
      faults_.add(Fault::writes_lost);
      return;
    case 1:
      for (const Write& write : writes) play(file, write);
      return;
    case 2: {
      faults_.add(Fault::writes_lost);
      const std::size_t kept = dice_.below(writes.size());
      for (std::size_t i = 0; i < kept; ++i) play(file, writes[i]);
      return;
    }
    default:
      faults_.add(Fault::writes_reordered);
      for (const Write& write : writes) {
        if (dice_.chance(50)) play(file, write);
      }
  }
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [path, file] : files_) image.emplace(path, file->bytes);
  return image;
}

void Disk::put(const Image& image) {
  files_.clear();
  for (const auto& [path, bytes] : image) {
    auto file = std::make_unique<File>();
    file->bytes = bytes;
    file->name_is_durable = true;
    files_.emplace(path, std::move(file));
  }
}

const std::string* Disk::bytes_of(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second->bytes;
}

}  // namespace crosstalk::simulation
