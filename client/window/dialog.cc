#include "client/window/dialog.h"

#include <algorithm>
#include <cmath>

#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr ImGuiWindowFlags kPopupFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoBackground;
constexpr float kToastWidthMax = 560;
constexpr float kToastHeight = 52;
constexpr int kToastLinesMax = 3;
constexpr float kMenuWidth = 280;
constexpr float kShadowRoom = 16;

bool is_compact(const Ui& ui) {
  return ui.layout == Layout::compact || ui.layout == Layout::narrow;
}

DialogAnswer dialog_buttons(Ui& ui, const DialogSpec& spec) {
  const Tokens& t = ui.tokens;
  DialogAnswer answer = DialogAnswer::none;
  ButtonSpec safe{.label = spec.safe, .kind = ButtonKind::quiet};
  ButtonSpec act{.label = spec.act,
                 .kind = spec.danger ? ButtonKind::danger : ButtonKind::primary,
                 .off = spec.act_off};
  if (spec.act.empty()) {
    if (button(ui, safe)) answer = DialogAnswer::safe;
    return answer;
  }
  const float both = button_width(ui, safe) + button_width(ui, act) + t.space.s2;
  const bool stack = both > width_left(ui);
  if (stack) safe.width = act.width = -1;
  if (button(ui, safe)) answer = DialogAnswer::safe;
  if (stack) {
    gap(ui, t.space.s2);
  } else {
    to_right(ui, button_width(ui, act));
  }
  if (button(ui, act)) answer = DialogAnswer::act;
  return answer;
}

// What a popup needs around its content: its place, its panel, and the room inside.
struct PopupScope {
  PopupScope(Ui& ui, Rect box, float padding)
      : ui_(ui), right_before_(ui.right), ground_before_(ui.ground) {
    ImGui::PushClipRect(ui.screen.min, ui.screen.max, false);
    raised_panel(ui, box);
    ImGui::PopClipRect();
    ui.right = box.max.x - padding;
    ui.ground = Color::surface;
    set_cursor(ui, {box.min.x + padding, box.min.y + padding - ImGui::GetScrollY()});
    ImGui::BeginGroup();
  }
  ~PopupScope() {
    ui_.right = right_before_;
    ui_.ground = ground_before_;
  }
  PopupScope(const PopupScope&) = delete;
  PopupScope& operator=(const PopupScope&) = delete;

  Ui& ui_;
  float right_before_;
  Color ground_before_;
};

// The words of a menu's item take more lines where the window is narrow.
float menu_words_width(const Ui& ui, const MenuItem& item, float width) {
  const Tokens& t = ui.tokens;
  const float icon = item.icon == Icon::none ? 0 : t.icon(IconSize::normal) + t.space.s3;
  return std::max(1.0F, width - icon - 2 * t.space.s4);
}

TypeStyle menu_style(const MenuItem& item) {
  return item.chosen ? TypeStyle::strong : TypeStyle::body;
}

float menu_row_height(Ui& ui, const MenuItem& item, float width) {
  const float words =
      text_height(ui, menu_style(item), label_text(item.label), menu_words_width(ui, item, width));
  return std::max(ui.tokens.target.touch_min, words + 2 * ui.tokens.space.s2);
}

void draw_menu_words(Ui& ui, const MenuItem& item, Rect place, Rgba color) {
  const std::string_view words = label_text(item.label);
  const float line = ui.tokens.type(menu_style(item)).line;
  const auto lines = break_lines(ui, menu_style(item), words, place.width());
  float y = std::round(place.center().y - static_cast<float>(lines.size()) * line / 2);
  for (const TextLine& part : lines) {
    draw_text(ui, menu_style(item), {place.min.x, y}, color,
              words.substr(part.begin, part.end - part.begin));
    y += line;
  }
}

Rect dialog_box(const Ui& ui, float height) {
  const Tokens& t = ui.tokens;
  const Rect& screen = ui.screen;
  if (is_compact(ui)) {
    const float top = std::max(screen.min.y, screen.max.y - height);
    return snapped({{screen.min.x, top}, screen.max});
  }
  const float width = std::min(t.dialog_width, screen.width() - 2 * t.space.s4);
  const float fit = std::min(height, screen.height() - 2 * t.space.s4);
  const ImVec2 at{screen.center().x - width / 2, screen.center().y - fit / 2};
  return snapped({at, {at.x + width, at.y + fit}});
}

}  // namespace

bool dialog_open() { return ImGui::GetTopMostPopupModal() != nullptr; }

DialogAnswer dialog(Ui& ui, DialogState& state, const DialogSpec& spec,
                    const std::function<void()>& content) {
  const std::string name(spec.name);
  if (!state.open) {
    state = {};
    return DialogAnswer::none;
  }
  if (!state.shown) {
    ImGui::OpenPopup(name.c_str());
    state.shown = true;
    state.opened_s = ui.now_s;
  }
  const Tokens& t = ui.tokens;
  const Rect box = dialog_box(ui, state.height > 0 ? state.height : t.text_px(240));
  ImGui::SetNextWindowPos(box.min);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  ImGui::GetCurrentContext()->DimBgRatio = fade_in(ui, state.opened_s);
  DialogAnswer answer = DialogAnswer::none;
  if (!ImGui::BeginPopupModal(name.c_str(), nullptr, kPopupFlags)) {
    state = {};  // something else closed it: that is no answer but the safe one
    return DialogAnswer::safe;
  }
  {
    const PopupScope inside(ui, box, t.space.s5);
    text(ui, spec.title, {.style = TypeStyle::title});
    if (!spec.sentence.empty()) {
      gap(ui, t.space.s2);
      text(ui, spec.sentence);
    }
    if (content) {
      gap(ui, t.space.s4);
      content();
    }
    gap(ui, t.px(20));
    answer = dialog_buttons(ui, spec);
    ImGui::EndGroup();
    const float height = std::ceil(ImGui::GetItemRectSize().y + 2 * t.space.s5);
    if (height != state.height) ui.wanted_again = true;
    state.height = height;
    gap(ui, t.space.s5);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, ImGuiKeyOwner_Any, 0)) answer = DialogAnswer::safe;
  if (answer != DialogAnswer::none) {
    state = {};
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
  return answer;
}

void ToastState::show(const Ui& ui, std::string what, Icon with, std::string undo) {
  words = std::move(what);
  undo_label = std::move(undo);
  icon = with;
  shown_s = ui.now_s;
}

bool toast(Ui& ui, ToastState& state, Rect within) {
  if (state.shown_s < 0) return false;
  const Tokens& t = ui.tokens;
  const double stays_s = t.motion.toast_ms / 1000.0;
  const double left_s = state.shown_s + stays_s - ui.now_s;
  if (left_s <= 0) {
    state.hide();
    return false;
  }
  ui.wake_in(left_s);
  const ButtonSpec undo{
      .label = state.undo_label, .kind = ButtonKind::words, .keys = state.undo_keys};
  const float undo_width = state.undo_label.empty() ? 0 : button_width(ui, undo) + t.space.s3;
  const float icon_width = state.icon == Icon::none ? 0 : t.icon(IconSize::normal) + t.space.s3;
  const float margin = t.space.s4;
  const float width_max = std::min(t.text_px(kToastWidthMax), within.width() - 2 * margin);
  // The way back stands beside the words while those keep half of the room, else below them.
  const float plain = t.space.s4 + icon_width + t.space.s2;
  const bool below = undo_width > 0 && (width_max - plain - undo_width) * 2 < width_max;
  const float around = plain + (below ? 0 : undo_width);
  const float words_room = std::max(1.0F, width_max - around);
  const float words_width =
      std::min(words_room, text_width(ui, TypeStyle::body, state.words) + t.space.s2);
  const float words_height =
      text_height(ui, TypeStyle::body, state.words, words_width, kToastLinesMax);
  const float undo_height = below ? t.target.button : 0;
  const float height =
      std::max(t.text_px(kToastHeight), words_height + undo_height + 2 * t.space.s3);
  const float width = is_compact(ui) ? within.width() - 2 * margin : words_width + around;
  const ImVec2 at{within.min.x + margin, within.max.y - margin - height};
  const Rect box = snapped({at, {at.x + width, at.y + height}});
  const float alpha = fade_in(ui, state.shown_s);

  const Rect room = box.grown(kShadowRoom * t.display_scale);
  ImGui::SetCursorScreenPos(room.min);
  ImGui::BeginChild(std::string(kToastArea).c_str(), {room.width(), room.height()}, 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_NoSavedSettings);
  raised_panel(ui, box, alpha);
  const float right_before = ui.right;
  const Color ground_before = ui.ground;
  ui.right = box.max.x - t.space.s2;
  ui.ground = Color::surface;
  draw_icon_in(
      ui, state.icon, IconSize::normal,
      {{at.x + t.space.s4, box.min.y}, {at.x + t.space.s4 + t.icon(IconSize::normal), box.max.y}},
      faded(t.color(Color::ink), alpha));
  const float words_y = box.center().y - (words_height + undo_height) / 2;
  set_cursor(ui, {at.x + t.space.s4 + icon_width, std::round(words_y)});
  text(ui, state.words,
       {.width = words_width + t.space.s2, .lines_max = kToastLinesMax, .spoken = true}, "toast");
  bool pressed = false;
  if (!state.undo_label.empty()) {
    const float y =
        below ? box.max.y - t.space.s2 - t.target.button : box.center().y - t.target.button / 2;
    set_cursor(ui, {std::round(ui.right - button_width(ui, undo)), std::round(y)});
    pressed = button(ui, undo).clicked;
  }
  ui.right = right_before;
  ui.ground = ground_before;
  ImGui::EndChild();
  if (pressed) state.hide();
  return pressed;
}

int menu(Ui& ui, MenuState& state, std::string_view name, Rect anchor,
         const std::vector<MenuItem>& items) {
  if (!state.open) {
    state = {};
    return -1;
  }
  const Tokens& t = ui.tokens;
  const std::string id(name);
  if (!state.shown) {
    ImGui::OpenPopup(id.c_str());
    state.shown = true;
  }
  float width = t.text_px(kMenuWidth) / 2;
  for (const MenuItem& item : items) {
    width = std::max(width, text_width(ui, TypeStyle::body, label_text(item.label)) +
                                t.icon(IconSize::normal) + 3 * t.space.s4);
  }
  width = std::min(width, ui.screen.width() - 2 * t.space.s2);
  float height = 2 * t.space.s2;
  for (const MenuItem& item : items) height += menu_row_height(ui, item, width);
  ImVec2 at{anchor.min.x, anchor.max.y + t.space.s1};
  if (at.x + width > ui.screen.max.x - t.space.s2) at.x = anchor.max.x - width;
  at.x = std::max(at.x, ui.screen.min.x + t.space.s2);
  if (at.y + height > ui.screen.max.y) at.y = std::max(ui.screen.min.y, anchor.min.y - height);
  const Rect box = snapped({at, {at.x + width, at.y + height}});
  ImGui::SetNextWindowPos(box.min);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  if (!ImGui::BeginPopup(id.c_str(), kPopupFlags)) {
    state = {};
    return -1;
  }
  int chosen = -1;
  {
    const PopupScope inside(ui, box, 0);
    gap(ui, t.space.s2);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const MenuItem& item = items[i];
      const ImVec2 from = cursor(ui);
      const float row = menu_row_height(ui, item, width);
      const Rect place = snapped({from, {from.x + width, from.y + row}});
      take(ui, {width, row});
      const Interaction hit = interact(ui, {.label = item.label,
                                            .role = Role::button,
                                            .drawn = place,
                                            .struck = {},
                                            .off = item.off,
                                            .checked = item.chosen});
      const Rect inset{{place.min.x + t.border.hair, place.min.y},
                       {place.max.x - t.border.hair, place.max.y}};
      if (hit.hovered || hit.held) fill(inset, t.color(hit.held ? Color::pressed : Color::hover));
      if (item.chosen) fill(inset, t.color(Color::accent_soft));
      if (hit.ring) focus_ring_inside(ui, inset);
      const Rgba color = t.color(item.off      ? Color::ink_2
                                 : item.danger ? Color::danger
                                               : Color::ink);
      float x = from.x + t.space.s4;
      if (item.icon != Icon::none) {
        const float side = t.icon(IconSize::normal);
        draw_icon(ui, item.icon, IconSize::normal, {x, place.center().y - side / 2}, color);
        x += side + t.space.s3;
      }
      draw_menu_words(ui, item, {{x, place.min.y}, {place.max.x - t.space.s4, place.max.y}}, color);
      if (hit.clicked) chosen = static_cast<int>(i);
    }
    ImGui::EndGroup();
  }
  if (chosen >= 0) {
    state = {};
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
  return chosen;
}

}  // namespace crosstalk
