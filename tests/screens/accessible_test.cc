#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "client/cli/csv_import.h"
#include "client/window/code_points.h"
#include "client/window/gallery.h"
#include "storage/queries.h"
#include "tests/fakes/reading_port.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

/// The app with the sample conversations, and somebody who reads it by ear.
struct Heard {
  explicit Heard(float width = 1280, float height = 800)
      : scene({.width = width, .height = height, .accessible = &port}) {
    std::ifstream file(std::string(CROSSTALK_SOURCE_DIR) + "/client/samples/conversations.csv");
    const std::string samples{std::istreambuf_iterator<char>(file), {}};
    REQUIRE(import_csv(*scene.other, samples, [](const std::string&) {}));
    scene.tell();
  }

  const AccessibleNode& find(AccessibleRole role, std::string_view name) {
    scene.settle();
    const AccessibleNode* const node = port.find(role, name);
    CAPTURE(std::string(name));
    REQUIRE(node != nullptr);
    return *node;
  }
  void ask(AskKind kind, const AccessibleNode& node, std::string words = {}) {
    AccessibleAsk one{.kind = kind, .item = item_of(node.key)};
    one.end = node.text ? node.text->words.size() : 0;
    one.words = std::move(words);
    port.asks.push_back(std::move(one));
    scene.settle();
    scene.settle();
  }

  ReadingPort port;
  AppScene scene;
};

using Step = void (*)(AppScene&);
struct Screen {
  const char* name;
  Step open;
};
const Screen kScreens[] = {
    {"write", [](AppScene&) {}},
    {"write, all details",
     [](AppScene& scene) {
       scene.type("Mrs Jones, born 14/03/1948, says a signed agreement does not make it happen.");
       scene.click("details");
     }},
    {"write, an action", [](AppScene& scene) { scene.click("add-action"); }},
    {"timeline", [](AppScene& scene) { scene.click("nav-timeline"); }},
    {"timeline, filters",
     [](AppScene& scene) {
       scene.click("nav-timeline");
       scene.click("filter");
     }},
    {"timeline, more",
     [](AppScene& scene) {
       scene.click("nav-timeline");
       scene.click("note-more");
     }},
    {"actions", [](AppScene& scene) { scene.click("nav-actions"); }},
    {"messages", [](AppScene& scene) { scene.click("nav-messages"); }},
    {"message",
     [](AppScene& scene) {
       scene.click("nav-messages");
       scene.click("A signed agreement does not make sharing happen");
     }},
    {"settings", [](AppScene& scene) { scene.click("nav-settings"); }},
};

bool is_blank(std::string_view words) {
  return words.find_first_not_of(" \t\n") == std::string_view::npos;
}

TEST_CASE("everything on every screen has a role and a name, and nothing twice the same key") {
  for (const float width : {390.0F, 800.0F, 1280.0F}) {
    for (const Screen& screen : kScreens) {
      CAPTURE(width);
      CAPTURE(std::string(screen.name));
      Heard heard(width, 844);
      screen.open(heard.scene);
      heard.scene.settle();
      CHECK(heard.port.tree.nodes.size() > 10);
      std::set<AccessibleKey> keys;
      for (const AccessibleNode& node : heard.port.tree.nodes) {
        CHECK(keys.insert(node.key).second);
        if (item_of(node.key) == 0) continue;
        CAPTURE(node.description);
        CAPTURE(static_cast<int>(node.role));
        CHECK_FALSE(is_blank(node.name));
      }
      for (const ReportedItem& item : reported_items()) {
        CAPTURE(item.label);
        CHECK(item.role != Role::unknown);
      }
    }
  }
}

TEST_CASE("every widget of the gallery has a role and a name") {
  ReadingPort port;
  Gallery gallery;
  HeadlessPlatform platform(1280, 6000, 1);
  Window window(platform, {.accessible = &port});
  Person person(window, platform, [&](Ui& ui) { gallery.draw(ui); });
  CHECK(port.find(AccessibleRole::meter, "Room on this device") != nullptr);
  CHECK(port.tree.nodes.size() > 60);
  for (const AccessibleNode& node : port.tree.nodes) {
    if (item_of(node.key) == 0) continue;
    CAPTURE(node.description);
    CHECK_FALSE(is_blank(node.name));
  }
}

const AccessibleNode& tree_node(const AccessibleTree& tree, AccessibleKey key) {
  const auto found = std::find_if(tree.nodes.begin(), tree.nodes.end(),
                                  [&](const AccessibleNode& node) { return node.key == key; });
  return found != tree.nodes.end() ? *found : tree.nodes.front();
}

/// What can be acted on and is in sight, by key. Of an open menu, nothing but the menu. Not a row's
/// own tick, for which there is Space.
std::set<AccessibleKey> to_be_reached(const AccessibleTree& tree) {
  std::set<AccessibleKey> all;
  const auto menu = std::find_if(tree.nodes.begin(), tree.nodes.end(), [](const auto& node) {
    return node.role == AccessibleRole::menu;
  });
  for (const AccessibleNode& node : tree.nodes) {
    if (menu != tree.nodes.end() && node.parent != menu->key) continue;
    const bool in_list = tree_node(tree, node.parent).role == AccessibleRole::list;
    if (in_list && node.role == AccessibleRole::checkbox) continue;
    const bool there = node.states.showing && !node.states.off;
    const bool written = node.text && node.text->read_only;  // read, not worked
    if (there && can_have_keyboard(node.role) && !written) all.insert(node.key);
  }
  return all;
}

/// Where Tab comes to, and from each place that is reached the arrows.
std::set<AccessibleKey> reached_by_keys(Heard& heard) {
  const auto here = [&] {
    const AccessibleNode* const node = heard.port.focused();
    return node != nullptr ? node->key : AccessibleKey{0};
  };
  std::set<AccessibleKey> reached;
  std::vector<AccessibleKey> waiting;
  const auto reach = [&] {
    if (here() == 0 || !reached.insert(here()).second) return false;
    waiting.push_back(here());
    return true;
  };
  constexpr int kStopsMost = 200;
  for (int i = 0; i < kStopsMost; ++i) {
    heard.scene.press(ImGuiKey_Tab);
    if (!reach()) break;  // once around
  }
  while (!waiting.empty()) {
    const AccessibleKey from = waiting.back();
    waiting.pop_back();
    for (const ImGuiKey arrow :
         {ImGuiKey_DownArrow, ImGuiKey_RightArrow, ImGuiKey_LeftArrow, ImGuiKey_UpArrow}) {
      heard.port.asks.push_back({.kind = AskKind::focus, .item = item_of(from)});
      heard.scene.settle();
      const AccessibleNode* const node = heard.port.focused();
      if (node == nullptr || node->key != from || node->text) break;
      heard.scene.press(arrow);
      reach();
    }
  }
  return reached;
}

TEST_CASE("Tab and the arrows reach all that can be worked on every screen") {
  for (const Screen& screen : kScreens) {
    CAPTURE(std::string(screen.name));
    Heard heard;
    screen.open(heard.scene);
    heard.scene.settle();
    const std::set<AccessibleKey> wanted = to_be_reached(heard.port.tree);
    CHECK(wanted.size() > 1);
    const std::set<AccessibleKey> reached = reached_by_keys(heard);
    for (const AccessibleNode& node : heard.port.tree.nodes) {
      CAPTURE(node.name);
      CAPTURE(static_cast<int>(node.role));
      if (wanted.contains(node.key)) CHECK(reached.contains(node.key));
    }
  }
}

TEST_CASE("Space ticks the row of an action that has the keyboard, and Enter opens it") {
  Heard heard;
  heard.scene.click("nav-actions");
  const AccessibleNode row = heard.find(AccessibleRole::row, "");
  heard.ask(AskKind::focus, row);
  heard.scene.press(ImGuiKey_Enter);
  CHECK(heard.find(AccessibleRole::row, row.name).states.chosen);
  CHECK(heard.port.spoken.empty());
  heard.ask(AskKind::focus, heard.find(AccessibleRole::row, row.name));
  heard.scene.press(ImGuiKey_Space);
  REQUIRE_FALSE(heard.port.spoken.empty());
  CHECK(heard.port.spoken.back() == code_points_of("Done: " + row.name));
}

TEST_CASE("a note is written, saved and spoken of by asking alone") {
  Heard heard;
  heard.ask(AskKind::replace, heard.find(AccessibleRole::edit, "Note"), "Said without a keyboard.");
  CHECK(heard.find(AccessibleRole::edit, "Note").text->words == U"Said without a keyboard.");
  heard.ask(AskKind::press, heard.find(AccessibleRole::button, "Save note"));
  CHECK(heard.port.spoken.back() == U"Saved");
  CHECK(heard.find(AccessibleRole::edit, "Note").text->words.empty());
  ConversationFilter filter;
  filter.query = "keyboard";
  const auto notes = count_conversations(*heard.scene.other, filter);
  REQUIRE(notes);
  CHECK(*notes == 1);
}

TEST_CASE("a row of the timeline is opened and an action ticked by asking") {
  Heard heard;
  heard.ask(AskKind::press, heard.find(AccessibleRole::tab, "Timeline"));
  const std::string name = "Joint training changed more than the joint policy";
  CHECK_FALSE(heard.find(AccessibleRole::row, name).description.empty());
  heard.ask(AskKind::press, heard.find(AccessibleRole::row, name));
  CHECK(heard.find(AccessibleRole::row, name).states.chosen);
  heard.ask(AskKind::press, heard.find(AccessibleRole::tab, "Actions"));
  const AccessibleNode tick = heard.find(AccessibleRole::checkbox, "");
  CHECK_FALSE(tick.states.checked);
  heard.ask(AskKind::press, tick);
  CHECK(heard.port.spoken.back() == code_points_of("Done: " + tick.name));
}

TEST_CASE("the keyboard goes where it is asked to, and a thing out of sight comes into it") {
  Heard heard(1280, 500);
  heard.scene.click("nav-timeline");
  const AccessibleNode* hidden = nullptr;
  for (const AccessibleNode& node : heard.port.tree.nodes) {
    if (can_have_keyboard(node.role) && !node.states.showing && !node.states.off) hidden = &node;
  }
  REQUIRE(hidden != nullptr);
  const AccessibleKey key = hidden->key;
  heard.ask(AskKind::focus, *hidden);
  REQUIRE(heard.port.focused() != nullptr);
  CHECK(heard.port.focused()->key == key);
  CHECK(heard.port.focused()->states.showing);
}

TEST_CASE("what lies behind a dialog cannot be asked for") {
  Heard heard;
  heard.scene.click("nav-settings");
  heard.scene.click("join");
  heard.scene.settle();
  const AccessibleNode* const dialog = heard.port.find(AccessibleRole::dialog, "");
  REQUIRE(dialog != nullptr);
  CHECK_FALSE(dialog->name.empty());
  heard.ask(AskKind::press, heard.find(AccessibleRole::tab, "Timeline"));
  CHECK(heard.find(AccessibleRole::tab, "Settings").states.chosen);
}

TEST_CASE("nobody is told anything while nobody listens, nor twice the same") {
  Heard heard;
  const int before = heard.port.shows;
  CHECK(heard.port.begun == 1);
  heard.scene.settle();
  heard.scene.settle();
  CHECK(heard.port.shows == before);
  heard.scene.type("x");
  CHECK(heard.port.shows > before);
}

TEST_CASE("how a field was understood, or why not, describes it") {
  Heard heard;
  heard.scene.click("add-action");
  heard.scene.type("Phone the housing lead");
  heard.scene.click("action-by");
  heard.scene.type("1 April");
  const auto by = [&] { return *heard.port.focused(); };
  CHECK(by().text->words == U"1 April");
  const std::string understood = by().description;
  CHECK(understood.find("April") != std::string::npos);
  heard.scene.press(ImGuiMod_Ctrl | ImGuiKey_A);
  heard.scene.type("when it rains");
  CHECK(by().text->words == U"when it rains");
  CHECK(heard.port.find(AccessibleRole::text, by().description) != nullptr);
  CHECK(by().description != understood);
}

TEST_CASE("the editor's rows and caret are told as they are drawn") {
  Heard heard(390, 844);
  heard.scene.type(
      "A note that is long enough to be wrapped into more than one row on a telephone");
  const AccessibleText text = *heard.find(AccessibleRole::edit, "Note").text;
  CHECK(text.row_begins.size() > 1);
  CHECK(text.caret == text.words.size());
  heard.port.asks.push_back({.kind = AskKind::select,
                             .item = item_of(heard.find(AccessibleRole::edit, "Note").key),
                             .begin = 2,
                             .end = 6});
  heard.scene.settle();
  CHECK(heard.find(AccessibleRole::edit, "Note").text->selection_begin == 2);
  CHECK(heard.find(AccessibleRole::edit, "Note").text->caret == 6);
}

}  // namespace
}  // namespace crosstalk
