#include "client/app/first_steps_desk.h"

namespace crosstalk {

FirstStepsDesk::FirstStepsDesk(Desk& desk) : desk_(desk) {
  if (desk.parts.welcomes && is_new()) begin();
}

bool FirstStepsDesk::is_new() const {
  const Store& store = desk_.parts.store;
  const auto done = store.setting(kFirstStepsSetting);
  if (desk_.notes > 0 || !done || *done) return false;
  const auto status = store.sync_status();
  if (!status || status->hub) return false;
  ConversationFilter bin;
  bin.deleted = true;
  const auto deleted = count_conversations(store, bin);
  return deleted && *deleted == 0;
}

void FirstStepsDesk::begin() { step_ = FirstStep::what; }

void FirstStepsDesk::refresh() {
  if (!step_) return;
  const auto status = desk_.parts.store.sync_status();
  const bool joined = status && status->hub;
  view_ =
      first_steps_view(*step_, joined ? std::string_view(status->hub->space) : "", desk_.strings);
}

void FirstStepsDesk::end() {
  step_.reset();
  desk_.write(KeepSetting{std::string(kFirstStepsSetting), "done"});
}

bool FirstStepsDesk::apply(const FirstStepsIntents& intents) {
  if (!step_) return false;
  const auto at = static_cast<int>(*step_);
  if (intents.writes) {
    hide();
    return false;
  }
  if (intents.skip || (intents.next && *step_ == FirstStep::keys)) {
    end();
    return true;
  }
  if (intents.next) step_ = static_cast<FirstStep>(at + 1);
  if (intents.back && at > 0) step_ = static_cast<FirstStep>(at - 1);
  return intents.next || intents.back;
}

}  // namespace crosstalk
