// The earlier versions of the conversation that is open, and going back to one.

#include "client/app/timeline_desk.h"
#include "storage/queries.h"

namespace crosstalk {

void TimelineDesk::read_history(const SyncStatus& status) {
  history_.reset();
  history_shown_.clear();
  detail_ui_.history_list.forget_heights();
  if (!detail_ui_.history) return;
  const Store& store = desk_.parts.store;
  auto changes = store.changes_of(chosen_);
  auto under = read_changes_under(store, chosen_);
  if (!changes || !under) return;
  HistorySources sources{*std::move(changes), *std::move(under), status.device, std::nullopt, {}};
  if (status.hub) sources.member = status.hub->member;
  sources.words_of = [&store](const Uuid& record) {
    const auto state = store.state_of(record);
    if (!state || !*state) return std::string();
    const std::string name = (*state)->text("name");
    return name.empty() ? (*state)->text("text") : name;
  };
  history_.emplace(std::move(sources));
}

const HistoryEntry& TimelineDesk::history_entry(std::size_t number) {
  const auto known = history_shown_.find(number);
  if (known != history_shown_.end()) return known->second;
  const HistoryWords words{desk_.vocabulary, desk_.now(), desk_.parts.zone, desk_.strings};
  return history_shown_.emplace(number, history_->entry(number, words)).first->second;
}

void TimelineDesk::apply_history(const HistoryIntents& intents) {
  const bool whole = intents.go_back.has_value();
  const auto number = whole ? intents.go_back : intents.text_back;
  if (!number || !history_ || *number >= history_->count()) return;
  auto back = whole ? history_->going_back(*number) : history_->text_going_back(*number);
  if (!back) return;
  const TextKey words = back->actions_stay ? TextKey("toast.went_back_stay") : "toast.went_back";
  desk_.change(std::move(back->change), desk_.strings.fill(words, {history_entry(*number).when}),
               Icon::history, std::move(back->undo));
}

}  // namespace crosstalk
