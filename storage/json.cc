#include "storage/json.h"

#include <cstddef>

namespace crosstalk {
namespace {

constexpr std::size_t kDepthMax = 64;

// Looked at before parsing: what walks a deep value afterwards (writing it, comparing it) recurses
// once a level, and a text of a hundred thousand brackets would take the whole stack.
bool nested_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') {
        ++at;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDepthMax) return true;
    } else if (c == ']' || c == '}') {
      if (depth == 0) return false;  // malformed, which the parser says
      --depth;
    }
  }
  return false;
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  if (nested_too_deep(text)) return std::nullopt;
  Json json = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

std::string to_text(const Json& json) { return json.dump(); }

std::optional<std::string> string_member(const Json& object, std::string_view name) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(name);
  if (found == object.end()) return std::nullopt;
  const auto* text = found->get_ptr<const std::string*>();
  if (text == nullptr) return std::nullopt;
  return *text;
}

}  // namespace crosstalk
