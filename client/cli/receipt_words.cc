#include "client/cli/receipt_words.h"

#include "client/cli/plain_text.h"

namespace crosstalk {
namespace {

std::string_view where_words(Difference::Where where) {
  switch (where) {
    case Difference::Where::here_alone:
      return "is on this device alone";
    case Difference::Where::hub_alone:
      return "is on the hub alone";
    case Difference::Where::not_the_same:
      return "is not the same on this device and on the hub";
  }
  broken_invariant("a difference lies nowhere");
}

}  // namespace

std::string receipt_words(const Receipt& receipt, Instant now) {
  std::string words =
      std::to_string(receipt.on_hub) + " of " + std::to_string(receipt.held) + " on the hub";
  if (receipt.hub_alone > 0) {
    words += ", " + counted(receipt.hub_alone, "change") + " on the hub alone";
  }
  words += ", checked " + said_time(receipt.checked, now);
  if (receipt.elsewhere > 0) words += "; the hub has more than this device";
  return words;
}

std::string difference_words(const Receipt& receipt, Instant now, std::size_t lines_max) {
  std::string lines;
  std::size_t count = 0;
  for (const Difference& difference : receipt.differences) {
    if (count++ == lines_max) {
      const std::size_t more = receipt.differences.size() - lines_max;
      return lines + "and " + counted(static_cast<std::int64_t>(more), "more change") + "\n";
    }
    lines += difference.kind.empty() ? "change" : one_line(difference.kind);
    lines += " " + difference.id.text() + ", written " + said_time(difference.when, now) + ", ";
    lines.append(where_words(difference.where)).append("\n");
  }
  return lines;
}

}  // namespace crosstalk
