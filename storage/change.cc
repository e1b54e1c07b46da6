#include "storage/change.h"

#include <algorithm>
#include <array>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::array<std::string_view, 12> kMembers = {"id",   "stamp",   "record", "kind",
                                                       "edit", "set",     "base",   "mends",
                                                       "cut",  "history", "by",     "seal"};

bool known_member(std::string_view name) {
  return std::find(kMembers.begin(), kMembers.end(), name) != kMembers.end();
}

// The member of that name, or null where there is none.
const Json* member(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

const std::string* text_of(const Json* value) {
  return value == nullptr ? nullptr : value->get_ptr<const std::string*>();
}

std::optional<Uuid> uuid_of(const Json* value) {
  const std::string* text = text_of(value);
  if (text == nullptr) return std::nullopt;
  const auto id = parse_uuid(*text);
  if (!id || id->nil()) return std::nullopt;
  return id;
}

// Each reader below takes a member that may be missing into `out` and says whether it was well
// formed.
bool read_flag(const Json* value, bool& out) {
  if (value == nullptr) return true;
  const auto* flag = value->get_ptr<const bool*>();
  if (flag == nullptr) return false;
  out = *flag;
  return true;
}

bool read_ids(const Json* value, std::vector<Uuid>& out) {
  if (value == nullptr) return true;
  if (!value->is_array()) return false;
  for (const Json& entry : *value) {
    const auto id = uuid_of(&entry);
    if (!id) return false;
    out.push_back(*id);
  }
  return true;
}

bool read_names(const Json* value, std::vector<std::string>& out) {
  if (value == nullptr) return true;
  if (!value->is_array()) return false;
  for (const Json& entry : *value) {
    const std::string* name = text_of(&entry);
    if (name == nullptr) return false;
    out.push_back(*name);
  }
  return true;
}

bool read_set(const Json* value, bool may_be_missing, std::map<std::string, Json>& out) {
  if (value == nullptr) return may_be_missing;
  if (!value->is_object()) return false;
  for (const auto& [field, content] : value->items()) {
    if (content.is_structured()) return false;
    out.emplace(field, content);
  }
  return true;
}

bool read_base(const Json* value, std::map<std::string, std::vector<Uuid>>& out) {
  if (value == nullptr) return true;
  if (!value->is_object()) return false;
  for (const auto& [field, ids] : value->items()) {
    if (!read_ids(&ids, out[field])) return false;
  }
  return true;
}

// What the hub adds; null where it has nothing to say.
bool read_hub_members(const Json& json, Change& change) {
  if (const Json* by = member(json, "by"); by != nullptr && !by->is_null()) {
    change.by = uuid_of(by);
    if (!change.by) return false;
  }
  if (const Json* seal = member(json, "seal"); seal != nullptr && !seal->is_null()) {
    const std::string* text = text_of(seal);
    if (text == nullptr) return false;
    change.seal = *text;
  }
  return true;
}

Json ids_to_json(const std::vector<Uuid>& ids) {
  Json out = Json::array();
  for (const Uuid& id : ids) out.push_back(id.text());
  return out;
}

}  // namespace

std::optional<Change> change_from_json(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const auto id = uuid_of(member(json, "id"));
  const auto record = uuid_of(member(json, "record"));
  const std::string* stamp_text = text_of(member(json, "stamp"));
  const std::string* kind = text_of(member(json, "kind"));
  if (!id || !record || stamp_text == nullptr || kind == nullptr || kind->empty())
    return std::nullopt;
  const auto stamp = parse_stamp(*stamp_text);
  if (!stamp) return std::nullopt;

  Change change;
  change.id = *id;
  change.stamp = *stamp;
  change.record = *record;
  change.kind = *kind;
  const bool well_formed = read_flag(member(json, "edit"), change.edit) &&
                           read_set(member(json, "set"), *kind == kinds::kErase, change.set) &&
                           read_base(member(json, "base"), change.base) &&
                           read_ids(member(json, "mends"), change.mends) &&
                           read_names(member(json, "cut"), change.cut) &&
                           read_flag(member(json, "history"), change.history) &&
                           read_hub_members(json, change);
  if (!well_formed) return std::nullopt;
  for (const auto& [name, value] : json.items()) {
    if (!known_member(name)) change.more[name] = value;
  }
  return change;
}

Json change_to_wire(const Change& change) {
  Json out = change.more.is_object() ? change.more : Json::object();
  out["id"] = change.id.text();
  out["stamp"] = change.stamp.text();
  out["record"] = change.record.text();
  out["kind"] = change.kind;
  if (change.edit) out["edit"] = true;
  if (change.kind != kinds::kErase || !change.set.empty()) {
    Json& set = out["set"] = Json::object();
    for (const auto& [field, value] : change.set) set[field] = value;
  }
  if (!change.base.empty()) {
    Json& base = out["base"] = Json::object();
    for (const auto& [field, ids] : change.base) base[field] = ids_to_json(ids);
  }
  if (!change.mends.empty()) out["mends"] = ids_to_json(change.mends);
  if (!change.cut.empty()) out["cut"] = change.cut;
  if (change.history) out["history"] = true;
  return out;
}

Json change_to_json(const Change& change) {
  Json out = change_to_wire(change);
  if (change.by) out["by"] = change.by->text();
  if (!change.seal.empty()) out["seal"] = change.seal;
  return out;
}

std::size_t change_bytes(const Change& change) { return to_text(change_to_wire(change)).size(); }

}  // namespace crosstalk
