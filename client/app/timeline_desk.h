#pragma once

#include <optional>
#include <vector>

#include "client/app/desk.h"
#include "client/model/conversation.h"
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
  void read_rows();
  void read_detail();
  void rebuild(bool list_shown);
  void apply_list(const TimelineIntents& intents, Wishes& wishes);
  void apply_detail(Ui& ui, const ConversationIntents& intents, Wishes& wishes);
  void apply_versions(const VersionsIntents& intents);
  void apply_form(const ConversationIntents& intents);
  void toggle_team(bool erase_history);
  void team_dialog(Ui& ui);
  void draw_detail(Ui& ui, Rect place, Wishes& wishes);

  Desk& desk_;
  TimelineChoice choice_;
  TimelineUi ui_;
  TimelineView view_;
  std::vector<ConversationRow> rows_;
  std::vector<std::string> places_;
  std::string last_setting_;
  std::size_t limit_;
  std::uint64_t read_data_ = 0, detail_data_ = 0;
  bool stale_ = true;
  std::optional<FailureView> failure_;

  Uuid chosen_;
  std::optional<ConversationView> conversation_;
  std::vector<MessageView> messages_;
  ConversationDetail detail_;
  ConversationUi detail_ui_;
  std::vector<SaidRow> also_said_;
  std::vector<HistoryEntry> history_;
  bool detail_stale_ = true;
  bool comparing_ = false;
  TwoVersionsView versions_;
  VersionsUi versions_ui_;
  DialogState team_;
  bool team_erases_ = true;  // what the person ticked
};

}  // namespace crosstalk
