#include "client/window/sdl_platform.h"

#include <SDL.h>
#include <langinfo.h>

#include <algorithm>
#include <atomic>
#include <cfloat>
#include <chrono>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include "client/window/code_points.h"
#include "client/window/sdl_canvas.h"
#include "client/window/sdl_keys.h"
#include "client/window/soft_canvas.h"
#include "imgui_impl_sdl2.h"

namespace crosstalk {
namespace {

constexpr int kWidthMin = 360;
constexpr int kHeightMin = 480;

struct WindowCloser {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
struct RendererCloser {
  void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
};
struct CursorCloser {
  void operator()(SDL_Cursor* cursor) const { SDL_FreeCursor(cursor); }
};

double steady_now_s() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

// X11 has no scale of its own: desktops that scale programs say so here.
float environment_scale() {
  for (const char* name : {"GDK_SCALE", "QT_SCALE_FACTOR"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
    if (value == nullptr) continue;
    const double scale = std::strtod(value, nullptr);
    if (scale >= 1 && scale <= 4) return static_cast<float>(scale);
  }
  return 1;
}

// X11 gives letters beyond ASCII only in a UTF-8 locale, which SDL takes from the environment. A
// bare machine has none.
void make_locale_utf8() {
  constexpr const char* kNeutral = "C.UTF-8";
  const std::string before = std::setlocale(LC_CTYPE, nullptr);  // NOLINT(concurrency-mt-unsafe)
  std::setlocale(LC_CTYPE, "");                                  // NOLINT(concurrency-mt-unsafe)
  const bool utf8 = std::string_view(nl_langinfo(CODESET)) == "UTF-8";
  std::setlocale(LC_CTYPE, before.c_str());  // NOLINT(concurrency-mt-unsafe)
  if (utf8) return;
  const char* variable = std::getenv("LC_ALL") != nullptr ? "LC_ALL" : "LC_CTYPE";
  setenv(variable, kNeutral, 1);  // NOLINT(concurrency-mt-unsafe)
}

// A machine without a card has no render node; then OpenGL need not be loaded to find out that it
// is imitated.
bool may_have_graphics_card() {
  const char* asked = SDL_GetHint(SDL_HINT_RENDER_DRIVER);
  if (asked != nullptr) return std::string_view(asked) != "software";
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", failed)) {
    if (entry.path().filename().string().starts_with("renderD")) return true;
  }
  return false;
}

// OpenGL that is computed by the processor costs twice the time and three times the memory of
// drawing in software.
bool graphics_imitated() {
  constexpr unsigned kGlRenderer = 0x1F01;
  using GetString = const unsigned char* (*)(unsigned);
  const auto get = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
  if (get == nullptr) return false;
  const unsigned char* found = get(kGlRenderer);
  const std::string_view name = found != nullptr ? reinterpret_cast<const char*>(found) : "";
  return name.find("llvmpipe") != std::string_view::npos ||
         name.find("softpipe") != std::string_view::npos ||
         name.find("SwiftShader") != std::string_view::npos;
}

class SdlPlatform final : public Platform {
 public:
  SdlPlatform() = default;
  ~SdlPlatform() override;
  SdlPlatform(const SdlPlatform&) = delete;
  SdlPlatform& operator=(const SdlPlatform&) = delete;

  bool open(const SdlWindowOptions& options, std::string& problem);

  ImVec2 size() const override;
  float display_scale() const override;
  WindowPlace place() const override;
  double now_s() const override { return steady_now_s(); }
  bool wait(std::optional<double> until_s) override;
  void wake() override;
  bool close_asked() override { return std::exchange(close_asked_, false); }
  void use_fonts(ImFontAtlas& atlas) override;
  void forget_fonts() override;
  void present(ImDrawData& data, ImU32 clear_color) override;
  std::string clipboard() override;
  void set_clipboard(const std::string& text) override { SDL_SetClipboardText(text.c_str()); }
  void want_text(std::optional<ImVec4> rect) override;
  const Preedit& preedit() const override { return preedit_; }
  void show_cursor(ImGuiMouseCursor cursor) override;
  bool save_picture(const std::string& path) override;

 private:
  bool make_renderer();
  SDL_Surface* surface() const { return SDL_GetWindowSurface(window_.get()); }
  bool take(SDL_Event& event);
  bool take_text(const SDL_Event& event);
  bool kept_by_watch(const SDL_Event& event);
  void set_preedit(const char* text, int caret);
  float points_to_pixels() const;
  void attach();

  std::unique_ptr<SDL_Window, WindowCloser> window_;
  std::unique_ptr<SDL_Renderer, RendererCloser> renderer_;
  std::unique_ptr<SdlCanvas>
      canvas_;  // with a graphics card; else the soft one draws into the window's memory
  SoftCanvas soft_;
  std::unique_ptr<SDL_Cursor, CursorCloser> arrow_, beam_;
  float asked_scale_ = 0;
  bool video_ = false;
  bool attached_ = false;
  bool close_asked_ = false;
  bool text_started_ = false;
  bool beam_shown_ = false;
  SDL_Rect text_rect_{};
  Preedit preedit_;
  KeyWatch watch_;
  bool swallows_text_ = false;  // the key that wrote it was not for the window
  Uint32 wake_event_ = 0;
  std::atomic<bool> wake_sent_ = false;
};

SdlPlatform::~SdlPlatform() {
  if (attached_ && ImGui::GetCurrentContext() != nullptr) ImGui_ImplSDL2_Shutdown();
  canvas_.reset();
  renderer_.reset();
  arrow_.reset();
  beam_.reset();
  window_.reset();
  if (video_) SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void SdlPlatform::forget_fonts() {
  if (canvas_) canvas_->forget_fonts();
  if (attached_) ImGui_ImplSDL2_Shutdown();
  attached_ = false;
}

bool SdlPlatform::open(const SdlWindowOptions& options, std::string& problem) {
  make_locale_utf8();
  // Before the window is made: the input method's own window is shown, and its text comes whole.
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  SDL_SetHint("SDL_IME_SUPPORT_EXTENDED_TEXT", "1");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
    problem = std::string("No window can be opened here: ") + SDL_GetError();
    return false;
  }
  video_ = true;
  asked_scale_ = options.display_scale;
  watch_ = options.watch;
  // Where the system counts in points, a point is a unit of the design; elsewhere the window is
  // made larger.
  const float scale = asked_scale_ > 0 ? asked_scale_ : environment_scale();
  const auto scaled = [&](int length) {
    return static_cast<int>(static_cast<float>(length) * scale);
  };
  Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  if (options.full_screen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
  window_.reset(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED,
                                 SDL_WINDOWPOS_CENTERED, scaled(options.width),
                                 scaled(options.height), flags));
  if (!window_) {
    problem = std::string("No window can be opened here: ") + SDL_GetError();
    return false;
  }
  SDL_SetWindowMinimumSize(window_.get(), scaled(kWidthMin), scaled(kHeightMin));
  if (!make_renderer()) {
    problem = std::string("Nothing can be drawn here: ") + SDL_GetError();
    return false;
  }
  arrow_.reset(SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_ARROW));
  beam_.reset(SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_IBEAM));
  wake_event_ = SDL_RegisterEvents(1);
  SDL_StopTextInput();  // SDL starts with it on; ours begins when an editor has the keyboard
  return true;
}

bool SdlPlatform::make_renderer() {
  if (may_have_graphics_card()) {
    renderer_.reset(SDL_CreateRenderer(window_.get(), -1,
                                       SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC));
    if (renderer_ && !graphics_imitated()) {
      canvas_ = std::make_unique<SdlCanvas>(renderer_.get());
      return true;
    }
    renderer_.reset();
  }
  // Else SDL would show the picture through OpenGL, which costs 90 MB. Where there is no other way,
  // it may.
  for (const char* through_gl : {"0", "1"}) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, through_gl);
    const SDL_Surface* memory = surface();
    if (memory != nullptr && memory->format->BytesPerPixel == 4) return true;
  }
  return false;
}

void SdlPlatform::use_fonts(ImFontAtlas& atlas) {
  if (canvas_) {
    canvas_->use_fonts(atlas);
  } else {
    soft_.use_fonts(atlas);
  }
}

void SdlPlatform::present(ImDrawData& data, ImU32 clear_color) {
  if (canvas_) {
    canvas_->draw(data, clear_color);
    SDL_RenderPresent(renderer_.get());
    return;
  }
  SDL_Surface* memory = surface();
  if (memory == nullptr) return;
  soft_.draw(
      data, clear_color,
      {static_cast<std::uint32_t*>(memory->pixels), memory->w, memory->h, memory->pitch / 4});
  SDL_UpdateWindowSurface(window_.get());
}

bool SdlPlatform::save_picture(const std::string& path) {
  if (canvas_) return canvas_->save(path);
  const SDL_Surface* memory = surface();
  return memory != nullptr && save_bmp({static_cast<std::uint32_t*>(memory->pixels), memory->w,
                                        memory->h, memory->pitch / 4},
                                       path);
}

ImVec2 SdlPlatform::size() const {
  int width = 0;
  int height = 0;
  if (renderer_) {
    SDL_GetRendererOutputSize(renderer_.get(), &width, &height);
  } else if (const SDL_Surface* memory = surface()) {
    width = memory->w;
    height = memory->h;
  }
  return {static_cast<float>(std::max(width, 1)), static_cast<float>(std::max(height, 1))};
}

float SdlPlatform::points_to_pixels() const {
  int points = 0;
  SDL_GetWindowSize(window_.get(), &points, nullptr);
  return points > 0 ? size().x / static_cast<float>(points) : 1;
}

float SdlPlatform::display_scale() const {
  if (asked_scale_ > 0) return asked_scale_;
  const float pixels = points_to_pixels();
  return pixels > 1.01F ? pixels : environment_scale();
}

WindowPlace SdlPlatform::place() const {
  int x = 0;
  int y = 0;
  SDL_GetWindowPosition(window_.get(), &x, &y);
  const bool active = (SDL_GetWindowFlags(window_.get()) & SDL_WINDOW_INPUT_FOCUS) != 0;
  return {static_cast<float>(x), static_cast<float>(y), points_to_pixels(), active};
}

// ImGui's own event translation needs a context, which the window makes after this.
void SdlPlatform::attach() {
  if (attached_) return;
  ImGuiIO& io = ImGui::GetIO();
  const auto get = io.GetClipboardTextFn;
  const auto set = io.SetClipboardTextFn;
  void* const owner = io.ClipboardUserData;
  ImGui_ImplSDL2_InitForSDLRenderer(window_.get(), renderer_.get());  // it only keeps the window
  io.GetClipboardTextFn = get;
  io.SetClipboardTextFn = set;
  io.ClipboardUserData = owner;
  io.SetPlatformImeDataFn = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  attached_ = true;
}

void SdlPlatform::wake() {
  if (wake_sent_.exchange(true)) return;
  SDL_Event event;
  SDL_zero(event);
  event.type = wake_event_;
  if (SDL_PushEvent(&event) < 0) wake_sent_ = false;
}

bool SdlPlatform::wait(std::optional<double> until_s) {
  attach();
  SDL_Event event;
  bool got = false;
  if (!until_s) {
    got = SDL_WaitEvent(&event) == 1;
  } else {
    const double left_s = *until_s - now_s();
    const int left_ms = static_cast<int>(std::ceil(std::clamp(left_s, 0.0, 3600.0) * 1000));
    got = left_ms > 0 ? SDL_WaitEventTimeout(&event, left_ms) == 1 : SDL_PollEvent(&event) == 1;
  }
  bool happened = false;
  for (; got; got = SDL_PollEvent(&event) == 1) happened = take(event) || happened;
  return happened;
}

void SdlPlatform::set_preedit(const char* text, int caret) {
  preedit_.text = text != nullptr ? text : "";
  preedit_.caret = static_cast<std::size_t>(std::max(caret, 0));
}

bool SdlPlatform::take_text(const SDL_Event& event) {
  if (event.type == SDL_TEXTEDITING) {
    set_preedit(event.edit.text, event.edit.start);
    return true;
  }
  if (event.type == SDL_TEXTEDITING_EXT) {
    set_preedit(event.editExt.text, event.editExt.start);
    SDL_free(event.editExt.text);
    return true;
  }
  if (event.type == SDL_TEXTINPUT) preedit_ = {};
  return false;
}

// A screen reader's own commands are not for the window, and neither is what their keys would
// write.
bool SdlPlatform::kept_by_watch(const SDL_Event& event) {
  if (event.type == SDL_TEXTINPUT) return swallows_text_;
  if (!watch_ || (event.type != SDL_KEYDOWN && event.type != SDL_KEYUP)) return false;
  const bool kept = watch_(key_stroke_of(event.key));
  if (event.type == SDL_KEYDOWN) swallows_text_ = kept;
  // Letting go is told all the same, or a key would stay down.
  return kept && event.type == SDL_KEYDOWN;
}

// True when the event is something to draw for.
bool SdlPlatform::take(SDL_Event& event) {
  if (event.type == wake_event_) {
    wake_sent_ = false;
    return true;
  }
  if (kept_by_watch(event)) return false;
  if (take_text(event)) return true;
  // The input method has the keys while it composes. Letting go of one is told, or it would stay
  // down.
  if (event.type == SDL_KEYDOWN && !preedit_.text.empty()) return true;
  if (event.type == SDL_QUIT) close_asked_ = true;
  if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE) {
    close_asked_ = true;
  }
  if (event.type == SDL_MOUSEMOTION) {
    const float scale = points_to_pixels();
    event.motion.x = static_cast<Sint32>(static_cast<float>(event.motion.x) * scale);
    event.motion.y = static_cast<Sint32>(static_cast<float>(event.motion.y) * scale);
  }
  if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_LEAVE) {
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  }
  // A drag goes on outside of the window.
  if (event.type == SDL_MOUSEBUTTONDOWN) SDL_CaptureMouse(SDL_TRUE);
  if (event.type == SDL_MOUSEBUTTONUP) SDL_CaptureMouse(SDL_FALSE);
  const bool known = ImGui_ImplSDL2_ProcessEvent(&event);
  return known || event.type == SDL_QUIT || event.type == SDL_WINDOWEVENT ||
         event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET;
}

std::string SdlPlatform::clipboard() {
  const std::unique_ptr<char, decltype(&SDL_free)> text(SDL_GetClipboardText(), SDL_free);
  return text ? std::string(text.get()) : std::string();
}

void SdlPlatform::want_text(std::optional<ImVec4> rect) {
  if (!rect) {
    if (text_started_) SDL_StopTextInput();
    text_started_ = false;
    preedit_ = {};
    return;
  }
  const float scale = points_to_pixels();
  const auto point = [&](float pixel) { return static_cast<int>(pixel / scale); };
  const SDL_Rect place{point(rect->x), point(rect->y), std::max(1, point(rect->z - rect->x)),
                       std::max(1, point(rect->w - rect->y))};
  if (!text_started_ || std::memcmp(&place, &text_rect_, sizeof place) != 0) {
    SDL_SetTextInputRect(&place);
    text_rect_ = place;
  }
  if (!text_started_) SDL_StartTextInput();
  text_started_ = true;
}

void SdlPlatform::show_cursor(ImGuiMouseCursor cursor) {
  const bool beam = cursor == ImGuiMouseCursor_TextInput;
  if (beam == beam_shown_) return;
  SDL_SetCursor(beam ? beam_.get() : arrow_.get());
  beam_shown_ = beam;
}

}  // namespace

std::unique_ptr<Platform> open_sdl_platform(const SdlWindowOptions& options, std::string& problem) {
  auto platform = std::make_unique<SdlPlatform>();
  if (!platform->open(options, problem)) return nullptr;
  return platform;
}

}  // namespace crosstalk
