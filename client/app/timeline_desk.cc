#include "client/app/timeline_desk.h"

#include <algorithm>

#include "client/model/compose.h"
#include "client/model/labels.h"
#include "client/model/saved_searches.h"
#include "client/window/choice.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

constexpr std::size_t kAlsoSaidMax = 6;
constexpr std::size_t kMarksMax = 300;

/// The changes by which the note says this now.
std::vector<Uuid> writes_of(const Store& store, const Uuid& note, const std::string& text) {
  std::vector<Uuid> writes;
  const auto state = store.state_of(note);
  if (!state || !*state) return writes;
  const auto body = (*state)->texts.find("body");
  if (body == (*state)->texts.end()) return writes;
  for (const FieldValue& version : body->second) {
    if (version.value == text) writes.push_back(version.change);
  }
  return writes;
}

/// Takes back that one text was kept of several. Each is written anew over that one and none over
/// another, so that they stand side by side again.
Save two_texts_again(const TwoVersionsView& versions, const Save& before,
                     const std::vector<Uuid>& kept) {
  Save save;
  for (const VersionView& version : versions.versions) {
    RecordEdit edit;
    edit.record = versions.id;
    edit.kind = std::string(kinds::kConversation);
    edit.set["body"] = version.text;
    edit.base["body"] = kept;
    save.edits.push_back(std::move(edit));
  }
  const auto& fields = before.edits.front().set;
  const auto summary = fields.find("summary");
  if (summary != fields.end()) save.edits.back().set["summary"] = summary->second;
  return save;
}

}  // namespace

TimelineDesk::TimelineDesk(Desk& desk) : desk_(desk), list_(desk) {
  const auto saved = desk.parts.store.setting(kSavedSearchesSetting);
  if (saved && *saved) saved_ = read_saved_searches(**saved);
}

void TimelineDesk::open(const Uuid& conversation) {
  chosen_ = conversation;
  detail_stale_ = true;
  comparing_ = false;
}

void TimelineDesk::focus_search() {
  ui_.search_open = true;
  ui_.query.focus();
}

bool TimelineDesk::close() {
  if (comparing_) {
    comparing_ = false;
  } else if (ui_.filter.naming != TimelineFilterUi::Naming::none) {
    ui_.filter.naming = TimelineFilterUi::Naming::none;
  } else if (ui_.filter.open) {
    ui_.filter.open = ui_.filter.month_open();  // a month closes by itself
  } else if (detail_ui_.form.open) {
    detail_ui_.form.open = detail_ui_.form.month.open;
  } else if (!chosen_.nil()) {
    chosen_ = Uuid();
    conversation_.reset();
    stale_ = true;
  } else {
    return false;
  }
  return true;
}

void TimelineDesk::read_detail() {
  const Store& store = desk_.parts.store;
  detail_data_ = desk_.data;
  detail_stale_ = false;
  messages_.clear();
  also_said_.clear();
  history_.reset();
  history_shown_.clear();
  conversation_.reset();
  if (chosen_.nil()) return;
  auto read = read_conversation(store, chosen_);
  if (!read || !*read) {
    chosen_ = Uuid();
    return;
  }
  conversation_ = **std::move(read);
  for (const LinkedMessage& link : conversation_->messages) {
    auto message = read_message(store, link.id);
    if (message && *message) messages_.push_back(**std::move(message));
  }
  const auto status = store.sync_status();
  const bool all = status && (!status->hub || status->hub->role == "coordinator");
  const ConversationSources sources{
      *conversation_, messages_, desk_.vocabulary, desk_.now(), desk_.parts.zone,
      desk_.strings,  all};
  detail_ = conversation_detail(sources);
  if (detail_.two_versions) versions_ = two_versions_view(sources);
  comparing_ = comparing_ && detail_.two_versions;
  mark_detail();
  for (const MessageView& message : messages_) {
    for (const Uuid& id : message.conversations) {
      if (id == chosen_ || also_said_.size() >= kAlsoSaidMax) continue;
      const auto other = read_conversation(store, id);
      if (!other || !*other) continue;
      const ConversationView& note = **other;
      const auto day =
          day_words(day_of(note.occurred_at, desk_.parts.zone), desk_.today(), desk_.strings);
      also_said_.push_back({note.id, note.summary,
                            where_words(note.setting, note.place, desk_.vocabulary), day,
                            note.stance});
    }
  }
  if (status) read_history(*status);
}

void TimelineDesk::mark_detail() {
  heading_marks_.clear();
  body_marks_.clear();
  const SearchMarker* marker = list_.marker();
  if (marker == nullptr || !conversation_) return;
  heading_marks_ = marker->marks(detail_.heading, kMarksMax);
  body_marks_ = marker->marks(detail_.body, kMarksMax);
}

void TimelineDesk::rebuild(bool list_shown) {
  if (list_shown) {
    list_.want_values(ui_.filter.open);
    if (list_.update(ui_.list)) {
      stale_ = true;
      mark_detail();
    }
  }
  if (detail_stale_ || detail_data_ != desk_.data) read_detail();
  if (!stale_ || !list_shown) return;
  stale_ = false;
  failure_.reset();
  if (list_.failed()) {
    failure_ = FailureView{std::string(desk_.strings("failure.read")),
                           std::string(desk_.strings("failure.read_kept")),
                           std::string(desk_.strings("failure.read_next")),
                           {}};
  }
  if (list_.choice().empty()) last_setting_ = list_.setting_of_first();
  view_ = timeline_view({list_.choice(), list_.values(), saved_,
                         static_cast<std::int64_t>(list_.count()), desk_.notes, list_.complete(),
                         last_setting_, desk_.vocabulary, desk_.now(), desk_.parts.zone,
                         desk_.strings});
}

TimelineDesk::Wishes TimelineDesk::draw(Ui& ui, Rect place, const SyncLineSpec& sync) {
  Wishes wishes;
  const bool beside = ui.layout == Layout::wide || ui.layout == Layout::widest;
  rebuild(true);
  // Beside a list there is always something to read: the newest, until one is chosen.
  if (beside && chosen_.nil() && list_.count() > 0) {
    if (const TimelineRow* newest = list_.row(0)) {
      open(newest->id);
      rebuild(true);
    }
  }
  if (comparing_ && conversation_) {
    const VersionsIntents intents =
        draw_versions(ui, versions_, versions_ui_, place, desk_.strings);
    apply_versions(intents);
    return wishes;
  }
  Rect list = place;
  const bool detail_shown = conversation_.has_value();
  if (beside) {
    const auto parts = cut_left(
        place, ui.layout == Layout::widest ? ui.tokens.text_px(480) : ui.tokens.list_width);
    list = parts.first;
    if (detail_shown) {
      draw_detail(ui, parts.rest, wishes);
    } else {
      draw_nothing_chosen(
          ui, list_.count() == 0 ? std::string_view() : desk_.strings("timeline.choose"),
          parts.rest);
    }
  } else if (detail_shown) {
    draw_detail(ui, place, wishes);
    team_dialog(ui);
    return wishes;
  }
  const TimelineExtras extras{chosen_, sync, failure_ ? &*failure_ : nullptr, !list_.complete()};
  const TimelineRows rows{list_.count(), [this](std::size_t index) { return list_.row(index); }};
  const TimelineIntents intents = draw_timeline(ui, view_, rows, extras, ui_, list, desk_.strings);
  apply_list(intents, wishes);
  team_dialog(ui);
  stale_ = stale_ || (list_.failed() && !failure_);
  if (stale_) ui.wanted_frames = std::max(ui.wanted_frames, 1);
  return wishes;
}

void TimelineDesk::draw_detail(Ui& ui, Rect place, Wishes& wishes) {
  const HistoryRows history{
      history_ ? history_->count() : 0,
      [this](std::size_t number) -> const HistoryEntry& { return history_entry(number); }};
  const ConversationExtras extras{history_ ? &history : nullptr, &also_said_, &heading_marks_,
                                  &body_marks_};
  const ConversationIntents intents =
      draw_conversation(ui, detail_, extras, detail_ui_, place, desk_.strings);
  apply_detail(ui, intents, wishes);
}

void TimelineDesk::toggle_team(bool erase_history) {
  const bool team = detail_.team;
  Save change = save_of(chosen_, kinds::kConversation, "visibility", team ? "mine" : "team");
  const Save undo = save_of(chosen_, kinds::kConversation, "visibility", team ? "team" : "mine");
  if (erase_history) erase_history_before_team(change, chosen_);
  const auto words = desk_.strings(team ? TextKey("toast.mine") : TextKey("toast.team"));
  desk_.change(change, std::string(words), team ? Icon::only_me : Icon::team, undo);
}

/// Making a note of several versions readable by all would show what it said before: that is erased
/// first, unless the person wants to keep it.
void TimelineDesk::team_dialog(Ui& ui) {
  const Strings& strings = desk_.strings;
  const std::string keep = named(strings("team.keep"), "team-keep");
  const std::string act = named(strings("team.do"), "team-do");
  const DialogAnswer answer = dialog(ui, team_,
                                     {.name = "team",
                                      .title = strings("team.title"),
                                      .sentence = strings("team.sentence"),
                                      .safe = keep,
                                      .act = act},
                                     [&] {
                                       const std::string erase =
                                           named(strings("team.erase"), "team-erase");
                                       const CheckSpec tick{.label = erase, .on = team_erases_};
                                       if (checkbox(ui, tick)) team_erases_ = !team_erases_;
                                     });
  if (answer == DialogAnswer::act) toggle_team(team_erases_);
}

void TimelineDesk::apply_form(const ConversationIntents& intents) {
  ActionForm& form = detail_ui_.form;
  form.people = desk_.people;
  form.today = desk_.today();
  if (intents.open_form) form.begin();
  if (intents.form.changed) form.understand(desk_.today(), desk_.strings);
  if (intents.form.cancelled) form.open = false;
  if (!intents.form.submitted) return;
  const DraftAction made = form.action();
  auto edit = compose_action({made.text, made.owner, made.due}, chosen_, desk_.lookups());
  if (!edit) return desk_.fail(edit.error(), "failure.change", "failure.change_kept");
  const Save undo = save_of(edit->record, kinds::kAction, "deleted", true);
  Save save;
  save.edits.push_back(*std::move(edit));
  desk_.change(std::move(save), std::string(desk_.strings("toast.action_saved")), Icon::actions,
               undo);
  form.open = false;
}

void TimelineDesk::apply_detail(Ui& ui, const ConversationIntents& intents, Wishes& wishes) {
  const Strings& strings = desk_.strings;
  if (intents.edit) wishes.edit = chosen_;
  if (intents.compare) comparing_ = true;
  if (intents.copy) {
    ImGui::SetClipboardText(detail_.body.empty() ? detail_.heading.c_str() : detail_.body.c_str());
    desk_.say(std::string(strings("toast.copied")), Icon::copy);
  }
  if (intents.toggle_history) {
    detail_ui_.history = !detail_ui_.history;
    detail_stale_ = true;
    ui.wanted_frames = std::max(ui.wanted_frames, 1);
  }
  apply_history(intents.history);
  if (intents.tick && *intents.tick < detail_.actions.size()) {
    const ActionEntry& action = detail_.actions[*intents.tick];
    const std::string before = conversation_->actions[*intents.tick].state;
    const std::string now = action.ticked ? "open" : "done";
    const TextKey words = action.ticked ? TextKey("toast.reopened") : TextKey("toast.done");
    desk_.change(save_of(action.id, kinds::kAction, "state", now),
                 strings.fill(words, {action.text}), Icon::sent,
                 save_of(action.id, kinds::kAction, "state", before.empty() ? "open" : before));
  }
  if (intents.remove) {
    desk_.change(save_of(chosen_, kinds::kConversation, "deleted", true),
                 std::string(strings("toast.deleted")), Icon::remove,
                 save_of(chosen_, kinds::kConversation, "deleted", false));
    chosen_ = Uuid();
    detail_stale_ = true;
  }
  if (intents.restore) {
    desk_.change(save_of(chosen_, kinds::kConversation, "deleted", false),
                 std::string(strings("toast.restored")), Icon::undo,
                 save_of(chosen_, kinds::kConversation, "deleted", true));
  }
  if (intents.toggle_team) {
    const auto changes = desk_.parts.store.changes_of(chosen_);
    if (!detail_.team && changes && changes->size() > 1) {
      team_.open = true;
      team_erases_ = true;
    } else {
      toggle_team(false);
    }
  }
  apply_form(intents);
  if (intents.back) close();
  wishes.open_message = intents.open_message;
  if (intents.open_note) open(*intents.open_note);
  wishes.open_settings = wishes.open_settings || intents.open_settings;
}

void TimelineDesk::keep_text(const std::string& text) {
  Save merge = merge_versions(versions_, text);
  const Save before = desk_.undo_of(merge);
  const auto done = [this, before, text, versions = versions_](const auto& result) {
    if (!result) return desk_.fail(result.error(), "failure.change", "failure.change_kept");
    const std::vector<Uuid> kept = writes_of(desk_.parts.store, versions.id, text);
    std::function<void()> undo;
    if (!before.edits.empty() && !kept.empty()) {
      undo = [this, both = two_texts_again(versions, before, kept)] {
        desk_.change(both, std::string(desk_.strings("toast.undone")), Icon::undo);
      };
    }
    desk_.say(std::string(desk_.strings("toast.merged")), Icon::merge, std::move(undo));
  };
  desk_.write(std::move(merge), done);
}

void TimelineDesk::apply_versions(const VersionsIntents& intents) {
  if (intents.start_from && *intents.start_from < versions_.versions.size()) {
    versions_ui_.keep.set_text(versions_.versions[*intents.start_from].text);
    versions_ui_.keep.focus();
  }
  if (intents.later) comparing_ = false;
  if (!intents.keep) return;
  keep_text(versions_ui_.keep.text());
  comparing_ = false;
}

}  // namespace crosstalk
