#include "client/model/settings.h"

#include "client/model/capture.h"
#include "client/model/labels.h"

namespace crosstalk {
namespace {
constexpr std::size_t kWaitingMax = 20;
}  // namespace

BinView bin_view(const std::vector<ConversationRow>& notes, std::size_t notes_max,
                 const std::vector<ActionView>& actions, const Vocabulary& vocabulary, Day today,
                 const Zone& zone, const Strings& strings) {
  BinView view;
  for (const ConversationRow& row : notes) {
    if (view.notes.size() == notes_max) {
      view.more_notes = true;
      break;
    }
    const std::string day = day_words(day_of(row.occurred_at, zone), today, strings);
    view.notes.push_back(
        {row.id, row.summary, joined({where_words(row.setting, row.place, vocabulary), day})});
  }
  for (const ActionView& action : actions) {
    std::string detail = who_when(action.owner, action.due, today, strings);
    if (!action.conversation_summary.empty())
      detail = joined({detail, strings.fill("bin.from", {action.conversation_summary})});
    view.actions.push_back({action.id, action.text, std::move(detail)});
  }
  return view;
}

void put_counts(SettingsView& view, const std::vector<ConversationRow>& rows, Instant now,
                const Zone& zone, const Strings& strings) {
  view.counts = {};
  view.waiting.clear();
  for (const ConversationRow& row : rows) {
    switch (note_state(row.sync, row.review, false)) {
      case NoteState::waiting:
      case NoteState::rejected:
        ++view.counts.here;
        if (row.sync == ItemSync::here && view.waiting.size() < kWaitingMax) {
          view.waiting.push_back(
              {row.id, row.summary, row.stance, moment_words(row.occurred_at, now, zone, strings)});
        }
        break;
      case NoteState::reviewed:
        ++view.counts.reviewed;
        [[fallthrough]];
      case NoteState::sent:
      case NoteState::two_versions:
        ++view.counts.sent;
        break;
    }
  }
  view.counted = true;
  view.here = strings.number(view.counts.here);
  view.sent = strings.number(view.counts.sent);
  view.reviewed = strings.number(view.counts.reviewed);
}

}  // namespace crosstalk
