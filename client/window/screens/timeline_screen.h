#pragma once

#include <optional>

#include "client/model/timeline.h"
#include "client/window/layout.h"
#include "client/window/navigation.h"
#include "client/window/screens/capture_screen.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

struct TimelineUi {
  TextEditor query{true};
  ListState list;
  bool filter_open = false;
  bool search_open = false;  // on a phone, where the field has no place of its own
};

struct TimelineIntents {
  bool query_changed = false;
  std::optional<FilterChip> filter;
  std::optional<std::size_t> open;  // row
  bool near_end = false;            // rows beyond those given will be wanted
  bool write = false, clear = false, all_dates = false, retry = false;
  bool open_settings = false, open_sync = false;
};

struct TimelineExtras {
  Uuid chosen;
  SyncLineSpec sync;  // shown on a phone only
  const FailureView* failure = nullptr;
};

TimelineIntents draw_timeline(Ui& ui, const TimelineView& view, const TimelineExtras& extras,
                              TimelineUi& state, Rect place, const Strings& strings);

}  // namespace crosstalk
