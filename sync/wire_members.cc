#include "sync/wire_members.h"

#include <limits>

namespace crosstalk::wire {

const Json* member(const Json& json, std::string_view name) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found == json.end() ? nullptr : &*found;
}

std::optional<std::string> required_text(const Json& json, std::string_view name) {
  const Json* value = member(json, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return value->get<std::string>();
}

std::optional<Uuid> required_uuid(const Json& json, std::string_view name) {
  const auto text = required_text(json, name);
  if (!text) return std::nullopt;
  return parse_uuid(*text);
}

std::optional<std::optional<std::string>> nullable_text(const Json& json, std::string_view name) {
  const Json* value = member(json, name);
  if (value == nullptr || value->is_null()) return std::optional<std::string>{};
  if (!value->is_string()) return std::nullopt;
  return std::optional<std::string>{value->get<std::string>()};
}

std::optional<std::int64_t> integer_or(const Json& json, std::string_view name,
                                       std::int64_t missing) {
  const Json* value = member(json, name);
  if (value == nullptr || value->is_null()) return missing;
  if (value->is_number_unsigned()) {
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    const auto number = value->get<std::uint64_t>();
    return number > static_cast<std::uint64_t>(kMax) ? kMax : static_cast<std::int64_t>(number);
  }
  if (!value->is_number_integer()) return std::nullopt;
  return value->get<std::int64_t>();
}

std::optional<bool> boolean_or(const Json& json, std::string_view name, bool missing) {
  const Json* value = member(json, name);
  if (value == nullptr || value->is_null()) return missing;
  if (!value->is_boolean()) return std::nullopt;
  return value->get<bool>();
}

std::optional<std::vector<std::string>> read_texts(const Json& json) {
  if (!json.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  texts.reserve(json.size());
  for (const Json& each : json) {
    if (!each.is_string()) return std::nullopt;
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

std::optional<std::vector<Uuid>> read_uuids(const Json& json) {
  const auto texts = read_texts(json);
  if (!texts) return std::nullopt;
  std::vector<Uuid> ids;
  ids.reserve(texts->size());
  for (const std::string& text : *texts) {
    const auto id = parse_uuid(text);
    if (!id) return std::nullopt;
    ids.push_back(*id);
  }
  return ids;
}

std::optional<std::map<std::string, std::string>> read_text_map(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  std::map<std::string, std::string> map;
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) return std::nullopt;
    map.emplace(key, value.get<std::string>());
  }
  return map;
}

Json write_uuids(const std::vector<Uuid>& ids) {
  Json list = Json::array();
  for (const Uuid& id : ids) list.push_back(id.text());
  return list;
}

Json null_or(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

bool answers_call(const Json& json, std::string_view call) {
  const Json* value = member(json, "call");
  return value != nullptr && value->is_string() && value->get_ref<const std::string&>() == call;
}

}  // namespace crosstalk::wire
