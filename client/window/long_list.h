#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "client/window/ui.h"

namespace crosstalk {

/// A list of very many rows inside the current scrolling area, of which only those in view are
/// asked for. A row that was never in view counts with an estimated height; when it turns out to be
/// another, what is in view stays where it is. Owned by the screen.
class LongList {
 public:
  /// Other rows: from the first one.
  void begin(std::size_t count);
  /// The same list with rows come and gone; what was row `first_seen` is row `now` and stays where
  /// it is.
  void replace(std::size_t count, std::size_t now);
  /// Further rows at the end.
  void extend(std::size_t count);
  /// The rows are drawn anew at other heights ("matches" are shown), and stay where they are.
  void forget_heights();

  std::size_t count() const { return heights_.size(); }
  /// The first row in view, at the last frame.
  std::size_t first_seen() const { return anchor_; }
  /// Nothing is scrolled away: what is new shall come in at the top.
  bool at_top() const { return at_top_; }

  /// `height(i)` must be what `draw_row(i)` takes; both are called for rows in view, and one before
  /// and after so that the keyboard can go on. `estimate` is the height of a usual row. The cursor
  /// stands at each row's top left.
  void draw(Ui& ui, float estimate, const std::function<float(std::size_t)>& height,
            const std::function<void(std::size_t)>& draw_row);

 private:
  static constexpr std::size_t kChunk = 256;  // rows whose heights are kept as one sum
  static constexpr float kUnknown = -1;

  struct View;
  void lay_out(const Ui& ui, float width, float estimate);
  double top_of(std::size_t row) const;
  std::size_t row_at(double y) const;
  double total() const;
  float height_of(std::size_t row) const;
  float measure(std::size_t row, const std::function<float(std::size_t)>& height);

  // Heights are floats of some 100 px, but their sums go beyond what a float holds to the pixel.
  std::vector<float> heights_;
  std::vector<double> chunks_;
  float estimate_ = 0;
  float width_ = 0;
  float scale_ = 0;
  std::size_t anchor_ = 0;  // the first row in view, and how far it is scrolled out of view
  double anchor_offset_ = 0;
  bool at_top_ = true;
  bool to_top_ = false;
  bool to_anchor_ = false;
};

}  // namespace crosstalk
