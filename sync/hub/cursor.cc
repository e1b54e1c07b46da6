#include "sync/hub/cursor.h"

#include <span>

#include "storage/json.h"
#include "sync/hub/hex.h"
#include "sync/hub/secrets.h"

namespace crosstalk::hub {
namespace {

Json place_to_json(const Place& place) { return Json::array({place.position, place.mark}); }

std::optional<Place> place_from_json(const Json& json) {
  if (!json.is_array() || json.size() != 2) return std::nullopt;
  if (!json[0].is_number_integer() || !json[1].is_number_integer()) return std::nullopt;
  return Place{json[0].get<std::int64_t>(), json[1].get<std::uint64_t>()};
}

}  // namespace

std::string write_cursor(const Space& space, const Cursor& cursor) {
  Json feeds = Json::object();
  for (const auto& [feed, place] : cursor.feeds) feeds[feed] = place_to_json(place);
  const std::string content = to_text(
      Json{{"life", cursor.incarnation}, {"feeds", feeds}, {"head", place_to_json(cursor.head)}});
  return base64url(std::as_bytes(std::span(content))) + "." + cursor_proof(space, content);
}

std::optional<Cursor> read_cursor(const Space& space, std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto content = from_base64url(text.substr(0, dot));
  if (!content || cursor_proof(space, *content) != text.substr(dot + 1)) return std::nullopt;
  const auto json = parse_json(*content);
  if (!json) return std::nullopt;
  const auto life = string_member(*json, "life");
  const auto feeds = json->find("feeds");
  const auto head = json->find("head");
  if (!life || feeds == json->end() || !feeds->is_object() || head == json->end()) {
    return std::nullopt;
  }
  Cursor cursor;
  cursor.incarnation = *life;
  for (const auto& [feed, entry] : feeds->items()) {
    const auto place = place_from_json(entry);
    if (!place) return std::nullopt;
    cursor.feeds.emplace(feed, *place);
  }
  const auto head_place = place_from_json(*head);
  if (!head_place) return std::nullopt;
  cursor.head = *head_place;
  return cursor;
}

}  // namespace crosstalk::hub
