#include "storage/native/key.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "storage/json.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk {
namespace {

// A keyring that a test can lock.
class FakeSecrets final : public SecretStore {
 public:
  Answer find(const std::string& name) override {
    ++asked;
    if (locked) return NoAnswer{};
    const auto found = kept.find(name);
    if (found == kept.end()) return NotFound{};
    return found->second;
  }
  bool keep(const std::string& name, const std::string& secret) override {
    ++asked;
    if (locked) return false;
    kept[name] = secret;
    return true;
  }

  std::map<std::string, std::string> kept;
  bool locked = false;
  int asked = 0;
};

DataFolder opened(const TemporaryFolder& temporary) {
  auto folder = DataFolder::open(temporary.path());
  REQUIRE(folder);
  return *std::move(folder);
}

KeySources passphrase(std::string words) { return {std::move(words), nullptr}; }
KeySources key_file() { return {"", nullptr}; }

Json key_json(const DataFolder& folder) {
  const auto content = read_file(folder, "key.json");
  REQUIRE(content);
  REQUIRE(content->has_value());
  const auto json = parse_json(**content);
  REQUIRE(json);
  return *json;
}

ErrorCode failure(const DataFolder& folder, const KeySources& sources) {
  const auto key = open_key(folder, sources);
  REQUIRE_FALSE(key);
  CHECK(error_exit_code(key.error().code) == 4);
  return key.error().code;
}

}  // namespace

TEST_CASE("without a passphrase or a keyring the key is in a file of mode 0600") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  CHECK_FALSE(*key_kind_of(folder));
  const auto made = open_key(folder, {std::nullopt, nullptr});
  REQUIRE(made);
  CHECK(made->kind == KeyKind::key_file);
  CHECK(key_kind_name(made->kind) == "key file");
  struct stat status {};
  REQUIRE(::stat(folder.file("key.json").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  const auto again = open_key(folder, {std::nullopt, nullptr});
  REQUIRE(again);
  CHECK(again->key == made->key);
  CHECK(*key_kind_of(folder) == KeyKind::key_file);
}

TEST_CASE("two folders have two keys") {
  const TemporaryFolder one;
  const TemporaryFolder two;
  CHECK(open_key(opened(one), key_file())->key != open_key(opened(two), key_file())->key);
}

TEST_CASE("a folder with a key that others could read is closed to them, and so is its key") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  REQUIRE(open_key(folder, key_file()));
  REQUIRE(::chmod(folder.file("key.json").c_str(), 0644) == 0);
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  const DataFolder again = opened(temporary);
  struct stat status {};
  REQUIRE(::stat(again.file("key.json").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  REQUIRE(::stat(again.path().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0700U);
}

TEST_CASE("a passphrase opens what it made, and the key stands nowhere in the folder") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  const auto made = open_key(folder, passphrase("correct horse"));
  REQUIRE(made);
  CHECK(made->kind == KeyKind::passphrase);
  const auto again = open_key(folder, passphrase("correct horse"));
  REQUIRE(again);
  CHECK(again->key == made->key);
  CHECK(again->kind == KeyKind::passphrase);
  CHECK_FALSE(key_json(folder).contains("key"));
}

TEST_CASE("a wrong passphrase, or none, opens nothing") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  FakeSecrets secrets;
  REQUIRE(open_key(folder, passphrase("correct horse")));
  CHECK(failure(folder, passphrase("wrong horse")) == ErrorCode::passphrase_wrong);
  CHECK(failure(folder, passphrase("correct horse ")) == ErrorCode::passphrase_wrong);
  CHECK(failure(folder, key_file()) == ErrorCode::key_missing);
  CHECK(failure(folder, {std::nullopt, &secrets}) == ErrorCode::key_missing);
  CHECK(secrets.asked == 0);
  CHECK(open_key(folder, passphrase("correct horse")));
}

TEST_CASE("a passphrase does not fit a folder that was made without one") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  REQUIRE(open_key(folder, key_file()));
  CHECK(failure(folder, passphrase("any")) == ErrorCode::passphrase_wrong);
}

TEST_CASE("a keyring that answers keeps the key") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  FakeSecrets secrets;
  const auto made = open_key(folder, {std::nullopt, &secrets});
  REQUIRE(made);
  CHECK(made->kind == KeyKind::secret_service);
  CHECK(key_kind_name(made->kind) == "secret service");
  REQUIRE(secrets.kept.size() == 1);
  CHECK_FALSE(key_json(folder).contains("key"));
  // An empty passphrase means "no secret service" for a new folder only.
  for (const KeySources& sources : {KeySources{std::nullopt, &secrets}, KeySources{"", &secrets}}) {
    const auto again = open_key(folder, sources);
    REQUIRE(again);
    CHECK(again->key == made->key);
  }
}

TEST_CASE("a keyring that does not answer at first is not asked for this folder again") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  FakeSecrets secrets;
  secrets.locked = true;
  const auto made = open_key(folder, {std::nullopt, &secrets});
  REQUIRE(made);
  CHECK(made->kind == KeyKind::key_file);
  secrets.locked = false;
  const int asked = secrets.asked;
  const auto again = open_key(folder, {std::nullopt, &secrets});
  REQUIRE(again);
  CHECK(again->key == made->key);
  CHECK(secrets.asked == asked);
}

TEST_CASE("a keyring that is locked, gone or emptied is said, and no new key is made") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  FakeSecrets secrets;
  const auto made = open_key(folder, {std::nullopt, &secrets});
  REQUIRE(made);
  const Json before = key_json(folder);
  secrets.locked = true;
  CHECK(failure(folder, {std::nullopt, &secrets}) == ErrorCode::key_missing);
  CHECK(failure(folder, {std::nullopt, nullptr}) == ErrorCode::key_missing);
  secrets.locked = false;
  secrets.kept.begin()->second = "not a key";
  CHECK(failure(folder, {std::nullopt, &secrets}) == ErrorCode::key_missing);
  secrets.kept.clear();
  CHECK(failure(folder, {std::nullopt, &secrets}) == ErrorCode::key_missing);
  CHECK(key_json(folder) == before);
}

TEST_CASE("set but empty means the key file, whatever the keyring says") {
  const TemporaryFolder temporary;
  FakeSecrets secrets;
  const auto made = open_key(opened(temporary), {"", &secrets});
  REQUIRE(made);
  CHECK(made->kind == KeyKind::key_file);
  CHECK(secrets.asked == 0);
}

TEST_CASE("a store whose key is gone gets no new one") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  std::ofstream(folder.store_path()) << "encrypted";
  CHECK(failure(folder, key_file()) == ErrorCode::key_missing);
  CHECK(failure(folder, passphrase("any")) == ErrorCode::key_missing);
  CHECK_FALSE(*key_kind_of(folder));
}

TEST_CASE("a key file that is damaged is said and left as it is") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  const std::string key(64, 'a');
  for (const std::string& content :
       {std::string(), std::string("{"), std::string("[]"), std::string("{}"),
        std::string(R"({"version":1})"), std::string(R"({"version":1,"kind":"magic"})"),
        std::string(R"({"version":1,"kind":"key file"})"),
        std::string(R"({"version":1,"kind":"key file","key":"abc"})"),
        R"({"version":1,"kind":"key file","key":")" + key.substr(2) + "zz\"}",
        std::string(R"({"version":1,"kind":"secret service"})"), std::string(100'000, '[')}) {
    CAPTURE(content.substr(0, 60));
    std::ofstream(folder.file("key.json")) << content;
    CHECK(failure(folder, key_file()) == ErrorCode::store_damaged);
    CHECK(*read_file(folder, "key.json") == content);
  }
  const std::string wrapped = R"({"version":1,"kind":"passphrase","argon2id":{"passes":)";
  for (const char* rest :
       {"0}}", "3}}", "\"3\"}}", "99999999999,\"memory_bytes\":1,\"salt\":\"\"}}"}) {
    std::ofstream(folder.file("key.json")) << wrapped << rest;
    CHECK(failure(folder, passphrase("x")) == ErrorCode::store_damaged);
  }
}

TEST_CASE("a key file of a newer version is left alone") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  std::ofstream(folder.file("key.json")) << R"({"version":2,"kind":"something new"})";
  CHECK(failure(folder, key_file()) == ErrorCode::store_newer);
}

TEST_CASE("a passphrase of any bytes and length is taken whole") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  const std::string words = std::string(5000, 'x') + "\xff\n  é";
  REQUIRE(open_key(folder, passphrase(words)));
  CHECK(open_key(folder, passphrase(words)));
  CHECK(failure(folder, passphrase(words.substr(0, words.size() - 1))) ==
        ErrorCode::passphrase_wrong);
}

TEST_CASE("many first starts at once end with one key") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary);
  std::vector<StoreKey> keys(8);
  {
    std::vector<std::jthread> threads;
    for (StoreKey& key : keys) {
      threads.emplace_back([&key, &folder] {
        // A lock is of the descriptor, so threads stand in for processes here.
        if (const auto opened_key = open_key(folder, key_file())) key = opened_key->key;
      });
    }
  }
  CHECK(std::set<StoreKey>(keys.begin(), keys.end()).size() == 1);
  CHECK(keys[0] != StoreKey{});
}

}  // namespace crosstalk
