#include <sqlite3.h>

#include <algorithm>
#include <span>
#include <utility>

#include "storage/projection.h"
#include "storage/statements.h"
#include "storage/store.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

constexpr std::size_t kRecordsAtOnce = 1'000;  // merged in memory before they are written

/// No trigger fires while it lives.
class TriggersOff {
 public:
  explicit TriggersOff(const Database& database) : handle_(database.handle()) { set(0); }
  TriggersOff(const TriggersOff&) = delete;
  TriggersOff& operator=(const TriggersOff&) = delete;
  ~TriggersOff() { set(1); }

 private:
  void set(int on) { sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, nullptr); }
  sqlite3* handle_;
};

Result<void> empty_all(const Database& database) {
  const TriggersOff off(database);
  for (const Sql* sql :
       {&sql::kEmptyConversationIndex, &sql::kEmptyMessageIndex, &sql::kDeleteAllRecords,
        &sql::kDeleteAllConversations, &sql::kDeleteAllTags, &sql::kDeleteAllLinks,
        &sql::kDeleteAllActions, &sql::kDeleteAllMessages, &sql::kDeleteAllMembers,
        &sql::kDeleteAllEvents, &sql::kZeroTotals}) {
    Statement statement = database.prepared(*sql);
    if (const auto done = statement.run(); !done) return done.error();
  }
  return {};
}

Result<void> project_some(Database& database, Projector& projector, std::span<const Uuid> records) {
  std::vector<RecordState> states;
  for (const Uuid& record : records) {
    const auto changes = read_changes_of(database, record);
    if (!changes) return changes.error();
    RecordState state = shown_state(*changes);
    if (!state.record.nil()) states.push_back(std::move(state));
  }
  return projector.project_all(std::move(states));
}

}  // namespace

Result<void> rebuild_within(Database& database) {
  if (const auto done = empty_all(database); !done) return done.error();
  auto projector = Projector::of(database);
  if (!projector) return projector.error();
  const auto records = read_ids(database, sql::kReadChangedRecords);
  if (!records) return records.error();
  const std::span<const Uuid> all(*records);
  for (std::size_t begin = 0; begin < all.size(); begin += kRecordsAtOnce) {
    const auto some = all.subspan(begin, std::min(kRecordsAtOnce, all.size() - begin));
    if (const auto done = project_some(database, *projector, some); !done) return done.error();
  }
  return {};
}

Result<void> Store::rebuild() {
  auto transaction = Transaction::begin(database());
  if (!transaction) return transaction.error();
  if (const auto done = rebuild_within(database()); !done) return done.error();
  return transaction->commit();
}

}  // namespace crosstalk
