#include "client/cli/json_shapes.h"
#include "client/cli/output.h"
#include "client/cli/plain_text.h"
#include "client/cli/record_id.h"
#include "client/cli/verbs.h"

namespace crosstalk {
namespace {

Result<Uuid> find_rejected(Session& session, const std::string& text) {
  const auto rejected = session.store().rejected();
  if (!rejected) return rejected.error();
  std::optional<Uuid> found;
  for (const RejectedChange& change : *rejected) {
    const std::string id = change.change.id.text();
    const std::string record = change.change.record.text();
    const bool meant =
        text.size() >= 4 && (id.starts_with(text) || id.ends_with(text) || record == text);
    if (!meant) continue;
    if (found) {
      return make_error_saying(
          ErrorCode::invalid_value,
          "Several rejected changes have that id. Nothing was changed: give more of it.");
    }
    found = change.change.id;
  }
  if (!found) {
    return make_error_saying(ErrorCode::unknown_record,
                             "There is no rejected change with that id. Nothing was changed.");
  }
  return *found;
}

}  // namespace

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
    say("They stay on this device. To send one again: crosstalk resend ID; with other words: "
        "crosstalk mend ID --body B; to give one up: crosstalk discard ID --yes\n");
  }
  return {};
}

Result<void> verb_discard(Session& session, const std::string& id, bool sure) {
  const auto change = find_rejected(session, id);
  if (!change) return change.error();
  if (!sure) {
    return make_error_saying(ErrorCode::invalid_value,
                             "These words are nowhere else, so nothing was discarded. To give them "
                             "up for good: crosstalk discard " +
                                 short_id(*change) + " --yes");
  }
  auto discarded = session.store().discard_rejected(*change);
  if (!discarded) return discarded;
  say("Discarded.\n");
  return {};
}

Result<void> verb_resend(Session& session, const std::string& id) {
  const auto change = find_rejected(session, id);
  if (!change) return change.error();
  auto resent = session.store().resend_rejected(*change);
  if (!resent) return resent;
  say("Waits to be sent again: crosstalk sync\n");
  return {};
}

Result<void> verb_mend(Session& session, const MendArguments& arguments) {
  const auto change = find_rejected(session, arguments.id);
  if (!change) return change.error();
  std::map<std::string, Json> set;
  if (arguments.summary) set["summary"] = *arguments.summary;
  if (arguments.body) set["body"] = *arguments.body;
  if (arguments.text) set["text"] = *arguments.text;
  const auto mended = session.store().mend_rejected(*change, set);
  if (!mended) return mended.error();
  say("Mended, and waits to be sent: crosstalk sync\n");
  return {};
}

}  // namespace crosstalk
