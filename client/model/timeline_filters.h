#pragma once

#include <string_view>

#include "client/model/timeline.h"

namespace crosstalk {

/// The filters of the timeline, what of them is on, and what is saved.
void put_filters(TimelineView& view, const TimelineSources& from);

/// "today", "last-week" …: what chips and saved searches call a period; "all" for anything else.
std::string_view period_key(Period period);
Period period_of_key(std::string_view key);

}  // namespace crosstalk
