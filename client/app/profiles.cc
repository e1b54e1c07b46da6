#include "client/app/profiles.h"

#include <algorithm>
#include <filesystem>

#include "storage/text.h"

namespace crosstalk {
namespace {

constexpr std::string_view kFolder = "profiles";
constexpr std::size_t kNameMax = 60;
constexpr std::string_view kDigits = "0123456789abcdef";

bool stands_for_itself(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

/// A name as that of a folder: what is no letter of ASCII as %xx (RFC 3986, 2.1), for file systems
/// differ in what they keep of the rest.
std::string encoded(std::string_view name) {
  std::string out;
  for (const char letter : name) {
    const auto c = static_cast<unsigned char>(letter);
    if (stands_for_itself(c)) {
      out += letter;
    } else {
      out += '%';
      out += kDigits[c >> 4];
      out += kDigits[c & 15];
    }
  }
  return out;
}

std::string decoded(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool coded = name[at] == '%' && at + 2 < name.size();
    const auto high = coded ? kDigits.find(name[at + 1]) : std::string_view::npos;
    const auto low = coded ? kDigits.find(name[at + 2]) : std::string_view::npos;
    if (high == std::string_view::npos || low == std::string_view::npos) {
      out += name[at];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return out;
}

}  // namespace

std::string first_profile_folder(const std::string& folder) {
  const std::filesystem::path path(folder);
  const auto parent = path.parent_path();
  return parent.filename() == kFolder ? parent.parent_path().string() : folder;
}

std::vector<Profile> list_profiles(const std::string& folder) {
  const std::string first = first_profile_folder(folder);
  std::vector<Profile> others;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(first + "/" + std::string(kFolder), problem), end;
       !problem && entry != end; entry.increment(problem)) {
    std::error_code unknown;
    if (!entry->is_directory(unknown)) continue;
    others.push_back({decoded(entry->path().filename().string()), entry->path().string()});
  }
  std::sort(others.begin(), others.end(), [](const Profile& one, const Profile& other) {
    return folded(one.name) < folded(other.name);
  });
  others.insert(others.begin(), {"", first});
  return others;
}

Result<std::string> profile_folder(const std::string& folder, std::string_view name) {
  const std::string wanted(trimmed(name));
  const bool control = std::any_of(wanted.begin(), wanted.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (wanted.empty() || wanted.size() > kNameMax || control || !valid_utf8(wanted)) {
    return make_error_saying(ErrorCode::invalid_value,
                             "A profile has a name of at most 60 letters. Nothing was changed.");
  }
  return first_profile_folder(folder) + "/" + std::string(kFolder) + "/" + encoded(wanted);
}

}  // namespace crosstalk
