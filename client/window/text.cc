#include "client/window/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "client/window/code_points.h"
#include "client/window/draw.h"
#include "client/window/fonts.h"
#include "client/window/item_report.h"
#include "client/window/layout.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr std::string_view kEllipsis = "…";

// A part of one run on one line.
struct Piece {
  std::size_t run, begin, end;
  float x;
};
struct Line {
  std::vector<Piece> pieces;
  float width = 0;
};

float advance_of(Ui& ui, TypeStyle style, char32_t c) {
  if (is_invisible(c)) return 0;
  const float advance = ui.fonts.advance(style, c);
  return has_no_width(c) ? 0 : advance;
}

// Where a line of runs was when it last could be broken.
struct BreakPoint {
  std::size_t run = 0, at = 0;
  float x = 0;
  bool any = false;
};

// Breaks runs into lines by one rule: at spaces, which hang past the edge, and anywhere in a word
// longer than the line.
class Breaker {
 public:
  Breaker(Ui& ui, std::span<const TextRun> runs, float width)
      : ui_(ui), runs_(runs), width_(width) {}

  std::vector<Line> lines() {
    while (run_ < runs_.size()) {
      if (at_ >= runs_[run_].words.size()) {
        close_piece();
        ++run_;
        at_ = piece_begin_ = 0;
        piece_x_ = x_;
        continue;
      }
      step();
    }
    finish_line();
    return std::move(done_);
  }

 private:
  void step() {
    const TextRun& run = runs_[run_];
    std::size_t after = at_;
    const char32_t c = next_code_point(run.words, after);
    if (c == U'\n') {
      close_piece();
      at_ = piece_begin_ = after;
      finish_line();
      return;
    }
    const bool space = is_break_space(c);
    const float advance = advance_of(ui_, run.style, c);
    const bool started = x_ > 0;
    if (width_ > 0 && !space && started && advance > 0 && x_ + advance > width_) {
      wrap();
      return;
    }
    if (breaks_anywhere(c) && started) break_ = {run_, at_, x_, true};
    x_ += advance;
    at_ = after;
    if (space || c == U'-' || c == U'/' || breaks_anywhere(c)) break_ = {run_, at_, x_, true};
  }

  void wrap() {
    if (break_.any) {
      while (!line_.pieces.empty() && line_.pieces.back().run > break_.run) line_.pieces.pop_back();
      if (!line_.pieces.empty() && line_.pieces.back().run == break_.run) {
        piece_begin_ = line_.pieces.back().begin;
        piece_x_ = line_.pieces.back().x;
        line_.pieces.pop_back();
      }
      run_ = break_.run;
      at_ = break_.at;
      x_ = break_.x;
    }
    close_piece();
    piece_begin_ = at_;
    finish_line();
  }

  void close_piece() {
    if (run_ < runs_.size() && at_ > piece_begin_) {
      line_.pieces.push_back({run_, piece_begin_, at_, piece_x_});
    }
    piece_begin_ = at_;
    piece_x_ = x_;
  }

  void finish_line() {
    line_.width = x_;
    done_.push_back(std::move(line_));
    line_ = {};
    x_ = piece_x_ = 0;
    break_ = {};
  }

  Ui& ui_;
  std::span<const TextRun> runs_;
  float width_;
  std::size_t run_ = 0, at_ = 0, piece_begin_ = 0;
  float x_ = 0, piece_x_ = 0;
  BreakPoint break_;
  Line line_;
  std::vector<Line> done_;
};

std::string_view trimmed_end(std::string_view words) {
  while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
  return words;
}

Role role_of(const TextSpec& spec) {
  if (spec.spoken) return Role::alert;
  const bool title = spec.style == TypeStyle::title || spec.style == TypeStyle::heading;
  return title ? Role::heading : Role::text;
}

// Room for static text, told to tests and assistive technology. False where it is out of sight.
bool place_text(std::string_view words, std::string_view name, Role role, ImVec2 at, ImVec2 size) {
  const std::string_view key = name.empty() ? words : name;
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  // An empty text has no name to be found by.
  const ImGuiID id = key.empty() ? 0 : window.GetID(key.data(), key.data() + key.size());
  ImGui::ItemSize(size);
  const ImRect box(at, {at.x + size.x, at.y + size.y});
  const bool seen =
      ImGui::ItemAdd(box, id, nullptr, ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop);
  if (id != 0 && item_report_enabled()) {
    report_item(id, name.empty() ? std::string(words) : named(words, name), role);
  }
  return seen;
}

}  // namespace

float text_width(Ui& ui, TypeStyle style, std::string_view words) {
  float width = 0;
  for (std::size_t i = 0; i < words.size();) {
    width += advance_of(ui, style, next_code_point(words, i));
  }
  return width;
}

std::vector<TextLine> break_lines(Ui& ui, TypeStyle style, std::string_view words, float width) {
  const TextRun run{words, style, Color::ink};
  std::vector<TextLine> lines;
  std::size_t last = 0;
  for (const Line& line : Breaker(ui, {&run, 1}, width).lines()) {
    if (line.pieces.empty()) {
      lines.push_back({last, last});
    } else {
      last = line.pieces.back().end;
      lines.push_back({line.pieces.front().begin, last});
    }
  }
  return lines;
}

float text_height(Ui& ui, TypeStyle style, std::string_view words, float width, int lines_max) {
  auto lines = static_cast<int>(break_lines(ui, style, words, width).size());
  if (lines_max > 0) lines = std::min(lines, lines_max);
  return static_cast<float>(lines) * ui.tokens.type(style).line;
}

std::string ellipsis(Ui& ui, TypeStyle style, std::string_view words, float width) {
  if (text_width(ui, style, words) <= width) return std::string(words);
  const float room = width - text_width(ui, style, kEllipsis);
  float x = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < words.size();) {
    const float advance = advance_of(ui, style, next_code_point(words, i));
    if (x + advance > room) break;
    x += advance;
    end = i;
  }
  return std::string(trimmed_end(words.substr(0, end))) + std::string(kEllipsis);
}

std::string display_text(std::string_view words) {
  const bool plain = std::none_of(words.begin(), words.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
  if (plain) return std::string(words);
  utf8proc_uint8_t* composed = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(words.data()),
                   static_cast<utf8proc_ssize_t>(words.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) return std::string(words);
  std::string out(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
  std::free(composed);
  return out;
}

std::string with_missing_named(Ui& ui, std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    const char32_t c = next_code_point(words, i);
    if (c == U'\n' || c == U'\t' || ui.fonts.has(c)) {
      append_utf8(out, c);
      continue;
    }
    char code[16];
    std::snprintf(code, sizeof code, "[U+%04X]", static_cast<unsigned>(c));
    out += code;
  }
  return out;
}

void mark_line(Ui& ui, TypeStyle style, ImVec2 at, std::string_view line, std::size_t begin,
               const std::vector<TextRange>& marks) {
  const std::string_view words =
      line.ends_with(kEllipsis) ? line.substr(0, line.size() - kEllipsis.size()) : line;
  for (const TextRange& mark : marks) {
    if (mark.end <= begin || mark.begin >= begin + words.size()) continue;
    const std::size_t from = std::max(mark.begin, begin) - begin;
    const std::size_t to = std::min(mark.end - begin, words.size());
    const float x0 = at.x + text_width(ui, style, words.substr(0, from));
    const float x1 = x0 + text_width(ui, style, words.substr(from, to - from));
    draw_mark(ui, style, x0, x1, at.y);
  }
}

std::string marked_words(std::string_view words, const std::vector<TextRange>& marks) {
  std::string all;
  for (const TextRange& mark : marks) {
    if (!all.empty()) all += ", ";
    all += words.substr(mark.begin, mark.end - mark.begin);
  }
  return all;
}

void text(Ui& ui, std::string_view raw, const TextSpec& spec, std::string_view name) {
  const std::string words = display_text(raw);
  const float line = ui.tokens.type(spec.style).line;
  const bool one_line = spec.width < 0;
  const float width = spec.width > 0 ? spec.width : width_left(ui);
  std::vector<TextLine> lines = break_lines(ui, spec.style, words, one_line ? 0 : width);
  bool cut = false;
  if (spec.lines_max > 0 && lines.size() > static_cast<std::size_t>(spec.lines_max)) {
    lines.resize(static_cast<std::size_t>(spec.lines_max));
    cut = true;
  }
  float widest = 0;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last_cut = cut && i + 1 == lines.size();
    const std::string_view rest = std::string_view(words).substr(lines[i].begin);
    shown.emplace_back(
        last_cut ? ellipsis(ui, spec.style, rest.substr(0, rest.find('\n')), width)
                 : std::string(trimmed_end(rest.substr(0, lines[i].end - lines[i].begin))));
    if (last_cut && !shown.back().ends_with(kEllipsis)) shown.back() += kEllipsis;
    widest = std::max(widest, text_width(ui, spec.style, shown.back()));
  }
  const float block = static_cast<float>(lines.size()) * line;
  const float height = std::max(block, spec.height);
  const bool spread = (spec.right || spec.center) && !one_line;
  const ImVec2 at = cursor(ui);
  const float taken = spread || spec.width > 0 ? width : widest;
  const bool seen = place_text(words, name, role_of(spec), at, {taken, height});
  if (!spec.marks.empty()) report_marked(marked_words(words, spec.marks));
  if (!seen) return;
  float y = at.y + std::floor((height - block) / 2);
  for (const std::string& text_line : shown) {
    const std::size_t index = static_cast<std::size_t>(&text_line - shown.data());
    const float free = taken - text_width(ui, spec.style, text_line);
    const float x = spec.right ? at.x + free : spec.center ? at.x + std::floor(free / 2) : at.x;
    mark_line(ui, spec.style, {x, y}, text_line, lines[index].begin, spec.marks);
    draw_text(ui, spec.style, {x, y}, ui.tokens.color(spec.color), text_line);
    y += line;
  }
}

float rich_text_height(Ui& ui, const std::vector<TextRun>& runs, float width) {
  const auto lines = Breaker(ui, runs, width).lines().size();
  const TypeStyle style = runs.empty() ? TypeStyle::body : runs.front().style;
  return static_cast<float>(lines) * ui.tokens.type(style).line;
}

void rich_text(Ui& ui, const std::vector<TextRun>& raw, float asked) {
  if (raw.empty()) return;
  const float width = asked > 0 ? asked : width_left(ui);
  std::vector<std::string> shown;
  for (const TextRun& run : raw) shown.push_back(display_text(run.words));
  std::vector<TextRun> runs = raw;
  std::string whole;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].words = shown[i];
    whole += shown[i];
  }
  const std::vector<Line> lines = Breaker(ui, runs, width).lines();
  const float line_height = ui.tokens.type(runs.front().style).line;
  float widest = 0;
  for (const Line& line : lines) widest = std::max(widest, line.width);
  const ImVec2 at = cursor(ui);
  const float height = static_cast<float>(lines.size()) * line_height;
  const ImVec2 taken{asked > 0 ? asked : std::min(widest, width), height};
  if (!place_text(whole, {}, Role::text, at, taken)) return;
  float y = at.y;
  for (const Line& line : lines) {
    for (const Piece& piece : line.pieces) {
      const TextRun& run = runs[piece.run];
      draw_text(ui, run.style, {at.x + piece.x, y}, ui.tokens.color(run.color),
                run.words.substr(piece.begin, piece.end - piece.begin));
    }
    y += line_height;
  }
}

void fact(Ui& ui, std::string_view label, std::string_view value, float label_column) {
  if (ui.layout == Layout::narrow) {
    text(ui, label, {.color = Color::ink_2});
    text(ui, value);
    return;
  }
  const ImVec2 at = cursor(ui);
  const float column = label_column + ui.tokens.space.s4;
  const float value_width = std::max(1.0F, width_left(ui) - column);
  const float line = ui.tokens.type(TypeStyle::body).line;
  const float height = std::max(line, text_height(ui, TypeStyle::body, value, value_width));
  text(ui, label, {.color = Color::ink_2, .width = label_column, .lines_max = 1});
  set_cursor(ui, {at.x + column, at.y});
  text(ui, value, {.width = value_width});
  set_cursor(ui, {at.x, at.y});
  take(ui, {width_left(ui), height});
}

void icon(Ui& ui, Icon which, Color color, IconSize size) {
  const ImVec2 at = cursor(ui);
  const float side = ui.tokens.icon(size);
  const float line = std::max(side, ui.tokens.type(TypeStyle::body).line);
  take(ui, {side, line});
  draw_icon_in(ui, which, size, {at, {at.x + side, at.y + line}}, ui.tokens.color(color));
}

void stance_mark(Ui& ui, Stance stance, Color color) {
  const ImVec2 at = cursor(ui);
  const float side = ui.tokens.stance;
  const float line = ui.tokens.type(TypeStyle::body).line;
  take(ui, {side, line});
  draw_stance(stance, {at.x, std::round(at.y + (line - side) / 2)}, side, ui.tokens.color(color));
}

}  // namespace crosstalk
