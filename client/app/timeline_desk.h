#pragma once

#include <map>
#include <optional>
#include <vector>

#include "client/app/desk.h"
#include "client/app/timeline_list.h"
#include "client/model/conversation.h"
#include "client/model/history.h"
#include "client/model/messages.h"
#include "client/window/screens/conversation_screen.h"
#include "client/window/screens/timeline_screen.h"
#include "client/window/screens/versions_screen.h"

namespace crosstalk {

/// The timeline, the conversation beside it, and two versions of one text.
class TimelineDesk {
 public:
  explicit TimelineDesk(Desk& desk);

  struct Wishes {
    std::optional<Uuid> edit, open_message;
    bool write = false, open_settings = false, open_sync = false;
  };
  Wishes draw(Ui& ui, Rect place, const SyncLineSpec& sync);

  void open(const Uuid& conversation);
  /// Ctrl+F.
  void focus_search();
  /// Esc: closes what is open. False when there was nothing to close.
  bool close();
  const Uuid& chosen() const { return chosen_; }

 private:
  void read_detail();
  void mark_detail();
  void rebuild(bool list_shown);
  // timeline_desk_list.cc: what was asked of the list, its filters and its saved searches.
  void apply_list(const TimelineIntents& intents, Wishes& wishes);
  void apply_filter(const TimelineFilterIntents& intents);
  void apply_naming(const TimelineFilterIntents& intents);
  void ask(const TimelineChoice& choice);
  void take_search(bool entered);
  void show_words_and_days(const TimelineChoice& choice);
  void show_days(const TimelineChoice& choice);
  void keep_searches(std::vector<SavedSearch> searches, std::string words, Icon icon);
  const SavedSearch* chosen_search() const;
  void apply_detail(Ui& ui, const ConversationIntents& intents, Wishes& wishes);
  void keep_text(const std::string& text);
  void apply_versions(const VersionsIntents& intents);
  void apply_form(const ConversationIntents& intents);
  // timeline_desk_history.cc
  void read_history(const SyncStatus& status);
  const HistoryEntry& history_entry(std::size_t number);
  void apply_history(const HistoryIntents& intents);
  void toggle_team(bool erase_history);
  void team_dialog(Ui& ui);
  void draw_detail(Ui& ui, Rect place, Wishes& wishes);

  Desk& desk_;
  TimelineList list_;
  TimelineUi ui_;
  TimelineView view_;
  std::vector<SavedSearch> saved_;
  /// What was asked for without the field word that is still being typed, where there is one.
  std::optional<TimelineChoice> before_word_;
  std::string last_setting_;
  bool stale_ = true;
  std::optional<FailureView> failure_;

  Uuid chosen_;
  std::optional<ConversationView> conversation_;
  std::vector<MessageView> messages_;
  ConversationDetail detail_;
  ConversationUi detail_ui_;
  std::vector<SaidRow> also_said_;
  std::optional<History> history_;  // while it is shown
  std::map<std::size_t, HistoryEntry> history_shown_;
  std::vector<TextRange> heading_marks_, body_marks_;  // what the search found in them
  std::uint64_t detail_data_ = 0;
  bool detail_stale_ = true;
  bool comparing_ = false;
  TwoVersionsView versions_;
  VersionsUi versions_ui_;
  DialogState team_;
  bool team_erases_ = true;  // what the person ticked
};

}  // namespace crosstalk
