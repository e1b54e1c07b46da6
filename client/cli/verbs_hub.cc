#include <unistd.h>

#include <array>

#include "client/cli/json_shapes.h"
#include "client/cli/output.h"
#include "client/cli/plain_text.h"
#include "client/cli/receipt_words.h"
#include "client/cli/verbs.h"
#include "storage/time.h"
#include "sync/native/calendar_call.h"
#include "sync/native/rounds.h"
#include "sync/receipt.h"

namespace crosstalk {
namespace {

std::string device_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "Crosstalk";
  return name.data();
}

constexpr std::size_t kDifferencesSaid = 20;

/// What the hub had erased leaves the file's bytes too. Nothing that was asked for depends on it:
/// where a window is writing, or there is no room, it is done later.
void sweep_after_sync(Session& session) {
  const auto swept = session.store().sweep([] { return false; });
  if (swept) return;
  say_problem(
      "What was erased still has copies in this device's encrypted store; they are removed "
      "at a later sync. " +
      swept.error().words);
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
  sweep_after_sync(session);
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
    Json all = json_of(*status, session.key_source());
    const auto receipt = last_receipt(session.store());
    if (!receipt) return receipt.error();
    all["receipt"] = *receipt ? json_of(**receipt) : Json(nullptr);
    say_json(all);
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
  if (status->offering) {
    rows.push_back({"Set back", "the hub was; what is held here is offered to it by each sync"});
  }
  const auto receipt = last_receipt(session.store());
  if (!receipt) return receipt.error();
  if (*receipt) {
    rows.push_back({"Receipt", receipt_words(**receipt, session.clock().wall())});
  }
  rows.push_back({"Device", status->device.text()});
  rows.push_back({"Key", std::string(session.key_source())});
  rows.push_back({"Folder", one_line(session.folder())});
  say(columns(rows, {}));
  return {};
}

Result<void> verb_receipt(Session& session, bool json) {
  const auto receipt = check_hub(session.store());
  if (!receipt) return receipt.error();
  sweep_after_sync(session);
  if (json) {
    say_json(json_of_whole(*receipt));
  } else {
    const Instant now = session.clock().wall();
    say(receipt_words(*receipt, now) + "\n");
    say(difference_words(*receipt, now, kDifferencesSaid));
  }
  if (receipt->same()) return {};
  return make_error_saying(ErrorCode::hub_answer_invalid,
                           "This device and the hub do not hold the same yet. Nothing is lost: "
                           "sync, and ask for the receipt again.");
}

Result<void> verb_calendar(Session& session, bool renew, bool json) {
  const auto links = ask_calendar(session.store(), renew);
  if (!links) return links.error();
  if (json) {
    say_json({{"todos", links->todos}, {"events", links->events}});
    return {};
  }
  say("Anyone with one of these addresses can read your actions, without a password. To end them: "
      "crosstalk calendar --renew\n");
  say(columns({{"To-dos", links->todos}, {"Days", links->events}}, {}));
  return {};
}

}  // namespace crosstalk
