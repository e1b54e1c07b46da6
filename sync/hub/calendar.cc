#include "sync/hub/calendar.h"

#include <libical/ical.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>

#include "storage/merge.h"
#include "storage/time.h"
#include "sync/hub/hub_limits.h"
#include "sync/hub/rights.h"
#include "sync/hub/space_writer.h"

namespace crosstalk::hub {
namespace {

// ---- Which actions

// What is read of the conversations, each once.
class Conversations {
 public:
  Conversations(HubTransaction& transaction, const Space& space, const Caller& reader)
      : transaction_(transaction), space_(space), reader_(reader) {}

  struct Told {
    bool in_bin = false;
    std::optional<Instant> heard;
  };
  const Told& of(const Uuid& id) {
    const auto known = told_.find(id);
    return known != told_.end() ? known->second : told_.emplace(id, read(id)).first->second;
  }

 private:
  Told read(const Uuid& id) {
    Told told;
    const RecordState state = merge_changes(transaction_.changes_of(space_.id, id));
    told.in_bin = state.is_true("deleted");
    if (!may_see(transaction_, space_, reader_, id)) return told;
    const auto occurred = parse_time(state.text("occurred_at"));
    told.heard = occurred ? *occurred : state.first.time();
    return told;
  }

  HubTransaction& transaction_;
  const Space& space_;
  const Caller& reader_;
  std::map<Uuid, Told> told_;
};

// As devices have it (storage/queries.h): what is assigned to the member, or what they promised
// without naming anybody.
bool is_of(const RecordState& state, const Record& record, const Member& member) {
  const std::string owner = state.text("owner_member");
  if (!owner.empty()) return owner == member.id.text();
  return state.text("owner").empty() && record.author == member.id && !record.by_kiosk;
}

std::optional<Instant> ended_at(const RecordState& state) {
  const std::string word = state.text("state");
  if (word != "done" && word != "dropped") return std::nullopt;
  return state.registers.at("state").stamp.time();
}

CalendarAction action_of(const Uuid& id, const RecordState& state, std::int64_t changes) {
  CalendarAction action;
  action.id = id;
  action.text = state.text("text");
  if (parse_date(state.text("due"))) action.due = state.text("due");
  action.state = state.text("state");
  action.begun = state.first.time();
  action.changed = state.last.time();
  action.ended = ended_at(state);
  action.changes = changes;
  return action;
}

// ---- How they are written

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

struct FreeText {
  void operator()(char* text) const { std::free(text); }
};

icaltimetype day_of(std::string_view date) {
  icaltimetype day = icaltime_null_date();
  day.year = std::atoi(std::string(date.substr(0, 4)).c_str());
  day.month = std::atoi(std::string(date.substr(5, 2)).c_str());
  day.day = std::atoi(std::string(date.substr(8, 2)).c_str());
  return day;
}

icaltimetype moment_of(Instant time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
  return icaltime_from_timet_with_zone(static_cast<time_t>(seconds), 0,
                                       icaltimezone_get_utc_timezone());
}

// What a calendar's text cannot hold, or its readers do not take: line ends of other systems, tabs,
// other control characters.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto code = static_cast<unsigned char>(c);
    if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
    } else if (c == '\n' || (code >= 0x20 && code != 0x7F)) {
      out += c;
    } else {
      out += ' ';
    }
  }
  return out;
}

std::string description_of(const CalendarAction& action) {
  std::string words = "An action in Crosstalk";
  if (action.heard) words += ", from a conversation on " + format_date(*action.heard);
  return words + ".";
}

void add_common(icalcomponent* component, const CalendarAction& action, const std::string& uid) {
  const auto add = [component](icalproperty* p) { icalcomponent_add_property(component, p); };
  add(icalproperty_new_uid(uid.c_str()));
  // Without a METHOD it is when the entry was last revised (RFC 5545, 3.8.7.2): so the text changes
  // only when an action does.
  add(icalproperty_new_dtstamp(moment_of(action.changed)));
  add(icalproperty_new_created(moment_of(action.begun)));
  add(icalproperty_new_lastmodified(moment_of(action.changed)));
  add(icalproperty_new_sequence(static_cast<int>(action.changes - 1)));
  add(icalproperty_new_summary(plain(action.text).c_str()));
  add(icalproperty_new_description(description_of(action).c_str()));
}

Component todo_of(const CalendarAction& action) {
  Component todo(icalcomponent_new(ICAL_VTODO_COMPONENT));
  add_common(todo.get(), action, action.id.text());
  const auto add = [&todo](icalproperty* p) { icalcomponent_add_property(todo.get(), p); };
  if (!action.due.empty()) add(icalproperty_new_due(day_of(action.due)));
  icalproperty_status status = ICAL_STATUS_NEEDSACTION;
  if (action.state == "doing") status = ICAL_STATUS_INPROCESS;
  if (action.state == "dropped") status = ICAL_STATUS_CANCELLED;
  if (action.state == "done" && action.ended) {
    status = ICAL_STATUS_COMPLETED;
    add(icalproperty_new_completed(moment_of(*action.ended)));
    add(icalproperty_new_percentcomplete(100));
  }
  add(icalproperty_new_status(status));
  return todo;
}

// Nothing for what has no place on a day.
Component event_of(const CalendarAction& action) {
  if (action.due.empty() || action.state == "done") return nullptr;
  Component event(icalcomponent_new(ICAL_VEVENT_COMPONENT));
  add_common(event.get(), action, action.id.text() + "-due");
  const auto add = [&event](icalproperty* p) { icalcomponent_add_property(event.get(), p); };
  icaltimetype day = day_of(action.due);
  add(icalproperty_new_dtstart(day));
  icaltime_adjust(&day, 1, 0, 0, 0);
  add(icalproperty_new_dtend(day));
  add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  const bool dropped = action.state == "dropped";
  add(icalproperty_new_status(dropped ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  return event;
}

icalproperty* named_property(const char* name, const char* value) {
  icalproperty* property = icalproperty_new_x(value);
  icalproperty_set_x_name(property, name);
  return property;
}

}  // namespace

std::vector<CalendarAction> calendar_actions(HubTransaction& transaction, const Space& space,
                                             const Member& member, Instant now) {
  const Caller reader{Device{}, member, feeds_of_reader(member)};
  Conversations conversations(transaction, space, reader);
  std::vector<CalendarAction> actions;
  const std::string feed = feeds::of_member(member.id);
  for (const Uuid& id : transaction.records_in(space.id, feed, kinds::kAction)) {
    const std::vector<Change> changes = transaction.changes_of(space.id, id);
    const RecordState state = merge_changes(changes);
    const auto record = transaction.record(space.id, id);
    if (!record || !is_of(state, *record, member) || state.is_true("deleted")) continue;
    if (!may_see(transaction, space, reader, id)) continue;
    CalendarAction action = action_of(id, state, static_cast<std::int64_t>(changes.size()));
    if (action.ended && now - *action.ended > kCalendarKeepsEnded) continue;
    if (const auto parent = parse_uuid(state.text("parent"))) {
      const Conversations::Told& told = conversations.of(*parent);
      if (told.in_bin) continue;
      action.heard = told.heard;
    }
    actions.push_back(std::move(action));
  }
  return actions;
}

std::string calendar_text(const std::vector<CalendarAction>& actions, CalendarForm form) {
  const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  const auto add = [&calendar](icalproperty* p) { icalcomponent_add_property(calendar.get(), p); };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Crosstalk//Actions//EN"));
  add(named_property("X-WR-CALNAME", "Crosstalk actions"));
  add(named_property("X-PUBLISHED-TTL", "PT1H"));
  for (const CalendarAction& action : actions) {
    Component entry = form == CalendarForm::todos ? todo_of(action) : event_of(action);
    if (entry) icalcomponent_add_component(calendar.get(), entry.release());
  }
  const std::unique_ptr<char, FreeText> text(icalcomponent_as_ical_string_r(calendar.get()));
  return text ? std::string(text.get()) : std::string();
}

}  // namespace crosstalk::hub
