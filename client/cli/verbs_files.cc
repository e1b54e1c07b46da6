#include "client/app/file_jobs.h"
#include "client/cli/csv_import.h"
#include "client/cli/file_output.h"
#include "client/cli/ndjson_import.h"
#include "client/cli/output.h"
#include "client/cli/plain_text.h"
#include "client/cli/verbs.h"
#include "storage/vocabulary.h"

namespace crosstalk {
namespace {

constexpr std::size_t kWordWidthMax = 60;

bool named_ndjson(std::string_view path) {
  return path.ends_with(".ndjson") || path.ends_with(".jsonl");
}

Json json_of(const ImportReport& report) {
  Json unknown = Json::object();
  for (const auto& [list, words] : report.unknown)
    unknown[std::string(term_list_name(list))] = words;
  return {{"conversations", report.conversations},
          {"actions", report.actions},
          {"known", report.known},
          {"rows_skipped", report.rows_skipped},
          {"unknown", unknown}};
}

void say_report(const ImportReport& report) {
  say(counted(report.conversations, "conversation") + " and " + counted(report.actions, "action") +
      " added.\n");
  if (report.known > 0) say(counted(report.known, "conversation") + " here already.\n");
  if (report.rows_skipped > 0) {
    say(counted(report.rows_skipped, "row") + " skipped: the lines are named above.\n");
  }
  for (const auto& [list, words] : report.unknown) {
    std::string line;
    for (const std::string& word : words) {
      line += (line.empty() ? "" : ", ") + shortened(one_line(word), kWordWidthMax);
    }
    say("Not in the vocabulary, kept as written (" + std::string(term_list_name(list)) +
        "): " + line + "\n");
  }
}

Result<void> import_changes(Session& session, const std::string& bytes, bool json) {
  const auto report = import_ndjson(session.store(), bytes, say_problem);
  if (!report) return report.error();
  if (json) {
    say_json(
        {{"changes", report->added}, {"known", report->known}, {"lines_skipped", report->skipped}});
    return {};
  }
  say(counted(report->added, "change") + " added.\n");
  if (report->known > 0) say(counted(report->known, "change") + " here already.\n");
  if (report->skipped > 0)
    say(counted(report->skipped, "line") + " skipped: they are named above.\n");
  return {};
}

struct Format {
  std::string_view name;
  FileJobKind kind;
  std::string_view noun;
};

constexpr Format kFormats[] = {{"csv", FileJobKind::export_csv, "conversation"},
                               {"ndjson", FileJobKind::export_ndjson, "change"},
                               {"ics", FileJobKind::export_ics, "open action"},
                               {"md", FileJobKind::export_markdown, "conversation"}};

}  // namespace

Result<void> verb_import(Session& session, const std::string& path, bool json) {
  const auto bytes = read_whole_file(path);
  if (!bytes) return bytes.error();
  const auto alone = session.lock_import();
  if (!alone) return alone.error();
  if (named_ndjson(path)) return import_changes(session, *bytes, json);
  const auto report = import_csv(session.store(), *bytes, say_problem);
  if (!report) return report.error();
  if (json) {
    say_json(json_of(*report));
  } else {
    say_report(*report);
  }
  return {};
}

Result<void> verb_export(Session& session, const ExportArguments& arguments) {
  for (const Format& format : kFormats) {
    if (format.name != arguments.format) continue;
    const std::string path = arguments.out == "-" ? "/dev/stdout" : arguments.out;
    const auto done = perform(session.store(), {format.kind, path});
    if (!done) return done.error();
    if (arguments.out != "-") {
      say(counted(done->count, format.noun) + " written to " + one_line(arguments.out) + "\n");
    }
    return {};
  }
  return make_error_saying(ErrorCode::invalid_value, "The format is one of csv, ndjson, ics, md.");
}

Result<void> verb_backup(Session& session, const std::string& path) {
  const auto done = perform(session.store(), {FileJobKind::backup, path});
  if (!done) return done.error();
  say("Written to " + one_line(path) + ", encrypted with the key of this data folder (" +
      std::string(session.key_source()) + "): keep that too.\n");
  return {};
}

}  // namespace crosstalk
