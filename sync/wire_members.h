#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/json.h"
#include "storage/uuid.h"

/// How the members of a body are read: each of these gives nothing where the member has the wrong
/// type, so that a body is either understood whole or not at all. For the files of sync/wire*.cc.
namespace crosstalk::wire {

/// Null where `json` is no object or has no such member.
const Json* member(const Json& json, std::string_view name);

std::optional<std::string> required_text(const Json& json, std::string_view name);
std::optional<Uuid> required_uuid(const Json& json, std::string_view name);
/// The inner value is empty where the member is missing or null.
std::optional<std::optional<std::string>> nullable_text(const Json& json, std::string_view name);
std::optional<std::int64_t> integer_or(const Json& json, std::string_view name,
                                       std::int64_t missing);
std::optional<bool> boolean_or(const Json& json, std::string_view name, bool missing);

std::optional<std::vector<std::string>> read_texts(const Json& json);
std::optional<std::vector<Uuid>> read_uuids(const Json& json);
std::optional<std::map<std::string, std::string>> read_text_map(const Json& json);
Json write_uuids(const std::vector<Uuid>& ids);
Json null_or(const std::optional<std::string>& text);

/// True where `json` is an object whose `call` is exactly this.
bool answers_call(const Json& json, std::string_view call);

/// The array `name`, which must be there, each entry read by `read`.
template <typename T, typename Read>
std::optional<std::vector<T>> read_list(const Json& json, std::string_view name, Read read) {
  const Json* list = member(json, name);
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::vector<T> entries;
  entries.reserve(list->size());
  for (const Json& each : *list) {
    auto entry = read(each);
    if (!entry) return std::nullopt;
    entries.push_back(std::move(*entry));
  }
  return entries;
}

}  // namespace crosstalk::wire
