#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/storage/fault_sweep.h"

namespace crosstalk {

/// What the sweeps begin with: a device that has lived.
struct SweepFixture : FaultSweep {
  static constexpr const char* words = "The training was cancelled twice";
  Uuid noted, sent, foreign_note, message;
  Uuid member = new_id();

  // A device that joined, with notes of every state, a draft and the words of a colleague.
  void live(Store& store) {
    good(store.join(
        HubLink{"http://127.0.0.1:8480", "token", "Space", "recorder", member, "key", "pin"}));
    sent = note(store, "Sent long ago, with more words than one line of a list can hold",
                {{"place", "Lyon"}, {"sectors/health", true}});
    Replica replica(store);
    HubAnswer answer = answer_with("cursor-1");
    for (const Change& change : good(replica.next_batch(500, 1 << 20, true)).changes) {
      answer.taken.push_back({change.id, "seal", std::nullopt, {}});
    }
    foreign_note = new_id();
    answer.entries.push_back(foreign(foreign_note, "conversation",
                                     {{"summary", "Theirs"}, {"body", "What a colleague heard"}}));
    good(replica.apply(answer, std::nullopt, clock.wall()));
    message = make(store, "message", {{"text", "Nobody reads the reports"}});
    noted = note(store, words, {{"themes/risk", true}, {"messages/" + message.text(), true}});
    good(store.keep_draft("new", R"({"body":"half a note"})"));
    good(store.keep_draft(noted.text(), R"({"body":"half an edit"})"));
    good(store.set_setting("theme", "dark"));
  }

  HubAnswer answer_with(const std::string& cursor) {
    HubAnswer answer;
    answer.time = clock.wall() + Milliseconds{1500};
    answer.incarnation = "life";
    answer.cursor = cursor;
    return answer;
  }

  std::function<void(Store&)> lived() {
    return [this](Store& store) { live(store); };
  }
  static Result<std::string> ids_of(const Result<std::vector<Uuid>>& saved) {
    if (!saved) return saved.error();
    std::string all;
    for (const Uuid& id : *saved) all += id.text() + " ";
    return all;
  }
  static Result<std::string> nothing_of(const Result<void>& done) {
    if (!done) return done.error();
    return std::string();
  }
  static Result<std::string> count_of(const Result<Applied>& applied) {
    if (!applied) return applied.error();
    return std::to_string(applied->taken) + " " + std::to_string(applied->rejected) + " " +
           std::to_string(applied->received);
  }
};

}  // namespace crosstalk
