#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/result.h"
#include "storage/stamp.h"
#include "storage/store.h"
#include "storage/uuid.h"

struct sqlite3;
struct sqlite3_stmt;

namespace crosstalk {

/// One SQL statement by name; all of them stand in storage/statements.h. A connection prepares each
/// once.
struct Sql {
  const char* text;
};

/// A prepared statement in use. Bind, then `step` or `run`; leaving the scope resets it and forgets
/// what was bound. A failure to prepare or bind is given by the next `step`. What is bound is
/// copied. Parameters count from 1, columns from 0, as in SQLite.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, int value) { return bind(parameter, std::int64_t{value}); }
  Statement& bind(int parameter, bool value) {
    return bind(parameter, std::int64_t{value ? 1 : 0});
  }
  Statement& bind(int parameter, std::string_view value);
  Statement& bind(int parameter, const char* value) {
    return bind(parameter, std::string_view(value));
  }
  Statement& bind(int parameter, const Uuid& value);
  Statement& bind(int parameter, const Stamp& value);
  Statement& bind_null(int parameter);
  template <typename T>
  Statement& bind(int parameter, const std::optional<T>& value) {
    return value ? bind(parameter, *value) : bind_null(parameter);
  }

  /// True: a row can be read. False: the statement is done.
  Result<bool> step();
  /// Steps to the end.
  Result<void> run();
  /// After `run`: makes the statement ready for other values.
  void reset();

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  bool is_null(int column) const;
  Uuid uuid(int column) const;                          // nil where the column holds no id
  std::optional<Uuid> optional_uuid(int column) const;  // nothing for NULL
  Stamp stamp(int column) const;

 private:
  friend class Database;
  struct Slot {
    sqlite3_stmt* handle = nullptr;
    bool in_use = false;
  };
  Statement(const class Database* database, Slot* slot) : database_(database), slot_(slot) {}

  const Database* database_;
  Slot* slot_;
  int failed_ = 0;  // SQLite's code of the first bind that failed
};

/// How long a connection waits for the locks of others.
inline constexpr int kBusyTimeoutMs = 10'000;

/// How to open a connection.
struct DatabaseOptions {
  std::string path;
  std::optional<StoreKey> key;  // nothing: a plain database (the hub's)
  std::string vfs;              // empty is the system's
  std::int64_t cache_bytes = 16 << 20;
};

/// One connection to an SQLite file: WAL, `synchronous=FULL`, `secure_delete`, foreign keys,
/// temporary data in memory, a busy time-out of 10 s. Belongs to one thread.
class Database {
 public:
  /// Opens or makes the file. With a key the connection must prove to be SQLCipher's
  /// (`store-not-encrypted` else, also for a file that is plain); `passphrase-wrong` where the key
  /// does not fit, `store-not-ours` for what is no database at all, and `store-locked`,
  /// `store-damaged`, `disk-full`, `disk-failed`. A file that is refused is left as it was.
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// The statement, ready to bind. The same statement cannot be in use twice at a time.
  Statement prepared(const Sql& sql) const;

  /// Runs one or more statements that give nothing of interest.
  Result<void> execute(const char* sql) const;
  /// The first column of the first row of a pragma or question, as text; empty where there is none.
  Result<std::string> ask(const char* sql) const;

  /// Rows that the last insert, update or delete changed.
  std::int64_t changed_rows() const;
  /// A consistent copy of this database at `path`, under `key` (nothing: plain). An existing file
  /// there is overwritten if it is a database of the same key; on failure nothing is left of a new
  /// one.
  Result<void> copy_to(const std::string& path, const std::optional<StoreKey>& key) const;

  /// Folds the write-ahead log into the file and cuts it to nothing. False where a reader or a
  /// writer is in the way: it still holds what it held.
  Result<bool> empty_log() const;

  /// What to execute after each transaction that was rolled back: a constant.
  void set_after_rollback(const char* sql) { after_rollback_ = sql; }

  /// What SQLite says of its last failure, as an error of ours; `doing` is for the log.
  Error last_error(std::string_view doing) const;
  sqlite3* handle() const { return handle_; }

 private:
  friend class Statement;
  friend class Transaction;
  Database(sqlite3* handle, std::string vfs) : handle_(handle), vfs_(std::move(vfs)) {}
  static Result<std::unique_ptr<Database>> connect(const DatabaseOptions& options, int flags);

  void rolled_back() const;

  sqlite3* handle_;
  std::string vfs_;
  const char* after_rollback_ = nullptr;
  // Keyed by the text's address: every statement is a constant of its own. Nodes stay where they
  // are.
  mutable std::unordered_map<const char*, Statement::Slot> statements_;
};

/// `BEGIN IMMEDIATE` until `commit`; leaving the scope without it rolls everything back.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace crosstalk
