#include "tests/screens/frame_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "client/window/tokens.h"

namespace crosstalk {
namespace {

constexpr float kTouchLeast = 44;
constexpr double kContrastLeast = 4.5;
constexpr float kPixel = 1;
constexpr float kTextOverlapMost = 2;

float width(const ImVec4& r) { return r.z - r.x; }
float height(const ImVec4& r) { return r.w - r.y; }

ImVec4 common(const ImVec4& a, const ImVec4& b) {
  return {std::max(a.x, b.x), std::max(a.y, b.y), std::min(a.z, b.z), std::min(a.w, b.w)};
}
bool meet(const ImVec4& a, const ImVec4& b, float more_than) {
  const ImVec4 both = common(a, b);
  return width(both) > more_than && height(both) > more_than;
}
bool holds(const ImVec4& outer, const ImVec4& inner, float slack) {
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.z <= outer.z + slack &&
         inner.w <= outer.w + slack;
}

std::string place_words(const ImVec4& r) {
  char out[80];
  std::snprintf(out, sizeof out, " at %.0f,%.0f %.0fx%.0f", r.x, r.y, width(r), height(r));
  return out;
}

bool is_control(const ReportedItem& item) {
  if (item.read_only) return false;  // a text to be read, that can be selected
  switch (item.role) {
    case Role::button:
    case Role::checkbox:
    case Role::chip:
    case Role::edit:
    case Role::row:
    case Role::tab:
    case Role::link:
      return true;
    default:
      return false;
  }
}

// A control whose words are all its own; a row or an editor has others in it.
bool holds_its_words(const ReportedItem& item) {
  return item.role == Role::button || item.role == Role::chip || item.role == Role::tab;
}

class Checker {
 public:
  explicit Checker(const FrameShown& frame) : frame_(frame) {}

  std::vector<std::string> problems() {
    for (const DrawnText& text : frame_.texts) {
      if (is_seen(text)) seen_.push_back(&text);
    }
    for (const ReportedItem& item : frame_.items) {
      if (is_control(item) && item.visible && !covered(item.area, item.rect)) {
        controls_.push_back(&item);
      }
    }
    for (const DrawnText* text : seen_) look_at_text(*text);
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      for (std::size_t j = i + 1; j < seen_.size(); ++j) look_at_texts(*seen_[i], *seen_[j]);
    }
    for (const ReportedItem* item : controls_) look_at_control(*item);
    for (std::size_t i = 0; i < controls_.size(); ++i) {
      for (std::size_t j = i + 1; j < controls_.size(); ++j) {
        look_at_controls(*controls_[i], *controls_[j]);
      }
    }
    return std::move(problems_);
  }

 private:
  // The letters of a line, without the room above and below them.
  static ImVec4 letters(const DrawnText& text) {
    const float inset = height(text.rect) * 0.15F;
    return {text.rect.x, text.rect.y + inset, text.rect.z, text.rect.w - inset};
  }

  bool covered(const std::string& area, const ImVec4& rect) const {
    return std::any_of(frame_.over.begin(), frame_.over.end(), [&](const DrawnOver& over) {
      return over.area != area && (over.modal || meet(over.rect, rect, 0));
    });
  }

  bool is_seen(const DrawnText& text) const {
    return meet(letters(text), text.clip, kPixel) && !covered(text.area, text.rect);
  }

  void say(const char* kind, const std::string& what) {
    problems_.push_back(std::string(kind) + ": " + what);
  }
  static std::string quoted(const DrawnText& text) {
    return text.area + " \"" + text.words + "\"" + place_words(text.rect);
  }
  static std::string quoted(const ReportedItem& item) {
    return item.area + " ###" + item.name + place_words(item.rect);
  }

  void look_at_text(const DrawnText& text) {
    const ImVec4 words = letters(text);
    const bool sideways = words.x < text.clip.x - kPixel || words.z > text.clip.z + kPixel;
    const bool upright = words.y < text.clip.y - kPixel || words.w > text.clip.w + kPixel;
    if (sideways && !in_field(text)) say("cut", quoted(text));
    if (upright && !text.scrolls) say("cut in height", quoted(text));
    if (words.x < -kPixel || words.z > frame_.size.x + kPixel) {
      if (!in_field(text)) say("outside", quoted(text));
    }
    for (const ReportedItem* item : controls_) {
      if (!holds_its_words(*item) || item->area != text.area) continue;
      const float middle = (words.y + words.w) / 2;
      const bool of_it = words.x > item->rect.x && words.x < item->rect.z &&
                         middle > item->rect.y && middle < item->rect.w;
      if (of_it && !holds(item->rect, words, kPixel)) {
        say("outside", quoted(text) + " of " + quoted(*item));
      }
    }
    look_at_contrast(text);
  }

  // Words in an editor or a field, which scrolls sideways.
  bool in_field(const DrawnText& text) const {
    return text.scrolls && std::any_of(controls_.begin(), controls_.end(), [&](const auto* item) {
             return item->role == Role::edit && meet(item->rect, text.rect, 0);
           });
  }

  void look_at_texts(const DrawnText& one, const DrawnText& other) {
    if (one.area != other.area) return;
    const ImVec4 seen_one = common(letters(one), one.clip);
    const ImVec4 seen_other = common(letters(other), other.clip);
    const float most = kTextOverlapMost * frame_.display_scale;
    if (meet(seen_one, seen_other, most)) say("overlap", quoted(one) + " and " + quoted(other));
  }

  void look_at_control(const ReportedItem& item) {
    const float least = kTouchLeast * frame_.display_scale - kPixel / 2;
    if (width(item.struck) < least || height(item.struck) < least) say("small", quoted(item));
    if (item.rect.x < -kPixel || item.rect.z > frame_.size.x + kPixel) say("outside", quoted(item));
  }

  void look_at_controls(const ReportedItem& one, const ReportedItem& other) {
    if (one.area != other.area || one.id == other.id) return;
    if (!meet(common(one.struck, one.clip), common(other.struck, other.clip), kPixel)) return;
    if (holds(one.rect, other.rect, kPixel) || holds(other.rect, one.rect, kPixel)) return;
    say("overlap", quoted(one) + " and " + quoted(other));
  }

  void look_at_contrast(const DrawnText& text) {
    const bool whole = (text.color >> 24) == 0xFF;  // what is fading in has another moment
    if (frame_.pixels.data == nullptr || !whole) return;
    const ImVec4 in = common(common(text.rect, text.clip), {0, 0, frame_.size.x, frame_.size.y});
    std::map<std::uint32_t, int> counts;
    for (int y = static_cast<int>(in.y); y < static_cast<int>(in.w); ++y) {
      for (int x = static_cast<int>(in.x); x < static_cast<int>(in.z); ++x) {
        ++counts[frame_.pixels.data[y * frame_.pixels.stride + x]];
      }
    }
    // The words' own colour is red lowest, a pixel is blue lowest.
    const Rgba ink = text.color;
    const std::uint32_t ink_pixel =
        0xFF000000U | ((ink & 0xFF) << 16) | (ink & 0xFF00) | ((ink >> 16) & 0xFF);
    std::uint32_t ground = ink_pixel;
    int most = 0;
    for (const auto& [pixel, count] : counts) {
      if (pixel == ink_pixel || count <= most) continue;
      most = count;
      ground = pixel;
    }
    if (most == 0) return;
    const Rgba ground_color =
        0xFF000000U | ((ground & 0xFF) << 16) | (ground & 0xFF00) | ((ground >> 16) & 0xFF);
    const double ratio = contrast_ratio(ink, ground_color);
    if (ratio >= kContrastLeast) return;
    char figure[16];
    std::snprintf(figure, sizeof figure, "%.1f ", ratio);
    say("pale", figure + quoted(text));
  }

  const FrameShown& frame_;
  std::vector<const DrawnText*> seen_;
  std::vector<const ReportedItem*> controls_;
  std::vector<std::string> problems_;
};

}  // namespace

FrameShown last_frame(ImVec2 size, float display_scale, Pixels pixels) {
  return {size, display_scale, pixels, reported_items(), drawn_texts(), drawn_over()};
}

std::vector<std::string> frame_problems(const FrameShown& frame) {
  return Checker(frame).problems();
}

}  // namespace crosstalk
