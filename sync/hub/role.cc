#include "sync/hub/hub_store.h"

namespace crosstalk::hub {

std::string_view role_name(Role role) {
  switch (role) {
    case Role::recorder:
      return "recorder";
    case Role::coordinator:
      return "coordinator";
    case Role::kiosk:
      return "kiosk";
  }
  return "";
}

std::optional<Role> parse_role(std::string_view name) {
  for (const Role role : {Role::recorder, Role::coordinator, Role::kiosk}) {
    if (role_name(role) == name) return role;
  }
  return std::nullopt;
}

}  // namespace crosstalk::hub
