#include "storage/native/data_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/temporary_folder.h"

namespace crosstalk {
namespace {

unsigned mode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

DataFolder opened(const std::string& path) {
  auto folder = DataFolder::open(path);
  REQUIRE(folder);
  return *std::move(folder);
}

// A variable of the environment for as long as a test runs.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    ::setenv(name, value, 1);
  }
  ~Variable() {
    if (old_) {
      ::setenv(name_, old_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::optional<std::string> old_;
};

}  // namespace

TEST_CASE("a missing folder and its parents are made, for this person alone") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary.file("a/b/profile/"));
  CHECK(folder.path() == temporary.file("a/b/profile"));
  CHECK(mode_of(folder.path()) == 0700);
  CHECK(mode_of(temporary.file("a")) == 0700);
  CHECK(folder.store_path() == temporary.file("a/b/profile/crosstalk.db"));
}

TEST_CASE("a folder that is there is used as it is") {
  const TemporaryFolder temporary;
  REQUIRE(::chmod(temporary.path().c_str(), 0755) == 0);
  CHECK(opened(temporary.path()).path() == temporary.path());
  CHECK(mode_of(temporary.path()) == 0755);
}

TEST_CASE("a file in the place of the folder is not ours") {
  const TemporaryFolder temporary;
  std::ofstream(temporary.file("notes")) << "text";
  for (const char* name : {"notes", "notes/below"}) {
    const auto folder = DataFolder::open(temporary.file(name));
    REQUIRE_FALSE(folder);
    CHECK(folder.error().code == ErrorCode::store_not_ours);
  }
}

TEST_CASE("a place that cannot be written is not ours") {
  // Not even root can make a folder there.
  const auto folder = DataFolder::open("/proc/crosstalk");
  REQUIRE_FALSE(folder);
  CHECK(error_exit_code(folder.error().code) == 4);
  const auto nul = DataFolder::open(std::string("/tmp/a\0b", 8));
  REQUIRE_FALSE(nul);
  CHECK(nul.error().code == ErrorCode::store_not_ours);
}

TEST_CASE("the default folder is in the XDG data home, or in the home where that is not set") {
  const Variable home("HOME", "/home/someone");
  {
    const Variable data("XDG_DATA_HOME", "/data/of/someone");
    CHECK(DataFolder::default_path() == "/data/of/someone/crosstalk");
  }
  {
    const Variable data("XDG_DATA_HOME", "");
    CHECK(DataFolder::default_path() == "/home/someone/.local/share/crosstalk");
  }
  const Variable data("XDG_DATA_HOME", "relative/path");
  CHECK(DataFolder::default_path() == "/home/someone/.local/share/crosstalk");
}

TEST_CASE("a second window is turned away until the first closes") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary.path());
  const DataFolder again = opened(temporary.path());
  {
    const auto first = folder.lock_window();
    REQUIRE(first);
    const auto second = again.lock_window();
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::window_already_open);
    CHECK(again.lock_sync({}));  // verbs may run beside it
  }
  CHECK(again.lock_window());
}

TEST_CASE("a lock that is moved is held by the new owner alone") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary.path());
  auto first = folder.lock_window();
  REQUIRE(first);
  std::optional<FolderLock> kept(*std::move(first));
  CHECK_FALSE(folder.lock_window());
  kept.reset();
  CHECK(folder.lock_window());
}

TEST_CASE("waiting for the hub's lock ends with an error that names it") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary.path());
  const auto held = folder.lock_sync({});
  REQUIRE(held);
  const auto second = folder.lock_sync(std::chrono::milliseconds(1));
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::store_locked);
}

TEST_CASE("a durable file is whole, for this person alone, and replaces the one before") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary.path());
  std::ofstream(temporary.file("name.new")) << "of a process that was killed";
  REQUIRE(write_durably(folder, "name", "first"));
  CHECK(mode_of(folder.file("name")) == 0600);
  REQUIRE(write_durably(folder, "name", std::string(100'000, 'x')));
  const auto content = read_file(folder, "name");
  REQUIRE(content);
  CHECK(*content == std::string(100'000, 'x'));
  CHECK(mode_of(folder.file("name.new")) == 0);
}

TEST_CASE("a file that is not there is nothing, and no error") {
  const TemporaryFolder temporary;
  const auto content = read_file(opened(temporary.path()), "missing");
  REQUIRE(content);
  CHECK_FALSE(content->has_value());
}

TEST_CASE("what cannot be written leaves nothing half done") {
  const TemporaryFolder temporary;
  const DataFolder folder = opened(temporary.path());
  REQUIRE(::mkdir(folder.file("name").c_str(), 0700) == 0);
  CHECK_FALSE(write_durably(folder, "name", "content"));
  CHECK(mode_of(folder.file("name.new")) == 0);
}

}  // namespace crosstalk
