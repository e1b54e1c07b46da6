#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/careful.h"
#include "client/model/note_draft.h"

namespace crosstalk {

/// The careful marks of everything a person writes on the capture screen. An owner is no mark: who
/// does it is what an action is for.
struct DraftMarks {
  std::vector<CarefulMark> body, heading, form;
  std::vector<std::vector<CarefulMark>> actions;  // of the draft, in their order

  std::size_t count() const;
  bool empty() const { return count() == 0; }
  /// The kinds, each once, in the order in which they stand on the screen.
  std::vector<CarefulKind> kinds() const;
};

/// `form_words`: what is typed in the open action form. `reader` is that of the draft's body.
DraftMarks draft_marks(const NoteDraft& draft, std::string_view form_words,
                       std::span<const CarefulKind> off, CarefulReader& reader);

/// Remembers the marked words as kept.
void keep_marks(NoteDraft& draft, std::string_view form_words, const DraftMarks& marks);

/// Replaces the marks in the draft's actions by what they were; false: there were none.
bool remove_action_marks(NoteDraft& draft, const DraftMarks& marks, const Strings& strings);

/// Which marks of a saved note were kept, without its words: "1204:0,2" (bytes of the body; marks
/// by their order). Empty: none.
std::string kept_places(std::string_view body, const std::vector<std::string>& kept);
/// The words that these places have in `body`; none where it is another text by now.
std::vector<std::string> kept_at(std::string_view body, std::string_view places);
/// The name under which the kept places of a note stand in the settings of the device.
std::string kept_setting(const Uuid& note);

}  // namespace crosstalk
