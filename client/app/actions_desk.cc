#include "client/app/actions_desk.h"

#include <algorithm>

namespace crosstalk {

ActionsDesk::ActionsDesk(Desk& desk) : desk_(desk) {}

bool ActionsDesk::close() {
  if (ui_.form.open) {
    ui_.form.open = ui_.form.month.open;  // the month closes by itself
    return true;
  }
  if (calendar_open_) {
    calendar_open_ = false;
    return true;
  }
  if (chosen_.nil()) return false;
  chosen_ = Uuid();
  stale_ = true;
  return true;
}

void ActionsDesk::show_mine() {
  tab_ = ActionTab::mine;
  settled_ = true;
  calendar_open_ = false;
  stale_ = true;
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
  take_calendar();
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
  const bool calendar = calendar_open_;
  if (!beside && calendar) {
    draw_calendar_pane(ui, place, true, wishes);
  } else if (!beside && detail_) {
    apply_detail(draw_action(ui, *detail_, ui_, place, desk_.strings), wishes);
  } else {
    Rect list = place, aside;
    if (beside && (detail_ || calendar)) {
      const auto parts = cut_right(
          place, ui.layout == Layout::widest ? ui.tokens.text_px(400) : ui.tokens.aside_width);
      list = parts.rest;
      aside = parts.first;
    }
    // The way to the calendar stands in the detail where there is one beside the list.
    const bool offers = !beside || (!detail_ && !calendar);
    apply_list(draw_actions(ui, view_, tab_, chosen_, offers, ui_, list, desk_.strings), wishes);
    if (beside && calendar)
      draw_calendar_pane(ui, aside, false, wishes);
    else if (beside && detail_)
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
    calendar_open_ = false;
    stale_ = true;
  }
  if (intents.tick && *intents.tick < view_.rows.size()) {
    const ActionView* action = find(view_.rows[*intents.tick].id);
    if (action != nullptr) set_state(*action, view_.rows[*intents.tick].ticked ? "open" : "done");
  }
  if (intents.open_calendar) open_calendar();
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
  Save undo = desk_.undo_of(save);
  desk_.change(std::move(save), std::string(desk_.strings("toast.action_saved")), Icon::sent,
               std::move(undo));
}

void ActionsDesk::apply_detail(const ActionDetailIntents& intents, Wishes& wishes) {
  const ActionView* action = find(chosen_);
  if (action == nullptr || !detail_) return;
  if (intents.state) set_state(*action, *intents.state);
  if (intents.edit) {
    const auto due = day_from_iso(action->due);
    const std::string words =
        due ? long_day_words(*due, desk_.today(), desk_.strings) : std::string();
    ui_.form.people = desk_.people;
    ui_.form.today = desk_.today();
    ui_.form.begin({action->id, action->text, action->owner, action->due}, words);
  }
  apply_form(intents.form, *action);
  if (intents.open_calendar) open_calendar();
  if (intents.open_conversation) wishes.open_note = action->conversation;
  wishes.open_settings = wishes.open_settings || intents.open_settings;
  if (intents.back) close();
}

void ActionsDesk::open_calendar() {
  calendar_open_ = true;
  ui_.form.open = false;
  const auto status = desk_.parts.store.sync_status();
  calendar_.joined = status && status->hub.has_value();
  // Asked anew each time: another device may have made a new one.
  if (calendar_.joined) ask_calendar(false);
}

void ActionsDesk::ask_calendar(bool renew) {
  if (calendar_.asking) return;
  calendar_.asking = true;
  calendar_.error.reset();
  renewing_ = renew;
  desk_.parts.sync.ask_calendar(renew);
}

void ActionsDesk::take_calendar() {
  const auto answer = desk_.parts.sync.take_calendar();
  if (!answer) return;
  calendar_.asking = false;
  if (!*answer) {
    // Whether a new one was made before the answer was lost nobody knows: so none is shown.
    calendar_.todos.clear();
    calendar_.days.clear();
    calendar_.error = answer->error();
    return;
  }
  calendar_.todos = (*answer)->todos;
  calendar_.days = (*answer)->events;
  if (renewing_) desk_.say(std::string(desk_.strings("calendar.renewed")), Icon::sent);
}

void ActionsDesk::draw_calendar_pane(Ui& ui, Rect place, bool single, Wishes& wishes) {
  const CalendarView view = calendar_view(calendar_, calendar_kind_, desk_.strings);
  const CalendarIntents intents =
      draw_calendar(ui, view, calendar_ui_, place, single, desk_.strings);
  if (intents.kind) calendar_kind_ = *intents.kind;
  if (intents.copy) {
    ImGui::SetClipboardText(view.address.c_str());
    desk_.say(std::string(desk_.strings("calendar.copied")), Icon::copy);
  }
  if (intents.renew) ask_calendar(true);
  if (intents.retry) ask_calendar(false);
  if (intents.close) calendar_open_ = false;
  wishes.join = intents.join;
  wishes.open_settings = wishes.open_settings || intents.open_settings;
  if (intents.kind || intents.renew || intents.retry || intents.close) {
    ui.wanted_frames = std::max(ui.wanted_frames, 1);
  }
}

}  // namespace crosstalk
