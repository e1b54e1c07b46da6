#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "client/app/profiles.h"
#include "storage/queries.h"
#include "tests/screens/app_fixture.h"

namespace crosstalk {
namespace {

std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void log(AppScene& scene, const std::string& body) {
  NewNote note;
  note.body = body;
  const auto composed = compose_note(note, lookups_of(*scene.other));
  REQUIRE(composed);
  REQUIRE(scene.other->save(composed->save));
  scene.tell();
}

void open_section(AppScene& scene, const std::string& name) {
  scene.click("nav-settings");
  REQUIRE(scene.click("section-" + name));
}

}  // namespace

TEST_CASE("a spreadsheet is written from the settings, and says where") {
  AppScene scene;
  log(scene, "They asked for one number to phone.");
  open_section(scene, "files");
  CHECK(scene.click("file-write"));
  const std::string path = scene.folder.path() + "/crosstalk-2016-03-18.csv";
  CHECK(scene.sees("One entry written to " + path));
  CHECK(read_all(path).find("one number to phone") != std::string::npos);
}

TEST_CASE("each kind of file is offered with what is in it, and written under its own ending") {
  AppScene scene;
  log(scene, "They asked for one number to phone.");
  open_section(scene, "files");
  for (const char* format : {"md", "ics", "ndjson"}) {
    CAPTURE(format);
    CHECK(scene.click(std::string("format-") + format));
    CHECK(scene.click("file-write"));
    CHECK(std::filesystem::exists(scene.folder.path() + "/crosstalk-2016-03-18." + format));
  }
}

TEST_CASE("a backup is a store that opens with the same key") {
  AppScene scene;
  log(scene, "Keep me");
  open_section(scene, "files");
  CHECK(scene.click("file-backup"));
  const std::string path = scene.folder.path() + "/crosstalk-backup-2016-03-18.db";
  CHECK(scene.sees("Everything was copied to " + path));
  CHECK(read_all(path).find("Keep me") == std::string::npos);
  CHECK(std::filesystem::file_size(path) > 4096);
}

TEST_CASE("a file is read in, and lines that can't be are named") {
  AppScene scene;
  const std::string path = scene.folder.file("list.csv");
  std::ofstream(path) << "summary,occurred_at\nOne,2016-03-01\nTwo,no day\nThree,2016-03-02\n";
  open_section(scene, "files");
  CHECK(scene.click("import-path"));
  scene.type(path);
  CHECK(scene.click("file-read"));
  CHECK(scene.sees("2 entries were added. One line was skipped:"));
  CHECK(scene.sees("files-problem-0"));
  CHECK(*count_conversations(*scene.store, {}) == 2);
}

TEST_CASE("a file that is not there is said in words, and nothing is lost") {
  AppScene scene;
  open_section(scene, "files");
  scene.click("import-path");
  scene.type("/no/such/file.csv");
  scene.press(ImGuiKey_Enter);
  const ReportedItem* said = scene.person().find("files-outcome");
  REQUIRE(said != nullptr);
  CHECK(said->label.find("/no/such/file.csv") != std::string::npos);
}

TEST_CASE("the diagnostics can be read first and hold nothing that was written") {
  AppScene scene;
  log(scene, "Dorothy said the agreement was signed");
  open_section(scene, "help");
  const ReportedItem* shown = scene.person().find("diagnostics");
  REQUIRE(shown != nullptr);
  const std::string words = shown->label;  // the report of a frame goes with the next
  CHECK(words.find("Notes 1") != std::string::npos);
  CHECK(words.find("Dorothy") == std::string::npos);
  CHECK(words.find(scene.folder.path()) == std::string::npos);
  CHECK(scene.click("diagnostics-copy"));
  CHECK(scene.platform->clipboard() == words);
}

TEST_CASE("somebody else gets a profile of their own, and the window goes over to it") {
  AppScene scene;
  open_section(scene, "profiles");
  CHECK(scene.sees("Open now"));
  scene.click("profile-new");
  scene.type("Siân Morgan");
  CHECK(scene.click("profile-add"));
  CHECK(scene.opened_folder == scene.folder.path() + "/profiles/Si%c3%a2n%20Morgan");
}

TEST_CASE("the profiles of a computer are the first and those below it, by name") {
  TemporaryFolder folder;
  for (const char* name : {"Zoe", "ann", "Si\xc3\xa2n"}) {
    const auto made = profile_folder(folder.path(), name);
    REQUIRE(made);
    std::filesystem::create_directories(*made);
  }
  const auto ann = profile_folder(folder.path(), " ann ");
  REQUIRE(ann);
  const auto profiles = list_profiles(*ann);
  REQUIRE(profiles.size() == 4);
  CHECK(profiles[0].folder == folder.path());
  CHECK(profiles[1].name == "ann");
  CHECK(profiles[1].folder == *ann);
  CHECK(profiles[2].name == "Si\xc3\xa2n");
  CHECK(profiles[3].name == "Zoe");
  CHECK_FALSE(profile_folder(folder.path(), "   "));
  CHECK_FALSE(profile_folder(folder.path(), std::string(61, 'x')));
  CHECK(profile_folder(folder.path(), "../up")->ends_with("/profiles/%2e%2e%2fup"));
}

}  // namespace crosstalk
