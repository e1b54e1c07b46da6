#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/json.h"
#include "storage/stamp.h"
#include "storage/uuid.h"

namespace crosstalk {

/// One save: some fields of one record, written at one moment by one device (sync/PROTOCOL.md, "A
/// change"). Never altered under its id by the device that made it.
struct Change {
  Uuid id;
  Stamp stamp;
  Uuid record;
  std::string kind;
  bool edit = false;                // on every change but the one that makes the record
  std::map<std::string, Json> set;  // field → string, number, boolean or null
  std::map<std::string, std::vector<Uuid>>
      base;                      // field → the changes whose values this one replaces
  std::vector<Uuid> mends;       // rejected changes that this one stands in for
  std::vector<std::string> cut;  // fields erased from the history by the hub
  bool history = false;          // on `erase`: only what no longer counts

  // What the hub adds when it gives a change to others.
  std::optional<Uuid> by;  // the member who wrote it
  std::string seal;

  Json more = Json::object();  // members that this version does not know: kept and passed on
};

/// Reads a change as the wire has it. Nothing unless `id`, `stamp`, `record` (UUIDs, stamp), `kind`
/// (non-empty text) and `set` (object whose values are strings, numbers, booleans or null; may be
/// absent on `erase`) are well formed.
std::optional<Change> change_from_json(const Json& json);

/// The whole change, `by` and `seal` included where it has them. The inverse of `change_from_json`.
Json change_to_json(const Change& change);

/// As a device sends it: without `by` and `seal`.
Json change_to_wire(const Change& change);

/// The bytes of `change_to_wire` as compact JSON: what limits count.
std::size_t change_bytes(const Change& change);

// The kinds of record that this version knows.
namespace kinds {
inline constexpr std::string_view kConversation = "conversation";
inline constexpr std::string_view kAction = "action";
inline constexpr std::string_view kComment = "comment";
inline constexpr std::string_view kMessage = "message";
inline constexpr std::string_view kEvent = "event";
inline constexpr std::string_view kMember = "member";
inline constexpr std::string_view kTerm = "term";
inline constexpr std::string_view kSpace = "space";
inline constexpr std::string_view kDevice = "device";
inline constexpr std::string_view kErase = "erase";
}  // namespace kinds

}  // namespace crosstalk
