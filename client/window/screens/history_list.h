#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "client/model/history.h"
#include "client/window/long_list.h"
#include "client/window/ui.h"

namespace crosstalk {

/// The earlier versions of a conversation, newest first. Only those in view are asked for.
struct HistoryRows {
  std::size_t count = 0;
  std::function<const HistoryEntry&(std::size_t)> entry;
};

struct HistoryIntents {
  std::optional<std::size_t> go_back, text_back;  // to which of them
};

/// Draws them at the cursor of the current area, which scrolls. `list` is owned by the screen.
/// `may_change`: the buttons that go back are shown.
HistoryIntents draw_history(Ui& ui, const HistoryRows& rows, bool may_change, LongList& list,
                            const Strings& strings);

}  // namespace crosstalk
