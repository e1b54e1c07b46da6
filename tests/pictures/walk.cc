#include "tests/pictures/walk.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "client/cli/csv_import.h"
#include "client/window/gallery.h"

namespace crosstalk {
namespace {

constexpr std::string_view kTraining = "Joint training changed more than the joint policy";
constexpr std::string_view kNote =
    "Sat opposite a housing manager from Bradford. Their agreement with the trust was signed last "
    "spring and still "
    "nothing has been shared. A tenant of hers, NHS number 943 476 5919, born 14/03/1948, went "
    "home from hospital and "
    "nobody told them. She says the paper was never what stopped it.";

constexpr std::string_view kOtherScripts =
    "Dywedodd hi nad y cytundeb oedd y rhwystr 👍🏽 ond yr ymddiriedaeth, yn "
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch. قالت إن الورق لم يكن العائق أبدا. "
    "Żółć, ŵyneb, tŷ, 健康と福祉 and a family 👨‍👩‍👧.";

std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Where on a screen the wheel is turned.
struct Reach {
  float x = 0.5F, y = 0.5F;
};

class Walker {
 public:
  Walker(const Looked& looked, Shot shot)
      : looked_(looked),
        shot_(std::move(shot)),
        scene_({.width = looked.width,
                .height = looked.height,
                .display_scale = looked.scale,
                .text_percent = looked.text_percent,
                .theme = looked.theme,
                .draws = looked.draws,
                .welcomes = true}) {}

  bool walk() {
    scene_.sync.said.phase = SyncPhase::offline;
    scene_.sync.said.waiting = 3;
    scene_.sync.said.offline_since = parse_time("2016-03-18T14:05:00Z");
    first_steps();
    empty_places();
    if (!fill()) return false;
    capture();
    timeline();
    find();
    actions();
    messages();
    settings();
    joining();
    two_versions();
    other_scripts();
    trip_and_keys();
    bin();
    calendar();
    failures();
    return good_;
  }

 private:
  bool fill() {
    const std::string samples =
        read_all(std::string(CROSSTALK_SOURCE_DIR) + "/client/samples/conversations.csv");
    const auto report = import_csv(*scene_.other, samples, [](const std::string& line) {
      std::fprintf(stderr, "%s\n", line.c_str());
    });
    scene_.tell();
    return report && report->conversations > 0;
  }

  void shoot(const std::string& screen) {
    scene_.person().wait(0.3);  // what fades in has come
    scene_.settle();
    if (wanted_) wanted_ = shot_(screen, *scene_.platform);
  }

  /// The screen, and once more where it was scrolled down.
  void shoot_both(const std::string& screen, Reach reach = {}) {
    shoot(screen);
    turn(reach, -8);
    shoot(screen + "-below");
    turn(reach, 60);
  }

  /// Turns the wheel over the widest part of the window at that place, at its edge: an editor in
  /// its middle would scroll.
  void turn(Reach reach, float lines) {
    const float x = looked_.width * reach.x;
    ImVec4 at{0, 0, 0, 0};
    for (const ReportedItem& item : reported_items()) {
      const ImVec4& area = item.area_rect;
      if (area.x <= x && area.z > x && area.w - area.y > at.w - at.y &&
          area.w - area.y < looked_.height) {
        at = area;
      }
    }
    scene_.person().wheel(at.x + 3, (at.y + at.w) / 2, lines);
    scene_.settle();
  }

  void click(std::string_view name) {
    if (scene_.click(name)) return;
    scene_.person().wait(11);  // a toast may lie over it
    if (scene_.click(name)) return;
    std::fprintf(stderr, "walk: cannot click %s (%.0f x %.0f, %d %%)\n", std::string(name).c_str(),
                 looked_.width, looked_.height, looked_.text_percent);
    good_ = false;
  }
  /// Turns a long list until the row is there, for rows out of sight are not drawn.
  void click_row(std::string_view name, Reach reach) {
    for (int turns = 0; turns < 60 && !scene_.sees(name); ++turns) turn(reach, -2);
    click(name);
  }
  void click_if(std::string_view name) {
    if (scene_.sees(name)) click(name);
  }

  void first_steps() {
    shoot_both("first-steps-1", {0.33F, 0.5F});
    scene_.press(ImGuiKey_Enter);
    shoot_both("first-steps-2", {0.33F, 0.5F});
    click_row("first-steps-next", {0.33F, 0.5F});
    shoot_both("first-steps-3", {0.33F, 0.5F});
    scene_.press(ImGuiKey_Enter);
  }

  void empty_places() {
    shoot("empty-capture");
    for (const char* place : {"timeline", "actions", "messages"}) {
      click(std::string("nav-") + place);
      shoot(std::string("empty-") + place);
    }
    click("nav-write");
  }

  void capture() {
    click("note");
    scene_.type(kNote);
    click("setting-train");
    if (!scene_.sees("sectors-housing")) click("sectors-more");
    click("sectors-housing");
    click("stance-challenge");
    click("link");
    scene_.click("add-action");
    if (scene_.person().find("action-what") == nullptr) click("add-action-bar");
    scene_.type("Phone the housing lead");
    click("action-by");
    scene_.type("next Friday");
    shoot("action-form");
    click("action-by-month");
    shoot("action-month");
    scene_.press(ImGuiKey_Escape);
    click("action-submit");
    click("note");
    turn({0.33F, 0.5F}, 60);
    shoot_both("capture", {0.33F, 0.5F});
    click("details");
    shoot_both("capture-details", {0.33F, 0.5F});
    click("details");
  }

  void timeline() {
    click("nav-timeline");
    shoot_both("timeline", {0.2F, 0.6F});
    click_row(kTraining, {0.2F, 0.6F});
    shoot_both("conversation", {0.6F, 0.6F});
    history();
    click("note-more");
    shoot("conversation-menu");
    scene_.press(ImGuiKey_Escape);
    scene_.click("back");
  }

  /// The earlier versions of the conversation that is open, which was changed in several ways.
  void history() {
    const auto id = found("\"Joint training changed\"");
    if (!id) return;
    scene_.clock.advance(Milliseconds(60'000));
    Save save = save_of(*id, kinds::kConversation, "place", "York");
    save.edits[0].set["themes/trust"] = true;
    save.edits[0].set["themes/data-sharing"] = false;
    if (!scene_.other->save(save)) good_ = false;
    scene_.clock.advance(Milliseconds(60'000));
    const auto read = read_conversation(*scene_.other, *id);
    const std::string body = read && *read ? (*read)->body : std::string();
    if (!scene_.other->save(
            save_of(*id, kinds::kConversation, "body", body + " They ask for a visit in May.")))
      good_ = false;
    scene_.tell();
    click("note-more");
    click("history");
    turn({0.6F, 0.6F}, -60);
    shoot("history");
    turn({0.6F, 0.6F}, 60);
    click("note-more");
    click("history");
  }

  void find() {
    click("nav-timeline");
    search_for("agree* -\"data sharing\"");
    shoot("find");
    if (!scene_.click("filter")) click("open-filter");
    click("save-search");
    shoot("find-saving");
    scene_.press(ImGuiKey_Enter);
    click("filter-stance-challenge");
    shoot_both("find-filter", {0.2F, 0.6F});
    click("filter-from");
    scene_.type("1 January");
    shoot("find-days");
    click("close-filter");
    shoot("find-active");
    click("clear-all");
  }

  void actions() {
    click("nav-actions");
    shoot_both("actions", {0.3F, 0.6F});
    click("tab-overdue");
    shoot("actions-overdue");
    click("tab-mine");
  }

  /// The address for other calendars; then a window that opens while something is due.
  void calendar() {
    click("nav-actions");
    click_row("calendar-show", {0.3F, 0.6F});
    shoot("calendar-no-hub");
    scene_.press(ImGuiKey_Escape);
    HubLink hub;
    hub.url = "https://hub.example.org";
    hub.token = "token";
    hub.space = "Sharing, North";
    hub.role = "recorder";
    hub.member = make_uuid(scene_.clock.wall(), scene_.random);
    if (!scene_.other->join(hub)) good_ = false;
    scene_.tell();
    click_row("calendar-show", {0.3F, 0.6F});
    scene_.sync.calendar = Result<CalendarLinks>(make_error(ErrorCode::hub_unreachable));
    scene_.tell();
    shoot("calendar-offline");
    click("calendar-try");
    const std::string secret = "/calendar/AZOlwuH0cAGPOgAAAAAAC6kf_1rN4bS0nT7XcQmYw2pK";
    scene_.sync.calendar = Result<CalendarLinks>(
        CalendarLinks{hub.url + secret + ".ics", hub.url + secret + "-events.ics", true});
    scene_.tell();
    shoot_both("calendar", {0.8F, 0.6F});
    click("calendar-renew");
    shoot("calendar-renew");
    scene_.press(ImGuiKey_Escape);
    scene_.press(ImGuiKey_Escape);
    for (const char* due : {"2016-03-11", "2016-03-18"}) {
      NewNote note;
      note.body = "They asked for one number to phone.";
      note.actions = {{"Send the number of the new line", "", due}};
      const auto composed = compose_note(note, lookups_of(*scene_.other));
      if (!composed || !scene_.other->save(composed->save)) good_ = false;
    }
    scene_.reopen();
    shoot("reminder");
    click("nav-actions");
    shoot("reminder-actions");
  }

  void messages() {
    click("nav-messages");
    shoot_both("messages", {0.3F, 0.6F});
    click_row("A signed agreement does not make sharing happen", {0.3F, 0.6F});
    shoot_both("message", {0.4F, 0.6F});
    click_row("merge-message", {0.4F, 0.6F});
    shoot_both("message-merge", {0.4F, 0.6F});
    click("cancel-merge");
    scene_.click("back");
  }

  /// One page on a phone, a section at a time elsewhere.
  void settings() {
    scene_.click("nav-settings");
    scene_.click("menu");
    shoot_both("settings", {0.6F, 0.6F});
    for (const char* section :
         {"appearance", "writing", "careful", "bin", "language", "files", "profiles", "help"}) {
      const std::string name = std::string("section-") + section;
      if (!scene_.sees(name)) continue;
      click(name);
      shoot_both(std::string("settings-") + section, {0.6F, 0.6F});
    }
    turn({}, -60);
    shoot("settings-end");
    turn({}, 60);
  }

  void joining() {
    scene_.sync.said = {};
    scene_.tell();
    click_if("section-sync");
    click("join");
    scene_.type("https://hub.example/j/used");
    shoot("join");
    click("join-do");
    scene_.sync.answer = Result<HubLink>(make_error(ErrorCode::invite_used));
    scene_.tell();
    shoot("join-turned-down");
    scene_.press(ImGuiKey_Escape);
    click_if("back");
  }

  void search_for(std::string_view words) {
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_F);
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_A);
    scene_.type(words);
  }

  std::optional<Uuid> found(const char* words) {
    ConversationFilter filter;
    filter.query = words;
    const auto rows = list_conversations(*scene_.other, filter);
    if (rows && !rows->empty()) return rows->front().id;
    std::fprintf(stderr, "walk: no note with %s\n", words);
    good_ = false;
    return std::nullopt;
  }

  void two_versions() {
    const auto id = found("Eighteen");
    if (!id) return;
    const auto changes = scene_.other->changes_of(*id);
    if (!changes || changes->empty()) {
      good_ = false;
      return;
    }
    for (const char* words : {"Eighteen months of work went into the agreement, all signed, and "
                              "the teams still do not share. Their lesson was "
                              "that the paper was never the obstacle.",
                              "Eighteen months on the agreement, all nine partners signed, and the "
                              "teams still do not share. They asked for a "
                              "visit in May."}) {
      Save save = save_of(*id, kinds::kConversation, "body", words);
      save.edits[0].base["body"] = {changes->front().id};
      if (!scene_.other->save(save)) good_ = false;
    }
    scene_.tell();
    search_for("Eighteen");
    click_row(id->text(), {0.2F, 0.6F});
    shoot("two-versions-notice");
    click("compare");
    shoot_both("versions", {0.5F, 0.6F});
    scene_.press(ImGuiKey_Escape);
    scene_.press(ImGuiKey_Escape);
  }

  /// A trip that is started and runs, and the figures that Alt brings up.
  void trip_and_keys() {
    click("nav-write");
    click("note");
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_A);
    scene_.press(ImGuiKey_Delete);
    scene_.person().wait(11);  // "Saved" lies over it
    click("outing-begin");
    scene_.type("London to Leeds");
    click("outing-setting-train");
    shoot("trip-form");
    click("outing-start");
    scene_.type("They asked for one number to phone.");
    shoot("trip");
    scene_.press(ImGuiMod_Alt | ImGuiKey_3);
    shoot("keys");
    scene_.press(ImGuiKey_Escape);
    scene_.clock.advance(Milliseconds(24 * 3600 * 1000));
    scene_.tell();
    shoot("trip-next-day");
    click("outing-end");
  }

  void bin() {
    ConversationFilter filter;
    filter.limit = 3;
    const auto rows = list_conversations(*scene_.other, filter);
    const auto actions = list_actions(*scene_.other);
    if (!rows || !actions || actions->empty()) {
      good_ = false;
      return;
    }
    const auto remove = [&](const Uuid& record, std::string_view kind) {
      if (!scene_.other->save(save_of(record, kind, "deleted", true))) good_ = false;
    };
    for (const ConversationRow& row : *rows) remove(row.id, kinds::kConversation);
    remove(actions->front().id, kinds::kAction);
    scene_.tell();
    scene_.click("nav-settings");
    scene_.click("menu");
    click_if("section-bin");
    click_row("bin-restore", {0.6F, 0.6F});
    click("toast-undo");
    shoot("bin");
    click_if("back");
  }

  /// Welsh, Arabic, emoji and a word longer than a line, where each has to show.
  void other_scripts() {
    click("nav-write");
    click("note");
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_A);
    scene_.type(kOtherScripts);
    shoot("other-scripts-capture");
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
    shoot("saved");
    click("nav-timeline");
    search_for("Llanfair");
    shoot("other-scripts-timeline");
    if (const auto id = found("Llanfair")) click_row(id->text(), {0.2F, 0.6F});
    shoot_both("other-scripts", {0.6F, 0.6F});
    scene_.press(ImGuiKey_Escape);
    scene_.press(ImGuiKey_Escape);
  }

  void failures() {
    search_for("vanguard");
    shoot("nothing-found");
    click_if("clear");
    scene_.writer->full = true;
    click("nav-write");
    scene_.type("They asked for one number to phone.");
    click("save");
    shoot_both("disk-full", {0.33F, 0.5F});
  }

  Looked looked_;
  Shot shot_;
  AppScene scene_;
  bool good_ = true, wanted_ = true;
};

/// All widgets in all their states.
bool walk_gallery(const Looked& looked, const Shot& shot) {
  HeadlessPlatform platform(looked.width, looked.height, looked.scale, looked.draws);
  Gallery gallery;
  Window window(platform, {.theme = looked.theme, .text_percent = looked.text_percent});
  Person person(window, platform, [&](Ui& ui) { gallery.draw(ui); });
  bool wanted = shot("gallery", platform);
  for (const char* below : {"gallery-below", "gallery-further"}) {
    person.wheel(looked.width / 2, looked.height / 2, -12);
    person.settle();
    wanted = wanted && shot(below, platform);
  }
  return true;
}

}  // namespace

bool walk_through(const Looked& looked, const Shot& shot) {
  const bool walked = Walker(looked, shot).walk();
  return walk_gallery(looked, shot) && walked;
}

}  // namespace crosstalk
