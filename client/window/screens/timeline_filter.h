#pragma once

#include <optional>
#include <set>
#include <string>

#include "client/model/timeline.h"
#include "client/window/screens/day_field.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk {

/// What a person is doing in the filters and the saved searches.
struct TimelineFilterUi {
  bool open = false;
  std::set<std::string> opened;  // rows that show all their values
  TextEditor from{true}, until{true};
  std::string from_error, until_error;
  MonthUi from_month, until_month;
  Day today{};
  bool month_open() const { return from_month.open || until_month.open; }
  enum class Naming { none, saving, renaming } naming = Naming::none;
  TextEditor name{true};

  /// Shows the days of a choice that came from elsewhere (a saved search, a chip).
  void show_days(const std::string& from_words, const std::string& until_words);
  /// What a field says as a day, YYYY-MM-DD; nothing and no error where it is empty.
  static std::string read_day(const TextEditor& field, std::string& error, Day today,
                              const Strings& strings);
};

struct TimelineFilterIntents {
  std::optional<FilterChip> chip;  // of a row, or one of those above the list
  std::optional<std::string> run;  // a saved search
  bool days_changed = false;
  bool begin_saving = false, begin_renaming = false, remove = false;
  bool named = false, cancelled = false;  // the name of what is being saved or renamed
  bool clear = false;
};

/// The opened panel: saved searches, then a row of chips for each thing to filter by.
void draw_filter_panel(Ui& ui, const TimelineView& view, TimelineFilterUi& state,
                       const Strings& strings, TimelineFilterIntents& out);
/// What is on, each taken off by one tap, and how many notes that leaves. `quick`: the chips beside
/// the search field are on the screen.
void draw_active_filters(Ui& ui, const TimelineView& view, bool quick, const Strings& strings,
                         TimelineFilterIntents& out);
/// The first of the saved searches, where the panel is not open.
void draw_saved_searches(Ui& ui, const TimelineView& view, TimelineFilterIntents& out);
/// One line: the likeliest filters as far as they fit, and what opens the panel.
void draw_quick_filters(Ui& ui, const TimelineView& view, TimelineFilterUi& state,
                        const Strings& strings, TimelineFilterIntents& out);

}  // namespace crosstalk
