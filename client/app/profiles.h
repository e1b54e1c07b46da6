#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/result.h"

namespace crosstalk {

/// Several people on one computer, each with a data folder of their own: notes, drafts, key and
/// hub. The first has the folder itself; the others lie in `profiles/` below it. Whoever can read
/// the files of this account can open them all: a passphrase, or an account each, keeps them apart
/// from one another (SECURITY.md).
struct Profile {
  std::string name;    ///< empty: the first one
  std::string folder;  ///< absolute
};

/// The folder of the first profile, of whichever profile `folder` is.
std::string first_profile_folder(const std::string& folder);

/// The first, then the others by name.
std::vector<Profile> list_profiles(const std::string& folder);

/// The folder of the profile with this name, which need not exist yet. Errors: `invalid-value` for
/// a name that is empty, longer than 60 bytes, or has control characters.
Result<std::string> profile_folder(const std::string& folder, std::string_view name);

}  // namespace crosstalk
