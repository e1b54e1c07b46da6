#include "client/model/calendar.h"

namespace crosstalk {

CalendarView calendar_view(const CalendarKnown& known, CalendarKind kind, const Strings& strings) {
  CalendarView view;
  view.kind = kind;
  if (!known.joined) {
    view.title = strings("calendar.no_hub");
    view.sentence = strings("calendar.no_hub_sentence");
    return view;
  }
  if (known.asking) {
    view.phase = CalendarPhase::asking;
    view.title = strings("calendar.title");
    view.sentence = strings("calendar.asking");
    return view;
  }
  if (known.error || known.todos.empty() || known.days.empty()) {
    const bool offline = known.error && known.error->code == ErrorCode::hub_unreachable;
    view.phase = CalendarPhase::failed;
    view.title = strings(offline ? TextKey("calendar.offline") : TextKey("calendar.failed"));
    view.sentence = !offline && known.error ? known.error->words
                                            : std::string(strings("calendar.offline_sentence"));
    return view;
  }
  const bool todos = kind == CalendarKind::todos;
  view.phase = CalendarPhase::shown;
  view.title = strings("calendar.title");
  view.sentence = strings("calendar.sentence");
  view.address = todos ? known.todos : known.days;
  view.gives = strings("calendar.gives");
  view.kind_for = strings(todos ? TextKey("calendar.todos_for") : TextKey("calendar.days_for"));
  return view;
}

}  // namespace crosstalk
