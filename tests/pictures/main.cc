// Takes the pictures of the screens that the design is compared with and the README shows: the real
// app over a store with the sample conversations, in a window that is not there, on a Friday in
// March 2016. `scripts/screenshots` runs it.

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "client/cli/csv_import.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

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

struct Size {
  const char* name;
  float width, height, scale;
  int text_percent;
};
constexpr Size kSizes[] = {
    {"360", 360, 740, 1, 100},          {"390", 390, 844, 1, 100},    {"768", 768, 1024, 1, 100},
    {"1280", 1280, 800, 1, 100},        {"1920", 1920, 1080, 1, 100}, {"3840", 3840, 2160, 2, 100},
    {"200-percent", 1280, 800, 1, 200},
};
struct Looks {
  const char* name;
  Theme theme;
};
constexpr Looks kLooks[] = {
    {"light", Theme::light}, {"dark", Theme::dark}, {"contrast", Theme::contrast}};

std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Photographer {
 public:
  Photographer(std::string folder, const Size& size, const Looks& looks)
      : folder_(std::move(folder)),
        size_(size),
        looks_(looks),
        scene_({.width = size.width,
                .height = size.height,
                .display_scale = size.scale,
                .text_percent = size.text_percent,
                .theme = looks.theme,
                .draws = true}) {}

  bool take(bool all_screens) {
    if (!fill()) return false;
    scene_.sync.said.phase = SyncPhase::offline;
    scene_.sync.said.waiting = 3;
    scene_.sync.said.offline_since = parse_time("2016-03-18T14:05:00Z");
    shoot("empty-capture");
    capture();
    timeline();
    actions();
    if (all_screens) the_rest();
    return wrote_all_;
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

  void shoot(const char* screen) {
    scene_.settle();
    const std::string path = folder_ + "/" + screen + "-" + size_.name + "-" + looks_.name + ".bmp";
    if (scene_.platform->save_picture(path)) return;
    std::fprintf(stderr, "cannot write %s\n", path.c_str());
    wrote_all_ = false;
  }

  void capture() {
    scene_.type(kNote);
    scene_.click("setting-train");
    scene_.click("sectors-housing");
    scene_.click("stance-challenge");
    scene_.click("link");
    scene_.click("add-action");
    if (!scene_.sees("action-what")) scene_.click("add-action-bar");
    scene_.type("Phone the housing lead");
    scene_.click("action-by");
    scene_.type("next Friday");
    shoot("action-form");
    scene_.click("action-submit");
    scene_.click("note");
    scene_.person().wheel(size_.width / 3, size_.height / 2, 50);
    shoot("capture");
    scene_.click("details");
    shoot("capture-details");
    scene_.click("details");
  }

  void timeline() {
    scene_.click("nav-timeline");
    shoot("timeline");
    if (!scene_.sees("note-body"))
      scene_.click("Joint training changed more than the joint policy");
    else
      scene_.click("Joint training changed more than the joint policy");
    shoot("conversation");
    scene_.click("back");
  }

  void actions() {
    scene_.click("nav-actions");
    shoot("actions");
  }

  void the_rest() {
    scene_.click("nav-messages");
    shoot("messages");
    scene_.click("A signed agreement does not make sharing happen");
    shoot("message");
    scene_.click("nav-settings");
    scene_.click("menu");
    shoot("sync");
    scene_.click("section-appearance");
    shoot("appearance");
    scene_.sync.said = {};
    scene_.tell();
    scene_.click("sync-line");
    scene_.click("section-sync");
    scene_.click("join");
    scene_.type("https://hub.example/j/used");
    scene_.click("join-do");
    scene_.sync.answer = Result<HubLink>(make_error(ErrorCode::invite_used));
    scene_.tell();
    shoot("join");
    scene_.press(ImGuiKey_Escape);
    two_versions();
    other_scripts();
    failures();
  }

  /// Welsh, Arabic, emoji and a word longer than a line, where each has to show.
  void other_scripts() {
    scene_.click("nav-write");
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_A);
    scene_.type(kOtherScripts);
    shoot("other-scripts-capture");
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
    scene_.click("nav-timeline");
    search_for("Llanfair");
    shoot("other-scripts-timeline");
    ConversationFilter filter;
    filter.query = "Llanfair";
    const auto found = list_conversations(*scene_.other, filter);
    if (!found || found->empty()) {
      wrote_all_ = false;
      return;
    }
    scene_.click(found->front().id.text());
    shoot("other-scripts");
    scene_.press(ImGuiKey_Escape);
    scene_.press(ImGuiKey_Escape);
  }

  void search_for(std::string_view words) {
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_F);
    scene_.press(ImGuiMod_Ctrl | ImGuiKey_A);
    scene_.type(words);
  }

  void two_versions() {
    scene_.click("nav-write");
    ConversationFilter filter;
    filter.query = "Eighteen";
    const auto rows = list_conversations(*scene_.other, filter);
    if (!rows || rows->empty()) return;
    const Uuid id = rows->front().id;
    const auto changes = scene_.other->changes_of(id);
    if (!changes || changes->empty()) return;
    for (const char* words : {"Eighteen months of work went into the agreement, all signed, and "
                              "the teams still do not share. Their lesson was "
                              "that the paper was never the obstacle.",
                              "Eighteen months on the agreement, all nine partners signed, and the "
                              "teams still do not share. They asked for a "
                              "visit in May."}) {
      Save save = save_of(id, kinds::kConversation, "body", words);
      save.edits[0].base["body"] = {changes->front().id};
      if (!scene_.other->save(save)) wrote_all_ = false;
    }
    scene_.tell();
    search_for("Eighteen");
    scene_.click(id.text());
    shoot("two-versions-notice");
    scene_.click("compare");
    shoot("versions");
    scene_.press(ImGuiKey_Escape);
    scene_.press(ImGuiKey_Escape);
  }

  void failures() {
    search_for("vanguard");
    shoot("nothing-found");
    scene_.click("clear");
    scene_.writer->full = true;
    scene_.click("nav-write");
    scene_.type("They asked for one number to phone.");
    scene_.click("save");
    shoot("disk-full");
  }

  std::string folder_;
  Size size_;
  Looks looks_;
  AppScene scene_;
  bool wrote_all_ = true;
};

}  // namespace
}  // namespace crosstalk

/// crosstalk_pictures FOLDER [SIZE [THEME]]
int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("crosstalk_pictures FOLDER [SIZE [THEME]]\n", stderr);
    return 2;
  }
  bool good = true;
  for (const crosstalk::Size& size : crosstalk::kSizes) {
    if (argc > 2 && std::string_view(argv[2]) != size.name) continue;
    for (const crosstalk::Looks& looks : crosstalk::kLooks) {
      // High contrast is looked at where it is hardest, with large text.
      const bool wanted = looks.theme != crosstalk::Theme::contrast || size.text_percent > 100;
      if (argc > 3 ? std::string_view(argv[3]) != looks.name : !wanted) continue;
      good = crosstalk::Photographer(argv[1], size, looks).take(true) && good;
    }
  }
  return good ? 0 : 1;
}
