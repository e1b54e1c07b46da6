#include "client/window/screens/files_section.h"

#include <algorithm>

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

constexpr float kSentence = 560;
constexpr float kPathField = 420;

float sentence_width(Ui& ui) { return std::min(width_left(ui), ui.tokens.text_px(kSentence)); }

void sentence(Ui& ui, std::string_view words) {
  text(ui, words, {.color = Color::ink_2, .width = sentence_width(ui)});
}

void title(Ui& ui, std::string_view words) { text(ui, words, {.style = TypeStyle::strong}); }

/// What came of the last file, until the next.
void outcome(Ui& ui, const FilesView& view, const Strings& strings) {
  const Tokens& t = ui.tokens;
  if (view.busy) {
    text(ui, strings("files.busy"), {.color = Color::ink_2}, "files-outcome");
    gap(ui, t.space.s5);
    return;
  }
  if (view.said.empty()) return;
  {
    const Card card(
        ui, {.border = view.failed ? Color::danger : Color::accent, .width = sentence_width(ui)});
    text(ui, view.said, {.style = TypeStyle::strong}, "files-outcome");
    for (std::size_t index = 0; index < view.problems.size(); ++index) {
      text(ui, view.problems[index], {.color = Color::ink_2},
           "files-problem-" + std::to_string(index));
    }
  }
  gap(ui, t.space.s5);
}

void exports(Ui& ui, const FilesView& view, const Strings& strings, FilesIntents& out) {
  const Tokens& t = ui.tokens;
  title(ui, strings("files.export"));
  gap(ui, t.space.s2);
  Flow flow(ui, t.space.s2, t.space.s2);
  std::string_view about;
  for (const FileFormat& format : view.formats) {
    const ChipSpec spec{.label = named(format.label, "format-" + format.name),
                        .state = format.chosen ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) out.format = format.name;
    if (format.chosen) about = format.sentence;
  }
  gap(ui, t.space.s3);
  sentence(ui, about);
  gap(ui, t.space.s3);
  const std::string write = named(strings("files.write"), "file-write");
  if (button(ui, {.label = write, .icon = Icon::download, .off = view.busy})) out.write = true;
  gap(ui, t.space.s2);
  text(ui, view.export_path, {.color = Color::ink_2, .width = sentence_width(ui)}, "export-path");
}

}  // namespace

void draw_files_section(Ui& ui, const FilesView& view, FilesUi& state, const Strings& strings,
                        FilesIntents& out) {
  const Tokens& t = ui.tokens;
  outcome(ui, view, strings);
  exports(ui, view, strings, out);
  gap(ui, t.space.s6);
  title(ui, strings("files.backup"));
  sentence(ui, view.backup_sentence);
  gap(ui, t.space.s3);
  const std::string backup = named(strings("files.make_backup"), "file-backup");
  if (button(ui, {.label = backup, .off = view.busy})) out.backup = true;
  gap(ui, t.space.s2);
  text(ui, view.backup_path, {.color = Color::ink_2, .width = sentence_width(ui)}, "backup-path");
  gap(ui, t.space.s6);
  title(ui, strings("files.import"));
  sentence(ui, strings("files.import_sentence"));
  gap(ui, t.space.s3);
  const std::string label = named(strings("files.import_path"), "import-path");
  const float width = std::min(width_left(ui), t.text_px(kPathField));
  const bool entered = field(ui, state.import_path,
                             {.label = label,
                              .placeholder = strings("files.import_hint"),
                              .width = width,
                              .off = view.busy})
                           .entered;
  gap(ui, t.space.s3);
  const bool off = view.busy || state.import_path.blank();
  const std::string read = named(strings("files.read"), "file-read");
  if ((button(ui, {.label = read, .off = off}) || entered) && !off) out.read = true;
}

void draw_diagnostics(Ui& ui, const FilesView& view, const Strings& strings, FilesIntents& out) {
  const Tokens& t = ui.tokens;
  title(ui, strings("diagnostics.title"));
  sentence(ui, strings("diagnostics.sentence"));
  gap(ui, t.space.s3);
  {
    const Card card(ui, {.width = sentence_width(ui)});
    text(ui, view.diagnostics, {}, "diagnostics");
  }
  gap(ui, t.space.s3);
  Flow flow(ui, t.space.s2, t.space.s2);
  const ButtonSpec copy{.label = named(strings("diagnostics.copy"), "diagnostics-copy"),
                        .icon = Icon::copy};
  flow.place(button_width(ui, copy));
  if (button(ui, copy)) out.copy_diagnostics = true;
  const ButtonSpec file{.label = named(strings("diagnostics.file"), "diagnostics-file"),
                        .kind = ButtonKind::words,
                        .icon = Icon::download};
  flow.place(button_width(ui, file));
  if (button(ui, file)) out.file_diagnostics = true;
}

void draw_profiles_section(Ui& ui, const std::vector<ProfileView>& profiles, FilesUi& state,
                           const Strings& strings, FilesIntents& out) {
  const Tokens& t = ui.tokens;
  sentence(ui, strings("profiles.sentence"));
  gap(ui, t.space.s4);
  for (std::size_t index = 0; index < profiles.size(); ++index) {
    const ProfileView& profile = profiles[index];
    const IdScope id(std::to_string(index));
    const std::string name =
        profile.name.empty() ? std::string(strings("profiles.first")) : profile.name;
    {
      const Card card(
          ui, {.border = profile.here ? Color::accent : Color::line, .width = sentence_width(ui)});
      text(ui, name, {.style = TypeStyle::strong}, "profile-name");
      if (profile.here) {
        text(ui, strings("profiles.here"), {.color = Color::ink_2}, "profile-here");
      } else {
        const std::string open = named(strings("profiles.open"), "profile-open");
        if (button(ui, {.label = open, .kind = ButtonKind::words, .flush = true})) {
          out.open_profile = index;
        }
      }
    }
    gap(ui, t.space.s2);
  }
  gap(ui, t.space.s4);
  const std::string label = named(strings("profiles.name"), "profile-new");
  const float width = std::min(width_left(ui), t.text_px(kPathField));
  const bool entered = field(ui, state.profile_name, {.label = label, .width = width}).entered;
  gap(ui, t.space.s3);
  const bool off = state.profile_name.blank();
  const std::string add = named(strings("profiles.add"), "profile-add");
  if ((button(ui, {.label = add, .off = off}) || entered) && !off) out.add_profile = true;
}

}  // namespace crosstalk
