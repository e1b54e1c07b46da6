#include "storage/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "storage/planted.h"

namespace crosstalk {
namespace {

// The log is folded into the file off the save path (Store::checkpoint); this only bounds it where
// no idle moment comes.
constexpr const char* kSettings =
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA wal_autocheckpoint = 4000;";
constexpr int kPageBytes = 4096;

ErrorCode code_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::disk_full;
    case SQLITE_NOTADB:
      return ErrorCode::store_not_ours;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::store_locked;
    case SQLITE_TOOBIG:
      return ErrorCode::too_large;
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:  // also what SQLCipher says of a page whose seal does not fit
      return ErrorCode::store_damaged;
    default:  // IOERR, CANTOPEN, READONLY, PERM, NOMEM, …: the machine did not do as asked
      return ErrorCode::disk_failed;
  }
}

Error error_of(sqlite3* handle, int code, std::string_view doing) {
  // Messages of SQLite name tables and columns, never values, so they are fit for a log.
  const char* message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  return make_error(code_of(code),
                    std::string(doing) + ": " + message + " (" + std::to_string(code) + ")");
}

std::string raw_key(const StoreKey& key) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "x'";
  for (const std::byte byte : key) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text + "'";
}

void forget(std::string& secret) {
  volatile char* bytes = secret.data();
  for (std::size_t i = 0; i < secret.size(); ++i) bytes[i] = 0;
}

const char* vfs_name(const std::string& vfs) { return vfs.empty() ? nullptr : vfs.c_str(); }

// Why a file is no database to the key it was given: it is plain, or has not the size of one, or
// the key is another's.
ErrorCode why_unreadable(const DatabaseOptions& options) {
  if (!options.key) return ErrorCode::store_not_ours;
  sqlite3* plain = nullptr;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  ErrorCode why = ErrorCode::passphrase_wrong;
  if (sqlite3_open_v2(options.path.c_str(), &plain, flags, vfs_name(options.vfs)) == SQLITE_OK) {
    const char* question = "SELECT count(*) FROM sqlite_master";
    const int code = sqlite3_exec(plain, question, nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) {
      why = ErrorCode::store_not_encrypted;
    } else if (code_of(code) != ErrorCode::store_not_ours) {
      why = code_of(code);  // it cannot be read at all
    } else {
      sqlite3_file* file = nullptr;
      sqlite3_int64 size = 0;
      if (sqlite3_file_control(plain, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
          file != nullptr && file->pMethods != nullptr &&
          file->pMethods->xFileSize(file, &size) == SQLITE_OK && size % kPageBytes != 0) {
        why = ErrorCode::store_not_ours;
      }
    }
  }
  sqlite3_close_v2(plain);
  return why;
}

Result<void> copy_into(sqlite3* from, const Database& target) {
  sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", from, "main");
  if (backup == nullptr) return target.last_error("backup");
  // In one step, so that a writer beside us cannot make it begin again for ever; in WAL mode nobody
  // waits for it.
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) return error_of(target.handle(), code, "backup");
  return {};
}

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), slot_(other.slot_), failed_(other.failed_) {
  other.slot_ = nullptr;
}

Statement::~Statement() {
  if (slot_ == nullptr) return;
  slot_->in_use = false;
  if (slot_->handle == nullptr) return;
  sqlite3_reset(slot_->handle);
  sqlite3_clear_bindings(slot_->handle);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  const int code = sqlite3_bind_int64(slot_->handle, parameter, value);
  if (failed_ == SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
  const int code =
      sqlite3_bind_text64(slot_->handle, parameter, value.data() == nullptr ? "" : value.data(),
                          value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (failed_ == SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind(int parameter, const Uuid& value) {
  const int code = sqlite3_bind_blob(slot_->handle, parameter, value.bytes.data(),
                                     static_cast<int>(value.bytes.size()), SQLITE_TRANSIENT);
  if (failed_ == SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind(int parameter, const Stamp& value) {
  // Big-endian, so that the bytes compare as the stamp's text does.
  std::array<unsigned char, 16> bytes{};
  for (unsigned i = 0; i < 8; ++i) {
    bytes[i] = static_cast<unsigned char>(value.ticks >> (56 - 8 * i));
    bytes[i + 8] = static_cast<unsigned char>(value.device.value >> (56 - 8 * i));
  }
  const int code = sqlite3_bind_blob(slot_->handle, parameter, bytes.data(), 16, SQLITE_TRANSIENT);
  if (failed_ == SQLITE_OK) failed_ = code;
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  const int code = sqlite3_bind_null(slot_->handle, parameter);
  if (failed_ == SQLITE_OK) failed_ = code;
  return *this;
}

Result<bool> Statement::step() {
  if (slot_->handle == nullptr) return database_->last_error("prepare");
  if (failed_ != SQLITE_OK) return error_of(database_->handle(), failed_, "bind");
  const int code = sqlite3_step(slot_->handle);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return error_of(database_->handle(), code, "step");
}

Result<void> Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return row.error();
    if (!*row) return {};
  }
}

void Statement::reset() {
  if (slot_->handle == nullptr) return;
  sqlite3_reset(slot_->handle);
  sqlite3_clear_bindings(slot_->handle);
  failed_ = SQLITE_OK;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(slot_->handle, column);
}

double Statement::real(int column) const { return sqlite3_column_double(slot_->handle, column); }

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(slot_->handle, column);
  if (bytes == nullptr) return {};
  const int size = sqlite3_column_bytes(slot_->handle, column);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(slot_->handle, column) == SQLITE_NULL;
}

Uuid Statement::uuid(int column) const {
  Uuid id;
  const void* bytes = sqlite3_column_blob(slot_->handle, column);
  if (bytes != nullptr && sqlite3_column_bytes(slot_->handle, column) == 16) {
    std::memcpy(id.bytes.data(), bytes, id.bytes.size());
  }
  return id;
}

std::optional<Uuid> Statement::optional_uuid(int column) const {
  if (is_null(column)) return std::nullopt;
  return uuid(column);
}

Stamp Statement::stamp(int column) const {
  Stamp stamp;
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(slot_->handle, column));
  if (bytes == nullptr || sqlite3_column_bytes(slot_->handle, column) != 16) return stamp;
  for (std::size_t i = 0; i < 8; ++i) {
    stamp.ticks = stamp.ticks << 8 | bytes[i];
    stamp.device.value = stamp.device.value << 8 | bytes[i + 8];
  }
  return stamp;
}

Result<std::unique_ptr<Database>> Database::connect(const DatabaseOptions& options, int flags) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(options.path.c_str(), &handle,
                      flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs_name(options.vfs));
  std::unique_ptr<Database> database(new Database(handle, options.vfs));
  if (code != SQLITE_OK) return error_of(handle, code, "open");
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  if (options.key) {
    std::string key = raw_key(*options.key);
    const int keyed = sqlite3_key_v2(handle, "main", key.data(), static_cast<int>(key.size()));
    forget(key);
    if (keyed != SQLITE_OK) return error_of(handle, keyed, "key");
    // It would write to standard error what we report as an error. The first key of a process sets
    // the level, so this comes after it.
    if (const auto done = database->execute("PRAGMA cipher_log_level = NONE"); !done)
      return done.error();
    // Plain SQLite takes any key, ignores it and writes plain text; it only has no version to tell.
    const auto version = database->ask("PRAGMA cipher_version");
    if (!version) return version.error();
    if (version->empty()) {
      return make_error(ErrorCode::store_not_encrypted, "the library in use is not SQLCipher");
    }
  }
  if (const auto done = database->execute("PRAGMA temp_store = MEMORY"); !done) return done.error();
  return database;
}

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  constexpr const char* kFirstQuestion = "SELECT count(*) FROM sqlite_master";
  auto connected = connect(options, kFlags);
  if (!connected) return connected;
  auto read = (*connected)->ask(kFirstQuestion);
  if (!read && read.error().code == ErrorCode::store_not_ours) {
    // Where the salt at the start of the file cannot be read SQLCipher makes one up, and then no
    // page fits: an error of the disk that looks like a wrong key, but once.
    connected = connect(options, kFlags);
    if (!connected) return connected;
    read = (*connected)->ask(kFirstQuestion);
  }
  if (!read) {
    if (read.error().code != ErrorCode::store_not_ours) return read.error();
    return make_error(why_unreadable(options), read.error().detail);
  }
  Database& database = **connected;
  auto mode = database.ask("PRAGMA journal_mode");
  // Another process may be making the same file at this moment; SQLite does not wait by itself for
  // this one step.
  for (int waited_ms = 0; mode && *mode != "wal"; waited_ms += 20) {
    mode = database.ask("PRAGMA journal_mode = WAL");
    if (mode && *mode != "wal")
      return make_error(ErrorCode::disk_failed, "no write-ahead log here");
    if (mode || mode.error().code != ErrorCode::store_locked || waited_ms >= kBusyTimeoutMs) break;
    sqlite3_sleep(20);
    mode = database.ask("PRAGMA journal_mode");
  }
  if (!mode) return mode.error();
  const std::string cache = "PRAGMA cache_size = -" +
                            std::to_string(std::max<std::int64_t>(options.cache_bytes / 1024, 1));
  if (const auto done = database.execute(cache.c_str()); !done) return done.error();
  if (const auto done = database.execute(kSettings); !done) return done.error();
  if (planted(options.key ? Bug::skip_sync : Bug::hub_skip_sync)) {
    if (const auto done = database.execute("PRAGMA synchronous = OFF"); !done) return done.error();
  }
  return connected;
}

Database::~Database() {
  for (auto& [text, slot] : statements_) sqlite3_finalize(slot.handle);
  sqlite3_close_v2(handle_);
}

Statement Database::prepared(const Sql& sql) const {
  Statement::Slot& slot = statements_[sql.text];
  if (slot.in_use) broken_invariant(std::string("a statement is in use twice: ") + sql.text);
  if (slot.handle == nullptr) {
    sqlite3_prepare_v3(handle_, sql.text, -1, SQLITE_PREPARE_PERSISTENT, &slot.handle, nullptr);
  }
  slot.in_use = true;
  return Statement(this, &slot);
}

Result<void> Database::execute(const char* sql) const {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error_of(handle_, code, "execute");
  return {};
}

Result<std::string> Database::ask(const char* sql) const {
  sqlite3_stmt* handle = nullptr;
  int code = sqlite3_prepare_v2(handle_, sql, -1, &handle, nullptr);
  if (code != SQLITE_OK) return error_of(handle_, code, "ask");
  std::string answer;
  code = sqlite3_step(handle);
  if (code == SQLITE_ROW) {
    const auto* bytes = sqlite3_column_text(handle, 0);
    if (bytes != nullptr) answer = reinterpret_cast<const char*>(bytes);
    code = SQLITE_DONE;
  }
  if (code != SQLITE_DONE) {
    Error error = error_of(handle_, code, "ask");
    sqlite3_finalize(handle);
    return error;
  }
  sqlite3_finalize(handle);
  return answer;
}

std::int64_t Database::changed_rows() const { return sqlite3_changes64(handle_); }

Result<void> Database::copy_to(const std::string& path, const std::optional<StoreKey>& key) const {
  DatabaseOptions options;
  options.path = path;
  options.key = key;
  options.vfs = vfs_;
  sqlite3_vfs* vfs = sqlite3_vfs_find(vfs_name(vfs_));
  int existed = 0;
  if (vfs != nullptr) vfs->xAccess(vfs, path.c_str(), SQLITE_ACCESS_EXISTS, &existed);
  auto target = connect(options, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  Result<void> copied = target ? copy_into(handle_, **target) : Result<void>(target.error());
  if (copied) return {};
  target = copied.error();  // closes it
  if (vfs != nullptr && existed == 0) vfs->xDelete(vfs, path.c_str(), 0);
  return copied;
}

Result<bool> Database::empty_log() const {
  const int code =
      sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if ((code & 0xff) == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) return last_error("checkpoint");
  return true;
}

Error Database::last_error(std::string_view doing) const {
  return error_of(handle_, sqlite3_extended_errcode(handle_), doing);
}

Result<Transaction> Transaction::begin(Database& database) {
  if (const auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // After a full or failed disk SQLite may have rolled back by itself.
  if (sqlite3_get_autocommit(database_->handle()) == 0) (void)database_->execute("ROLLBACK");
  database_->rolled_back();
}

void Database::rolled_back() const {
  if (after_rollback_ == nullptr) return;
  (void)execute(after_rollback_);
  if (sqlite3_get_autocommit(handle_) == 0) (void)execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  if (const auto done = database_->execute("COMMIT"); !done) return done.error();
  database_ = nullptr;
  return {};
}

}  // namespace crosstalk
