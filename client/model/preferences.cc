#include "client/model/preferences.h"

#include <algorithm>
#include <array>

namespace crosstalk {
namespace {

constexpr std::array kThemes = {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark,
                                ThemeChoice::contrast};
constexpr std::array kPercents = {100, 125, 150, 200, 250, 300};

/// "postcode,phone".
std::string kinds_text(const std::vector<CarefulKind>& kinds) {
  std::string text;
  for (const CarefulKind kind : kinds)
    text += (text.empty() ? "" : ",") + std::string(careful_kind_name(kind));
  return text;
}

std::vector<CarefulKind> kinds_from(std::string_view text) {
  std::vector<CarefulKind> kinds;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto kind = careful_kind_from(text.substr(begin, end - begin));
    if (kind && std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) kinds.push_back(*kind);
    begin = end + 1;
  }
  return kinds;
}

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
  const auto careful_off = store.setting("careful_off");
  if (!careful_off) return careful_off.error();
  preferences.careful_off = kinds_from(careful_off->value_or(""));
  return preferences;
}

std::vector<PreferenceSetting> preference_settings(const Preferences& preferences) {
  return {{"theme", std::string(theme_choice_name(preferences.theme))},
          {"text_percent", std::to_string(preferences.text_percent)},
          {"visibility", preferences.visibility},
          {"language", preferences.language},
          {"careful_off", kinds_text(preferences.careful_off)}};
}

}  // namespace crosstalk
