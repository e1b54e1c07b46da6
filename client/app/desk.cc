#include "client/app/desk.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "client/languages/languages.h"

namespace crosstalk {

Save save_of(const Uuid& record, std::string_view kind, const std::string& field, Json value) {
  RecordEdit edit;
  edit.record = record;
  edit.kind = std::string(kind);
  edit.set[field] = std::move(value);
  Save save;
  save.edits.push_back(std::move(edit));
  return save;
}

Desk::Desk(DeskParts given) : parts(std::move(given)), strings(parts.strings) {
  if (auto read = read_preferences(parts.store)) preferences = *std::move(read);
  refresh();
  if (parts.problem) fail(*parts.problem, "failure.profile", "failure.profile_kept");
}

void Desk::write(WriteJob job, Done done) {
  const std::uint64_t ticket = parts.writer.post(std::move(job));
  if (done) waiting_[ticket] = std::move(done);
}

void Desk::fail(const Error& error, TextKey title, TextKey kept) {
  const bool full = error.code == ErrorCode::disk_full;
  FailureView view;
  view.title = strings(full ? TextKey("failure.disk_full") : title);
  view.kept = strings(kept);
  view.next = full ? std::string(strings("failure.disk_full_next")) : error.words;
  failure = std::move(view);
  if (undo_) return;  // what can still be taken back stays in reach
  // "Saved" of a while ago must not stand beside it.
  toast_words_.reset();
  toast.hide();
}

void Desk::change(Save save, std::string words, Icon icon, Save undo) {
  write(std::move(save), [this, words = std::move(words), icon,
                          undo = std::move(undo)](const auto& result) {
    if (!result) {
      fail(result.error(), "failure.change", "failure.change_kept");
      return;
    }
    std::function<void()> take_back;
    if (!undo.edits.empty()) {
      take_back = [this, undo] { change(undo, std::string(strings("toast.undone")), Icon::undo); };
    }
    say(words, icon, std::move(take_back));
  });
}

Save Desk::undo_of(const Save& save) const {
  Save undo;
  for (const RecordEdit& edit : save.edits) {
    const auto state = parts.store.state_of(edit.record);
    if (!state || !*state) return {};
    RecordEdit back;
    back.record = edit.record;
    back.kind = edit.kind;
    for (const auto& [field, value] : edit.set) back.set[field] = (*state)->value(field);
    undo.edits.push_back(std::move(back));
  }
  return undo;
}

void Desk::keep_preferences(const Preferences& changed) {
  for (const PreferenceSetting& setting : preference_settings(changed)) {
    write(KeepSetting{setting.name, setting.value});
  }
  preferences = changed;
}

void Desk::speak(std::string_view language) {
  if (strings.language() == language) return;
  strings = strings_of(language);
  data_changed();
}

void Desk::say(std::string words, Icon icon, std::function<void()> undo) {
  toast_words_ = std::move(words);
  toast_icon_ = icon;
  undo_ = std::move(undo);
}

void Desk::undo() {
  toast.hide();
  if (const auto take_back = std::exchange(undo_, nullptr)) take_back();
}

void Desk::save_as_file(const std::string& path, const std::string& text) {
  std::error_code problem;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), problem);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file.fail()) {
    Error error = make_error(ErrorCode::file_unwritable, "a text");
    error.words = strings("failure.file_next");
    return fail(error, "failure.file", "failure.change_kept");
  }
  say(strings.fill("rejected.saved_file", {path}), Icon::download);
}

bool Desk::take_answers() {
  const auto answers = parts.writer.take_answers();
  for (const WriteAnswer& answer : answers) {
    const auto waiting = waiting_.find(answer.ticket);
    if (answer.result && !answer.result->empty()) data_changed();
    if (waiting == waiting_.end()) continue;
    const Done done = std::move(waiting->second);
    waiting_.erase(waiting);
    done(answer.result);
  }
  return !answers.empty();
}

void Desk::data_changed() { ++data; }

void Desk::refresh() {
  if (read_data_ == data) return;
  read_data_ = data;
  if (auto words = Vocabulary::read(parts.store, strings.language()))
    vocabulary = *std::move(words);
  if (auto read = list_actions(parts.store)) actions = *std::move(read);
  if (auto read = list_member_names(parts.store)) people = *std::move(read);
  if (const auto count = count_conversations(parts.store, {})) notes = *count;
}

void Desk::draw_toast(Ui& ui, Rect room) {
  if (toast_words_) {
    const std::string label = undo_ ? named(strings("toast.undo"), "toast-undo") : std::string();
    toast.show(ui, *std::exchange(toast_words_, std::nullopt), toast_icon_, label);
  }
  if (crosstalk::toast(ui, toast, room)) undo();
}

}  // namespace crosstalk
