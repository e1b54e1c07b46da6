#include "client/window/sdl_canvas.h"

#include <SDL.h>

#include <algorithm>
#include <cstddef>
#include <memory>

namespace crosstalk {
namespace {

SDL_Color sdl_color(ImU32 color) {
  return {static_cast<Uint8>(color & 0xFF), static_cast<Uint8>((color >> 8) & 0xFF),
          static_cast<Uint8>((color >> 16) & 0xFF), 0xFF};
}

const void* field_of(const ImDrawVert* vertex, std::size_t offset) {
  return reinterpret_cast<const std::byte*>(vertex) + offset;
}

}  // namespace

void SdlCanvas::use_fonts(ImFontAtlas& atlas) {
  forget_fonts();
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
  texture_ = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC, width,
                               height);
  if (texture_ == nullptr) return;
  SDL_UpdateTexture(texture_, nullptr, pixels, 4 * width);
  SDL_SetTextureBlendMode(texture_, SDL_BLENDMODE_BLEND);
  // Glyphs lie on whole pixels at their own size: nothing is to be smoothed between them.
  SDL_SetTextureScaleMode(texture_, SDL_ScaleModeNearest);
  atlas.SetTexID(texture_);
  atlas.ClearTexData();  // the texture has it now
}

void SdlCanvas::forget_fonts() {
  if (texture_ != nullptr) SDL_DestroyTexture(texture_);
  texture_ = nullptr;
}

void SdlCanvas::draw(const ImDrawData& data, ImU32 clear_color) {
  const SDL_Color clear = sdl_color(clear_color);
  SDL_RenderSetClipRect(renderer_, nullptr);
  SDL_SetRenderDrawColor(renderer_, clear.r, clear.g, clear.b, clear.a);
  SDL_RenderClear(renderer_);
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec4& c = command.ClipRect;
      const SDL_Rect clip{static_cast<int>(std::max(c.x, 0.0F)),
                          static_cast<int>(std::max(c.y, 0.0F)),
                          static_cast<int>(c.z) - static_cast<int>(std::max(c.x, 0.0F)),
                          static_cast<int>(c.w) - static_cast<int>(std::max(c.y, 0.0F))};
      if (clip.w <= 0 || clip.h <= 0 || command.ElemCount == 0) continue;
      SDL_RenderSetClipRect(renderer_, &clip);
      const ImDrawVert* vertices = list->VtxBuffer.Data + command.VtxOffset;
      SDL_RenderGeometryRaw(
          renderer_, static_cast<SDL_Texture*>(command.GetTexID()),
          static_cast<const float*>(field_of(vertices, offsetof(ImDrawVert, pos))),
          static_cast<int>(sizeof(ImDrawVert)),
          static_cast<const SDL_Color*>(field_of(vertices, offsetof(ImDrawVert, col))),
          static_cast<int>(sizeof(ImDrawVert)),
          static_cast<const float*>(field_of(vertices, offsetof(ImDrawVert, uv))),
          static_cast<int>(sizeof(ImDrawVert)),
          list->VtxBuffer.Size - static_cast<int>(command.VtxOffset),
          list->IdxBuffer.Data + command.IdxOffset, static_cast<int>(command.ElemCount),
          static_cast<int>(sizeof(ImDrawIdx)));
    }
  }
  SDL_RenderSetClipRect(renderer_, nullptr);
}

bool SdlCanvas::save(const std::string& path) const {
  int width = 0;
  int height = 0;
  if (SDL_GetRendererOutputSize(renderer_, &width, &height) != 0) return false;
  std::unique_ptr<SDL_Surface, decltype(&SDL_FreeSurface)> picture(
      SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888),
      SDL_FreeSurface);
  if (!picture) return false;
  return SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_ARGB8888, picture->pixels,
                              picture->pitch) == 0 &&
         SDL_SaveBMP(picture.get(), path.c_str()) == 0;
}

}  // namespace crosstalk
