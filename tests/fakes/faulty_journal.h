#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "sync/hub/journal.h"

namespace crosstalk::hub {

/// The lines of a journal, in memory: what stays when the program that wrote them ends.
struct JournalLines {
  std::vector<std::string> lines;

  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  // Faults: after so many appends each is refused, its first line cut short.
  std::int64_t appends_until_error = kNever;
  bool reads_fail = false;
};

/// A journal that refuses lines on demand. Without faults it keeps them as the file does.
class FaultyJournal : public Journal {
 public:
  /// The lines must outlive it.
  explicit FaultyJournal(JournalLines& kept) : kept_(kept) {}

  Result<void> append(const std::vector<std::string>& lines) override {
    if (kept_.appends_until_error <= 0) {
      const std::string& first = lines.front();
      kept_.lines.push_back(first.substr(0, first.size() / 2));
      return make_error(ErrorCode::disk_full, "journal: no room");
    }
    if (kept_.appends_until_error != JournalLines::kNever) --kept_.appends_until_error;
    kept_.lines.insert(kept_.lines.end(), lines.begin(), lines.end());
    return {};
  }
  Result<std::vector<std::string>> read() override {
    if (kept_.reads_fail) return make_error(ErrorCode::disk_failed, "journal: read");
    return kept_.lines;
  }

 private:
  JournalLines& kept_;
};

}  // namespace crosstalk::hub
