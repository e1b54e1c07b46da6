#include "tests/simulation/naive_merge.h"

#include <algorithm>

namespace crosstalk::simulation {
namespace {

bool contains(const std::vector<Uuid>& ids, const Uuid& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Each change once: of two stamps the lower counts, and what was cut from one copy is cut.
std::map<Uuid, Change> each_once(const std::vector<Change>& changes) {
  std::map<Uuid, Change> once;
  for (const Change& change : changes) {
    if (change.kind == "erase") continue;
    const auto [place, fresh] = once.emplace(change.id, change);
    if (fresh) continue;
    place->second.stamp = std::min(place->second.stamp, change.stamp);
    for (const std::string& field : change.cut) place->second.cut.push_back(field);
  }
  for (auto& [id, change] : once) {
    for (const std::string& field : change.cut) change.set.erase(field);
  }
  return once;
}

/// True where some change replaces this write of the field.
bool replaced(const std::map<Uuid, Change>& all, const Change& write, const std::string& field) {
  for (const auto& [id, other] : all) {
    if (id != write.id && contains(other.mends, write.id)) return true;
    const auto base = other.base.find(field);
    if (base == other.base.end()) continue;
    if (id != write.id && contains(base->second, write.id)) return true;
    // Who names a rejected write names the one that stands in for it too; a base never names its
    // own change.
    for (const Uuid& mended : write.mends) {
      if (mended != write.id && mended != id && contains(base->second, mended)) return true;
    }
  }
  return false;
}

bool stands(const NaiveRecord& record, const Change& change) {
  for (const auto& [field, value] : change.set) {
    const auto reg = record.registers.find(field);
    if (reg != record.registers.end() && reg->second.first.second == change.id) return true;
    const auto text = record.texts.find(field);
    if (text != record.texts.end() && text->second.contains(change.id)) return true;
  }
  return false;
}

}  // namespace

std::string NaiveRecord::text(const std::string& field) const {
  const auto found = registers.find(field);
  if (found == registers.end() || !found->second.second.is_string()) return {};
  return found->second.second.get<std::string>();
}

bool NaiveRecord::is_true(const std::string& field) const {
  const auto found = registers.find(field);
  return found != registers.end() && found->second.second == true;
}

NaiveRecord merge_naively(const std::vector<Change>& changes) {
  NaiveRecord record;
  const std::map<Uuid, Change> all = each_once(changes);
  const Change* maker = nullptr;
  for (const auto& [id, change] : all) {
    const auto earlier = [&](const Change& than) {
      if (change.edit != than.edit) return !change.edit;
      return std::pair(change.stamp, id) < std::pair(than.stamp, than.id);
    };
    if (maker == nullptr || earlier(*maker)) maker = &change;
  }
  if (maker == nullptr) return record;
  record.kind = maker->kind;
  for (const auto& [id, change] : all) {
    for (const auto& [field, value] : change.set) {
      const bool text =
          field == "body" && (record.kind == "conversation" || record.kind == "comment");
      if (text) {
        if (!replaced(all, change, field)) record.texts[field].insert(id);
        continue;
      }
      auto& held = record.registers[field];
      const std::pair order(change.stamp, id);
      if (held.first < order) held = {order, value};
    }
  }
  if (record.is_true("deleted")) {
    const Uuid deletion = record.registers.at("deleted").first.second;
    const auto base = all.at(deletion).base.find("deleted");
    const std::vector<Uuid> known =
        base == all.at(deletion).base.end() ? std::vector<Uuid>() : base->second;
    for (const auto& [id, change] : all) {
      if (id == deletion || contains(known, id) || !stands(record, change)) continue;
      const bool named_by_mend = std::any_of(change.mends.begin(), change.mends.end(),
                                             [&](const Uuid& m) { return contains(known, m); });
      if (!named_by_mend) record.changed_since_deleted = true;
    }
  }
  return record;
}

NaiveRecord naive_view(const RecordState& state) {
  NaiveRecord view;
  view.kind = state.kind;
  for (const auto& [field, held] : state.registers) {
    view.registers[field] = {{held.stamp, held.change}, held.value};
  }
  for (const auto& [field, versions] : state.texts) {
    for (const FieldValue& version : versions) view.texts[field].insert(version.change);
  }
  view.changed_since_deleted = state.changed_since_deleted;
  return view;
}

}  // namespace crosstalk::simulation
