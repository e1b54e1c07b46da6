#include "client/app/outing_desk.h"

#include <algorithm>
#include <utility>

#include "storage/text.h"

namespace crosstalk {

OutingDesk::OutingDesk(Desk& desk) : desk_(desk) {
  if (const auto kept = desk_.parts.store.setting(kOutingSetting); kept && *kept)
    outing_ = outing_from(**kept);
}

void OutingDesk::refresh() {
  const Day today = desk_.today();
  if (outing_ && outing_age(*outing_, today, desk_.parts.zone) == OutingAge::over)
    end(outing_over_words(*outing_, today, desk_.parts.zone, desk_.strings));
  view_.reset();
  if (outing_)
    view_ = outing_view(*outing_, desk_.vocabulary, today, desk_.parts.zone, desk_.strings);
  if (read_data_ == desk_.data) return;
  read_data_ = desk_.data;
  events_.clear();
  const auto states = desk_.parts.store.states_of_kind(kinds::kEvent);
  if (!states) return;
  for (const RecordState& state : *states) {
    const std::string name = trimmed(state.text("name"));
    if (!state.is_true("deleted") && !name.empty()) events_.push_back(name);
  }
  std::sort(events_.begin(), events_.end());
}

void OutingDesk::fill(NoteDraft& note) const {
  if (!outing_ || outing_age(*outing_, desk_.today(), desk_.parts.zone) == OutingAge::over) return;
  Outing outing = *outing_;
  const auto known = find_event(desk_.parts.store, outing.event);
  if (!known || !*known) outing.event.clear();
  fill_in(note, outing);
}

void OutingDesk::keep(std::optional<Outing> outing) {
  outing_ = std::move(outing);
  const std::string text = outing_ ? outing_text(*outing_) : std::string();
  desk_.write(KeepSetting{std::string(kOutingSetting), text}, [this](const auto& result) {
    if (!result) desk_.fail(result.error(), "failure.change", "failure.change_kept");
  });
}

void OutingDesk::count_note() {
  if (!outing_) return;
  Outing counted = *outing_;
  ++counted.notes;
  keep(std::move(counted));
}

/// What ended can be taken back as everything can.
void OutingDesk::end(std::string words) {
  Outing ended = *outing_;
  keep(std::nullopt);
  ended.carried_on = desk_.now();
  desk_.say(std::move(words), Icon::here, [this, ended] { keep(ended); });
}

bool OutingDesk::apply(const OutingIntents& intents, OutingForm& form, NoteDraft& note) {
  if (intents.open) form.begin(note);
  if (intents.cancel) form.open = false;
  if (intents.carry_on && outing_) {
    Outing carried = *outing_;
    carried.carried_on = desk_.now();
    keep(std::move(carried));
  }
  if (intents.start) {
    Outing begun;
    begun.event_like = form.event_like;
    begun.name = trimmed(form.name.text());
    begun.setting = form.setting;
    begun.place = trimmed(form.place.text());
    begun.event = form.event;
    begun.started = begun.carried_on = desk_.now();
    form.open = false;
    keep(std::move(begun));
    fill(note);
    return true;
  }
  if (intents.end && outing_) {
    const Outing ended = *outing_;
    end(std::string(desk_.strings(ended.event_like ? TextKey("toast.event_ended")
                                                   : TextKey("toast.trip_ended"))));
    // What is being written was heard on the way; an empty note begins without it.
    if (!is_blank(note)) return false;
    take_off(note, ended);
    return true;
  }
  return false;
}

}  // namespace crosstalk
