#include "client/window/qr_code.h"

#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "client/window/draw.h"
#include "client/window/interact.h"
#include "client/window/layout.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr int kMargin = 4;  // squares around it (ISO/IEC 18004, 6.3.8)

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

QrCode make_qr(std::string_view text) {
  const std::string whole(text);
  std::unique_ptr<QRcode, FreeCode> made;
  for (const QRecLevel level : {QR_ECLEVEL_Q, QR_ECLEVEL_L}) {
    made.reset(QRcode_encodeString8bit(whole.c_str(), 0, level));
    if (made) break;
  }
  QrCode code;
  if (!made) return code;
  code.side = made->width;
  const auto count = static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
  code.dark.reserve(count);
  for (std::size_t i = 0; i < count; ++i) code.dark.push_back((made->data[i] & 1U) != 0);
  return code;
}

void draw_qr(Ui& ui, const QrCode& code, std::string_view label, float room) {
  if (code.side == 0) return;
  const int squares = code.side + 2 * kMargin;
  const float square = std::max(1.0F, std::floor(room / static_cast<float>(squares)));
  const float side = square * static_cast<float>(squares);
  const ImVec2 at = snapped({cursor(ui), cursor(ui)}).min;
  take(ui, {side, side});
  const Rect box{at, {at.x + side, at.y + side}};
  const ImGuiID id = id_of(label);
  ImGui::ItemAdd(ImRect(box.min, box.max), id, nullptr,
                 ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop);
  report_item(id, label, Role::image);
  const Rgba light = theme_color(Theme::light, Color::surface);
  const Rgba dark = theme_color(Theme::light, Color::ink);
  fill(box, light);
  for (int y = 0; y < code.side; ++y) {
    // Neighbours in one rectangle: fewer of them, and no seams.
    for (int x = 0; x < code.side;) {
      if (!code.at(x, y)) {
        ++x;
        continue;
      }
      int end = x;
      while (end < code.side && code.at(end, y)) ++end;
      const float left = at.x + square * static_cast<float>(x + kMargin);
      const float top = at.y + square * static_cast<float>(y + kMargin);
      fill({{left, top}, {left + square * static_cast<float>(end - x), top + square}}, dark);
      x = end;
    }
  }
}

}  // namespace crosstalk
