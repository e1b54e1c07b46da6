#include "storage/vocabulary.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "storage/text.h"

namespace crosstalk {
namespace {

constexpr std::array kListNames = {std::string_view("sectors"),  std::string_view("themes"),
                                   std::string_view("purposes"), std::string_view("settings"),
                                   std::string_view("places"),   std::string_view("stances")};

constexpr double kOrderStep = 10;
constexpr double kOrderAdded = 900;
constexpr double kOrderOther = 1000;

std::size_t index_of(TermList list) { return static_cast<std::size_t>(list); }

// Stances are missing on purpose: a space cannot add to them.
std::optional<TermList> list_of(std::string_view name) {
  for (const TermList list : {TermList::sectors, TermList::themes, TermList::purposes,
                              TermList::settings, TermList::places}) {
    if (term_list_name(list) == name) return list;
  }
  return std::nullopt;
}

using Key = std::pair<TermList, std::string>;

// What a space says of one term, field by field, from all records that name it.
using Fields = std::map<std::string, FieldValue>;

struct Entry {
  Term term;
  double order = kOrderAdded;
};

bool greater(const FieldValue& left, const FieldValue& right) {
  return std::pair(left.stamp, left.change) > std::pair(right.stamp, right.change);
}

// A register as text that a person can read, or "".
std::string words_of(const Fields& fields, const std::string& name) {
  const auto found = fields.find(name);
  if (found == fields.end()) return {};
  const auto* text = found->second.value.get_ptr<const std::string*>();
  return text == nullptr ? std::string() : trimmed(*text);
}

// The words in the language asked for, else in English, else in any.
std::string in_language(const Fields& fields, const std::string& name, std::string_view language) {
  for (const std::string_view choice : {language, std::string_view("en")}) {
    std::string words = words_of(fields, name + "/" + std::string(choice));
    if (!words.empty()) return words;
  }
  const std::string prefix = name + "/";
  for (auto at = fields.lower_bound(prefix); at != fields.end(); ++at) {
    if (!at->first.starts_with(prefix)) break;
    std::string words = words_of(fields, at->first);
    if (!words.empty()) return words;
  }
  return {};
}

void change_term(Entry& entry, const Fields& fields, std::string_view language) {
  const std::string label = in_language(fields, "label", language);
  const std::string short_label = in_language(fields, "short", language);
  if (!label.empty()) {
    // The short label of a core term says nothing of another label.
    if (label != entry.term.label) entry.term.short_label = label;
    entry.term.label = label;
  }
  if (!short_label.empty()) entry.term.short_label = short_label;
  if (const auto retired = fields.find("retired"); retired != fields.end()) {
    entry.term.retired = retired->second.value == true;
  }
  if (const auto order = fields.find("order"); order != fields.end()) {
    if (order->second.value.is_number()) entry.order = order->second.value.get<double>();
  }
}

// An edge from a term to the one it was merged into.
struct Edge {
  std::string to;
  Stamp stamp;
  Uuid change;
};

// Follows the edges from `key`. On a circle the edge with the greatest (stamp, id) is left out, and
// its term counts.
std::string follow(const std::map<std::string, Edge>& edges, const std::string& key) {
  std::vector<std::string> way = {key};
  std::string at = key;
  while (true) {
    const auto edge = edges.find(at);
    if (edge == edges.end()) return at;
    at = edge->second.to;
    const auto seen = std::find(way.begin(), way.end(), at);
    if (seen == way.end()) {
      way.push_back(at);
      continue;
    }
    return *std::max_element(seen, way.end(),
                             [&](const std::string& left, const std::string& right) {
                               const Edge& a = edges.at(left);
                               const Edge& b = edges.at(right);
                               return std::pair(a.stamp, a.change) < std::pair(b.stamp, b.change);
                             });
  }
}

// What the records of a space say, by list and key.
struct SpaceTerms {
  std::map<Key, Fields> fields;
  std::map<Uuid, Key> keys;  // by record, for `merged_into` names records
};

SpaceTerms gather(std::span<const RecordState> states) {
  SpaceTerms terms;
  for (const RecordState& state : states) {
    if (state.kind != kinds::kTerm) continue;
    const auto list = list_of(state.text("list"));
    std::string name = state.text("key");
    if (!list || name.empty()) continue;
    const Key key(*list, std::move(name));
    terms.keys.emplace(state.record, key);
    Fields& fields = terms.fields[key];
    for (const auto& [field, value] : state.registers) {
      const auto [place, inserted] = fields.emplace(field, value);
      if (!inserted && greater(value, place->second)) place->second = value;
    }
  }
  return terms;
}

std::vector<Entry> core_entries() {
  std::vector<Entry> entries;
  std::array<int, kListNames.size()> counts{};
  for (const Term& term : core_terms()) {
    const int position = ++counts[index_of(term.list)];
    entries.push_back({term, term.key == "other" ? kOrderOther : kOrderStep * position});
  }
  return entries;
}

std::optional<Key> merge_target(const SpaceTerms& space, const Key& key, const FieldValue& value) {
  const auto* text = value.value.get_ptr<const std::string*>();
  if (text == nullptr || text->empty()) return std::nullopt;
  // A record of the space; or a key, for core terms need not have a record.
  if (const auto record = parse_uuid(*text)) {
    const auto found = space.keys.find(*record);
    if (found == space.keys.end() || found->second.first != key.first) return std::nullopt;
    return found->second;
  }
  return Key(key.first, *text);
}

void follow_merges(std::vector<Entry>& entries, const SpaceTerms& space) {
  std::set<Key> here;
  for (const Entry& entry : entries) here.emplace(entry.term.list, entry.term.key);
  std::array<std::map<std::string, Edge>, kListNames.size()> edges;
  for (const auto& [key, fields] : space.fields) {
    const auto merged = fields.find("merged_into");
    if (merged == fields.end()) continue;
    const auto target = merge_target(space, key, merged->second);
    if (!target || *target == key || !here.contains(*target)) continue;
    edges[index_of(key.first)].emplace(
        key.second, Edge{target->second, merged->second.stamp, merged->second.change});
  }
  for (Entry& entry : entries) {
    const std::string root = follow(edges[index_of(entry.term.list)], entry.term.key);
    if (root == entry.term.key) continue;
    entry.term.merged_into = root;
    entry.term.retired = true;
  }
}

}  // namespace

std::string_view term_list_name(TermList list) { return kListNames[index_of(list)]; }

Vocabulary::Vocabulary() : lists_(kListNames.size()), words_(kListNames.size()) {
  for (const Term& term : core_terms()) lists_[index_of(term.list)].push_back(term);
  index_words();
}

Result<Vocabulary> Vocabulary::read(const Store& store, std::string_view language) {
  const auto states = store.states_of_kind(kinds::kTerm);
  if (!states) return states.error();
  return from(*states, language);
}

Vocabulary Vocabulary::from(std::span<const RecordState> states, std::string_view language) {
  const SpaceTerms space = gather(states);
  std::vector<Entry> entries = core_entries();
  std::set<Key> core;
  for (Entry& entry : entries) {
    const Key key(entry.term.list, entry.term.key);
    core.insert(key);
    if (const auto found = space.fields.find(key); found != space.fields.end()) {
      change_term(entry, found->second, language);
    }
  }
  for (const auto& [key, fields] : space.fields) {
    if (core.contains(key)) continue;
    Entry entry;
    entry.term.list = key.first;
    entry.term.key = key.second;
    entry.term.label = entry.term.short_label = key.second;
    change_term(entry, fields, language);
    entries.push_back(std::move(entry));
  }
  follow_merges(entries, space);
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
    if (left.order != right.order) return left.order < right.order;
    if (left.term.core != right.term.core) return left.term.core;
    return !left.term.core && folded(left.term.label) < folded(right.term.label);
  });

  Vocabulary vocabulary;
  for (auto& list : vocabulary.lists_) list.clear();
  for (Entry& entry : entries) {
    vocabulary.lists_[index_of(entry.term.list)].push_back(std::move(entry.term));
  }
  vocabulary.index_words();
  return vocabulary;
}

// A key before a label before a short label, and what is offered before what is not: the first to
// take a word keeps it.
void Vocabulary::index_words() {
  for (std::size_t list = 0; list < lists_.size(); ++list) {
    auto& words = words_[list];
    words.clear();
    for (const auto member : {&Term::key, &Term::label, &Term::short_label}) {
      for (const bool retired : {false, true}) {
        for (const Term& term : lists_[list]) {
          if (term.retired != retired) continue;
          words.emplace(folded(term.*member),
                        term.merged_into.empty() ? term.key : term.merged_into);
        }
      }
    }
  }
}

std::span<const Term> Vocabulary::terms(TermList list) const { return lists_[index_of(list)]; }

const Term* Vocabulary::find(TermList list, std::string_view key) const {
  const auto& terms = lists_[index_of(list)];
  const auto found =
      std::find_if(terms.begin(), terms.end(), [&](const Term& term) { return term.key == key; });
  return found == terms.end() ? nullptr : &*found;
}

std::string Vocabulary::counting_key(TermList list, std::string_view key) const {
  const Term* term = find(list, key);
  return term == nullptr || term->merged_into.empty() ? std::string(key) : term->merged_into;
}

std::string Vocabulary::label(TermList list, std::string_view key) const {
  const Term* term = find(list, counting_key(list, key));
  return term == nullptr ? std::string(key) : term->label;
}

std::string Vocabulary::short_label(TermList list, std::string_view key) const {
  const Term* term = find(list, counting_key(list, key));
  return term == nullptr ? std::string(key) : term->short_label;
}

std::optional<std::string> Vocabulary::key_of(TermList list, std::string_view word) const {
  const auto& words = words_[index_of(list)];
  const auto found = words.find(folded(word));
  if (found == words.end()) return std::nullopt;
  return found->second;
}

}  // namespace crosstalk
