#include "client/cli/ndjson_import.h"

#include <algorithm>
#include <vector>

#include "client/cli/plain_text.h"
#include "storage/adopt.h"
#include "storage/json.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

std::optional<Change> read_line(std::string_view line) {
  if (!valid_utf8(line)) return std::nullopt;
  const auto json = parse_json(line);
  if (!json) return std::nullopt;
  auto change = change_from_json(*json);
  if (!change) return std::nullopt;
  for (const auto& [field, value] : change->set) {
    const auto* text = value.get_ptr<const std::string*>();
    if (text != nullptr && text->find('\0') != std::string::npos) return std::nullopt;
  }
  return change;
}

}  // namespace

Result<NdjsonReport> import_ndjson(Store& store, std::string_view bytes,
                                   const std::function<void(const std::string&)>& problem) {
  NdjsonReport report;
  std::vector<Change> changes;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (trimmed(line).empty()) continue;
    if (auto change = read_line(line)) {
      changes.push_back(*std::move(change));
    } else {
      problem("line " + std::to_string(number) + " is skipped: it is not a change");
      ++report.skipped;
    }
  }
  if (changes.empty() && report.skipped > 0) {
    return make_error_saying(
        ErrorCode::file_unreadable,
        "No line of this file is a change. Nothing was read: check that it is the right one.");
  }
  const auto adopted = adopt_changes(store, changes);
  if (!adopted) return adopted.error();
  if (adopted->left_out > 0) {
    problem(counted(adopted->left_out, "change") +
            " left out: erasures, members and what a hub alone writes are not read from a file");
    report.skipped += adopted->left_out;
  }
  report.added = adopted->added;
  report.known = adopted->known;
  return report;
}

}  // namespace crosstalk
