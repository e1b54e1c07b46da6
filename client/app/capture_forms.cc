// What a person enters and decides on the capture screen beside the note itself: places and days in
// words, actions, and what becomes of careful words.

#include <algorithm>
#include <utility>

#include "client/app/capture_desk.h"
#include "storage/text.h"

namespace crosstalk {

void CaptureDesk::apply_entries(const CaptureIntents& intents) {
  if (intents.place) {
    draft().place = trimmed(*intents.place);
    ui_.place.set_text({});
    ui_.more_place = false;
    changed(false);
  }
  if (intents.day) {
    const auto day = understand_day(*intents.day, desk_.today(), Lean::back, desk_.strings);
    if (!day || *day > desk_.today()) {
      ui_.day_error = desk_.strings("action.bad_past");
    } else {
      draft().day = iso_of(*day);
      ui_.day.set_text({});
      ui_.day_error.clear();
      ui_.more_day = false;
      changed(false);
    }
  }
}

void CaptureDesk::apply_form(const CaptureIntents& intents) {
  ActionForm& form = ui_.form;
  form.people = desk_.people;
  form.today = desk_.today();
  if (intents.open_form) form.begin();
  if (intents.change_action && *intents.change_action < draft().actions.size()) {
    const DraftAction& action = draft().actions[*intents.change_action];
    const auto due = day_from_iso(action.due);
    form.begin(action, due ? long_day_words(*due, desk_.today(), desk_.strings) : std::string());
    form.index = intents.change_action;
  }
  if (intents.form.changed) {
    form.understand(desk_.today(), desk_.strings);
  }
  const bool touched = intents.open_form || intents.change_action || intents.form.changed ||
                       intents.form.cancelled || intents.form.removed || intents.form.submitted;
  stale_ = stale_ || touched;
  if (intents.form.cancelled) {
    form.open = false;
    focus();
  }
  if (intents.form.removed && form.index && *form.index < draft().actions.size())
    remove_action(*form.index);
  if (!intents.form.submitted) return;
  DraftAction made = form.action();
  if (form.index && *form.index < draft().actions.size()) {
    made.id = draft().actions[*form.index].id;
    draft().actions[*form.index] = made;
  } else {
    draft().actions.push_back(made);
  }
  form.open = false;
  changed(false);
  focus();
}

void CaptureDesk::remove_action(std::size_t index) {
  const DraftAction removed = draft().actions[index];
  draft().actions.erase(draft().actions.begin() + static_cast<std::ptrdiff_t>(index));
  ui_.form.open = false;
  changed(false);
  focus();
  const auto words = desk_.strings.fill("toast.action_removed", {removed.text});
  desk_.say(words, Icon::remove, [this, removed, index, of = key()] {
    if (key() != of) return;  // another note is open by now; that one was saved or left
    auto& actions = draft().actions;
    actions.insert(actions.begin() + static_cast<std::ptrdiff_t>(std::min(index, actions.size())),
                   removed);
    changed(false);
  });
}

bool CaptureDesk::idle() const {
  return !edit_ && is_blank(new_note_) && !ui_.form.open && !ui_.begin_open && ui_.place.blank() &&
         ui_.day.blank() && !discard_.open;
}

/// Throws away what is written here; for as long as the toast stands it can be taken back.
void CaptureDesk::discard_draft() {
  const std::string words(desk_.strings("toast.discarded"));
  if (edit_) {
    const EditDraft discarded = *edit_;
    leave_edit();
    if (discarded.before == discarded.now) return;
    return desk_.say(words, Icon::remove, [this, discarded] { take_back(discarded); });
  }
  const NoteDraft discarded = new_note_;
  desk_.write(KeepDraft{key(), {}});
  start_again();
  desk_.say(words, Icon::remove, [this, discarded] { take_back(discarded); });
}

/// What was written since then stays, below it.
void CaptureDesk::take_back(const NoteDraft& discarded) {
  const NoteDraft since = std::exchange(new_note_, discarded);
  NoteDraft& note = new_note_;
  for (const std::string& words : {since.heading, since.body}) {
    if (trimmed(words).empty()) continue;
    note.body += (note.body.empty() ? "" : "\n\n") + words;
  }
  note.actions.insert(note.actions.end(), since.actions.begin(), since.actions.end());
  for (const DraftLink& link : since.links) {
    if (std::find(note.links.begin(), note.links.end(), link) == note.links.end())
      note.links.push_back(link);
  }
  if (edit_) return desk_.write(KeepDraft{std::string(kNewNoteKey), draft_content(note)});
  show_draft();
  changed(true);
  desk_.place = Place::write;
  focus();
}

/// A note that is being changed by now stays open: the other's draft waits until that one is opened
/// again.
void CaptureDesk::take_back(const EditDraft& discarded) {
  const bool again = edit_ && edit_->record == discarded.record && edit_->before == edit_->now;
  if (edit_ && !again) {
    if (edit_->record != discarded.record)
      desk_.write(KeepDraft{discarded.record.text(), draft_content(discarded)});
    return;
  }
  edit_ = discarded;
  failure_.reset();
  show_draft();
  changed(true);
  desk_.place = Place::write;
  focus();
}

std::string CaptureDesk::form_words() const {
  return ui_.form.open ? ui_.form.what.text() : std::string();
}

void CaptureDesk::mark_careful() {
  const auto show = [](TextEditor& editor, const std::vector<CarefulMark>& careful) {
    std::vector<TextMark> marks;
    for (const CarefulMark& mark : careful)
      marks.push_back({mark.begin, mark.end, MarkKind::careful});
    editor.set_marks(marks);
  };
  show(ui_.note, view_.careful.body);
  show(ui_.heading, view_.careful.heading);
  show(ui_.form.what, view_.careful.form);
}

void CaptureDesk::apply_careful(const CaptureIntents& intents) {
  if (intents.careful_remove) remove_careful();
  if (!intents.careful_keep) return;
  keep_marks(draft(), form_words(), view_.careful);
  changed(false);
  focus();
}

void CaptureDesk::remove_careful() {
  const auto remove = [this](TextEditor& editor, const std::vector<CarefulMark>& marks) {
    std::vector<Replacement> replacements;
    for (const CarefulMark& mark : marks) {
      replacements.push_back({mark.begin, mark.end, careful_replacement(mark.kind, desk_.strings)});
    }
    editor.replace(replacements);
  };
  remove(ui_.note, view_.careful.body);
  remove(ui_.heading, view_.careful.heading);
  remove(ui_.form.what, view_.careful.form);
  draft().body = ui_.note.text();
  draft().heading = ui_.heading.text();
  // Words in an editor come back by Ctrl+Z; those of an action that was added already by the toast.
  const std::vector<DraftAction> before = draft().actions;
  if (remove_action_marks(draft(), view_.careful, desk_.strings)) {
    desk_.say(std::string(desk_.strings("toast.careful_removed")), Icon::careful,
              [this, before, of = key(), now = draft().actions] {
                if (key() != of || draft().actions != now) return;
                draft().actions = before;
                changed(false);
              });
  }
  changed(true);
  focus();
}

/// "Keep" stays said when the note is opened again.
void CaptureDesk::keep_kept(const Uuid& note, const NoteDraft& what) {
  const std::string name = kept_setting(note);
  const std::string places = kept_places(what.body, what.kept_words);
  const auto before = desk_.parts.store.setting(name);
  if (before && before->value_or("") != places) desk_.write(KeepSetting{name, places});
}

}  // namespace crosstalk
