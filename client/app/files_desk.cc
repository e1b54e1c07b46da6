#include "client/app/files_desk.h"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "storage/time.h"

namespace crosstalk {
namespace {

struct Kind {
  const char* name;
  FileJobKind kind;
  const char* ending;
};
constexpr std::array kKinds = {Kind{"csv", FileJobKind::export_csv, ".csv"},
                               Kind{"md", FileJobKind::export_markdown, ".md"},
                               Kind{"ics", FileJobKind::export_ics, ".ics"},
                               Kind{"ndjson", FileJobKind::export_ndjson, ".ndjson"}};

std::vector<FileFormat> formats_of(const std::string& chosen, const Strings& strings) {
  const std::array labels = {strings("files.csv"), strings("files.md"), strings("files.ics"),
                             strings("files.ndjson")};
  const std::array about = {strings("files.csv_about"), strings("files.md_about"),
                            strings("files.ics_about"), strings("files.ndjson_about")};
  std::vector<FileFormat> formats;
  for (std::size_t index = 0; index < kKinds.size(); ++index) {
    formats.push_back({kKinds[index].name, std::string(labels[index]), std::string(about[index]),
                       chosen == kKinds[index].name});
  }
  return formats;
}

const Kind& kind_of(const std::string& name) {
  for (const Kind& kind : kKinds) {
    if (name == kind.name) return kind;
  }
  return kKinds.front();
}

std::string system_name() {
  utsname names{};
  if (uname(&names) != 0) return {};
  return std::string(names.sysname) + " " + names.release + " " + names.machine;
}

/// What a helper may need, and nothing of what anybody wrote, no name and no address.
std::string diagnostics_of(const Desk& desk, const SyncStatus* status) {
  const Strings& strings = desk.strings;
  const auto number = [&](std::int64_t count) { return strings.number(count); };
  std::string out = strings.fill("diagnostics.program", {desk.parts.version, system_name()}) + "\n";
  const auto messages = list_messages(desk.parts.store);
  out += strings.fill("diagnostics.held",
                      {number(desk.notes), number(static_cast<std::int64_t>(desk.actions.size())),
                       number(messages ? static_cast<std::int64_t>(messages->size()) : -1)}) +
         "\n";
  if (status != nullptr) {
    const std::string last = status->last_sync ? format_time(*status->last_sync) : "–";
    const auto joined =
        strings(status->hub ? TextKey("diagnostics.joined") : TextKey("diagnostics.not_joined"));
    out += strings.fill("diagnostics.sync",
                        {joined, number(status->waiting), number(status->rejected), last}) +
           "\n";
  }
  std::error_code problem;
  const auto bytes = std::filesystem::file_size(desk.parts.folder + "/crosstalk.db", problem);
  out += strings.fill("diagnostics.store",
                      {problem ? "–" : number(static_cast<std::int64_t>(bytes / 1024)),
                       desk.parts.key_source}) +
         "\n";
  out += strings.fill("diagnostics.looks",
                      {theme_choice_name(desk.preferences.theme),
                       std::to_string(desk.preferences.text_percent), strings.language()});
  return out;
}

}  // namespace

std::string FilesDesk::path_of(const std::string& stem, const std::string& ending) const {
  const std::string day = iso_of(desk_.today());
  return desk_.parts.file_folder + "/" + stem + "-" + day + ending;
}

void FilesDesk::rebuild(const SyncStatus* status) {
  take_answer();
  view_.busy = desk_.parts.files.busy();
  view_.formats = formats_of(format_, desk_.strings);
  view_.export_path = path_of("crosstalk", kind_of(format_).ending);
  view_.backup_path = path_of("crosstalk-backup", ".db");
  view_.backup_sentence = desk_.strings.fill("files.backup_sentence", {desk_.parts.key_source});
  if (read_data_ == desk_.data) return;
  read_data_ = desk_.data;
  view_.diagnostics = diagnostics_of(desk_, status);
  profiles_ = list_profiles(desk_.parts.folder);
  profile_views_.clear();
  for (const Profile& profile : profiles_) {
    profile_views_.push_back({profile.name, profile.folder == desk_.parts.folder});
  }
}

void FilesDesk::take_answer() {
  if (const auto answer = desk_.parts.files.take()) say_outcome(*answer);
}

void FilesDesk::say_outcome(const FileAnswer& answer) {
  const Strings& strings = desk_.strings;
  view_.failed = !answer.done;
  view_.problems.clear();
  if (!answer.done) {
    view_.said = answer.done.error().words;
    return;
  }
  const FileDone& done = *answer.done;
  if (answer.job.kind == FileJobKind::backup) {
    view_.said = strings.fill("files.backed_up", {answer.job.path});
  } else if (answer.job.kind != FileJobKind::import) {
    view_.said = strings.count("files.written", done.count, {answer.job.path});
  } else {
    view_.said = strings.count("files.added", done.count);
    if (done.known > 0) view_.said += " " + strings.count("files.known", done.known);
    if (done.skipped > 0) view_.said += " " + strings.count("files.skipped", done.skipped);
    view_.problems = done.problems;
    desk_.data_changed();
    desk_.parts.sync.poke();
  }
}

void FilesDesk::start(FileJobKind kind, const std::string& path) {
  view_.said.clear();
  view_.problems.clear();
  desk_.parts.files.start({kind, path});
}

void FilesDesk::open_profile(Ui& ui, const std::string& folder) {
  desk_.parts.open_folder(folder);
  ui.wanted_close = true;
}

void FilesDesk::apply(Ui& ui, const FilesIntents& intents) {
  if (intents.format) format_ = *intents.format;
  if (intents.write) start(kind_of(format_).kind, view_.export_path);
  if (intents.backup) start(FileJobKind::backup, view_.backup_path);
  if (intents.read) start(FileJobKind::import, ui_.import_path.text());
  if (intents.copy_diagnostics) {
    ImGui::SetClipboardText(view_.diagnostics.c_str());
    desk_.say(std::string(desk_.strings("toast.copied")), Icon::copy);
  }
  if (intents.file_diagnostics) {
    desk_.save_as_file(path_of("crosstalk-diagnostics", ".txt"), view_.diagnostics + "\n");
  }
  if (intents.open_profile && *intents.open_profile < profiles_.size()) {
    open_profile(ui, profiles_[*intents.open_profile].folder);
  }
  if (intents.add_profile) {
    const auto folder = profile_folder(desk_.parts.folder, ui_.profile_name.text());
    if (!folder) return desk_.fail(folder.error(), "failure.change", "failure.change_kept");
    open_profile(ui, *folder);
  }
}

}  // namespace crosstalk
