// A member's calendar: who is told which actions, and by which address.
#include <fstream>
#include <iterator>

#include "sync/hub/hub_limits.h"
#include "sync/hub/restore.h"
#include "sync/hub/secrets.h"
#include "sync/hub/sqlite_store.h"
#include "tests/hub/hub_fixture.h"

namespace crosstalk::hub::test {
namespace {

CalendarAnswer address_of(TestHub& hub, const TestDevice& device, bool renew = false) {
  const CalendarOutcome outcome = hub.service().calendar_address(device.token, renew, hub.now);
  REQUIRE(std::holds_alternative<CalendarAnswer>(outcome));
  return std::get<CalendarAnswer>(outcome);
}

std::string problem_of(const CalendarOutcome& outcome) {
  const auto* problem = std::get_if<Problem>(&outcome);
  return problem == nullptr ? std::string() : problem->type;
}

// The text at a path; the problem's type where there is none.
std::string read(TestHub& hub, const std::string& path) {
  const auto parts = read_calendar_path(path);
  REQUIRE(parts.has_value());
  const auto text = hub.service().calendar(*parts, hub.now);
  if (const auto* problem = std::get_if<Problem>(&text)) return problem->type;
  return std::get<std::string>(text);
}

std::string todos(TestHub& hub, const TestDevice& device) {
  return read(hub, address_of(hub, device).todos);
}
std::string events(TestHub& hub, const TestDevice& device) {
  return read(hub, address_of(hub, device).events);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

Json due_action(Team& team, const TestDevice& by, const Json& note, const TestDevice& owner,
                const char* text = "Phone housing") {
  return team.under(by, "action", note,
                    {{"text", text}, {"owner_member", owner.member.text()}, {"due", "2026-12-04"}});
}

TEST_CASE("a calendar holds what is assigned to its member, and nothing of anybody else") {
  Team team;
  const Json note = team.note(team.bert, "team");
  due_action(team, team.bert, note, team.anna, "For Anna");
  due_action(team, team.bert, note, team.bert, "For Bert");
  team.under(team.bert, "action", note, {{"text", "For nobody"}, {"owner", "somebody"}});
  const std::string text = todos(team.hub, team.anna);
  CHECK(has(text, "SUMMARY:For Anna"));
  CHECK(has(text, "DUE;VALUE=DATE:20261204"));
  CHECK(has(text, "STATUS:NEEDS-ACTION"));
  CHECK(count(text, "BEGIN:VTODO") == 1);
}

TEST_CASE("what a member promised without naming anybody is theirs") {
  Team team;
  const Json note = team.note(team.anna, "team");
  team.under(team.anna, "action", note, {{"text", "Own"}});
  team.under(team.anna, "action", note, {{"text", "Other"}, {"owner", "the housing lead"}});
  const std::string annas = todos(team.hub, team.anna);
  CHECK(has(annas, "SUMMARY:Own"));
  CHECK_FALSE(has(annas, "Other"));
  CHECK_FALSE(has(todos(team.hub, team.bert), "VTODO"));
}

TEST_CASE("an action from a private note is told to its owner, without a word of the note") {
  Team team;
  const Json note = team.push(team.bert, team.hub.change(team.bert, "conversation",
                                                         {{"summary", "What was said"},
                                                          {"body", "In confidence"},
                                                          {"occurred_at", "2026-11-02T09:00:00Z"},
                                                          {"visibility", "mine"}}));
  due_action(team, team.bert, note, team.anna);
  const std::string text = todos(team.hub, team.anna);
  CHECK(has(text, "SUMMARY:Phone housing"));
  CHECK_FALSE(has(text, "said"));
  CHECK_FALSE(has(text, "confidence"));
  CHECK_FALSE(has(text, "2026-11-02"));
  // Who may see the note is told when it was; and still nothing of what was said.
  due_action(team, team.bert, note, team.bert);
  const std::string own = todos(team.hub, team.bert);
  CHECK(has(own, "2026-11-02"));
  CHECK_FALSE(has(own, "said"));
  CHECK_FALSE(has(own, "confidence"));
}

TEST_CASE("an action that is given to another leaves the calendar, and so does one in the bin") {
  Team team;
  const Json note = team.note(team.bert, "team");
  const Json first = due_action(team, team.bert, note, team.anna, "First");
  const Json second = due_action(team, team.bert, note, team.anna, "Second");
  team.push(team.bert,
            team.hub.edit(team.bert, first, {{"owner_member", team.cora.member.text()}}));
  CHECK_FALSE(has(todos(team.hub, team.anna), "First"));
  CHECK(has(todos(team.hub, team.cora), "First"));
  team.push(team.bert, team.hub.edit(team.bert, second, {{"deleted", true}}));
  CHECK_FALSE(has(todos(team.hub, team.anna), "VTODO"));
  const Json third = due_action(team, team.bert, note, team.anna, "Third");
  team.push(team.bert, team.hub.edit(team.bert, note, {{"deleted", true}}));
  CHECK_FALSE(has(todos(team.hub, team.anna), "VTODO"));
  team.push(team.cora, team.hub.erase(team.cora, note));
  CHECK_FALSE(has(todos(team.hub, team.anna), "VTODO"));
}

TEST_CASE("states are told as calendars know them, with a number that grows") {
  Team team;
  const Json note = team.note(team.bert, "team");
  const Json action = due_action(team, team.bert, note, team.anna);
  CHECK(has(todos(team.hub, team.anna), "SEQUENCE:0"));
  team.hub.now += Milliseconds{1000};
  team.push(team.anna, team.hub.edit(team.anna, action, {{"state", "doing"}}));
  const std::string doing = todos(team.hub, team.anna);
  CHECK(has(doing, "STATUS:IN-PROCESS"));
  CHECK(has(doing, "SEQUENCE:1"));
  CHECK(has(doing, "LAST-MODIFIED:20231114T221321Z"));
  CHECK(has(doing, "DTSTAMP:20231114T221321Z"));
  team.hub.now += Milliseconds{1000};
  team.push(team.anna, team.hub.edit(team.anna, action, {{"state", "done"}}));
  const std::string done = todos(team.hub, team.anna);
  CHECK(has(done, "STATUS:COMPLETED"));
  CHECK(has(done, "COMPLETED:20231114T221322Z"));
  team.push(team.anna, team.hub.edit(team.anna, action, {{"state", "dropped"}}));
  const std::string dropped = todos(team.hub, team.anna);
  CHECK(has(dropped, "STATUS:CANCELLED"));
  CHECK_FALSE(has(dropped, "\nCOMPLETED:"));
}

TEST_CASE("as days only open actions with a date are told, and those that were dropped") {
  Team team;
  const Json note = team.note(team.bert, "team");
  const Json open = due_action(team, team.bert, note, team.anna, "Open");
  const Json done = due_action(team, team.bert, note, team.anna, "Done");
  const Json dropped = due_action(team, team.bert, note, team.anna, "Dropped");
  team.action(team.bert, note, team.anna);  // without a date
  team.push(team.anna, team.hub.edit(team.anna, done, {{"state", "done"}}));
  team.push(team.anna, team.hub.edit(team.anna, dropped, {{"state", "dropped"}}));
  const std::string text = events(team.hub, team.anna);
  CHECK(count(text, "BEGIN:VEVENT") == 2);
  CHECK(has(text, "DTSTART;VALUE=DATE:20261204"));
  CHECK(has(text, "DTEND;VALUE=DATE:20261205"));
  CHECK(has(text, "UID:" + open["record"].get<std::string>() + "-due"));
  CHECK(has(text, "STATUS:CANCELLED"));
  CHECK_FALSE(has(text, "SUMMARY:Done"));
}

TEST_CASE("what was done is told for a while, and then no more") {
  Team team;
  const Json note = team.note(team.bert, "team");
  const Json action = due_action(team, team.bert, note, team.anna);
  team.push(team.anna, team.hub.edit(team.anna, action, {{"state", "done"}}));
  team.hub.now += kCalendarKeepsEnded - Milliseconds{1000};
  CHECK(has(todos(team.hub, team.anna), "STATUS:COMPLETED"));
  team.hub.now += Milliseconds{2000};
  CHECK_FALSE(has(todos(team.hub, team.anna), "VTODO"));
}

TEST_CASE("the same actions give the same text, whenever it is asked for") {
  Team team;
  due_action(team, team.bert, team.note(team.bert, "team"), team.anna);
  const std::string before = todos(team.hub, team.anna);
  team.hub.now += Milliseconds{3'600'000};
  CHECK(todos(team.hub, team.anna) == before);
}

TEST_CASE("words are folded at 75 bytes between characters, and what means something is escaped") {
  Team team;
  const Json note = team.note(team.bert, "team");
  std::string words = "Ring; then, \"ask\" back\\slash\r\nnext line\ttab ";
  for (int i = 0; i < 60; ++i) words += "\xC5\xB5";  // ŵ
  team.under(team.bert, "action", note,
             {{"text", words}, {"owner_member", team.anna.member.text()}});
  const std::string text = todos(team.hub, team.anna);
  std::string unfolded;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    CHECK(end - begin <= 75);
    CHECK((static_cast<unsigned char>(text[begin]) & 0xC0U) != 0x80U);
    const bool goes_on = text[begin] == ' ';
    CHECK_FALSE((goes_on && (static_cast<unsigned char>(text[begin + 1]) & 0xC0U) == 0x80U));
    unfolded +=
        goes_on ? text.substr(begin + 1, end - begin - 1) : "\n" + text.substr(begin, end - begin);
    begin = end + 2;
  }
  CHECK(has(unfolded, "\nSUMMARY:Ring\\; then\\, \"ask\" back\\\\slash\\nnext line tab \xC5\xB5"));
}

TEST_CASE("a device is told the same address again, until it asks for a new one") {
  Team team;
  const CalendarAnswer first = address_of(team.hub, team.anna);
  CHECK(first.made);
  const CalendarAnswer again = address_of(team.hub, team.anna);
  CHECK(again.todos == first.todos);
  CHECK_FALSE(again.made);
  const auto known = team.hub.service().calendar_known(team.anna.token);
  REQUIRE(known.has_value());
  CHECK(std::get<CalendarAnswer>(*known).events == first.events);
  const CalendarAnswer second = address_of(team.hub, team.anna, true);
  CHECK(second.todos != first.todos);
  CHECK(read(team.hub, first.todos) == "not-found");
  CHECK(read(team.hub, first.events) == "not-found");
  CHECK(has(read(team.hub, second.todos), "BEGIN:VCALENDAR"));
}

TEST_CASE("a new address ends those of all devices of the member, and no other's") {
  Team team;
  const TestDevice tablet = team.hub.join_as(Role::recorder, "Anna");
  const CalendarAnswer laptops = address_of(team.hub, team.anna);
  const CalendarAnswer tablets = address_of(team.hub, tablet);
  const CalendarAnswer berts = address_of(team.hub, team.bert);
  CHECK(laptops.todos != tablets.todos);
  CHECK(read(team.hub, laptops.todos) == read(team.hub, tablets.todos));
  address_of(team.hub, team.anna, true);
  CHECK(read(team.hub, tablets.todos) == "not-found");
  CHECK(has(read(team.hub, berts.todos), "VCALENDAR"));
}

TEST_CASE("an address ends when its member is suspended, and does not come back when that ends") {
  Team team;
  const CalendarAnswer address = address_of(team.hub, team.anna);
  REQUIRE(suspend_member(team.hub.store(), "Test", "Anna", true, team.hub.now, team.hub.random()));
  CHECK(read(team.hub, address.todos) == "not-found");
  CHECK(problem_of(team.hub.service().calendar_address(team.anna.token, true, team.hub.now)) ==
        "forbidden");
  REQUIRE(suspend_member(team.hub.store(), "Test", "Anna", false, team.hub.now, team.hub.random()));
  CHECK(read(team.hub, address.todos) == "not-found");
  CHECK(address_of(team.hub, team.anna).todos != address.todos);
}

TEST_CASE("an address ends when its device is revoked, and the other devices keep theirs") {
  Team team;
  const TestDevice tablet = team.hub.join_as(Role::recorder, "Anna");
  const CalendarAnswer laptops = address_of(team.hub, team.anna);
  const CalendarAnswer tablets = address_of(team.hub, tablet);
  REQUIRE(revoke_device(team.hub.store(), tablet.id, team.hub.now));
  CHECK(read(team.hub, tablets.todos) == "not-found");
  CHECK(has(read(team.hub, laptops.todos), "VCALENDAR"));
  CHECK(problem_of(team.hub.service().calendar_address(tablet.token, false, team.hub.now)) ==
        "revoked");
}

TEST_CASE("a kiosk has no calendar") {
  Team team;
  CHECK(problem_of(team.hub.service().calendar_address(team.kiosk.token, false, team.hub.now)) ==
        "forbidden");
}

TEST_CASE("what is no secret, or almost one, is not found") {
  Team team;
  const std::string path = address_of(team.hub, team.anna).todos;
  std::string other = path;
  char& last = other[other.size() - 5];
  last = last == 'A' ? 'B' : 'A';
  CHECK(read(team.hub, other) == "not-found");
  CHECK(read(team.hub, "/calendar/x.ics") == "not-found");
  CHECK(read(team.hub, "/calendar/.ics") == "not-found");
  CHECK_FALSE(read_calendar_path("/calendar/x").has_value());
  CHECK_FALSE(read_calendar_path("/calendars/x.ics").has_value());
}

TEST_CASE("the secret of an address stands in no file of the hub") {
  Team team;
  due_action(team, team.bert, team.note(team.bert, "team"), team.anna);
  std::string secret = address_of(team.hub, team.anna).todos.substr(10);
  secret = secret.substr(0, secret.find('.'));
  REQUIRE(secret.size() == 48);
  CHECK(has(todos(team.hub, team.anna), "VTODO"));
  // Its second half is what must not be known: the first names the space.
  const std::string private_part = secret.substr(22);
  for (const std::string& path :
       {team.hub.path(), team.hub.path() + "-wal", SqliteStore::journal_path(team.hub.path())}) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    CHECK_FALSE(has(bytes, private_part));
  }
}

TEST_CASE("an address that has ended stays so when an older copy of the store is put back") {
  Team team;
  const CalendarAnswer annas = address_of(team.hub, team.anna);
  const CalendarAnswer berts = address_of(team.hub, team.bert);
  const CalendarAnswer coras = address_of(team.hub, team.cora);
  const std::string backup = team.hub.snapshot();
  address_of(team.hub, team.anna, true);
  REQUIRE(suspend_member(team.hub.store(), "Test", "Bert", true, team.hub.now, team.hub.random()));
  REQUIRE(suspend_member(team.hub.store(), "Test", "Bert", false, team.hub.now, team.hub.random()));
  team.hub.close();
  REQUIRE(restore_store(team.hub.path(), backup, team.hub.now, team.hub.random()));
  team.hub.open_again();
  CHECK(read(team.hub, annas.todos) == "not-found");
  CHECK(read(team.hub, berts.todos) == "not-found");
  CHECK(has(read(team.hub, coras.todos), "VCALENDAR"));
}

}  // namespace
}  // namespace crosstalk::hub::test
