#include "client/model/careful_draft.h"

#include <doctest/doctest.h>

namespace crosstalk {
namespace {

const Strings kStrings;
using Words = std::vector<std::string>;

NoteDraft draft() {
  NoteDraft draft;
  draft.body = "Mrs Jones, LS1 4AP";
  draft.heading = "Dr Lee again";
  draft.actions = {{Uuid(), "Call 0113 496 0123", "Mrs Jones", ""}, {Uuid(), "Rest", "", ""}};
  return draft;
}

TEST_CASE("everything written for a note is looked at, but for who does an action") {
  CarefulReader reader;
  const DraftMarks marks = draft_marks(draft(), "write to a@b.org.uk", {}, reader);
  CHECK(marks.count() == 5);
  CHECK(careful_sentence(marks.kinds(), kStrings) ==
        "A name, a postcode, a phone number and an e-mail address");
}

TEST_CASE("what was kept is kept wherever it stands, and remembered once") {
  CarefulReader reader;
  NoteDraft kept = draft();
  const DraftMarks marks = draft_marks(kept, "write to a@b.org.uk", {}, reader);
  keep_marks(kept, "write to a@b.org.uk", marks);
  keep_marks(kept, "write to a@b.org.uk", marks);
  CHECK(kept.kept_words == Words{"Mrs Jones", "LS1 4AP", "Dr Lee", "a@b.org.uk", "0113 496 0123"});
  CHECK(draft_marks(kept, "a@b.org.uk", {}, reader).empty());
}

TEST_CASE("marks in actions are replaced by what they were") {
  CarefulReader reader;
  NoteDraft careful = draft();
  CHECK(remove_action_marks(careful, draft_marks(careful, {}, {}, reader), kStrings));
  CHECK(careful.actions[0].text == "Call [phone number]");
  CHECK(careful.actions[1].text == "Rest");
  CHECK_FALSE(remove_action_marks(careful, draft_marks(careful, {}, {}, reader), kStrings));
}

TEST_CASE("which marks were kept is remembered without their words, and for that text alone") {
  const std::string body = "Mrs Jones, Mr Khan, LS1 4AP";
  const std::string places = kept_places(body, {"Mr Khan", "LS1 4AP", "no longer there"});
  CHECK(places == "27:1,2");
  CHECK(kept_at(body, places) == Words{"Mr Khan", "LS1 4AP"});
  CHECK(kept_at(body + ".", places).empty());
  CHECK(kept_places(body, {}).empty());
  for (const char* broken : {"", "27:", "27:9", "x", ":", "27:x,,", "99999999999999999999999:0"}) {
    CAPTURE(broken);
    CHECK(kept_at(body, broken).empty());
  }
}

}  // namespace
}  // namespace crosstalk
