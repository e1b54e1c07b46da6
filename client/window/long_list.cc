#include "client/window/long_list.h"

#include <algorithm>
#include <cmath>

#include "client/window/layout.h"
#include "imgui_internal.h"

namespace crosstalk {

/// Where the area is scrolled to, counted from the top of the list, and by how much that is to be
/// changed for what is in view to stay where it is.
struct LongList::View {
  double scroll = 0;
  double shift = 0;
  float height = 0;

  void move(double by) {
    scroll += by;
    shift += by;
  }
};

void LongList::begin(std::size_t count) {
  heights_.assign(count, kUnknown);
  chunks_.clear();
  anchor_ = 0;
  anchor_offset_ = 0;
  to_top_ = true;
  to_anchor_ = false;
}

void LongList::replace(std::size_t count, std::size_t now) {
  const double offset = anchor_offset_;
  const bool stay = !at_top_ && !to_top_ && count > 0;
  begin(count);
  if (!stay) return;
  to_top_ = false;
  to_anchor_ = true;
  anchor_ = std::min(now, count - 1);
  anchor_offset_ = offset;
}

void LongList::extend(std::size_t count) {
  heights_.resize(count, kUnknown);
  chunks_.clear();
}

void LongList::forget_heights() {
  std::fill(heights_.begin(), heights_.end(), kUnknown);
  chunks_.clear();
  to_anchor_ = !at_top_;
}

float LongList::height_of(std::size_t row) const {
  return heights_[row] == kUnknown ? estimate_ : heights_[row];
}

double LongList::top_of(std::size_t row) const {
  double top = 0;
  for (std::size_t chunk = 0; chunk < row / kChunk; ++chunk) top += chunks_[chunk];
  for (std::size_t i = row / kChunk * kChunk; i < row; ++i) top += height_of(i);
  return top;
}

double LongList::total() const {
  double sum = 0;
  for (const double chunk : chunks_) sum += chunk;
  return sum;
}

std::size_t LongList::row_at(double y) const {
  std::size_t chunk = 0;
  while (chunk + 1 < chunks_.size() && y >= chunks_[chunk]) y -= chunks_[chunk++];
  std::size_t row = chunk * kChunk;
  while (row + 1 < heights_.size() && y >= height_of(row)) y -= height_of(row++);
  return row;
}

void LongList::lay_out(const Ui& ui, float width, float estimate) {
  const float scale = ui.tokens.text_scale * ui.tokens.display_scale;
  if (width != width_ || scale != scale_) {
    std::fill(heights_.begin(), heights_.end(), kUnknown);
    chunks_.clear();
    to_anchor_ = to_anchor_ || !at_top_;
    width_ = width;
    scale_ = scale;
  }
  if (!chunks_.empty() || heights_.empty()) return;
  estimate_ = estimate;
  chunks_.assign((heights_.size() + kChunk - 1) / kChunk, 0);
  for (std::size_t row = 0; row < heights_.size(); ++row) chunks_[row / kChunk] += height_of(row);
}

// By how much it is higher than was thought.
float LongList::measure(std::size_t row, const std::function<float(std::size_t)>& height) {
  if (heights_[row] != kUnknown) return 0;
  const float before = estimate_;
  heights_[row] = height(row);
  chunks_[row / kChunk] += heights_[row] - before;
  return heights_[row] - before;
}

void LongList::draw(Ui& ui, float estimate, const std::function<float(std::size_t)>& height,
                    const std::function<void(std::size_t)>& draw_row) {
  const ImVec2 origin = cursor(ui);
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  lay_out(ui, width_left(ui), estimate);
  if (heights_.empty()) return;
  View view;
  view.scroll = double{window.InnerClipRect.Min.y} - double{origin.y};
  view.height = window.InnerClipRect.GetHeight();
  if (to_top_ && view.scroll > 0) view.move(-view.scroll);
  if (to_anchor_ && !to_top_) {
    measure(anchor_, height);  // before it counts as one that reaches into view from above
    view.move(top_of(anchor_) + anchor_offset_ - view.scroll);
  }
  to_top_ = to_anchor_ = false;
  // A list that has become shorter ends at the bottom.
  const double last = std::max(0.0, total() - view.height);
  if (view.scroll > last) view.move(last - view.scroll);

  // One more each way, so that arrow keys and Tab find a row to go to.
  std::size_t first = row_at(std::max(view.scroll, 0.0));
  if (first > 0) --first;
  double y = top_of(first);
  const double top = y;
  std::size_t end = first;
  for (bool one_more = true; end < heights_.size() && one_more; ++end) {
    one_more = y <= view.scroll + view.height;
    const float more = measure(end, height);
    // What lies above, or reaches into view from above, grows upwards.
    if (y < view.scroll && more != 0) view.move(more);
    y += heights_[end];
  }
  double at = top;
  at_top_ = view.scroll <= 0;
  bool anchored = false;
  for (std::size_t row = first; row < end; ++row) {
    const double next = at + heights_[row];
    if (!anchored && next > view.scroll) {
      anchored = true;
      anchor_ = row;
      anchor_offset_ = view.scroll - at;
    }
    const double on_screen = double{window.InnerClipRect.Min.y} + (at - view.scroll);
    set_cursor(ui, {origin.x, static_cast<float>(std::round(on_screen))});
    draw_row(row);
    at = next;
  }
  set_cursor(ui, origin);
  take(ui, {1, static_cast<float>(total())});
  if (view.shift != 0) {
    // The frame is drawn as it will be scrolled; the next one finds it so.
    window.Scroll.y = std::max(0.0F, window.Scroll.y + static_cast<float>(view.shift));
    ui.wanted_frames = std::max(ui.wanted_frames, 1);
  }
}

}  // namespace crosstalk
