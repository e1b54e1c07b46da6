#pragma once

#include <memory>
#include <string>

#include "imgui.h"

struct SDL_Renderer;
struct SDL_Texture;

namespace crosstalk {

/// Draws what ImGui made with an SDL renderer, which the caller owns and which must outlive it. One
/// thread.
class SdlCanvas {
 public:
  explicit SdlCanvas(SDL_Renderer* renderer) : renderer_(renderer) {}
  ~SdlCanvas() { forget_fonts(); }
  SdlCanvas(const SdlCanvas&) = delete;
  SdlCanvas& operator=(const SdlCanvas&) = delete;

  /// Makes the atlas's texture and gives the atlas its id.
  void use_fonts(ImFontAtlas& atlas);
  void forget_fonts();
  /// Clears to `clear_color` and draws. Shows nothing by itself: call SDL_RenderPresent.
  void draw(const ImDrawData& data, ImU32 clear_color);
  /// Writes what was drawn as a BMP. False when it could not be read or written.
  bool save(const std::string& path) const;

 private:
  SDL_Renderer* renderer_;
  SDL_Texture* texture_ = nullptr;
};

}  // namespace crosstalk
