#include "storage/forget.h"

#include <algorithm>
#include <set>

#include "storage/statements.h"
#include "storage/sweep.h"

namespace crosstalk {
namespace {

Result<void> run_with(Database& database, const Sql& sql, const Uuid& id) {
  Statement statement = database.prepared(sql);
  return statement.bind(1, id).run();
}

Result<void> mark_erased(Database& database, const Uuid& record) {
  Statement mark = database.prepared(sql::kMarkErased);
  return mark.bind(1, record).bind_null(2).bind_null(3).bind(4, "").bind(5, "[]").run();
}

Result<void> erase_all_of(Database& database, Projector& projector, const Uuid& record) {
  for (const Sql* sql : {&sql::kForgetWantedOf, &sql::kDeleteChangesOf}) {
    if (const auto done = run_with(database, *sql, record); !done) return done.error();
  }
  {
    Statement draft =
        database.prepared(sql::kDeleteDraft);  // an editor's words of it are its words too
    if (const auto done = draft.bind(1, record.text()).run(); !done) return done.error();
  }
  if (const auto done = projector.remove(record); !done) return done.error();
  return mark_erased(database, record);
}

}  // namespace

Result<std::vector<Uuid>> records_under(const Database& database, std::span<const Uuid> records) {
  std::set<Uuid> seen(records.begin(), records.end());
  std::vector<Uuid> parents(records.begin(), records.end());
  std::vector<Uuid> under;
  for (std::size_t next = 0; next < parents.size(); ++next) {
    Statement read = database.prepared(sql::kReadUnder);
    read.bind(1, parents[next]);
    while (true) {
      const auto row = read.step();
      if (!row) return row.error();
      if (!*row) break;
      const Uuid child = read.uuid(0);
      if (!seen.insert(child).second) continue;
      under.push_back(child);
      parents.push_back(child);
    }
  }
  return under;
}

Result<void> note_erased(const Database& database) {
  Statement log = database.prepared(sql::kSetLogHoldsErased);
  if (const auto done = log.bind(1, true).run(); !done) return done.error();
  return want_sweep(database);
}

Result<void> erase_record(Database& database, Projector& projector, const EraseEntry& entry) {
  std::vector<Uuid> gone = {entry.record};
  for (const Uuid& record : entry.under) {
    if (std::find(gone.begin(), gone.end(), record) == gone.end()) gone.push_back(record);
  }
  const auto under = records_under(database, gone);
  if (!under) return under.error();
  gone.insert(gone.end(), under->begin(), under->end());
  for (const Uuid& record : gone) {
    if (const auto done = erase_all_of(database, projector, record); !done) return done.error();
  }
  if (!entry.id.nil()) {
    Statement mark = database.prepared(sql::kMarkErased);
    mark.bind(1, entry.record).bind(2, entry.id).bind(3, entry.stamp).bind(4, entry.seal);
    // As the hub said it, for that is what the seal is over.
    Json told = Json::array();
    for (const Uuid& record : entry.under) told.push_back(record.text());
    mark.bind(5, to_text(told));
    if (const auto done = mark.run(); !done) return done.error();
  }
  return note_erased(database);
}

Result<bool> is_erased(const Database& database, const Uuid& record) {
  Statement read = database.prepared(sql::kIsErased);
  return read.bind(1, record).step();
}

Result<void> withdraw_record(Database& database, Projector& projector, const Uuid& record) {
  for (const Sql* sql : {&sql::kForgetWantedOf, &sql::kDeleteAcknowledgedOf}) {
    if (const auto done = run_with(database, *sql, record); !done) return done.error();
  }
  if (const auto done = want_sweep(database); !done) return done.error();
  return projector.project(record);
}

}  // namespace crosstalk
