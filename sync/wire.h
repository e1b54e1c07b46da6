#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change.h"
#include "storage/hub_answer.h"
#include "storage/json.h"
#include "storage/result.h"
#include "storage/stamp.h"
#include "storage/uuid.h"

/// The bodies of protocol version 1, both directions, for hub and device (sync/PROTOCOL.md).
/// Reading is strict about what must be there and of which type, and passes over members that it
/// does not know: the next version may add some.
namespace crosstalk {

/// `POST /v1/sync`, the request. Every member may be missing.
struct SyncRequest {
  std::optional<std::string> call;
  std::optional<std::string> cursor;  // nothing: from the beginning
  /// As they came: a change that is malformed is rejected by name and does not spoil the rest of
  /// the batch.
  std::vector<Json> changes;
  std::int64_t waiting = 0;  // what the device still holds after this batch
  std::int64_t wait = 0;     // seconds, already brought into 0…55
  bool offer =
      false;  // changes that the hub may have lost (next protocol step; 0 entries in the answer)
};

/// Nothing where `text` is no JSON object or a known member has the wrong type: 400 `malformed`.
/// `changes` may hold anything.
std::optional<SyncRequest> read_sync_request(std::string_view text);
std::string write_sync_request(const SyncRequest& request);

/// `POST /v1/sync`, the answer. All members are always written.
/// Nothing is read where any member is missing or of the wrong type, or an entry is malformed: then
/// it is no answer. `call` is not part of `HubAnswer`: it is checked against that of the call in
/// hand.
std::optional<HubAnswer> read_sync_answer(std::string_view text, std::string_view call);
std::string write_sync_answer(const HubAnswer& answer, const std::optional<std::string>& call);

/// One entry of a feed; nothing where it is malformed. Entries of a kind that this version does not
/// know are changes.
std::optional<FeedEntry> feed_entry_from_json(const Json& json);
Json feed_entry_to_json(const FeedEntry& entry);

/// `POST /v1/have`, the request.
struct HaveRequest {
  std::optional<std::string> call;
  std::map<std::string, std::string> hashes;
  std::map<std::string, std::string> ids;
  std::vector<Uuid> want;
  std::vector<std::string> list;  // buckets of which the ids are asked for
  std::optional<Stamp> greatest;
  bool more = false;
};
std::optional<HaveRequest> read_have_request(std::string_view text);
std::string write_have_request(const HaveRequest& request);

struct HaveAnswer {
  std::string incarnation;
  std::vector<std::string> differ;
  std::vector<Uuid> missing;
  std::vector<Change> changes;
  std::optional<std::string> cursor;
  /// By bucket, of those that `list` asked for as many as one answer holds. Nothing from a hub that
  /// does not know `list`, or was not asked.
  std::optional<std::map<std::string, std::vector<Uuid>>> held;
};
std::optional<HaveAnswer> read_have_answer(std::string_view text, std::string_view call);
std::string write_have_answer(const HaveAnswer& answer, const std::optional<std::string>& call);

/// `POST /v1/join`.
struct JoinRequest {
  std::string code;
  DeviceId device;
  std::string name;  // of the device, for the coordinator's list; may be empty
};
std::optional<JoinRequest> read_join_request(std::string_view text);
std::string write_join_request(const JoinRequest& request);

struct JoinAnswer {
  std::string token;
  std::string space;     // name
  std::string space_id;  // UUID
  Uuid member;
  std::string role;         // recorder, coordinator, kiosk, or one that this version does not know
  std::string sealing_key;  // base64url
};
std::optional<JoinAnswer> read_join_answer(std::string_view text);
std::string write_join_answer(const JoinAnswer& answer);

/// `POST /v1/calendar`.
struct CalendarRequest {
  bool renew = false;  // ends the member's addresses and makes a new one
};
std::optional<CalendarRequest> read_calendar_request(std::string_view text);
std::string write_calendar_request(const CalendarRequest& request);

struct CalendarAnswer {
  std::string todos, events;  // paths on the hub
  bool made = false;          // by this call
};
std::optional<CalendarAnswer> read_calendar_answer(std::string_view text);
std::string write_calendar_answer(const CalendarAnswer& answer);

/// `GET /v1/hello`, which needs no token.
struct HelloAnswer {
  std::string name;
  std::vector<std::int64_t> protocol;
  Instant time;
};
std::string write_hello_answer(const HelloAnswer& answer);

/// An error as RFC 9457 has it (`application/problem+json`). `type` is the bare stable code, see
/// `problems`.
struct Problem {
  std::string type;
  std::string title;  // plain words, the same for every case of the type
  int status = 0;
  std::string detail;  // of this case; may be empty; never content, never a token
  std::optional<std::int64_t> changes_max;  // `too-large` alone
  std::optional<std::int64_t> bytes_max;
};
/// Nothing unless `text` is an object with a text `type`.
std::optional<Problem> read_problem(std::string_view text);
std::string write_problem(const Problem& problem);

/// The stable codes of problem documents.
namespace problems {
inline constexpr std::string_view kMalformed = "malformed";                       // 400
inline constexpr std::string_view kNoToken = "no-token";                          // 401
inline constexpr std::string_view kUnknownToken = "unknown-token";                // 401
inline constexpr std::string_view kRevoked = "revoked";                           // 401
inline constexpr std::string_view kForbidden = "forbidden";                       // 403
inline constexpr std::string_view kNotFound = "not-found";                        // 404
inline constexpr std::string_view kInviteUnknown = "invite-unknown";              // 404
inline constexpr std::string_view kMethodNotAllowed = "method-not-allowed";       // 405
inline constexpr std::string_view kAlreadyJoined = "already-joined";              // 409
inline constexpr std::string_view kInviteUsed = "invite-used";                    // 410
inline constexpr std::string_view kInviteExpired = "invite-expired";              // 410
inline constexpr std::string_view kTooLarge = "too-large";                        // 413
inline constexpr std::string_view kUnsupportedEncoding = "unsupported-encoding";  // 415
inline constexpr std::string_view kTooManyRequests = "too-many-requests";         // 429
inline constexpr std::string_view kInternal = "internal";                         // 500
inline constexpr std::string_view kUnavailable = "unavailable";                   // 503
}  // namespace problems

/// The stable codes of `rejected`.
namespace rejections {
inline constexpr std::string_view kMalformed = "malformed";
inline constexpr std::string_view kTooLarge = "too-large";
inline constexpr std::string_view kForbidden = "forbidden";
inline constexpr std::string_view kErased = "erased";
inline constexpr std::string_view kIdTaken = "id-taken";
inline constexpr std::string_view kWrongDevice = "wrong-device";
inline constexpr std::string_view kBadStamp =
    "bad-stamp";  // a time in the last half of the 48 bits
}  // namespace rejections

}  // namespace crosstalk
