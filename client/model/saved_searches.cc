#include "client/model/saved_searches.h"

#include <algorithm>

#include "client/model/timeline_filters.h"
#include "storage/json.h"

namespace crosstalk {
namespace {

std::string text_in(const Json& object, std::string_view name) {
  return string_member(object, name).value_or("");
}

std::string day_in(const Json& object, std::string_view name) {
  std::string day = text_in(object, name);
  return day_from_iso(day) ? day : std::string();
}

SavedSearch search_in(const Json& object) {
  SavedSearch search;
  search.name = text_in(object, "name");
  TimelineChoice& choice = search.choice;
  choice.query = text_in(object, "query");
  choice.period = period_of_key(text_in(object, "period"));
  choice.from = day_in(object, "from");
  choice.until = day_in(object, "until");
  choice.bin = text_in(object, "bin") == "bin";
  const auto values = object.find("values");
  if (values == object.end() || !values->is_object()) return search;
  for (const auto& [row, keys] : values->items()) {
    if (!keys.is_array()) continue;
    for (const Json& key : keys) {
      const auto* text = key.get_ptr<const std::string*>();
      if (text != nullptr && !choice.has(row, *text)) choice.toggle(row, *text);
    }
  }
  return search;
}

}  // namespace

std::vector<SavedSearch> read_saved_searches(std::string_view setting) {
  std::vector<SavedSearch> searches;
  const auto all = parse_json(setting);
  if (!all || !all->is_array()) return searches;
  for (const Json& one : *all) {
    if (!one.is_object()) continue;
    SavedSearch search = search_in(one);
    if (!search.name.empty() && !search.choice.empty()) searches.push_back(std::move(search));
  }
  return searches;
}

std::string saved_searches_text(const std::vector<SavedSearch>& searches) {
  Json all = Json::array();
  for (const SavedSearch& search : searches) {
    Json values = Json::object();
    for (const auto& [row, keys] : search.choice.values) values[row] = keys;
    Json one = {{"name", search.name},
                {"query", search.choice.query},
                {"period", period_key(search.choice.period)},
                {"from", search.choice.from},
                {"until", search.choice.until},
                {"values", std::move(values)}};
    if (search.choice.bin) one["bin"] = "bin";
    all.push_back(std::move(one));
  }
  return to_text(all);
}

std::vector<SavedSearch> with_search(std::vector<SavedSearch> searches, SavedSearch added) {
  searches = without_search(std::move(searches), added.name);
  searches.push_back(std::move(added));
  return searches;
}

std::vector<SavedSearch> with_name(std::vector<SavedSearch> searches, const std::string& name,
                                   const std::string& now) {
  if (now.empty() || now == name) return searches;
  searches = without_search(std::move(searches), now);
  for (SavedSearch& search : searches) {
    if (search.name == name) search.name = now;
  }
  return searches;
}

std::vector<SavedSearch> without_search(std::vector<SavedSearch> searches,
                                        const std::string& name) {
  std::erase_if(searches, [&](const SavedSearch& search) { return search.name == name; });
  return searches;
}

}  // namespace crosstalk
