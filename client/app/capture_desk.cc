#include "client/app/capture_desk.h"

#include <algorithm>

#include "storage/text.h"

namespace crosstalk {
namespace {

constexpr std::size_t kLastNotes = 12;
constexpr std::size_t kPlacesMax = 8;
constexpr std::size_t kWordsBeforeLooking = 12;  // bytes of a note below which nothing is like it

}  // namespace

CaptureDesk::CaptureDesk(Desk& desk) : desk_(desk), outing_(desk), first_steps_(desk) {
  new_note_.visibility = desk_.preferences.visibility;
  restore_new_note();
  if (is_blank(new_note_)) outing_.fill(new_note_);
  show_draft();
  restore_edit();
  if (!is_blank(new_note_)) first_steps_.hide();
  focus();
}

void CaptureDesk::focus() { ui_.note.focus(); }

std::string CaptureDesk::key() const {
  return edit_ ? edit_->record.text() : std::string(kNewNoteKey);
}

void CaptureDesk::restore_new_note() {
  const auto kept = desk_.parts.store.draft(kNewNoteKey);
  if (!kept || !*kept) return;
  const auto draft = note_draft_from((*kept)->content);
  if (!draft) return;
  new_note_ = *draft;
  new_note_kept_ = (*kept)->changed;
  keeping_ = Keeping::kept;
  say_kept((*kept)->changed);
}

/// What was being changed in a saved note when the window went away: the last of it, open again.
void CaptureDesk::restore_edit() {
  const auto kept = desk_.parts.store.drafts();
  if (!kept) return;
  for (const Draft& draft : *kept) {
    const auto record = parse_uuid(draft.key);
    if (record && edit_draft_from(draft.content) && edit(*record)) return;
  }
}

void CaptureDesk::say_kept(Instant when) {
  const Strings& strings = desk_.strings;
  draft_fact_ = strings("draft.title");
  draft_sentence_ =
      strings.fill("draft.kept", {moment_words(when, desk_.now(), desk_.parts.zone, strings)});
}

void CaptureDesk::show_draft() {
  ui_.note.set_text(draft().body);
  ui_.heading.set_text(draft().heading);
  ui_.form.open = false;
  ui_.begin_open = ui_.more_day = false;
  ui_.day_error.clear();
  forget_rows();
  stale_ = true;
  looked_ = false;
}

void CaptureDesk::forget_rows() {
  orders_.forget();
  ui_.more_setting = ui_.more_place = ui_.more_sectors = ui_.more_themes = ui_.details = false;
}

Result<void> CaptureDesk::edit(const Uuid& record) {
  const auto conversation = read_conversation(desk_.parts.store, record);
  if (!conversation) return conversation.error();
  if (!*conversation) return make_error(ErrorCode::unknown_record);
  const auto state = desk_.parts.store.state_of(record);
  if (!state) return state.error();
  std::vector<Uuid> base;
  if (*state) {
    const auto body = (*state)->texts.find("body");
    if (body != (*state)->texts.end()) {
      for (const FieldValue& value : body->second) base.push_back(value.change);
    }
  }
  EditDraft opened = edit_of(**conversation, std::move(base));
  if (const auto places = desk_.parts.store.setting(kept_setting(record)); places && *places)
    opened.before.kept_words = opened.now.kept_words = kept_at(opened.now.body, **places);
  keeping_ = Keeping::nothing;
  draft_fact_.clear();
  const auto kept = desk_.parts.store.draft(record.text());
  if (kept && *kept) {
    if (auto draft = edit_draft_from((*kept)->content)) {
      opened = *std::move(draft);
      keeping_ = Keeping::kept;
      say_kept((*kept)->changed);
    }
  }
  edit_ = std::move(opened);
  first_steps_.hide();
  failure_.reset();
  show_draft();
  focus();
  return {};
}

void CaptureDesk::leave_edit() {
  if (!edit_) return;
  desk_.write(KeepDraft{key(), {}});
  edit_.reset();
  failure_.reset();
  back_to_new_note();
}

void CaptureDesk::back_to_new_note() {
  keeping_ = is_blank(new_note_) ? Keeping::nothing : Keeping::kept;
  draft_fact_.clear();
  if (new_note_kept_) say_kept(*new_note_kept_);
  show_draft();
}

void CaptureDesk::keep() {
  const std::string content = edit_ ? draft_content(*edit_) : draft_content(new_note_);
  if (keeping_ != Keeping::saving && content.empty()) keeping_ = Keeping::nothing;
  desk_.write(KeepDraft{key(), content}, [this, blank = content.empty()](const auto& result) {
    if (keeping_ == Keeping::saving) return;
    keeping_ = !result ? Keeping::failed : blank ? Keeping::nothing : Keeping::kept;
    if (!result) {
      desk_.fail(result.error(), "failure.save", "failure.disk_full_draft");
      failure_ = std::exchange(desk_.failure, std::nullopt);
    } else if (failure_ && failure_->act.empty()) {
      failure_.reset();
    }
    stale_ = true;
  });
}

void CaptureDesk::changed(bool words) {
  stale_ = true;
  if (words) {
    looked_ = false;
    draft_fact_.clear();
    if (!edit_) new_note_kept_.reset();
  }
  keep();
}

/// Asks what was heard before; until the answer comes, what stands there stays. What the words
/// alone point to is there at once.
void CaptureDesk::look() {
  looked_ = true;
  if (draft().body.size() >= kWordsBeforeLooking) {
    const auto except = edit_ ? std::optional<Uuid>(edit_->record) : std::nullopt;
    desk_.parts.heard.ask({draft().body, except, desk_.data});
  } else {
    desk_.parts.heard.ask({{}, {}, desk_.data});
    heard_ = {};
  }
  suggested_ = suggest(draft().body, desk_.vocabulary, heard_.alike, recent_.places);
}

void CaptureDesk::take_heard() {
  auto answer = desk_.parts.heard.take_answer();
  if (!answer || !looked_ || draft().body.size() < kWordsBeforeLooking) return;
  keep_places(heard_.similar.messages, answer->similar.messages);
  heard_ = *std::move(answer);
  suggested_ = suggest(draft().body, desk_.vocabulary, heard_.alike, recent_.places);
  stale_ = true;
}

void CaptureDesk::rebuild() {
  const Store& store = desk_.parts.store;
  if (read_data_ != desk_.data) {
    read_data_ = desk_.data;
    ConversationFilter last;
    last.limit = kLastNotes;
    const auto notes = read_conversations(store, last);
    auto places = recent_places(store, kPlacesMax);
    if (notes && places) recent_ = recent_terms(*notes, *std::move(places));
    looked_ = false;
    stale_ = true;
  }
  if (careful_off_ != desk_.preferences.careful_off) {
    careful_off_ = desk_.preferences.careful_off;
    stale_ = true;
  }
  if (!looked_) look();
  take_heard();
  if (!stale_) return;
  stale_ = false;
  linked_.clear();
  for (const DraftLink& link : draft().links) {
    MessageView shown;
    shown.id = link.id;
    shown.text = link.text;
    if (!link.id.nil()) {
      if (auto read = read_message(store, link.id); read && *read) shown = **std::move(read);
    }
    linked_.push_back(std::move(shown));
  }
  view_ = capture_view({draft(), edit_.has_value(), keeping_, desk_.vocabulary, recent_, suggested_,
                        heard_.similar, linked_, desk_.now(), desk_.parts.zone, desk_.strings,
                        edit_ && edit_->before.visibility != "team",
                        draft_marks(draft(), form_words(), careful_off_, careful_reader_)},
                       orders_);
  mark_careful();
}

CaptureDesk::Wishes CaptureDesk::draw(Ui& ui, Rect place) {
  outing_.refresh();
  first_steps_.refresh();
  rebuild();
  Wishes wishes;
  const CaptureExtras extras{draft_fact_,
                             draft_sentence_,
                             failure_ ? &*failure_ : nullptr,
                             edit_ ? nullptr : outing_.view(),
                             &outing_.events(),
                             first_steps_.view()};
  const CaptureIntents intents = draw_capture(ui, view_, extras, ui_, place, desk_.strings);
  apply(intents, wishes);
  const Strings& strings = desk_.strings;
  const std::string keep_words = named(strings("draft.discard_keep"), "discard-keep");
  const std::string discard = named(strings("draft.discard"), "discard-do");
  const DialogAnswer answer = dialog(ui, discard_,
                                     {.name = "discard-draft",
                                      .title = strings("draft.discard_title"),
                                      .sentence = strings("draft.discard_sentence"),
                                      .safe = keep_words,
                                      .act = discard,
                                      .danger = true});
  if (answer == DialogAnswer::act) discard_draft();
  if (stale_) ui.wanted_frames = std::max(ui.wanted_frames, 1);
  return wishes;
}

void CaptureDesk::apply(const CaptureIntents& intents, Wishes& wishes) {
  if (intents.note_changed) {
    draft().body = ui_.note.text();
    changed(true);
  }
  if (intents.heading_changed) {
    draft().heading = ui_.heading.text();
    changed(false);
  }
  if (intents.chip) {
    tap_chip(draft(), intents.chip->row, intents.chip->key, desk_.today());
    changed(false);
  }
  apply_entries(intents);
  apply_form(intents);
  apply_careful(intents);
  if (!edit_ && outing_.apply(intents.outing, ui_.outing, new_note_)) {
    orders_.forget();
    ui_.to_top = true;  // where the line stands that says so
    changed(false);
    focus();
  }
  if (first_steps_.view() != nullptr) {
    if (first_steps_.apply(intents.first_steps)) {
      ui_.to_top = true;
      focus();
    }
    stale_ = true;
    wishes.join = intents.first_steps.join;
  }
  const OutingIntents& outing = intents.outing;
  if (outing.cancel) focus();
  stale_ = stale_ || outing.open || outing.cancel || outing.end || outing.carry_on;
  if (intents.quotable) {
    draft().quotable = !draft().quotable;
    changed(false);
  }
  if (intents.visibility) {
    draft().visibility = draft().visibility == "team" ? "mine" : "team";
    changed(false);
  }
  if (intents.link && *intents.link < view_.heard.cards.size()) {
    const HeardCard& card = view_.heard.cards[*intents.link];
    toggle_link(draft(), card.id, card.text);
    changed(false);
  }
  if (intents.begin_message) {
    const auto known = find_message(desk_.parts.store, *intents.begin_message);
    toggle_link(draft(), known && *known ? **known : Uuid(), *intents.begin_message);
    changed(false);
  }
  if (intents.draft_discard) discard_.open = true;
  wishes.open_note = intents.open_note;
  wishes.open_settings = intents.open_settings;
  if (intents.save || intents.draft_save || intents.retry) save();
  if (intents.leave && edit_) {
    wishes.open_note = edit_->record;
    discard_draft();
  }
}

void CaptureDesk::save() {
  if (keeping_ == Keeping::saving) return;
  // An action that is being typed belongs to the note that is saved. Where its day is not
  // understood, that comes first: nothing that was typed is dropped.
  if (ui_.form.open && !ui_.form.what.blank() && !ui_.form.error.empty()) {
    ui_.form.just_opened = true;
    ui_.form.by.focus();
    return;
  }
  if (ui_.form.open && !ui_.form.what.blank()) {
    CaptureIntents submit;
    submit.form.submitted = true;
    apply_form(submit);
  }
  if (trimmed(draft().body).empty() && trimmed(draft().heading).empty()) return;
  const bool was_edit = edit_.has_value();
  Save made;
  if (was_edit) {
    auto edit = compose_edit(*edit_, desk_.now(), desk_.parts.zone, desk_.lookups());
    if (!edit) return saved(draft(), true, edit.error());
    if (edit->edits.empty()) return saved(draft(), true, std::vector<Uuid>());
    made = *std::move(edit);
  } else {
    // An event that went from this device meanwhile must not keep the note from being saved.
    const auto event = find_event(desk_.parts.store, new_note_.event);
    if (event && !*event) new_note_.event.clear();
    auto composed =
        compose_note(note_of(new_note_, desk_.now(), desk_.parts.zone), desk_.lookups());
    if (!composed) return saved(draft(), false, composed.error());
    just_saved_ = composed->conversation;
    made = std::move(composed->save);
  }
  made.draft = key();
  keeping_ = Keeping::saving;
  stale_ = true;
  desk_.write(std::move(made), [this, was_edit, what = draft()](const auto& result) {
    saved(what, was_edit, result);
  });
}

void CaptureDesk::saved(const NoteDraft& what, bool was_edit,
                        const Result<std::vector<Uuid>>& result) {
  stale_ = true;
  if (!result) {
    keeping_ = Keeping::kept;
    const bool large = result.error().code == ErrorCode::too_large;
    desk_.fail(result.error(), large ? TextKey("failure.too_large") : TextKey("failure.save"),
               "failure.save_kept");
    failure_ = std::exchange(desk_.failure, std::nullopt);
    failure_->act = desk_.strings("failure.try_again");
    ui_.to_top = true;
    return;
  }
  failure_.reset();
  desk_.parts.sync.poke();
  desk_.say(std::string(desk_.strings("toast.saved")), Icon::sent);
  if (desk_.preferences.visibility != what.visibility) {
    Preferences remembered = desk_.preferences;
    remembered.visibility = what.visibility;
    desk_.keep_preferences(remembered);
  }
  keeping_ = Keeping::nothing;
  if (was_edit) {
    if (!edit_) return;
    const Uuid record = edit_->record;
    keep_kept(record, what);
    desk_.write(KeepDraft{record.text(), {}});
    edit_.reset();
    back_to_new_note();
    just_saved_ = record;
    return;
  }
  // What was typed while the disk was busy is the beginning of the next note, or a change to this
  // one.
  if (just_saved_) keep_kept(*just_saved_, what);
  outing_.count_note();
  const std::string now = new_note_.body;
  start_again();
  if (now == what.body) return;
  if (now.starts_with(what.body)) {
    new_note_.body = now.substr(what.body.size());
    ui_.note.set_text(new_note_.body);
    changed(true);
  } else if (just_saved_ && edit(*just_saved_)) {
    edit_->now.body = now;
    show_draft();
    changed(true);
  }
}

void CaptureDesk::start_again() {
  const std::string setting = new_note_.setting, place = new_note_.place;
  new_note_ = {};
  new_note_.visibility = desk_.preferences.visibility;
  outing_.fill(new_note_);
  draft_fact_.clear();
  new_note_kept_.reset();
  keeping_ = Keeping::nothing;
  show_draft();
  // What was used last stands first in its row.
  const auto first = [](std::vector<std::string>& keys, const std::string& key) {
    if (key.empty()) return;
    std::erase(keys, key);
    keys.insert(keys.begin(), key);
  };
  first(recent_.settings, setting);
  first(recent_.places, place);
  focus();
}

}  // namespace crosstalk
