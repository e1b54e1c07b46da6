#include "storage/merge.h"

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <utility>

#include "storage/planted.h"

namespace crosstalk {
namespace {

const Json kNull;

bool before(const Change& left, const Change& right) {
  return std::pair(left.stamp, left.id) < std::pair(right.stamp, right.id);
}

template <typename T>
void unite(std::vector<T>& into, const std::vector<T>& from) {
  into.insert(into.end(), from.begin(), from.end());
  std::sort(into.begin(), into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

// Two copies of one change: the lower stamp counts, and what was cut from one is cut. Everything
// else is equal in copies that a hub gave; where it is not, the choice must not depend on the
// order.
void combine(Change& into, const Change& from) {
  into.stamp = std::min(into.stamp, from.stamp);
  into.kind = std::min(into.kind, from.kind);
  into.edit = into.edit && from.edit;
  for (const auto& [field, value] : from.set) {
    const auto [place, inserted] = into.set.emplace(field, value);
    if (!inserted && value < place->second) place->second = value;
  }
  for (const auto& [field, ids] : from.base) unite(into.base[field], ids);
  unite(into.mends, from.mends);
  unite(into.cut, from.cut);
  if (from.by && (!into.by || *from.by < *into.by)) into.by = from.by;
}

// The changes of one record, each once, and what counts of them. Points into the span that it was
// made from.
class Merged {
 public:
  explicit Merged(std::span<const Change> changes) {
    std::map<Uuid, const Change*> by_id;
    for (const Change& change : changes) {
      if (change.kind == kinds::kErase)
        continue;  // says something about the record and sets nothing of it
      const auto [place, inserted] = by_id.emplace(change.id, &change);
      if (inserted) continue;
      Change& copy = copies_.emplace_back(*place->second);
      combine(copy, change);
      place->second = &copy;
    }
    for (const auto& [id, change] : by_id) changes_.push_back(change);
    std::sort(changes_.begin(), changes_.end(),
              [](const Change* left, const Change* right) { return before(*left, *right); });
    if (changes_.empty()) return;
    const auto creation = std::find_if(changes_.begin(), changes_.end(),
                                       [](const Change* change) { return !change->edit; });
    maker_ = creation == changes_.end() ? changes_.front() : *creation;
    find_winners();
  }
  Merged(const Merged&) = delete;
  Merged& operator=(const Merged&) = delete;

  const std::vector<const Change*>& changes() const { return changes_; }
  /// The change that made the record; where that is not here yet, the first that is.
  const Change* maker() const { return maker_; }
  const std::map<std::string, const Change*>& registers() const { return registers_; }
  /// Live versions, greatest (stamp, id) first.
  const std::map<std::string, std::vector<const Change*>>& texts() const { return texts_; }

  /// Calls `each` with the fields that a change sets: those that were cut it sets no more.
  template <typename Each>
  static void each_field(const Change& change, const Each& each) {
    for (const auto& [field, value] : change.set) {
      if (std::find(change.cut.begin(), change.cut.end(), field) == change.cut.end())
        each(field, value);
    }
  }

  bool counts(const Change& change, const std::string& field) const {
    if (const auto found = registers_.find(field); found != registers_.end()) {
      return found->second == &change;
    }
    const auto found = texts_.find(field);
    if (found == texts_.end()) return false;
    return std::find(found->second.begin(), found->second.end(), &change) != found->second.end();
  }

  bool live(const Change& change) const {
    bool any = false;
    each_field(change,
               [&](const std::string& field, const Json&) { any = any || counts(change, field); });
    return any;
  }

 private:
  void find_winners() {
    std::map<std::string, std::set<Uuid>> replaced;  // by a base of the field
    std::set<Uuid> mended;
    for (const Change* change : changes_) {
      for (const auto& [field, ids] : change->base) {
        if (planted(Bug::ignore_base)) continue;
        for (const Uuid& id : ids) {
          if (id != change->id) replaced[field].insert(id);
        }
      }
      for (const Uuid& id : change->mends) {
        if (id != change->id) mended.insert(id);
      }
    }
    for (const Change* change : changes_) {
      each_field(*change, [&](const std::string& field, const Json&) {
        if (!is_text_field(maker_->kind, field)) {
          registers_[field] = change;  // in ascending order, so the greatest stays
          return;
        }
        const std::set<Uuid>& gone = replaced[field];
        // A base that names a rejected change names the one that stands in for it too.
        const bool replaced_by_name =
            std::any_of(change->mends.begin(), change->mends.end(),
                        [&](const Uuid& id) { return id != change->id && gone.contains(id); });
        if (gone.contains(change->id) || mended.contains(change->id) || replaced_by_name) return;
        auto& versions = texts_[field];
        versions.insert(versions.begin(), change);
      });
    }
  }

  std::deque<Change> copies_;  // a deque, for the pointers must stay good
  std::vector<const Change*> changes_;
  const Change* maker_ = nullptr;
  std::map<std::string, const Change*> registers_;
  std::map<std::string, std::vector<const Change*>> texts_;
};

FieldValue value_of(const Change& change, const std::string& field) {
  return FieldValue{change.set.at(field), change.id, change.stamp, change.by};
}

// A deletion names in `base.deleted` the live changes that its author had; one that it does not
// name makes the record "deleted, changed since".
bool changed_since(const Merged& merged, const Change& deletion) {
  std::set<Uuid> known;
  if (const auto base = deletion.base.find("deleted"); base != deletion.base.end()) {
    known.insert(base->second.begin(), base->second.end());
  }
  return std::any_of(merged.changes().begin(), merged.changes().end(), [&](const Change* change) {
    if (change == &deletion || known.contains(change->id) || !merged.live(*change)) return false;
    return std::none_of(change->mends.begin(), change->mends.end(),
                        [&](const Uuid& id) { return known.contains(id); });
  });
}

}  // namespace

bool is_text_field(std::string_view kind, std::string_view field) {
  return field == "body" && (kind == kinds::kConversation || kind == kinds::kComment);
}

RecordState merge_changes(std::span<const Change> changes) {
  const Merged merged(changes);
  RecordState state;
  if (merged.changes().empty()) return state;
  state.record = merged.maker()->record;
  state.kind = merged.maker()->kind;
  state.author = merged.maker()->by;
  state.first = merged.changes().front()->stamp;
  state.last = merged.changes().back()->stamp;
  for (const auto& [field, change] : merged.registers()) {
    state.registers.emplace(field, value_of(*change, field));
  }
  for (const auto& [field, versions] : merged.texts()) {
    for (const Change* change : versions) state.texts[field].push_back(value_of(*change, field));
  }
  if (state.is_true("deleted")) {
    state.changed_since_deleted = changed_since(merged, *merged.registers().at("deleted"));
  }
  return state;
}

std::vector<Uuid> live_changes(std::span<const Change> changes) {
  const Merged merged(changes);
  std::vector<Uuid> live;
  for (const Change* change : merged.changes()) {
    if (merged.live(*change)) live.push_back(change->id);
  }
  std::sort(live.begin(), live.end());
  return live;
}

std::map<Uuid, std::vector<std::string>> dead_fields(std::span<const Change> changes) {
  const Merged merged(changes);
  std::map<Uuid, std::vector<std::string>> dead;
  for (const Change* change : merged.changes()) {
    Merged::each_field(*change, [&](const std::string& field, const Json&) {
      if (!merged.counts(*change, field)) dead[change->id].push_back(field);
    });
  }
  return dead;
}

const Json& RecordState::value(std::string_view field) const {
  const std::string name(field);
  if (const auto found = registers.find(name); found != registers.end()) return found->second.value;
  const auto found = texts.find(name);
  if (found == texts.end() || found->second.empty()) return kNull;
  return found->second.front().value;
}

std::string RecordState::text(std::string_view field) const {
  const auto* text = value(field).get_ptr<const std::string*>();
  return text == nullptr ? std::string() : *text;
}

bool RecordState::is_true(std::string_view field) const {
  const auto* flag = value(field).get_ptr<const bool*>();
  return flag != nullptr && *flag;
}

std::vector<std::string> RecordState::elements(std::string_view set) const {
  const std::string prefix = std::string(set) + "/";
  std::vector<std::string> keys;
  for (auto at = registers.lower_bound(prefix); at != registers.end(); ++at) {
    if (!at->first.starts_with(prefix)) break;
    const auto* on = at->second.value.get_ptr<const bool*>();
    if (on != nullptr && *on) keys.push_back(at->first.substr(prefix.size()));
  }
  return keys;
}

}  // namespace crosstalk
