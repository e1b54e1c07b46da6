#include "client/app/actions_desk.h"

#include <algorithm>

namespace crosstalk {

ActionsDesk::ActionsDesk(Desk& desk) : desk_(desk) {}

bool ActionsDesk::close() {
  if (ui_.form.open) {
    ui_.form.open = false;
    return true;
  }
  if (chosen_.nil()) return false;
  chosen_ = Uuid();
  stale_ = true;
  return true;
}

const ActionView* ActionsDesk::find(const Uuid& id) const {
  for (const ActionView& action : desk_.actions) {
    if (action.id == id) return &action;
  }
  return nullptr;
}

void ActionsDesk::rebuild() {
  if (read_data_ != desk_.data) stale_ = true;
  if (!stale_) return;
  stale_ = false;
  read_data_ = desk_.data;
  view_ = actions_view(desk_.actions, tab_, desk_.now(), desk_.parts.zone, desk_.strings);
  ui_.list.forget();
  detail_.reset();
  const ActionView* action = find(chosen_);
  if (action == nullptr) {
    chosen_ = Uuid();
    return;
  }
  auto conversation = read_conversation(desk_.parts.store, action->conversation);
  const ConversationView* read = conversation && *conversation ? &**conversation : nullptr;
  detail_ =
      action_detail(*action, read, desk_.now(), desk_.parts.zone, desk_.vocabulary, desk_.strings);
}

ActionsDesk::Wishes ActionsDesk::draw(Ui& ui, Rect place) {
  Wishes wishes;
  rebuild();
  const bool beside = ui.layout == Layout::wide || ui.layout == Layout::widest;
  // Who has nothing to do is shown what others have, the first time.
  if (!settled_ && view_.rows.empty() && view_.everyone_count != "0") {
    tab_ = ActionTab::everyone;
    stale_ = true;
    rebuild();
  }
  settled_ = settled_ || !view_.rows.empty();
  if (beside && chosen_.nil() && !view_.rows.empty()) {
    chosen_ = view_.rows.front().id;
    stale_ = true;
    rebuild();
  }
  if (!beside && detail_) {
    apply_detail(draw_action(ui, *detail_, ui_, place, desk_.strings), wishes);
  } else {
    Rect list = place, aside;
    if (beside && detail_) {
      const auto parts = cut_right(
          place, ui.layout == Layout::widest ? ui.tokens.text_px(400) : ui.tokens.aside_width);
      list = parts.rest;
      aside = parts.first;
    }
    apply_list(draw_actions(ui, view_, tab_, chosen_, ui_, list, desk_.strings), wishes);
    if (beside && detail_)
      apply_detail(draw_action(ui, *detail_, ui_, aside, desk_.strings), wishes);
  }
  if (stale_) ui.wanted_frames = std::max(ui.wanted_frames, 1);
  return wishes;
}

void ActionsDesk::set_state(const ActionView& action, const std::string& state) {
  const Strings& strings = desk_.strings;
  const std::string before = action.state.empty() ? "open" : action.state;
  std::string words;
  if (state == "done") {
    words = strings.fill("toast.done", {action.text});
  } else if (state == "open") {
    words = strings.fill("toast.reopened", {action.text});
  } else {
    const auto name =
        strings(state == "doing" ? TextKey("action.state.doing") : TextKey("action.state.dropped"));
    words = strings.fill("toast.state", {name, action.text});
  }
  desk_.change(save_of(action.id, kinds::kAction, "state", state), std::move(words), Icon::sent,
               save_of(action.id, kinds::kAction, "state", before));
}

void ActionsDesk::apply_list(const ActionsIntents& intents, Wishes& wishes) {
  if (intents.tab && *intents.tab != tab_) {
    tab_ = *intents.tab;
    chosen_ = Uuid();
    ui_.form.open = false;
    stale_ = true;
  }
  if (intents.open && *intents.open < view_.rows.size()) {
    chosen_ = view_.rows[*intents.open].id;
    ui_.form.open = false;
    stale_ = true;
  }
  if (intents.tick && *intents.tick < view_.rows.size()) {
    const ActionView* action = find(view_.rows[*intents.tick].id);
    if (action != nullptr) set_state(*action, view_.rows[*intents.tick].ticked ? "open" : "done");
  }
  wishes.open_timeline = wishes.open_timeline || intents.open_timeline;
  wishes.open_settings = wishes.open_settings || intents.open_settings;
}

void ActionsDesk::apply_form(const ActionFormIntents& intents, const ActionView& action) {
  ActionForm& form = ui_.form;
  if (intents.changed) form.understand(desk_.today(), desk_.strings);
  if (intents.cancelled) form.open = false;
  if (intents.removed) {
    desk_.change(save_of(action.id, kinds::kAction, "deleted", true),
                 std::string(desk_.strings("toast.deleted")), Icon::remove,
                 save_of(action.id, kinds::kAction, "deleted", false));
    form.open = false;
  }
  if (!intents.submitted) return;
  const DraftAction made = form.action();
  RecordEdit edit;
  edit.record = action.id;
  edit.kind = std::string(kinds::kAction);
  if (made.text != action.text) edit.set["text"] = made.text;
  if (made.due != action.due) edit.set["due"] = made.due.empty() ? Json() : Json(made.due);
  if (made.owner != action.owner) {
    edit.set["owner_member"] = Json();
    if (const auto owned = set_owner(edit, made.owner, desk_.lookups()); !owned) {
      return desk_.fail(owned.error(), "failure.change", "failure.change_kept");
    }
  }
  form.open = false;
  if (edit.set.empty()) return;
  Save save;
  save.edits.push_back(std::move(edit));
  desk_.change(std::move(save), std::string(desk_.strings("toast.action_saved")), Icon::sent);
}

void ActionsDesk::apply_detail(const ActionDetailIntents& intents, Wishes& wishes) {
  const ActionView* action = find(chosen_);
  if (action == nullptr || !detail_) return;
  if (intents.state) set_state(*action, *intents.state);
  if (intents.edit) {
    const auto due = day_from_iso(action->due);
    const std::string words =
        due ? long_day_words(*due, desk_.today(), desk_.strings) : std::string();
    ui_.form.begin({action->id, action->text, action->owner, action->due}, words);
  }
  apply_form(intents.form, *action);
  if (intents.open_conversation) wishes.open_note = action->conversation;
  wishes.open_settings = wishes.open_settings || intents.open_settings;
  if (intents.back) close();
}

}  // namespace crosstalk
