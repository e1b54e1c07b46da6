#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "client/window/edit_core.h"
#include "client/window/ui.h"

namespace crosstalk {

enum class MarkKind { careful, hit };
/// A part of the text to mark, in bytes of its UTF-8.
struct TextMark {
  std::size_t begin, end;
  MarkKind kind;
};

/// Bytes of a text and the words that take their place.
struct Replacement {
  std::size_t begin, end;
  std::string with;
};

struct EditorResponse {
  bool changed = false;
  bool focused = false;  ///< typing goes here
  float height = 0;
};
struct EditorSpec;

/// An editor's text and where it stands; owned by the screen, and kept while the screen is.
class TextEditor {
 public:
  explicit TextEditor(bool single_line = false) : core_(single_line) {}

  /// Replaces the text (a draft being opened, the note after Save) and forgets undo.
  void set_text(std::string_view utf8);
  /// UTF-8, exactly as typed. Costs a pass over the text: ask when `EditorResponse::changed`.
  std::string text() const { return core_.text(); }
  bool empty() const { return core_.empty(); }
  /// True when there is nothing but spaces and line ends.
  bool blank() const;
  std::uint64_t revision() const { return core_.revision(); }
  /// Puts the keyboard here at the next frame.
  void focus() { wants_focus_ = true; }
  /// Marks stay with the text they are on until set again.
  void set_marks(const std::vector<TextMark>& marks);
  /// Replaces bytes of the text, all as one step that can be undone ("[date of birth]"). In order,
  /// none over another. The caret stays where it was in the words around.
  void replace(const std::vector<Replacement>& replacements);
  void replace(std::size_t begin, std::size_t end, std::string_view with) {
    replace({{begin, end, std::string(with)}});
  }

  EditCore& core() { return core_; }
  const EditCore& core() const { return core_; }

 private:
  friend struct EditorView;
  friend EditorResponse text_editor(Ui& ui, TextEditor& editor, const EditorSpec& spec);
  friend EditorResponse read_text(Ui& ui, TextEditor& editor, std::string_view label, float width);
  struct Span {
    std::size_t begin, end;
    MarkKind kind;
  };
  /// Code points for bytes; `bytes` in order, so that one pass over the text is enough.
  std::vector<std::size_t> indices_of(const std::vector<std::size_t>& bytes) const;
  std::string found_words() const;

  EditCore core_;
  std::vector<Span> marks_;
  float scroll_ = 0;
  float scroll_x_ = 0;
  std::uint64_t followed_revision_ = ~std::uint64_t{0};
  std::size_t followed_caret_ = 0;
  bool wants_focus_ = false;
  bool dragging_ = false;
  bool fresh_ = false;  ///< the keyboard came here in this frame
  std::shared_ptr<const GlyphWidths> secret_widths_;
};

struct EditorSpec {
  Words label = {};  ///< "Note###note"; not drawn, it is the name
  Words placeholder = {};
  float width = 0;  ///< 0: all the room
  float height_max =
      0;              ///< grows from three lines to this, then scrolls; 0: to the end of the area
  bool fill = false;  ///< always `height_max` high
  bool read_only = false;
  bool leaves_enter = false;  ///< Enter is the screen's
};

/// The wrapped editor in note style. Tab leaves it; Ctrl+Enter and other shortcuts are left to the
/// screen.
EditorResponse text_editor(Ui& ui, TextEditor& editor, const EditorSpec& spec);

/// A paragraph in note style, as the editor draws it, for a note being read: can be selected and
/// copied, not changed.
EditorResponse read_text(Ui& ui, TextEditor& editor, std::string_view label, float width = 0);

struct FieldSpec {
  Words label = {};  ///< "By when###due"; drawn above in strong unless `label_shown` is false
  bool label_shown = true;
  Words placeholder = {};
  Words help = {};         ///< below, in ink_2
  Words error = {};        ///< in place of the help, with an icon and a danger border
  Words answer = {};       ///< at the right, in ink_2: what was understood ("25 March")
  Words keys = {};         ///< at the right while empty ("Ctrl+F")
  Icon icon = Icon::none;  ///< at the left
  float width = 0;         ///< 0: all the room
  bool off = false;
  bool secret = false;  ///< drawn as dots
};

struct FieldResponse {
  bool changed = false;
  bool entered = false;  ///< Enter was pressed in it
  bool escaped = false;  ///< Esc was pressed in it
  bool focused = false;
};

/// One line of text with its label and help. Make its `TextEditor` with `single_line` true.
FieldResponse field(Ui& ui, TextEditor& editor, const FieldSpec& spec);
/// The height that `field` takes.
float field_height(Ui& ui, const FieldSpec& spec);

}  // namespace crosstalk
