#pragma once

#include <optional>
#include <string>

#include "client/app/desk.h"
#include "client/app/first_steps_desk.h"
#include "client/app/outing_desk.h"
#include "client/model/capture.h"
#include "client/window/screens/capture_screen.h"

namespace crosstalk {

/// The note being written: a new one, or a saved one that is being changed. Keeps every keystroke
/// as a draft, and the words in the editor until they are safely saved.
class CaptureDesk {
 public:
  explicit CaptureDesk(Desk& desk);

  /// What the person wants that is not of this screen.
  struct Wishes {
    std::optional<Uuid> open_note;  // show this conversation
    bool open_settings = false, join = false;
  };
  Wishes draw(Ui& ui, Rect place);

  /// Puts the cursor into the note.
  void focus();
  /// Shows the steps of a new person below the note.
  void begin_first_steps() { first_steps_.begin(); }
  /// Opens a saved note for editing; its own draft, where one was kept. Errors: those of reading.
  Result<void> edit(const Uuid& record);
  bool editing() const { return edit_.has_value(); }
  /// Nothing is written, nor being entered, here.
  bool idle() const;
  /// Back to the new note; what was changed in a saved one is thrown away.
  void leave_edit();
  /// Ctrl+Z belongs to the editor while it has something to take back.
  bool can_undo_typing() const { return ui_.note.core().can_undo(); }

 private:
  NoteDraft& draft() { return edit_ ? edit_->now : new_note_; }
  const NoteDraft& draft() const { return edit_ ? edit_->now : new_note_; }
  std::string key() const;
  void restore_new_note();
  void restore_edit();
  void say_kept(Instant when);
  void back_to_new_note();
  void show_draft();
  void forget_rows();
  void changed(bool words);
  void keep();
  void look();
  void take_heard();
  void rebuild();
  void apply(const CaptureIntents& intents, Wishes& wishes);
  void apply_entries(const CaptureIntents& intents);
  void apply_form(const CaptureIntents& intents);
  void apply_careful(const CaptureIntents& intents);
  void remove_careful();
  void remove_action(std::size_t index);
  void discard_draft();
  void take_back(const NoteDraft& discarded);
  void take_back(const EditDraft& discarded);
  std::string form_words() const;
  void mark_careful();
  void keep_kept(const Uuid& note, const NoteDraft& what);
  void save();
  void saved(const NoteDraft& what, bool was_edit, const Result<std::vector<Uuid>>& result);
  void start_again();

  Desk& desk_;
  NoteDraft new_note_;
  std::optional<EditDraft> edit_;
  CaptureUi ui_;
  ChipOrders orders_;
  RecentTerms recent_;
  Suggestions suggested_;
  HeardAnswer heard_;
  std::vector<MessageView> linked_;
  CaptureView view_;
  Keeping keeping_ = Keeping::nothing;
  std::optional<FailureView> failure_;
  OutingDesk outing_;
  FirstStepsDesk first_steps_;
  CarefulReader careful_reader_;
  std::vector<CarefulKind> careful_off_;  // as the view was last made with
  std::optional<Uuid> just_saved_;
  std::string draft_fact_, draft_sentence_;
  std::optional<Instant>
      new_note_kept_;  // when the new note was last kept that a window left behind
  std::uint64_t read_data_ = 0;
  bool looked_ = false, stale_ = true;
  DialogState discard_;
};

}  // namespace crosstalk
