// Bringing a conversation back to how it once stood.

#include <algorithm>
#include <set>

#include "client/model/history.h"

namespace crosstalk {
namespace {

using Fields = std::map<std::string, Json>;

/// What going back does not touch: others decide about it, or it was decided since.
bool left_alone(const std::string& field) {
  static const std::set<std::string> kLeft = {"visibility", "review",  "quotable",
                                              "consent",    "deleted", "parent"};
  return kLeft.contains(field);
}

bool is_element(const std::string& field) { return field.find('/') != std::string::npos; }

/// What counts as nothing is left out.
Fields fields_of(const RecordState& state) {
  Fields fields;
  for (const auto& [field, value] : state.registers) {
    const bool off = value.value.is_null() || (is_element(field) && value.value == false);
    if (!off && !left_alone(field)) fields[field] = value.value;
  }
  for (const auto& [field, versions] : state.texts) {
    if (!versions.empty() && !versions.front().value.is_null())
      fields[field] = versions.front().value;
  }
  return fields;
}

Json value_in(const Fields& fields, const std::string& field) {
  if (const auto found = fields.find(field); found != fields.end()) return found->second;
  if (is_element(field)) return false;
  if (field == "state") return "open";
  return field == "body" ? Json("") : Json();
}

bool several_texts(const RecordState& state) {
  return std::any_of(state.texts.begin(), state.texts.end(),
                     [](const auto& versions) { return versions.second.size() > 1; });
}

/// True where a value that counted after these changes has been erased since.
bool erased_in(std::span<const Change> changes) {
  std::vector<Change> whole(changes.begin(), changes.end());
  std::set<std::pair<Uuid, std::string>> cut;
  for (Change& change : whole) {
    for (const std::string& field : change.cut) {
      cut.emplace(change.id, field);
      change.set.emplace(field, Json());
    }
    change.cut.clear();
  }
  if (cut.empty()) return false;
  const RecordState state = merge_changes(whole);
  for (const auto& [field, value] : state.registers) {
    if (cut.contains({value.change, field})) return true;
  }
  for (const auto& [field, versions] : state.texts) {
    for (const FieldValue& version : versions) {
      if (cut.contains({version.change, field})) return true;
    }
  }
  return false;
}

bool has_cut(std::span<const Change> changes) {
  return std::any_of(changes.begin(), changes.end(),
                     [](const Change& change) { return !change.cut.empty(); });
}

struct Edits {
  RecordEdit change, undo;
};

/// The edit from `now` to `then` of what differs, and its reverse.
Edits edits_between(const RecordState& now, const RecordState& then) {
  Edits edits;
  edits.change.record = edits.undo.record = now.record;
  edits.change.kind = edits.undo.kind = now.kind;
  const Fields fields_now = fields_of(now), fields_then = fields_of(then);
  Fields all = fields_now;
  all.insert(fields_then.begin(), fields_then.end());
  for (const auto& [field, value] : all) {
    const Json is = value_in(fields_now, field), was = value_in(fields_then, field);
    if (is == was) continue;
    edits.change.set[field] = was;
    edits.undo.set[field] = is;
    if (!is_text_field(now.kind, field)) continue;
    // Only what is seen here is replaced: a version that arrives meanwhile stands beside it.
    std::vector<Uuid>& base = edits.change.base[field];
    if (const auto versions = now.texts.find(field); versions != now.texts.end()) {
      for (const FieldValue& version : versions->second) base.push_back(version.change);
    }
  }
  return edits;
}

void add(GoingBack& back, Edits edits) {
  if (edits.change.set.empty()) return;
  back.change.edits.push_back(std::move(edits.change));
  back.undo.edits.push_back(std::move(edits.undo));
}

}  // namespace

std::optional<GoingBack> History::going_back(std::size_t number) const {
  const SaveSteps& save = save_at(number);
  const auto found = now_.find(conversation_);
  if (found == now_.end()) return std::nullopt;
  const RecordState& now = found->second;
  const std::span<const Change> until_then = until(conversation_, save);
  const RecordState then = merge_changes(until_then);
  if (until_then.empty() || now.is_true("deleted")) return std::nullopt;
  if (several_texts(now) || several_texts(then)) return std::nullopt;
  if (has_cut(until_then) && erased_in(until_then)) return std::nullopt;
  GoingBack back;
  add(back, edits_between(now, then));
  for (const auto& [record, action_now] : now_) {
    if (record == conversation_) continue;
    const std::span<const Change> action_until = until(record, save);
    const bool in_bin = action_now.is_true("deleted");
    back.actions_stay = back.actions_stay || (action_until.empty() && !in_bin);
    if (action_until.empty()) continue;
    const RecordState action_then = merge_changes(action_until);
    if (action_then.is_true("deleted")) continue;
    if (has_cut(action_until) && erased_in(action_until)) continue;
    Edits edits = edits_between(action_now, action_then);
    if (in_bin) {
      edits.change.set["deleted"] = false;
      edits.undo.set["deleted"] = true;
    }
    add(back, std::move(edits));
  }
  if (back.change.edits.empty()) return std::nullopt;
  return back;
}

std::optional<GoingBack> History::text_going_back(std::size_t number) const {
  auto back = going_back(number);
  if (!back || back->change.edits.front().record != conversation_) return std::nullopt;
  for (Save* save : {&back->change, &back->undo}) {
    save->edits.resize(1);
    std::erase_if(save->edits.front().set, [](const auto& field) {
      return field.first != "body" && field.first != "summary";
    });
  }
  back->actions_stay = false;
  if (!back->change.edits.front().set.contains("body")) return std::nullopt;
  return back;
}

}  // namespace crosstalk
