#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "storage/error.h"

namespace crosstalk {

/// An empty folder for one test, gone with the object.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(
      const std::filesystem::path& under = std::filesystem::temp_directory_path()) {
    std::string name = under / "crosstalk-test-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) broken_invariant("no temporary folder can be made");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace crosstalk
