#pragma once

#include <optional>
#include <vector>

#include "client/app/desk.h"
#include "client/window/screens/messages_screen.h"

namespace crosstalk {

/// The ranking of messages, and one of them opened.
class MessagesDesk {
 public:
  explicit MessagesDesk(Desk& desk);

  struct Wishes {
    std::optional<Uuid> open_note;
    bool open_timeline = false, open_settings = false;
  };
  Wishes draw(Ui& ui, Rect place);
  void open(const Uuid& message);
  /// Esc. False when there was nothing to close.
  bool close();

 private:
  void rebuild();
  void read_detail();
  void read_others();
  void merge_into(const Uuid& other);
  void apply_detail(const MessageIntents& intents, Wishes& wishes);

  Desk& desk_;
  MessagesUi ui_;
  MessagesView view_;
  std::vector<MessageView> messages_;
  Uuid chosen_;
  std::optional<MessageDetail> detail_;
  std::vector<AlikeNote> alike_;
  MergeView merge_;
  std::uint64_t read_data_ = 0;
  bool stale_ = true;
};

}  // namespace crosstalk
