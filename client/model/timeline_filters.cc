#include "client/model/timeline_filters.h"

#include <algorithm>
#include <array>

#include "client/model/labels.h"

namespace crosstalk {
namespace {

constexpr std::size_t kNameCharacters = 40;
constexpr std::array kPeriods = {Period::today,      Period::week, Period::last_week, Period::month,
                                 Period::last_month, Period::year, Period::all};
constexpr std::array kReviews = {"new", "reviewed", "in-report", "set-aside"};
constexpr std::array kSyncs = {"waiting", "sent", "rejected"};

std::string_view period_words(Period period, const Strings& strings) {
  switch (period) {
    case Period::all:
      return strings("timeline.all_dates");
    case Period::today:
      return strings("timeline.today");
    case Period::week:
      return strings("timeline.week");
    case Period::last_week:
      return strings("timeline.last_week");
    case Period::month:
      return strings("timeline.month");
    case Period::last_month:
      return strings("timeline.last_month");
    case Period::year:
      return strings("timeline.year");
  }
  return {};
}

std::string_view review_words(std::string_view key, const Strings& strings) {
  if (key == "reviewed") return strings("timeline.reviewed");
  if (key == "in-report") return strings("timeline.in_report");
  if (key == "set-aside") return strings("timeline.set_aside");
  return strings("timeline.new");
}

std::string_view sync_words(std::string_view key, const Strings& strings) {
  if (key == "sent") return strings("timeline.sent");
  if (key == "rejected") return strings("timeline.rejected");
  return strings("timeline.waiting");
}

std::optional<TermList> list_of(const std::string& row) {
  if (row == "setting") return TermList::settings;
  if (row == "place") return TermList::places;
  if (row == "sector") return TermList::sectors;
  if (row == "theme") return TermList::themes;
  if (row == "purpose") return TermList::purposes;
  if (row == "stance") return TermList::stances;
  return std::nullopt;
}

// What one value is called, without its count.
std::string label_of(const std::string& row, const std::string& key, const TimelineSources& from) {
  if (const auto list = list_of(row)) return from.vocabulary.short_label(*list, key);
  if (row == "review") return std::string(review_words(key, from.strings));
  if (row == "sync") return std::string(sync_words(key, from.strings));
  if (row == "action") return std::string(from.strings("timeline.open_action"));
  if (row == "message") {
    for (const MessageCount& message : from.values.messages) {
      if (message.id.text() == key) return message.text;
    }
    return std::string(from.strings("timeline.message"));
  }
  if (key == "own") return std::string(from.strings("timeline.own"));
  for (const NamedMember& person : from.values.people) {
    if (person.id.text() == key) return person.name;
  }
  return std::string(from.strings("timeline.someone"));
}

/// Makes rows of chips, each saying whether it is on.
class FilterBuilder {
 public:
  explicit FilterBuilder(const TimelineSources& from) : from_(from), strings_(from.strings) {}

  std::vector<FilterRow> rows() {
    add_period();
    add_terms("setting", strings_("capture.where"), TermList::settings, from_.values.settings);
    add_places();
    add_terms("sector", strings_("capture.sectors"), TermList::sectors, from_.values.sectors);
    add_terms("theme", strings_("capture.themes"), TermList::themes, from_.values.themes);
    add_terms("purpose", strings_("capture.purposes"), TermList::purposes, from_.values.purposes);
    add_terms("stance", strings_("capture.stance"), TermList::stances, from_.values.stances);
    add_messages();
    add_people();
    FilterRow& review = begin("review", strings_("timeline.review"));
    for (const char* key : kReviews) put(review, key, review_words(key, strings_), 0);
    FilterRow& sync = begin("sync", strings_("timeline.sync"));
    for (const char* key : kSyncs) put(sync, key, sync_words(key, strings_), 0);
    FilterRow& action = begin("action", strings_("nav.actions"));
    put(action, "open", strings_("timeline.open_action"), 0);
    FilterRow& bin = begin("bin", strings_("timeline.kept"));
    bin.chips.push_back({"bin", "bin", std::string(strings_("timeline.bin")), from_.choice.bin});
    std::erase_if(rows_, [](const FilterRow& row) { return row.chips.empty(); });
    return std::move(rows_);
  }

 private:
  FilterRow& begin(const char* name, std::string_view label) {
    rows_.push_back({name, std::string(label), {}});
    return rows_.back();
  }

  void put(FilterRow& row, const std::string& key, std::string_view label, std::int64_t notes) {
    const std::string words =
        notes == 0 ? std::string(label)
                   : strings_.fill("timeline.value_count", {label, strings_.number(notes)});
    row.chips.push_back({row.name, key, words, from_.choice.has(row.name, key)});
  }

  static bool has(const FilterRow& row, const std::string& key) {
    return std::any_of(row.chips.begin(), row.chips.end(),
                       [&](const FilterChip& chip) { return chip.key == key; });
  }

  // What is on must be there to be taken off, also where nothing has it any more.
  void put_chosen(FilterRow& row) {
    const auto chosen = from_.choice.values.find(row.name);
    if (chosen == from_.choice.values.end()) return;
    for (const std::string& key : chosen->second) {
      if (!has(row, key)) put(row, key, label_of(row.name, key, from_), 0);
    }
  }

  void add_period() {
    FilterRow& row = begin("period", strings_("timeline.when"));
    const bool range = !from_.choice.from.empty() || !from_.choice.until.empty();
    for (const Period period : kPeriods) {
      row.chips.push_back({"period", std::string(period_key(period)),
                           std::string(period_words(period, strings_)),
                           !range && from_.choice.period == period});
    }
  }

  void add_terms(const char* name, std::string_view label, TermList list,
                 const std::vector<ValueCount>& counts) {
    FilterRow& row = begin(name, label);
    for (const ValueCount& value : counts) {
      put(row, value.key, from_.vocabulary.short_label(list, value.key), value.notes);
    }
    for (const Term& term : from_.vocabulary.terms(list)) {
      if (!term.retired && term.merged_into.empty() && !has(row, term.key))
        put(row, term.key, term.short_label, 0);
    }
    put_chosen(row);
  }

  void add_places() {
    FilterRow& row = begin("place", strings_("capture.place"));
    for (const ValueCount& value : from_.values.places) {
      put(row, value.key, label_of("place", value.key, from_), value.notes);
    }
    put_chosen(row);
  }

  void add_messages() {
    FilterRow& row = begin("message", strings_("timeline.message"));
    for (const MessageCount& message : from_.values.messages) {
      put(row, message.id.text(), message.text, message.notes);
    }
    put_chosen(row);
  }

  void add_people() {
    FilterRow& row = begin("person", strings_("timeline.person"));
    put(row, "own", strings_("timeline.own"), 0);
    for (const NamedMember& person : from_.values.people)
      put(row, person.id.text(), person.name, 0);
    put_chosen(row);
  }

  const TimelineSources& from_;
  const Strings& strings_;
  std::vector<FilterRow> rows_;
};

std::string range_words(const TimelineSources& from) {
  const Day today = day_of(from.now, from.zone);
  const auto first = day_from_iso(from.choice.from);
  const auto last = day_from_iso(from.choice.until);
  const std::string since = first ? short_day_words(*first, today, from.strings) : std::string();
  const std::string until = last ? short_day_words(*last, today, from.strings) : std::string();
  if (first && last) return from.strings.fill("timeline.between", {since, until});
  if (first) return from.strings.fill("timeline.since", {since});
  return from.strings.fill("timeline.until", {until});
}

std::vector<FilterChip> active_chips(const TimelineSources& from) {
  std::vector<FilterChip> chips;
  const TimelineChoice& choice = from.choice;
  if (choice.period != Period::all) {
    chips.push_back({"period", std::string(period_key(choice.period)),
                     std::string(period_words(choice.period, from.strings)), true});
  }
  if (!choice.from.empty() || !choice.until.empty()) {
    chips.push_back({"range", "range", range_words(from), true});
  }
  for (const auto& [row, keys] : choice.values) {
    for (const std::string& key : keys) chips.push_back({row, key, label_of(row, key, from), true});
  }
  if (choice.bin) {
    chips.push_back({"bin", "bin", std::string(from.strings("timeline.bin")), true});
  }
  return chips;
}

std::string suggested_name(const TimelineSources& from, const std::vector<FilterChip>& active) {
  std::vector<std::string> parts;
  if (!from.choice.query.empty()) parts.push_back(from.choice.query);
  for (const FilterChip& chip : active) parts.push_back(chip.label);
  std::string name = joined(parts);
  std::size_t characters = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((static_cast<unsigned char>(name[at]) & 0xC0) != 0x80) ++characters;
    if (characters <= kNameCharacters) continue;
    name.resize(at);
    break;
  }
  while (name.ends_with(' ') || name.ends_with(',')) name.pop_back();
  return name;
}

}  // namespace

void put_filters(TimelineView& view, const TimelineSources& from) {
  const Strings& strings = from.strings;
  const TimelineChoice& choice = from.choice;
  view.filters = FilterBuilder(from).rows();
  view.active = active_chips(from);
  view.quick.push_back(
      {"period", "month", std::string(strings("timeline.month")), choice.period == Period::month});
  const auto setting = choice.values.find("setting");
  const std::string shown =
      setting != choice.values.end() ? setting->second.front() : from.last_setting;
  if (!shown.empty()) {
    view.quick.push_back({"setting", shown, from.vocabulary.short_label(TermList::settings, shown),
                          choice.has("setting", shown)});
  }
  view.quick.push_back(
      {"person", "own", std::string(strings("timeline.own")), choice.has("person", "own")});
  bool known = false;
  for (const SavedSearch& search : from.saved) {
    const bool on = search.choice == choice;
    known = known || on;
    view.saved.push_back({"saved", search.name, search.name, on});
  }
  view.can_save = !choice.empty() && !known;
  if (view.can_save) view.suggested_name = suggested_name(from, view.active);
  const Day today = day_of(from.now, from.zone);
  if (const auto first = day_from_iso(choice.from)) {
    view.from_words = long_day_words(*first, today, strings);
  }
  if (const auto last = day_from_iso(choice.until)) {
    view.until_words = long_day_words(*last, today, strings);
  }
}

}  // namespace crosstalk
