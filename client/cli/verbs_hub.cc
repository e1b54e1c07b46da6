#include <unistd.h>

#include <array>

#include "client/cli/json_shapes.h"
#include "client/cli/output.h"
#include "client/cli/plain_text.h"
#include "client/cli/record_id.h"
#include "client/cli/verbs.h"
#include "storage/time.h"
#include "sync/native/rounds.h"

namespace crosstalk {
namespace {

std::string device_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "Crosstalk";
  return name.data();
}

Result<Uuid> find_rejected(const std::vector<RejectedChange>& rejected, const std::string& text) {
  std::optional<Uuid> found;
  for (const RejectedChange& change : rejected) {
    const std::string id = change.change.id.text();
    const std::string record = change.change.record.text();
    const bool meant =
        text.size() >= 4 && (id.starts_with(text) || id.ends_with(text) || record == text);
    if (!meant) continue;
    if (found) {
      return make_error_saying(
          ErrorCode::invalid_value,
          "Several rejected changes have that id. Nothing was discarded: give more of it.");
    }
    found = change.change.id;
  }
  if (!found) {
    return make_error_saying(ErrorCode::unknown_record,
                             "There is no rejected change with that id. Nothing was discarded.");
  }
  return *found;
}

}  // namespace

Result<void> verb_join(Session& session, const std::string& link) {
  const auto joined = join_hub(session.store(), link, device_name());
  if (!joined) return joined.error();
  say("Joined \"" + one_line(joined->space) + "\" at " + joined->url + " as " + joined->role +
      ". To send and fetch: crosstalk sync\n");
  return {};
}

Result<void> verb_sync(Session& session, bool json) {
  const auto rounds = sync_rounds(session.store());
  if (!rounds) return rounds.error();
  if (json) {
    say_json(
        {{"sent", rounds->sent}, {"received", rounds->received}, {"rejected", rounds->rejected}});
    return {};
  }
  const auto status = session.store().sync_status();
  if (!status) return status.error();
  say(counted(rounds->sent, "change") + " sent, " + std::to_string(rounds->received) +
      " received.");
  if (status->rejected > 0) {
    say(" " + counted(status->rejected, "change") + " rejected: see crosstalk rejected.\n");
  } else {
    say(status->waiting == 0 ? " All sent.\n"
                             : " " + std::to_string(status->waiting) + " waiting.\n");
  }
  return {};
}

Result<void> verb_status(Session& session, bool json) {
  const auto status = session.store().sync_status();
  if (!status) return status.error();
  if (json) {
    say_json(json_of(*status, session.key_source()));
    return {};
  }
  std::vector<std::vector<std::string>> rows;
  if (status->hub) {
    rows.push_back(
        {"Space", one_line(status->hub->space) + " (" + one_line(status->hub->role) + ")"});
    rows.push_back({"Hub", one_line(status->hub->url)});
  } else {
    rows.push_back({"Hub", "not joined; to join: crosstalk join LINK"});
  }
  rows.push_back(
      {"Waiting", status->waiting == 0 ? "nothing" : counted(status->waiting, "change")});
  if (status->rejected > 0) {
    rows.push_back({"Rejected", counted(status->rejected, "change") + "; why: crosstalk rejected"});
  }
  if (status->ended == "revoked") {
    rows.push_back({"Access", "ended by a coordinator; what is here is kept"});
  } else if (!status->ended.empty()) {
    rows.push_back({"Access", "the hub does not know this device; join again, nothing is lost"});
  }
  rows.push_back({"Last sync", status->last_sync
                                   ? said_time(*status->last_sync, session.clock().wall())
                                   : "never"});
  rows.push_back({"Device", status->device.text()});
  rows.push_back({"Key", std::string(session.key_source())});
  rows.push_back({"Folder", one_line(session.folder())});
  say(columns(rows, {}));
  return {};
}

Result<void> verb_rejected(Session& session, bool json) {
  const auto rejected = session.store().rejected();
  if (!rejected) return rejected.error();
  Json list = Json::array();
  std::vector<std::vector<std::string>> rows;
  for (const RejectedChange& change : *rejected) {
    list.push_back(json_of(change));
    rows.push_back({short_id(change.change.id), change.change.kind, short_id(change.change.record),
                    change.code, one_line(change.detail)});
  }
  if (json) {
    say_json(list);
  } else if (rows.empty()) {
    say("Nothing was rejected.\n");
  } else {
    say(columns(rows, {}));
    say("They stay on this device. To give one up: crosstalk discard ID\n");
  }
  return {};
}

Result<void> verb_discard(Session& session, const std::string& id) {
  const auto rejected = session.store().rejected();
  if (!rejected) return rejected.error();
  const auto change = find_rejected(*rejected, id);
  if (!change) return change.error();
  if (auto discarded = session.store().discard_rejected(*change); !discarded) return discarded;
  say("Discarded.\n");
  return {};
}

}  // namespace crosstalk
