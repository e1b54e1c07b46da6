#include "client/model/settings.h"

namespace crosstalk {
namespace {
constexpr std::size_t kWaitingMax = 20;
}  // namespace

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
