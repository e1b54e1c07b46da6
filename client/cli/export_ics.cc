#include <string>

#include "client/cli/calendar_text.h"
#include "client/cli/exports.h"
#include "storage/queries.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

std::string without_dashes(std::string_view date) {
  std::string digits;
  for (const char c : date) {
    if (c != '-' && c != ':') digits += c;
  }
  return digits;
}

std::string description_of(const ActionView& action) {
  std::string description;
  if (!action.owner.empty()) description += "Who: " + action.owner;
  if (!action.conversation_summary.empty()) {
    if (!description.empty()) description += "\n";
    description += "From: " + action.conversation_summary;
  }
  return description;
}

std::string todo(const ActionView& action, const std::string& stamp) {
  std::string text = calendar_line("BEGIN", "VTODO");
  text += calendar_line("UID", action.id.text());
  text += calendar_line("DTSTAMP", stamp);
  text += calendar_line("SUMMARY", calendar_text(action.text));
  if (parse_date(action.due)) text += calendar_line("DUE;VALUE=DATE", without_dashes(action.due));
  text += calendar_line("STATUS", action.state == "doing" ? "IN-PROCESS" : "NEEDS-ACTION");
  if (const std::string description = description_of(action); !description.empty()) {
    text += calendar_line("DESCRIPTION", calendar_text(description));
  }
  return text + calendar_line("END", "VTODO");
}

}  // namespace

Result<std::int64_t> export_ics(const Store& store, const ByteSink& sink) {
  const auto actions = list_actions(store);
  if (!actions) return actions.error();
  const std::string stamp = without_dashes(format_time(store.clock().wall()));
  std::string head = calendar_line("BEGIN", "VCALENDAR");
  head += calendar_line("VERSION", "2.0");
  head += calendar_line("PRODID", "-//Crosstalk//Actions//EN");
  if (const auto written = sink(head); !written) return written.error();
  std::int64_t count = 0;
  for (const ActionView& action : *actions) {
    if (action.state != "open" && action.state != "doing") continue;
    if (const auto written = sink(todo(action, stamp)); !written) return written.error();
    ++count;
  }
  if (const auto written = sink(calendar_line("END", "VCALENDAR")); !written)
    return written.error();
  return count;
}

}  // namespace crosstalk
