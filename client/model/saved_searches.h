#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/model/timeline.h"

namespace crosstalk {

/// The setting of this device that holds them (`Store::setting`): never synced.
inline constexpr std::string_view kSavedSearchesSetting = "saved_searches";

/// What is broken or unknown counts as never saved.
std::vector<SavedSearch> read_saved_searches(std::string_view setting);
std::string saved_searches_text(const std::vector<SavedSearch>& searches);

/// The list with one more, at its end; one of the same name gives way to it.
std::vector<SavedSearch> with_search(std::vector<SavedSearch> searches, SavedSearch added);
/// With another name for one; what already has that name gives way to it.
std::vector<SavedSearch> with_name(std::vector<SavedSearch> searches, const std::string& name,
                                   const std::string& now);
std::vector<SavedSearch> without_search(std::vector<SavedSearch> searches, const std::string& name);

}  // namespace crosstalk
