#include "client/model/capture.h"

#include <algorithm>
#include <array>

#include "storage/text.h"

namespace crosstalk {
namespace {

using Keys = std::vector<std::string>;

bool has(const Keys& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

ChipKind kind_of(const std::string& key, const Keys& on, const Keys& suggested) {
  if (has(on, key)) return ChipKind::on;
  return has(suggested, key) ? ChipKind::suggested : ChipKind::plain;
}

Keys one(const std::string& key) { return key.empty() ? Keys() : Keys{key}; }

struct RowSources {
  const char* name;
  std::string_view label;
  TermList list;
  const Keys& recent;
  const Keys on;
  const Keys suggested;
};

ChipRow term_row(const CaptureSources& from, const RowSources& row, ChipOrder& order) {
  ChipRow chips;
  chips.name = row.name;
  chips.label = row.label;
  chips.more = from.strings("capture.more");
  Keys recent = row.recent;
  for (const Term& term : from.vocabulary.terms(row.list)) {
    if (!term.retired && !has(recent, term.key)) recent.push_back(term.key);
  }
  for (const std::string& key : order.settle(recent, row.on, row.suggested)) {
    chips.likely.push_back(
        {key, from.vocabulary.short_label(row.list, key), kind_of(key, row.on, row.suggested)});
  }
  for (const Term& term : from.vocabulary.terms(row.list)) {
    if (term.retired && !has(row.on, term.key)) continue;
    chips.all.push_back({term.key, term.label, kind_of(term.key, row.on, row.suggested)});
  }
  for (const std::string& key : row.on) {
    const bool listed = std::any_of(chips.all.begin(), chips.all.end(),
                                    [&](const ChipView& chip) { return chip.key == key; });
    if (!listed) chips.all.push_back({key, key, ChipKind::on});
  }
  return chips;
}

ChipRow place_row(const CaptureSources& from, ChipOrder& order) {
  ChipRow chips;
  chips.name = "place";
  chips.label = from.strings("capture.place");
  const bool any = !from.recent.places.empty() || !from.draft.place.empty();
  chips.more = any ? from.strings("capture.other_place") : from.strings("capture.add_place");
  const Keys on = one(from.draft.place);
  for (const std::string& key : order.settle(from.recent.places, on, from.suggested.places)) {
    chips.likely.push_back({key, key, kind_of(key, on, from.suggested.places)});
  }
  return chips;
}

ChipRow whole_row(const CaptureSources& from, const char* name, std::string_view label,
                  TermList list, const Keys& on) {
  ChipRow chips;
  chips.name = name;
  chips.label = label;
  for (const Term& term : from.vocabulary.terms(list)) {
    if (term.retired && !has(on, term.key)) continue;
    chips.likely.push_back({term.key, term.short_label, kind_of(term.key, on, {})});
  }
  return chips;
}

ChipRow when_row(const CaptureSources& from) {
  ChipRow chips;
  chips.name = "when";
  chips.label = from.strings("capture.when");
  const Day today = day_of(from.now, from.zone);
  const std::string yesterday = iso_of(today - std::chrono::days(1));
  const std::string& day = from.draft.day;
  const auto kind = [&](const std::string& key) {
    return day == key ? ChipKind::on : ChipKind::plain;
  };
  chips.likely.push_back({"",
                          std::string(from.strings(from.editing ? TextKey("capture.as_it_was")
                                                                : TextKey("capture.now"))),
                          kind("")});
  chips.likely.push_back(
      {iso_of(today), std::string(from.strings("capture.today")), kind(iso_of(today))});
  chips.likely.push_back(
      {yesterday, std::string(from.strings("capture.yesterday")), kind(yesterday)});
  const auto chosen = day_from_iso(day);
  if (chosen && *chosen != today && day != yesterday) {
    chips.likely.push_back({day, day_words(*chosen, today, from.strings), ChipKind::on});
  }
  chips.more = from.strings("capture.another_day");
  return chips;
}

void put_words(CaptureView& view, const CaptureSources& from) {
  const Strings& strings = from.strings;
  view.title = strings(from.editing ? TextKey("capture.edit_title") : TextKey("capture.title"));
  switch (from.keeping) {
    case Keeping::nothing:
      break;
    case Keeping::kept:
      view.kept = strings("capture.kept");
      view.kept_short = strings("capture.kept_short");
      break;
    case Keeping::saving:
      view.kept = view.kept_short = strings("capture.saving");
      break;
    case Keeping::failed:
      view.kept = view.kept_short = strings("capture.not_kept");
      break;
  }
  view.team = from.draft.visibility == "team";
  view.visibility = strings(view.team ? TextKey("visibility.team") : TextKey("visibility.mine"));
  if (view.team && from.was_mine) view.visibility = strings("visibility.team_erases");
  view.visibility_short =
      strings(view.team ? TextKey("visibility.team_short") : TextKey("visibility.mine_short"));
}

}  // namespace

const Keys& ChipOrder::settle(const Keys& recent, const Keys& on, const Keys& suggested) {
  const bool first = keys_.empty();
  const auto join = [this](const Keys& keys) {
    for (const std::string& key : keys) {
      if (!has(keys_, key)) keys_.push_back(key);
    }
  };
  if (first) {
    join(on);
    join(suggested);
    join(recent);
    return keys_;
  }
  // What comes later takes the place after the chips that are on or suggested already, before plain
  // ones.
  Keys late;
  for (const Keys* keys : {&on, &suggested}) {
    for (const std::string& key : *keys) {
      if (!has(keys_, key) && !has(late, key)) late.push_back(key);
    }
  }
  std::size_t after = 0;
  for (std::size_t index = 0; index < keys_.size(); ++index) {
    if (has(on, keys_[index]) || has(suggested, keys_[index])) after = index + 1;
  }
  keys_.insert(keys_.begin() + static_cast<std::ptrdiff_t>(after), late.begin(), late.end());
  join(recent);
  return keys_;
}

void ChipOrders::forget() {
  setting.forget();
  place.forget();
  sectors.forget();
  themes.forget();
}

RecentTerms recent_terms(const std::vector<ConversationView>& last, Keys places) {
  RecentTerms recent;
  recent.places = std::move(places);
  const auto add = [](Keys& keys, const std::string& key) {
    if (!key.empty() && !has(keys, key)) keys.push_back(key);
  };
  for (const ConversationView& conversation : last) {
    add(recent.settings, conversation.setting);
    for (const std::string& key : conversation.sectors) add(recent.sectors, key);
    for (const std::string& key : conversation.themes) add(recent.themes, key);
  }
  return recent;
}

std::string who_when(const std::string& owner, const std::string& due, Day today,
                     const Strings& strings) {
  std::string who = owner.empty() ? std::string(strings("action.me")) : owner;
  const auto day = day_from_iso(due);
  if (!day) return who;
  return strings.fill("action.who_by", {who, long_day_words(*day, today, strings)});
}

CaptureView capture_view(const CaptureSources& from, ChipOrders& orders) {
  const Strings& strings = from.strings;
  const NoteDraft& draft = from.draft;
  CaptureView view;
  put_words(view, from);
  view.editing = from.editing;
  view.quotable = draft.quotable;
  view.setting = term_row(from,
                          {"setting",
                           strings("capture.where"),
                           TermList::settings,
                           from.recent.settings,
                           one(draft.setting),
                           {}},
                          orders.setting);
  view.place = place_row(from, orders.place);
  view.sectors = term_row(from,
                          {"sectors", strings("capture.sectors"), TermList::sectors,
                           from.recent.sectors, draft.sectors, from.suggested.sectors},
                          orders.sectors);
  view.themes = term_row(from,
                         {"themes", strings("capture.themes"), TermList::themes, from.recent.themes,
                          draft.themes, from.suggested.themes},
                         orders.themes);
  view.stance =
      whole_row(from, "stance", strings("capture.stance"), TermList::stances, one(draft.stance));
  view.purposes =
      whole_row(from, "purposes", strings("capture.purposes"), TermList::purposes, draft.purposes);
  view.when = when_row(from);
  view.summary = summary_of(draft.body);
  const Day today = day_of(from.now, from.zone);
  for (const DraftAction& action : draft.actions) {
    view.actions.push_back({action.text, who_when(action.owner, action.due, today, strings)});
  }
  view.heard =
      heard_before(from.similar, from.linked, from.now, from.zone, from.vocabulary, strings);
  view.careful = from.careful;
  view.careful_words = careful_sentence(view.careful.kinds(), strings);
  view.can_save = !(trimmed(draft.body).empty() && trimmed(draft.heading).empty()) &&
                  from.keeping != Keeping::saving;
  return view;
}

void tap_chip(NoteDraft& draft, std::string_view row, const std::string& key, Day today) {
  const auto choose = [&key](std::string& held) { held = held == key ? std::string() : key; };
  const auto toggle = [&key](Keys& held) {
    if (has(held, key)) {
      std::erase(held, key);
    } else {
      held.push_back(key);
    }
  };
  if (row == "setting") choose(draft.setting);
  if (row == "place") choose(draft.place);
  if (row == "stance") choose(draft.stance);
  if (row == "sectors") toggle(draft.sectors);
  if (row == "themes") toggle(draft.themes);
  if (row == "purposes") toggle(draft.purposes);
  if (row == "when") draft.day = day_from_iso(key).value_or(today) > today ? iso_of(today) : key;
}

void toggle_link(NoteDraft& draft, const Uuid& id, const std::string& text) {
  const auto same = [&](const DraftLink& link) {
    return id.nil() ? link.id.nil() && folded(link.text) == folded(text) : link.id == id;
  };
  if (std::erase_if(draft.links, same) == 0) draft.links.push_back({id, text});
}

}  // namespace crosstalk
