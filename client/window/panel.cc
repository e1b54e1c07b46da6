#include "client/window/panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "client/window/text.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr float kHeardMark = 3;
constexpr float kHeardHeight = 16;

struct BannerLook {
  Color fill, border, icon;
};

BannerLook look_of(BannerKind kind) {
  switch (kind) {
    case BannerKind::plain:
      return {Color::surface, Color::line, Color::ink};
    case BannerKind::accent:
      return {Color::accent_soft, Color::accent, Color::accent};
    case BannerKind::caution:
      return {Color::caution_soft, Color::caution_line, Color::caution};
    case BannerKind::danger:
      return {Color::danger_soft, Color::danger, Color::danger};
  }
  return {};
}

void banner_words(Ui& ui, const BannerSpec& spec, float width) {
  if (spec.stacked) {
    const float left = cursor(ui).x;
    const bool loud = spec.kind == BannerKind::danger;
    if (!spec.fact.empty())
      text(ui, spec.fact, {.style = TypeStyle::strong, .width = width, .spoken = loud});
    set_cursor(ui, {left, cursor(ui).y});
    if (!spec.sentence.empty()) {
      text(ui, spec.sentence, {.color = Color::ink_2, .width = width, .spoken = loud});
    }
    return;
  }
  const bool both = !spec.fact.empty() && !spec.sentence.empty();
  rich_text(ui,
            {{spec.fact, TypeStyle::strong, Color::ink},
             {both ? " " : "", TypeStyle::body, Color::ink},
             {spec.sentence, TypeStyle::body, Color::ink}},
            width);
}

float banner_words_height(Ui& ui, const BannerSpec& spec, float width) {
  if (spec.stacked) {
    float height = 0;
    if (!spec.fact.empty()) height += text_height(ui, TypeStyle::strong, spec.fact, width);
    if (!spec.sentence.empty()) height += text_height(ui, TypeStyle::body, spec.sentence, width);
    return height;
  }
  return rich_text_height(ui,
                          {{spec.fact, TypeStyle::strong, Color::ink},
                           {" ", TypeStyle::body, Color::ink},
                           {spec.sentence, TypeStyle::body, Color::ink}},
                          width);
}

constexpr float kLinesBeside = 3.5F;  // of words that have buttons beside them

// Buttons side by side, or below each other where there is no room for that.
struct ButtonPair {
  ButtonSpec first, second;
  bool stack = false;
  float width = 0, height = 0, between = 0;

  ButtonPair(Ui& ui, const ButtonSpec& one, const ButtonSpec& other, float room)
      : first(one), second(other) {
    const Tokens& t = ui.tokens;
    const bool both = !second.label.empty();
    between = first.flush ? t.space.s4 : t.space.s2;  // the box of a flush one reaches further
    width = button_width(ui, first) + (both ? between + button_width(ui, second) : 0);
    stack = both && (ui.layout == Layout::narrow || width > room);
    if (stack && first.flush) second.flush = true;  // their words begin at the same place
    if (ui.layout == Layout::narrow || stack) {
      for (ButtonSpec* spec : {&first, &second}) {
        if (spec->kind != ButtonKind::words) spec->width = -1;
      }
    }
    const float right_before = ui.right;
    ui.right = cursor(ui).x + room;
    height = button_height(ui, first);
    if (both && stack) height += t.space.s2 + button_height(ui, second);
    ui.right = right_before;
  }

  /// At the cursor, or ending at the right edge. Which was pressed.
  int draw(Ui& ui, bool flush_right) {
    int pressed = 0;
    const Tokens& t = ui.tokens;
    const float left = cursor(ui).x;
    if (flush_right && !stack) set_cursor(ui, {std::round(ui.right - width), cursor(ui).y});
    if (button(ui, first)) pressed = 1;
    if (second.label.empty()) return pressed;
    if (stack) {
      gap(ui, t.space.s2);
      set_cursor(ui, {left, cursor(ui).y});
    } else {
      same_line(ui, between);
    }
    if (button(ui, second)) pressed = 2;
    return pressed;
  }
};

void titled(Ui& ui, Words title, Words words) {
  const std::string title_and_space = std::string(title) + " ";
  rich_text(
      ui, {{title_and_space, TypeStyle::strong, Color::ink}, {words, TypeStyle::body, Color::ink}});
}

}  // namespace

Card::Card(Ui& ui, const CardStyle& style)
    : ui_(ui),
      style_(style),
      at_(cursor(ui)),
      width_(style.width > 0 ? style.width : width_left(ui)),
      padding_(style.padding >= 0 ? style.padding : ui.tokens.space.s4),
      right_before_(ui.right),
      ground_before_(ui.ground),
      layers_(std::make_unique<ImDrawListSplitter>()) {
  // What is drawn inside comes first and says how high the card is; the card itself goes into the
  // layer below.
  layers_->Split(&canvas(), 2);
  layers_->SetCurrentChannel(&canvas(), 1);
  ui_.right = at_.x + width_ - padding_;
  ui_.ground = style.fill;
  set_cursor(ui_, {at_.x + padding_, at_.y + padding_});
  ImGui::BeginGroup();
}

Card::~Card() {
  ImGui::EndGroup();
  const float bottom = ImGui::GetItemRectMax().y + padding_;
  const float height = std::max(bottom - at_.y, style_.height_min);
  const Rect box = snapped({at_, {at_.x + width_, at_.y + height}});
  layers_->SetCurrentChannel(&canvas(), 0);
  fill_round(box, ui_.tokens.radius.panel, ui_.tokens.color(style_.fill));
  outline(box, ui_.tokens.radius.panel, ui_.tokens.color(style_.border), ui_.tokens.border.hair);
  layers_->Merge(&canvas());
  ui_.right = right_before_;
  ui_.ground = ground_before_;
  set_cursor(ui_, at_);
  take(ui_, {box.width(), box.height()});
}

int banner(Ui& ui, const BannerSpec& spec) {
  const Tokens& t = ui.tokens;
  const BannerLook look = look_of(spec.kind);
  const ImVec2 at = cursor(ui);
  const float width = width_left(ui);
  const bool compact = ui.layout == Layout::compact || ui.layout == Layout::narrow;
  const ButtonSpec first{.label = spec.first,
                         .kind = compact ? ButtonKind::words : ButtonKind::quiet,
                         .flush = compact};
  const ButtonSpec second{.label = spec.second, .kind = ButtonKind::words, .flush = false};
  const float icon_room = spec.icon == Icon::none ? 0 : t.icon(IconSize::normal) + t.space.s3;
  const float inner = width - 2 * t.space.s4 - icon_room;
  ButtonPair pair(ui, first, second, inner);
  const float buttons = spec.first.empty() ? 0 : pair.width + t.space.s3;
  // Buttons stand beside the words while those keep half of the room, and do not become a column.
  const float beside_most = kLinesBeside * t.type(TypeStyle::body).line;
  const bool beside = buttons > 0 && !pair.stack && inner - buttons >= inner * 0.5F &&
                      banner_words_height(ui, spec, inner - buttons) <= beside_most;
  const float words_width = beside ? inner - buttons : inner;
  const float words_height = banner_words_height(ui, spec, words_width);
  const float pad = beside ? t.space.s2 : t.space.s3;
  float height = words_height + 2 * pad + 2 * t.border.hair;
  if (beside) height = std::max(height, t.target.button + 2 * t.px(10) + 2 * t.border.hair);
  if (buttons > 0 && !beside) height += pair.height - (compact ? t.space.s2 : -t.space.s1);
  const Rect box = snapped({at, {at.x + width, at.y + height}});
  fill_round(box, t.radius.control, t.color(look.fill));
  outline(box, t.radius.control, t.color(look.border), t.border.hair);
  const Color ground_before = ui.ground;
  ui.ground = look.fill;
  const float words_y = beside ? std::round(box.center().y - words_height / 2) : at.y + pad;
  if (spec.icon != Icon::none) {
    const float side = t.icon(IconSize::normal);
    const float line = t.type(TypeStyle::body).line;
    const float y =
        beside ? box.center().y - side / 2 : words_y + (std::min(line, words_height) - side) / 2;
    draw_icon(ui, spec.icon, IconSize::normal, {at.x + t.space.s4, std::round(y)},
              t.color(look.icon));
  }
  const float left = at.x + t.space.s4 + icon_room;
  set_cursor(ui, {left, words_y});
  banner_words(ui, spec, words_width);
  const float right_before = ui.right;
  ui.right = box.max.x - t.space.s4;
  int pressed = 0;
  if (buttons > 0) {
    const IdScope inside(spec.name);
    const float y = beside ? box.center().y - t.target.button / 2 : words_y + words_height;
    set_cursor(ui, {left, std::round(y)});
    pressed = pair.draw(ui, beside);
  }
  ui.right = right_before;
  ui.ground = ground_before;
  set_cursor(ui, at);
  take(ui, {box.width(), box.height()});
  return pressed;
}

int empty_state(Ui& ui, const EmptySpec& spec) {
  const Tokens& t = ui.tokens;
  const Card card(ui, {.fill = Color::surface,
                       .border = spec.error ? Color::danger : Color::line,
                       .padding = t.space.s5});
  if (spec.error) {
    icon(ui, spec.icon == Icon::none ? Icon::rejected : spec.icon, Color::danger);
    same_line(ui, t.space.s3);
    text(ui, spec.title, {.style = TypeStyle::title});
  } else {
    if (spec.icon != Icon::none) {
      icon(ui, spec.icon, Color::ink_2, IconSize::large);
      gap(ui, t.space.s3);
    }
    text(ui, spec.title, {.style = TypeStyle::title});
  }
  gap(ui, t.space.s2);
  if (!spec.sentence.empty()) text(ui, spec.sentence);
  if (!spec.kept.empty()) titled(ui, spec.kept_title, spec.kept);
  if (!spec.next.empty()) {
    gap(ui, t.space.s2);
    titled(ui, spec.next_title, spec.next);
  }
  if (spec.first.empty()) return 0;
  gap(ui, t.space.s4);
  const IdScope inside(spec.name);
  const bool solid = spec.first_primary;
  ButtonPair pair(ui,
                  {.label = spec.first, .kind = solid ? ButtonKind::primary : ButtonKind::quiet},
                  {.label = spec.second, .kind = solid ? ButtonKind::quiet : ButtonKind::words},
                  width_left(ui));
  return pair.draw(ui, false);
}

void heard_line(Ui& ui, std::string_view words, const std::vector<float>& marks, float asked) {
  const Tokens& t = ui.tokens;
  const ImVec2 at = cursor(ui);
  const float width = asked > 0 ? asked : width_left(ui);
  const float height = t.text_px(kHeardHeight);
  const float mark = std::round(kHeardMark * t.display_scale);
  take(ui, {width, height});
  const ImGuiID id = id_of(words);
  if (!words.empty()) {
    const ImRect box(at, {at.x + width, at.y + height});
    ImGui::ItemAdd(box, id, nullptr, ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop);
    report_item(id, words, Role::image);
  }
  const float middle = std::round(at.y + height / 2);
  fill({{at.x, middle}, {at.x + width, middle + t.border.hair}}, t.color(Color::edge));
  for (const HeardMark& heard : heard_marks(t, marks, width)) {
    const float half = std::round(height * heard.height / 2);
    fill({{at.x + heard.x, middle - half}, {at.x + heard.x + mark, middle + half}},
         t.color(Color::accent));
  }
}

}  // namespace crosstalk
