#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/model/careful.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

enum class ThemeChoice { system, light, dark, contrast };

/// What a person chose for this device; kept in `Store::setting`, never synced.
struct Preferences {
  ThemeChoice theme = ThemeChoice::system;
  int text_percent = 100;                // one of 100, 125, 150, 200, 250, 300
  std::string visibility = "mine";       // of new notes: what the last one had
  std::string language;                  // BCP 47; empty: that of the desktop
  std::vector<CarefulKind> careful_off;  // kinds that are not marked
  bool operator==(const Preferences&) const = default;
};

struct PreferenceSetting {
  std::string name, value;
};

/// Unknown or broken values count as never set.
Result<Preferences> read_preferences(const Store& store);
/// As `Store::set_setting` keeps them.
std::vector<PreferenceSetting> preference_settings(const Preferences& preferences);

std::string_view theme_choice_name(ThemeChoice choice);

}  // namespace crosstalk
