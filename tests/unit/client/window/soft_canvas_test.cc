#include "client/window/soft_canvas.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "imgui_internal.h"

namespace crosstalk {
namespace {

constexpr int kSide = 40;
constexpr std::uint32_t kWhite = 0xFFFFFFFF;
constexpr std::uint32_t kBlack = 0xFF000000;
constexpr ImU32 kBlackInk = 0xFF000000;

// What a draw list comes to on white paper of 40 × 40.
struct Paper {
  std::vector<std::uint32_t> memory = std::vector<std::uint32_t>(kSide * kSide);
  ImFontAtlas atlas;
  ImGuiContext* context = nullptr;

  explicit Paper(const std::function<void(ImDrawList&)>& drawing) {
    context = ImGui::CreateContext(&atlas);
    ImGui::GetIO().DisplaySize = {kSide, kSide};
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // as the window sets it
    atlas.Build();
    SoftCanvas canvas;
    canvas.use_fonts(atlas);
    ImGui::NewFrame();
    drawing(*ImGui::GetForegroundDrawList());
    ImGui::Render();
    canvas.draw(*ImGui::GetDrawData(), 0xFFFFFFFF, {memory.data(), kSide, kSide, kSide});
  }
  ~Paper() { ImGui::DestroyContext(context); }
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  std::uint32_t at(int x, int y) const {
    return memory[static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x)];
  }
  int count(std::uint32_t color) const {
    int found = 0;
    for (const std::uint32_t pixel : memory) found += pixel == color ? 1 : 0;
    return found;
  }
};

}  // namespace

TEST_CASE("a rectangle on whole pixels is exactly those pixels") {
  const Paper paper([](ImDrawList& list) { list.AddRectFilled({10, 12}, {20, 15}, kBlackInk); });
  CHECK(paper.count(kBlack) == 30);
  CHECK(paper.at(10, 12) == kBlack);
  CHECK(paper.at(19, 14) == kBlack);
  CHECK(paper.at(20, 14) == kWhite);
  CHECK(paper.at(9, 12) == kWhite);
}

TEST_CASE("a border of one pixel is one pixel wide and as dark as asked") {
  const Paper paper([](ImDrawList& list) {
    list.PathRect({10.5F, 10.5F}, {29.5F, 29.5F}, 4);
    list.PathStroke(kBlackInk, ImDrawFlags_Closed, 1);
  });
  CHECK(paper.at(20, 10) == kBlack);
  CHECK(paper.at(20, 9) == kWhite);
  CHECK(paper.at(20, 11) == kWhite);
  CHECK(paper.at(10, 20) == kBlack);
  CHECK(paper.at(29, 20) == kBlack);
}

TEST_CASE("the corner of a rounded rectangle is neither full nor empty") {
  const Paper paper([](ImDrawList& list) { list.AddRectFilled({4, 4}, {36, 36}, kBlackInk, 8); });
  CHECK(paper.at(4, 4) == kWhite);
  CHECK(paper.at(20, 20) == kBlack);
  int between = 0;
  for (int x = 4; x < 14; ++x) {
    const std::uint32_t pixel = paper.at(x, 5) & 0xFF;
    if (pixel > 0 && pixel < 0xFF) ++between;
  }
  CHECK(between >= 1);
}

TEST_CASE("triangles that share an edge neither overlap nor leave a gap") {
  constexpr ImU32 kHalf = 0x80000000;
  const Paper paper([](ImDrawList& list) {
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    list.AddTriangleFilled({5, 5}, {35, 8}, {12, 35}, kHalf);
    list.AddTriangleFilled({35, 8}, {33, 34}, {12, 35}, kHalf);
  });
  // Drawn twice, a pixel would be darker; not drawn, it would be white.
  const std::uint32_t once = paper.at(20, 18);
  CHECK(once != kWhite);
  for (int i = 0; i <= 10; ++i) {
    const int x = 34 - i * 2;
    const int y = 9 + i * 2;
    if (paper.at(x, y) != kWhite) CHECK(paper.at(x, y) == once);
  }
  CHECK(paper.count(kWhite) + paper.count(once) == kSide * kSide);
}

TEST_CASE("half a colour over white is half way between") {
  const Paper paper([](ImDrawList& list) { list.AddRectFilled({0, 0}, {8, 8}, 0x80000000); });
  const std::uint32_t grey = paper.at(3, 3) & 0xFF;
  CHECK(grey >= 0x7D);
  CHECK(grey <= 0x80);
}

TEST_CASE("nothing is drawn outside of a clip or of the picture") {
  const Paper paper([](ImDrawList& list) {
    list.PushClipRect({10, 10}, {20, 20});
    list.AddRectFilled({-100, -100}, {200, 200}, kBlackInk);
    list.AddCircleFilled({15, 15}, 90, kBlackInk);
    list.PopClipRect();
  });
  CHECK(paper.count(kBlack) == 100);
}

TEST_CASE("red, green and blue arrive as themselves") {
  const Paper paper([](ImDrawList& list) {
    list.AddRectFilled({0, 0}, {8, 8}, IM_COL32(0x12, 0x34, 0x56, 0xFF));
  });
  CHECK(paper.at(2, 2) == 0xFF123456);
}

}  // namespace crosstalk
