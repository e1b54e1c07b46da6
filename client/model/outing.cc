#include "client/model/outing.h"

#include <algorithm>

#include "storage/json.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

std::string word(const Json& json, std::string_view name) {
  return string_member(json, name).value_or(std::string());
}

Instant latest(const Outing& outing) { return std::max(outing.started, outing.carried_on); }

}  // namespace

std::string outing_text(const Outing& outing) {
  Json json = Json::object();
  json["kind"] = outing.event_like ? "event" : "trip";
  json["name"] = outing.name;
  json["setting"] = outing.setting;
  json["place"] = outing.place;
  json["event"] = outing.event;
  json["started"] = format_time(outing.started);
  json["carried_on"] = format_time(outing.carried_on);
  json["notes"] = outing.notes;
  return to_text(json);
}

std::optional<Outing> outing_from(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  const auto started = parse_time(word(*json, "started"));
  if (!started) return std::nullopt;
  Outing outing;
  outing.event_like = word(*json, "kind") == "event";
  outing.name = word(*json, "name");
  outing.setting = word(*json, "setting");
  outing.place = word(*json, "place");
  outing.event = word(*json, "event");
  outing.started = *started;
  const auto carried_on = parse_time(word(*json, "carried_on"));
  outing.carried_on = carried_on ? *carried_on : *started;
  const auto notes = json->find("notes");
  if (notes != json->end() && notes->is_number_integer()) outing.notes = notes->get<std::int64_t>();
  return outing;
}

OutingAge outing_age(const Outing& outing, Day today, const Zone& zone) {
  const Day last = day_of(latest(outing), zone);
  if (last >= today) return OutingAge::fresh;
  return last + std::chrono::days(1) >= today ? OutingAge::asks : OutingAge::over;
}

void fill_in(NoteDraft& draft, const Outing& outing) {
  if (draft.setting.empty()) draft.setting = outing.setting;
  if (draft.place.empty()) draft.place = outing.place;
  if (draft.event.empty()) draft.event = outing.event;
}

void take_off(NoteDraft& draft, const Outing& outing) {
  if (draft.setting == outing.setting) draft.setting.clear();
  if (draft.place == outing.place) draft.place.clear();
  if (draft.event == outing.event) draft.event.clear();
}

OutingView outing_view(const Outing& outing, const Vocabulary& vocabulary, Day today,
                       const Zone& zone, const Strings& strings) {
  OutingView view;
  std::string where =
      outing.setting.empty() ? std::string() : vocabulary.label(TermList::settings, outing.setting);
  for (const std::string* more : {&outing.name, &outing.event, &outing.place}) {
    if (more->empty() || where.find(*more) != std::string::npos) continue;
    where = where.empty() ? *more : strings.fill("outing.fact", {where, *more});
    if (more == &outing.name) break;  // a name says where it is
  }
  if (where.empty())
    where = strings(outing.event_like ? TextKey("outing.event") : TextKey("outing.trip"));
  view.fact = where;
  view.end = strings(outing.event_like ? TextKey("outing.end_event") : TextKey("outing.end_trip"));
  view.sentence = outing.notes == 0 ? std::string(strings("outing.no_notes"))
                                    : strings.count("outing.notes", outing.notes);
  view.asks = outing_age(outing, today, zone) != OutingAge::fresh;
  if (view.asks) {
    const std::string day = day_words(day_of(outing.started, zone), today, strings);
    view.sentence = strings.fill("outing.still", {day, view.sentence});
  }
  return view;
}

std::string outing_over_words(const Outing& outing, Day today, const Zone& zone,
                              const Strings& strings) {
  const std::string day = day_words(day_of(outing.started, zone), today, strings);
  return strings.fill(outing.event_like ? TextKey("toast.event_over") : TextKey("toast.trip_over"),
                      {day});
}

bool event_like(const NoteDraft& draft) {
  return !draft.event.empty() || draft.setting == "event" || draft.setting == "workshop" ||
         draft.setting == "local-meeting";
}

}  // namespace crosstalk
