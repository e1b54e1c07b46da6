#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "client/cli/output.h"
#include "client/cli/plain_text.h"
#include "client/cli/verbs.h"
#include "client/model/note_draft.h"
#include "storage/native/data_folder.h"
#include "storage/native/key.h"
#include "storage/native/salvage_file.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

constexpr std::size_t kPagesNamed = 20;

Error no_such_file(const std::string& path) {
  return make_error_saying(
      ErrorCode::file_unreadable,
      "\"" + one_line(path) +
          "\" can't be read. Nothing was changed: name a backup, a data folder "
          "or the crosstalk.db in one.",
      path);
}

/// A data folder stands for the store in it.
std::string store_in(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return path + "/crosstalk.db";
  return path;
}

/// The key that lies beside a file; nothing where none does, as beside most backups.
Result<std::optional<StoreKey>> key_beside(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  std::error_code ignored;
  const std::string beside = folder.empty() ? "." : folder;
  if (!std::filesystem::exists(beside + "/key.json", ignored)) return std::optional<StoreKey>();
  const auto opened = DataFolder::open(beside);
  if (!opened) return opened.error();
  const auto key = open_key(*opened);
  if (!key) return key.error();
  return std::optional(key->key);
}

/// By the key beside the file, or else by that of the folder which it goes to: a backup bears the
/// key of the folder that it was made of.
Result<FileSalvage> salvage(const Session& session, const std::string& path) {
  const auto beside = key_beside(path);
  if (!beside) return beside.error();
  if (*beside) {
    auto read = salvage_file(path, **beside);
    if (read || read.error().code != ErrorCode::passphrase_wrong) return read;
  }
  auto read = salvage_file(path, session.store_options().key);
  if (read || read.error().code != ErrorCode::passphrase_wrong) return read;
  return make_error_saying(
      ErrorCode::key_missing,
      "Nothing in this file can be read with a key that is here. It was left as it is: put the "
      "key.json that it was made with beside it and try again.",
      read.error().detail);
}

Json json_of(const FileSalvage& read, const RescueReport& report) {
  return {{"changes", report.changes},
          {"conversations", report.conversations},
          {"waiting", report.waiting},
          {"drafts", report.drafts},
          {"pages", read.pages},
          {"pages_damaged", read.pages_damaged},
          {"rows_unreadable", read.rows_unreadable}};
}

void say_rescued(const FileSalvage& read, const RescueReport& report) {
  say(counted(report.conversations, "conversation") + " (" + counted(report.changes, "change") +
      ") and " + counted(report.drafts, "draft") + " rescued.\n");
  if (read.pages_damaged > 0 || read.rows_unreadable > 0) {
    say(counted(read.pages_damaged, "page") + " of " + std::to_string(read.pages) +
        " damaged, and " + counted(read.rows_unreadable, "row") +
        " not whole: what stood there is lost, unless a hub or a backup has it.\n");
  }
  if (!read.seals_fit) {
    say("The start of the file is damaged, so nothing vouches for what was read: look it "
        "through.\n");
  }
  say("The file was left as it is. This folder is a new device: join it to your space again, and " +
      counted(report.waiting, "change") + " that the hub may not have will be sent.\n");
}

}  // namespace

Result<void> verb_rescue(Session& session, const std::string& path, bool json) {
  const std::string file = store_in(path);
  std::error_code problem;
  if (!std::filesystem::is_regular_file(file, problem)) return no_such_file(path);
  if (std::filesystem::equivalent(file, session.folder() + "/crosstalk.db", problem)) {
    return make_error_saying(
        ErrorCode::invalid_value,
        "That is the store of this very data folder. Nothing was changed: name a new folder with "
        "--data, and what can be read goes there.");
  }
  const auto read = salvage(session, file);
  if (!read) {
    return read.error().code == ErrorCode::file_unreadable ? no_such_file(path) : read.error();
  }
  const auto report = take_salvage(session.store(), read->salvage);
  if (!report) return report.error();
  if (json) {
    say_json(json_of(*read, *report));
  } else {
    say_rescued(*read, *report);
  }
  return {};
}

Result<void> verb_drafts(Session& session, bool json) {
  const auto drafts = session.store().drafts();
  if (!drafts) return drafts.error();
  Json list = Json::array();
  for (const Draft& draft : *drafts) {
    const auto record = parse_uuid(draft.key);
    std::string body;
    if (record) {
      if (const auto edit = edit_draft_from(draft.content)) body = edit->now.body;
    } else if (const auto note = note_draft_from(draft.content)) {
      body = note->body;
    }
    list.push_back({{"id", record ? Json(record->text()) : Json()},
                    {"body", body},
                    {"changed", format_time(draft.changed)}});
  }
  if (json) {
    say_json(list);
    return {};
  }
  for (const Json& one : list) {
    const auto* id = one["id"].get_ptr<const std::string*>();
    say((id == nullptr ? std::string("A new note") : "A change to " + *id) + ", not saved:\n" +
        *one["body"].get_ptr<const std::string*>() + "\n");
  }
  if (list.empty()) say("Nothing that was written is unsaved.\n");
  return {};
}

Result<void> verb_check(Session& session, bool rebuild) {
  if (rebuild) {
    if (const auto done = session.store().rebuild(); !done) return done;
    say("Lists and search index were made anew from the changes.\n");
  }
  const auto problems = session.store().check();
  if (!problems) return problems.error();
  if (problems->empty()) {
    say("Whole: nothing is wrong with what is kept here.\n");
    return {};
  }
  for (const std::string& problem : *problems) say_problem(problem);
  return make_error_saying(
      ErrorCode::store_damaged,
      "The store of this data folder is damaged (" +
          counted(static_cast<std::int64_t>(problems->size()), "problem") +
          "). It was left as it is. Make a copy of the folder, then try crosstalk check --rebuild; "
          "or save what can be read into a new folder: crosstalk --data NEW rescue " +
          one_line(session.folder()));
}

void name_damage(const std::string& folder) {
  const auto opened = DataFolder::open(folder);
  if (!opened) return;
  const auto key = open_key(*opened);
  if (!key) return;
  const auto pages = damaged_pages(opened->store_path(), key->key);
  if (!pages || pages->empty()) return;
  for (std::size_t i = 0; i < pages->size() && i < kPagesNamed; ++i) {
    say_problem("page " + std::to_string((*pages)[i]) + " is damaged");
  }
  if (pages->size() > kPagesNamed) {
    say_problem(counted(static_cast<std::int64_t>(pages->size()), "page") +
                " in all are damaged, or are of another key");
  }
  say_problem("to save what can be read into a new folder: crosstalk --data NEW rescue " +
              one_line(opened->path()));
}

}  // namespace crosstalk
