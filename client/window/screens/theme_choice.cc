#include "client/window/screens/theme_choice.h"

#include <cstdlib>
#include <string_view>

namespace crosstalk {

Theme theme_of(ThemeChoice choice, Theme system) {
  switch (choice) {
    case ThemeChoice::system:
      return system;
    case ThemeChoice::light:
      return Theme::light;
    case ThemeChoice::dark:
      return Theme::dark;
    case ThemeChoice::contrast:
      return Theme::contrast;
  }
  return system;
}

Theme system_theme() {
  const char* widgets = std::getenv("GTK_THEME");
  if (widgets == nullptr) return Theme::light;
  const std::string_view name = widgets;
  if (name.find("ontrast") != std::string_view::npos) return Theme::contrast;
  return name.find("dark") != std::string_view::npos || name.find("Dark") != std::string_view::npos
             ? Theme::dark
             : Theme::light;
}

}  // namespace crosstalk
