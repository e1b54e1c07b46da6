#include "client/model/history.h"

#include <algorithm>
#include <set>
#include <utility>

#include "client/model/labels.h"

namespace crosstalk {
namespace {

bool before(const Change& one, const Change& other) {
  return std::pair(one.stamp, one.id) < std::pair(other.stamp, other.id);
}

/// The edits of one save get stamps of one device that follow each other.
bool follows(const Change& one, const Change& next) {
  if (one.stamp.device != next.stamp.device) return false;
  if (one.by && next.by && *one.by != *next.by) return false;
  return one.stamp.time() == next.stamp.time() || next.stamp.ticks == one.stamp.ticks + 1;
}

const std::string* text_of(const Change& change) {
  const auto body = change.set.find("body");
  if (body == change.set.end()) return nullptr;
  if (std::find(change.cut.begin(), change.cut.end(), "body") != change.cut.end()) return nullptr;
  return body->second.get_ptr<const std::string*>();
}

std::string words_at(std::string_view text, const std::vector<TextSpan>& spans) {
  std::string words;
  for (const TextSpan& span : spans) {
    if (!words.empty()) words += " … ";
    words += text.substr(span.begin, span.end - span.begin);
  }
  return words;
}

}  // namespace

History::History(HistorySources sources)
    : device_(sources.device), member_(sources.member), words_of_(std::move(sources.words_of)) {
  const auto keep = [this](std::vector<Change>& changes) {
    std::erase_if(changes, [](const Change& change) { return change.kind == kinds::kErase; });
    if (changes.empty()) return;
    std::sort(changes.begin(), changes.end(), before);
    const Uuid record = changes.front().record;
    now_[record] = merge_changes(changes);
    changes_[record] = std::move(changes);
  };
  if (!sources.conversation.empty()) conversation_ = sources.conversation.front().record;
  keep(sources.conversation);
  for (std::vector<Change>& changes : sources.under) {
    if (!changes.empty() && changes.front().kind == kinds::kAction) keep(changes);
  }
  std::vector<const Change*> in_order;
  for (const auto& [record, changes] : changes_) {
    for (const Change& change : changes) in_order.push_back(&change);
  }
  std::sort(in_order.begin(), in_order.end(),
            [](const Change* one, const Change* other) { return before(*one, *other); });
  group(in_order);
}

void History::group(const std::vector<const Change*>& in_order) {
  std::map<Uuid, std::map<std::string, Json>> values;  // of what has one value at a time
  std::set<std::pair<Uuid, std::string>> set_here;     // in the last save
  for (const Change* change : in_order) {
    Step step{change, {}};
    std::map<std::string, Json>& known = values[change->record];
    if (known.contains("text")) step.before["text"] = known["text"];
    bool again = false;
    for (const auto& [field, value] : change->set) {
      again = again || set_here.contains({change->record, field});
      if (field == "body") continue;
      if (const auto was = known.find(field); was != known.end()) step.before[field] = was->second;
    }
    for (const auto& [field, value] : change->set) {
      if (field != "body") known[field] = value;
    }
    if (saves_.empty() || again || !follows(*saves_.back().back().change, *change)) {
      saves_.emplace_back();
      set_here.clear();
    }
    for (const auto& [field, value] : change->set) set_here.emplace(change->record, field);
    saves_.back().push_back(std::move(step));
  }
}

std::string History::who(const Change& change, const Strings& strings) const {
  const bool own_member = member_ && change.by == member_;
  if (change.stamp.device == device_ || own_member) return std::string(strings("action.you"));
  std::string name;
  if (change.by && words_of_) name = words_of_(*change.by);
  return name.empty() ? std::string(strings("history.another_device")) : name;
}

/// The text, compared with the newest of the versions that it replaced.
void History::show_text(const Change& change, HistoryEntry& entry) const {
  const std::string* text = text_of(change);
  if (text == nullptr) return;
  entry.text = *text;
  const auto base = change.base.find("body");
  if (base == change.base.end()) return;
  const Change* replaced = nullptr;
  for (const Change& other : changes_.at(change.record)) {
    const bool named =
        std::find(base->second.begin(), base->second.end(), other.id) != base->second.end();
    if (named && text_of(other) != nullptr) replaced = &other;
  }
  if (replaced == nullptr) return;
  const std::string& earlier = *text_of(*replaced);
  Difference parts = difference(earlier, *text);
  entry.added = std::move(parts.only_second);
  entry.taken_out = words_at(earlier, parts.only_first);
}

HistoryEntry History::entry(std::size_t number, const HistoryWords& words) const {
  const SaveSteps& save = save_at(number);
  const Change& first = *save.front().change;
  HistoryEntry entry;
  entry.key = first.id.text();
  entry.when = moment_words(first.stamp.time(), words.now, words.zone, words.strings);
  entry.who = who(first, words.strings);
  for (const Step& step : save) {
    for (std::string& line : history_lines(*step.change, step.before, words_of_, words))
      entry.lines.push_back(std::move(line));
    show_text(*step.change, entry);
  }
  if (entry.lines.empty()) entry.lines.emplace_back(words.strings("history.other"));
  const auto back = going_back(number);
  entry.goes_back = back.has_value();
  if (!back) return entry;
  const auto text = text_going_back(number);
  entry.text_goes_back =
      text && (back->change.edits.size() > 1 ||
               back->change.edits.front().set.size() > text->change.edits.front().set.size());
  return entry;
}

std::span<const Change> History::until(const Uuid& record, const SaveSteps& save) const {
  const std::vector<Change>& all = changes_.at(record);
  const Change& last = *save.back().change;
  std::size_t count = 0;
  while (count < all.size() && !before(last, all[count])) ++count;
  return std::span<const Change>(all).first(count);
}

}  // namespace crosstalk
