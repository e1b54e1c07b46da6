// Takes pictures of every screen (`scripts/screenshots`), and checks every screen by program.
//   crosstalk_pictures FOLDER [SIZE [PERCENT [THEME]]]   writes
//   FOLDER/SCREEN-SIZE-PERCENT-THEME.bmp crosstalk_pictures --check [SIZE] writes nothing, and ends
//   with 1 when a frame
//                                                        has something cut, overlapping, pale or
//                                                        small

#include <array>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "tests/pictures/walk.h"
#include "tests/screens/frame_checks.h"

namespace crosstalk {
namespace {

struct Size {
  const char* name;
  float width, height, scale;
};
constexpr std::array kSizes{Size{"360", 360, 740, 1},    Size{"390", 390, 844, 1},
                            Size{"768", 768, 1024, 1},   Size{"1280", 1280, 800, 1},
                            Size{"1920", 1920, 1080, 1}, Size{"3840", 3840, 2160, 2}};
constexpr std::array kPercents{100, 200, 300};
struct Looks {
  const char* name;
  Theme theme;
};
constexpr std::array kLooks{Looks{"light", Theme::light}, Looks{"dark", Theme::dark},
                            Looks{"contrast", Theme::contrast}};

/// Below this width ÷ text size a word of ordinary length does not fit a line, and no promise is
/// made.
constexpr float kWidthLeast = 180;

struct Wanted {
  std::string_view size, percent, theme;
  bool has(const Size& one, int percents, const Looks& looks) const {
    return (size.empty() || size == one.name) &&
           (percent.empty() || percent == std::to_string(percents)) &&
           (theme.empty() || theme == looks.name);
  }
};

bool is_checked(const Size& size, int percent) {
  return size.width / size.scale * 100 / static_cast<float>(percent) >= kWidthLeast;
}

/// Walks every wanted window; `each` is told the name of the window.
template <typename Each>
bool walk_all(const Wanted& wanted, const Each& each) {
  bool good = true;
  for (const Size& size : kSizes) {
    for (const int percent : kPercents) {
      for (const Looks& looks : kLooks) {
        if (!wanted.has(size, percent, looks)) continue;
        const std::string name =
            std::string(size.name) + "-" + std::to_string(percent) + "-" + looks.name;
        const Looked looked{size.width, size.height, size.scale, percent, looks.theme};
        good = each(looked, size, percent, name) && good;
      }
    }
  }
  return good;
}

bool write_pictures(const std::string& folder, const Wanted& wanted) {
  return walk_all(wanted, [&](const Looked& looked, const Size&, int, const std::string& name) {
    return walk_through(looked, [&](const std::string& screen, HeadlessPlatform& platform) {
      const std::string path = folder + "/" + screen + "-" + name + ".bmp";
      if (platform.save_picture(path)) return true;
      std::fprintf(stderr, "cannot write %s\n", path.c_str());
      return false;
    });
  });
}

bool check(const Wanted& wanted) {
  int frames = 0, problems = 0;
  const bool walked = walk_all(
      wanted, [&](const Looked& looked, const Size& size, int percent, const std::string& name) {
        if (!is_checked(size, percent)) return true;
        std::set<std::string> said;  // a fault of one widget shows on many screens
        return walk_through(looked, [&](const std::string& screen, HeadlessPlatform& platform) {
          ++frames;
          for (const std::string& problem :
               frame_problems(last_frame(platform.size(), looked.scale, platform.pixels()))) {
            if (!said.insert(problem).second) continue;
            ++problems;
            std::printf("%s %s: %s\n", name.c_str(), screen.c_str(), problem.c_str());
          }
          return true;
        });
      });
  std::printf("pictures: %d frames looked at, %d problems\n", frames, problems);
  return walked && frames > 0 && problems == 0;
}

}  // namespace
}  // namespace crosstalk

int main(int argc, char** argv) {
  const auto argument = [&](int index) {
    return index < argc ? std::string_view(argv[index]) : std::string_view();
  };
  if (argument(1).empty() || argument(1) == "--help") {
    std::fputs("crosstalk_pictures FOLDER|--check [SIZE [PERCENT [THEME]]]\n", stderr);
    return 2;
  }
  const crosstalk::Wanted wanted{argument(2), argument(3), argument(4)};
  const bool good = argument(1) == "--check"
                        ? crosstalk::check(wanted)
                        : crosstalk::write_pictures(std::string(argument(1)), wanted);
  return good ? 0 : 1;
}
