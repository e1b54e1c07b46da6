#include "client/cli/csv_table.h"
#include "client/cli/exports.h"
#include "client/cli/note_columns.h"
#include "storage/queries.h"

namespace crosstalk {

Result<std::int64_t> export_csv(const Store& store, const ByteSink& sink) {
  const auto conversations = read_conversations(store, {});
  if (!conversations) return conversations.error();
  const std::vector<std::string> header(kNoteColumnNames.begin(), kNoteColumnNames.end());
  if (const auto written = sink(csv_line(header)); !written) return written.error();
  for (auto conversation = conversations->rbegin(); conversation != conversations->rend();
       ++conversation) {
    for (const NoteFields& fields : note_rows(*conversation)) {
      std::vector<std::string> row;
      for (const std::string& field : fields) row.push_back(guard_formula(field));
      if (const auto written = sink(csv_line(row)); !written) return written.error();
    }
  }
  return static_cast<std::int64_t>(conversations->size());
}

}  // namespace crosstalk
