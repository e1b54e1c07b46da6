#include "client/model/preferences.h"

#include <array>

namespace crosstalk {
namespace {

constexpr std::array kThemes = {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark,
                                ThemeChoice::contrast};
constexpr std::array kPercents = {100, 125, 150, 200, 250, 300};

}  // namespace

std::string_view theme_choice_name(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::system:
      return "system";
    case ThemeChoice::light:
      return "light";
    case ThemeChoice::dark:
      return "dark";
    case ThemeChoice::contrast:
      return "contrast";
  }
  return "system";
}

Result<Preferences> read_preferences(const Store& store) {
  Preferences preferences;
  const auto theme = store.setting("theme");
  if (!theme) return theme.error();
  for (const ThemeChoice choice : kThemes) {
    if (theme->value_or("") == theme_choice_name(choice)) preferences.theme = choice;
  }
  const auto percent = store.setting("text_percent");
  if (!percent) return percent.error();
  for (const int known : kPercents) {
    if (percent->value_or("") == std::to_string(known)) preferences.text_percent = known;
  }
  const auto visibility = store.setting("visibility");
  if (!visibility) return visibility.error();
  if (visibility->value_or("") == "team") preferences.visibility = "team";
  const auto language = store.setting("language");
  if (!language) return language.error();
  preferences.language = language->value_or("");
  return preferences;
}

std::vector<PreferenceSetting> preference_settings(const Preferences& preferences) {
  return {{"theme", std::string(theme_choice_name(preferences.theme))},
          {"text_percent", std::to_string(preferences.text_percent)},
          {"visibility", preferences.visibility},
          {"language", preferences.language}};
}

}  // namespace crosstalk
