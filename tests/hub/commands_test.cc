// The verbs of crosstalk-hub, in-process: what they say, where, and with which exit code.
#include "sync/hub/commands.h"

#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "sync/hub/serve.h"
#include "sync/join_link.h"
#include "tests/hub/http_fixture.h"

namespace crosstalk::hub::test {
namespace {

namespace files = std::filesystem;

/// Keeps what is written to a stream while it lives.
class Captured {
 public:
  explicit Captured(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
  ~Captured() { stream_.rdbuf(before_); }
  Captured(const Captured&) = delete;
  Captured& operator=(const Captured&) = delete;
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::ostream& stream_;
  std::streambuf* before_;
};

struct Ran {
  int code = 0;
  std::string out, err;
  Json json() const { return parse_json(out).value_or(Json()); }
};

Ran run(std::vector<std::string> words) {
  words.insert(words.begin(), "crosstalk-hub");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  spdlog::drop("hub");  // of the run before
  const Captured out(std::cout);
  const Captured err(std::cerr);
  const int code = run_commands(static_cast<int>(argv.size()), argv.data());
  return {code, out.text(), err.text()};
}

/// On a thread of its own, for `serve` blocks signals in the one that calls it.
Ran run_apart(const std::vector<std::string>& words) {
  Ran ran;
  std::thread([&] { ran = run(words); }).join();
  return ran;
}

/// A store with one space, "Lakes", and its verbs.
struct VerbFixture {
  TemporaryFolder folder;
  std::string path = folder.file("hub.sqlite");

  VerbFixture() { REQUIRE(verb({"space", "add", "Lakes"}).code == 0); }
  Ran verb(std::vector<std::string> words) const {
    words.emplace_back("--store");
    words.push_back("sqlite:" + path);
    return run(std::move(words));
  }
  Ran invite(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"invite", "--space", "Lakes", "--role", "recorder"};
    words.insert(words.end(), more.begin(), more.end());
    return verb(words);
  }
  std::unique_ptr<SqliteStore> open() const {
    auto store = SqliteStore::open(path, SqliteStore::Missing::refuse, "life");
    REQUIRE(store);
    return std::move(*store);
  }
  /// Lets a device in by a link that `invite` prints.
  void join(const std::string& link, DeviceId device) const {
    const auto parsed = parse_join_link(link);
    REQUIRE(parsed);
    const auto store = open();
    HubRandom random;
    const auto joined =
        HubService(*store, random).join({parsed->code, device, "a tablet"}, HubClock().wall());
    REQUIRE(std::holds_alternative<JoinAnswer>(joined.result));
  }
};

TEST_CASE_FIXTURE(VerbFixture, "spaces are made, listed and set") {
  const Json listed = verb({"space", "list", "--json"}).json();
  REQUIRE(listed.size() == 1);
  CHECK(listed[0]["name"] == "Lakes");
  CHECK(verb({"space", "add", "Lakes"}).code == 1);
  CHECK(verb({"space", "set", "Lakes", "name=Rivers"}).code == 0);
  const Ran lines = verb({"space", "list"});
  CHECK(lines.out == listed[0]["id"].get<std::string>() + "  Rivers\n");
  CHECK(verb({"space", "set", "Rivers", "retention_days=30"}).code == 0);
  for (const char* wrong : {"retention_days", "retention_days=soon", "colour=red", "name="}) {
    const Ran refused = verb({"space", "set", "Rivers", wrong});
    CHECK(refused.code == 1);
    CHECK(refused.err.starts_with("crosstalk-hub: "));
  }
  CHECK(verb({"space", "set", "Nowhere", "name=x"}).code == 1);
}

TEST_CASE_FIXTURE(VerbFixture,
                  "an invite is a link under the address given, and lets a device in") {
  const Ran made = invite({"--name", "Anna", "--base-url", "https://talk.example.org/hub/"});
  REQUIRE(made.code == 0);
  CHECK(made.out.starts_with("https://talk.example.org/hub/j/"));
  join(made.out, DeviceId{0xA1});
  CHECK(invite({"--member", "Anna", "--expires", "12h", "--uses", "2"}).code == 0);
  CHECK(invite().out.starts_with("http://127.0.0.1:8480/j/"));
  const std::vector<std::vector<std::string>> wrong = {{"--expires", "never"},
                                                       {"--base-url", "ftp://x"},
                                                       {"--member", "Nobody"},
                                                       {"--uses", "0"},
                                                       {"--role", "king"}};
  for (const auto& words : wrong) {
    const Ran refused = words.front() == "--role"
                            ? verb({"invite", "--space", "Lakes", "--role", words.back()})
                            : invite(words);
    CHECK(refused.code == 1);
    CHECK(refused.out.empty());
  }
}

TEST_CASE_FIXTURE(VerbFixture, "members are listed, renamed, suspended and let in again") {
  join(invite({"--name", "Anna"}).out, DeviceId{0xA1});
  const Json members = verb({"member", "list", "--space", "Lakes", "--json"}).json();
  REQUIRE(members.size() == 1);
  CHECK(members[0]["role"] == "recorder");
  CHECK(verb({"member", "rename", "--space", "Lakes", "Anna", "Anna\x1b[31m B."}).code == 0);
  const std::string id = members[0]["id"].get<std::string>();
  CHECK(verb({"member", "suspend", "--space", "Lakes", id}).code == 0);
  CHECK(verb({"member", "list", "--space", "Lakes"}).out ==
        id + "  recorder  Anna [31m B.  (suspended)\n");
  CHECK(verb({"member", "suspend", "--space", "Lakes", id, "--lift"}).code == 0);
  CHECK(verb({"member", "list", "--space", "Lakes"}).out.find("suspended") == std::string::npos);
  CHECK(verb({"member", "suspend", "--space", "Lakes", "Nobody"}).code == 1);
  CHECK(verb({"member", "list", "--space", "Nowhere"}).code == 1);
}

TEST_CASE_FIXTURE(VerbFixture, "devices are listed, and their access is ended") {
  join(invite({"--name", "Anna"}).out, DeviceId{0xA1});
  const std::string device = DeviceId{0xA1}.text();
  const Json devices = verb({"devices", "--space", "Lakes", "--json"}).json();
  REQUIRE(devices.size() == 1);
  CHECK(devices[0]["device"] == device);
  CHECK(devices[0]["last_seen"].is_null());
  CHECK_FALSE(devices[0]["revoked"].get<bool>());
  CHECK(verb({"devices", "--space", "Lakes"}).out ==
        device + "  recorder  Anna  a tablet  never heard  0 waiting\n");
  CHECK(verb({"revoke", device}).code == 0);
  CHECK(verb({"revoke", device}).code == 0);
  CHECK(verb({"devices", "--space", "Lakes"}).out.ends_with("(access ended)\n"));
  for (const char* name : {"revoke", "confirm"}) {
    CHECK(verb({name, "not hex"}).code == 1);
    CHECK(verb({name, DeviceId{0xB2}.text()}).code == 1);
  }
  CHECK(verb({"devices", "--space", "Nowhere"}).code == 1);
}

TEST_CASE_FIXTURE(VerbFixture, "a backup is written once, and put back with or without a journal") {
  join(invite({"--name", "Anna"}).out, DeviceId{0xA1});
  const std::string copy = folder.file("copy");
  CHECK(verb({"backup", copy}).code == 0);
  CHECK(verb({"backup", copy}).code == 1);
  CHECK(verb({"backup", folder.file("nowhere/copy")}).code == 1);
  const Ran back = verb({"restore", copy});
  CHECK(back.code == 0);
  CHECK(back.out.starts_with("What was there is kept: "));
  CHECK(back.out.find("journal") == std::string::npos);
  files::remove(SqliteStore::journal_path(path));
  const Ran blind = verb({"restore", copy});
  CHECK(blind.out.find("1 devices wait until you confirm each") != std::string::npos);
  CHECK(verb({"devices", "--space", "Lakes"}).out.ends_with("(waits to be confirmed)\n"));
  CHECK(verb({"confirm", DeviceId{0xA1}.text()}).code == 0);
  CHECK(verb({"restore", folder.file("missing")}).code == 1);
  CHECK(verb({"check"}).out == "whole\n");
}

TEST_CASE_FIXTURE(VerbFixture, "a check names what is wrong, and ends with an error") {
  DatabaseOptions how;
  how.path = path;
  REQUIRE(Database::open(how));
  REQUIRE((*Database::open(how))->execute("DELETE FROM record_feeds"));
  const Ran wrong = verb({"check"});
  CHECK(wrong.code == 4);
  CHECK(wrong.out == "1 changes that stand in no feed\n");
  CHECK(wrong.err.find("restore a backup") != std::string::npos);
}

TEST_CASE("wrong usage is 2, a store that is none says why, and help is no error") {
  TemporaryFolder folder;
  CHECK(run({}).code == 2);
  CHECK(run({"sing"}).code == 2);
  CHECK(run({"space", "add", "Lakes"}).code == 2);
  CHECK(run({"--version"}).code == 0);
  CHECK(run({"--help"}).out.find("invite") != std::string::npos);
  const Ran no_scheme = run({"check", "--store", folder.file("hub")});
  CHECK(no_scheme.code == 1);
  CHECK(no_scheme.err ==
        "crosstalk-hub: --store is sqlite:PATH, the file that the hub keeps "
        "everything in.\n");
  for (const std::string verb : {"restore", "serve", "check"}) {
    std::vector<std::string> words = {verb, "--store", folder.file("hub")};
    if (verb == "restore") words.insert(words.begin() + 1, "copy");
    CHECK(run_apart(words).code == 1);
  }
  CHECK(run({"check", "--store", "sqlite:" + folder.file("hub")}).code == 1);
  std::ofstream(folder.file("letter")) << std::string(9'000, 'x');
  CHECK(run({"check", "--store", "sqlite:" + folder.file("letter")}).code == 4);
}

TEST_CASE("an address to listen on has a port, and an IPv6 one its brackets") {
  CHECK(parse_listen("127.0.0.1:80")->port == 80);
  CHECK(parse_listen("8480")->host == "127.0.0.1");
  CHECK(parse_listen(":8480")->host == "0.0.0.0");
  CHECK(parse_listen("[::1]:8480")->host == "::1");
  for (const char* wrong : {"", "::1:8480", "host:", "host:x", "host:99999"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_listen(wrong).has_value());
  }
}

/// `serve` on a thread of its own until SIGTERM, which only that one hears.
class Serving {
 public:
  explicit Serving(std::vector<std::string> words) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, &before_);
    thread_ = std::thread([this, words = std::move(words)] { ran_ = run(words); });
  }
  Ran end() {
    ::kill(::getpid(), SIGTERM);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    return ran_;
  }

 private:
  sigset_t before_{};
  Ran ran_;
  std::thread thread_;
};

/// What a hub that serves says it serves under; waits for it.
std::string served_address(const VerbFixture& verbs) {
  for (int tries = 0; tries < 1'000; ++tries) {
    const auto store = verbs.open();
    auto read = store->read();
    REQUIRE(read);
    if (const auto address = (*read)->setting(kBaseUrlSetting)) return *address;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return {};
}

TEST_CASE_FIXTURE(VerbFixture, "a hub serves until it is told to end, and invites lead to it") {
  Serving serving({"serve", "--listen", "127.0.0.1:0", "--store", "sqlite:" + path});
  const std::string address = served_address(*this);
  const HttpAnswer hello = ask(address, {"/v1/hello", "GET", "", "", {}});
  const Ran ended = serving.end();
  CHECK(hello.status == 200);
  CHECK(ended.code == 0);
  CHECK(ended.out == "Listening on " + address + "\n");
  CHECK(invite().out.starts_with(address + "/j/"));
}

TEST_CASE_FIXTURE(VerbFixture, "invites to a hub with a certificate of its own pin its key") {
  Serving serving({"serve", "--listen", "127.0.0.1:0", "--tls-self", "--store", "sqlite:" + path});
  const std::string address = served_address(*this);
  const Ran ended = serving.end();
  CHECK(ended.code == 0);
  CHECK(address.starts_with("https://127.0.0.1:"));
  const std::string link = invite().out;
  CHECK(link.find('#') != std::string::npos);
  CHECK(invite({"--base-url", "http://127.0.0.1:1"}).out.find('#') == std::string::npos);
}

TEST_CASE_FIXTURE(VerbFixture, "a hub that cannot serve says why and ends") {
  const std::string store = "sqlite:" + path;
  CHECK(run_apart({"serve", "--listen", "::1:80", "--store", store}).code == 1);
  CHECK(run_apart({"serve", "--tls-cert", path, "--store", store}).code == 2);
  CHECK(run_apart({"serve", "--listen", "127.0.0.1:0", "--tls-cert", path, "--tls-key", path,
                   "--store", store})
            .code != 0);
  CHECK(run_apart({"serve", "--listen", "127.0.0.1:0", "--store", "sqlite:" + folder.file("a/b")})
            .code == 4);
}

}  // namespace
}  // namespace crosstalk::hub::test
