#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/app/desk.h"
#include "client/model/outing.h"

namespace crosstalk {

/// The trip or event that is running, if any: fills in new notes, counts them, ends. Kept in the
/// settings of the device, so that it is there again after a restart. Window thread.
class OutingDesk {
 public:
  explicit OutingDesk(Desk& desk);

  /// Once a frame: reads the events of the space anew, and ends what nobody carried on.
  void refresh();
  /// What a new note begins with. An event that is not on this device any more is left out.
  void fill(NoteDraft& note) const;
  /// A new note was saved.
  void count_note();
  /// True where `note`, the new note being written, was changed by it.
  bool apply(const OutingIntents& intents, OutingForm& form, NoteDraft& note);

  /// Null: nothing runs.
  const OutingView* view() const { return view_ ? &*view_ : nullptr; }
  const std::vector<std::string>& events() const { return events_; }

 private:
  void keep(std::optional<Outing> outing);
  void end(std::string words);

  Desk& desk_;
  std::optional<Outing> outing_;
  std::optional<OutingView> view_;
  std::vector<std::string> events_;
  std::uint64_t read_data_ = 0;
};

}  // namespace crosstalk
