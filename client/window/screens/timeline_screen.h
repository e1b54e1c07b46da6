#pragma once

#include <functional>
#include <optional>

#include "client/model/timeline.h"
#include "client/window/layout.h"
#include "client/window/long_list.h"
#include "client/window/navigation.h"
#include "client/window/screens/capture_screen.h"
#include "client/window/screens/timeline_filter.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct TimelineUi {
  TextEditor query{true};
  LongList list;
  TimelineFilterUi filter;
  bool search_open = false;  // on a phone, where the field has no place of its own
};

struct TimelineIntents {
  TimelineFilterIntents filter;
  bool query_changed = false;
  bool query_entered = false;       // Enter: the last word of the search is finished
  std::optional<std::size_t> open;  // row
  bool write = false, clear = false, drop_filters = false, retry = false;
  bool open_settings = false, open_sync = false;
};

/// The rows, given one at a time as they come into view.
struct TimelineRows {
  std::size_t count = 0;
  std::function<const TimelineRow*(std::size_t)> row;  // null: it is gone
};

struct TimelineExtras {
  Uuid chosen;
  SyncLineSpec sync;  // shown on a phone only
  const FailureView* failure = nullptr;
  bool looking = false;  // what there is is not known yet
};

TimelineIntents draw_timeline(Ui& ui, const TimelineView& view, const TimelineRows& rows,
                              const TimelineExtras& extras, TimelineUi& state, Rect place,
                              const Strings& strings);

}  // namespace crosstalk
