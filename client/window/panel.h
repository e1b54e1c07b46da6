#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "client/window/button.h"
#include "client/window/ui.h"

namespace crosstalk {

struct CardStyle {
  Color fill = Color::surface;
  Color border = Color::line;  ///< accent when linked, danger for an error
  float padding = -1;          ///< less than 0: 16
  float width = 0;             ///< 0: all the room
  float height_min = 0;
};

/// A bordered box as high as what is drawn in it while it lives.
class Card {
 public:
  explicit Card(Ui& ui, const CardStyle& style = {});
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

 private:
  Ui& ui_;
  CardStyle style_;
  ImVec2 at_;
  float width_, padding_, right_before_;
  Color ground_before_;
  std::unique_ptr<ImDrawListSplitter> layers_;
};

enum class BannerKind { plain, accent, caution, danger };

struct BannerSpec {
  Words name = {};  ///< stable name, for tests
  BannerKind kind = BannerKind::plain;
  Icon icon = Icon::none;
  Words fact = {};  ///< bold
  Words sentence = {};
  Words first = {};  ///< at most two buttons, labels with names; empty: none
  Words second = {};
  bool stacked =
      false;  ///< the sentence on a line of its own, as in "These could point to one person"
};

/// Which of its buttons was pressed: 0 none, 1 the first, 2 the second.
int banner(Ui& ui, const BannerSpec& spec);

struct EmptySpec {
  Words name = {};
  Icon icon = Icon::none;
  Words title = {};
  Words sentence = {};
  Words first = {};  ///< button labels; empty: none
  Words second = {};
  bool first_primary = false;
  bool error = false;  ///< danger border and icon, title beside it
  Words kept = {};     ///< errors: what was kept, under its title ("Kept:")
  Words next = {};     ///< errors: what to do, under its title ("Next:")
  Words kept_title = {};
  Words next_title = {};
};

/// A card that says what is missing or what went wrong, and offers the way on. Pressed button as
/// `banner`.
int empty_state(Ui& ui, const EmptySpec& spec);

/// The heard line: a rule with an upright mark for each time, at `marks` (0 first day, 1 today).
/// Where marks would touch, one stands for several and is as high as they are many.
void heard_line(Ui& ui, std::string_view words, const std::vector<float>& marks, float width = 0);

}  // namespace crosstalk
