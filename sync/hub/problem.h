#pragma once

#include <string>
#include <string_view>

#include "sync/wire.h"

namespace crosstalk::hub {

/// The problem document of that stable code, with its status and title. `detail` never holds
/// content or a token.
Problem make_problem(std::string_view type, std::string detail = {});

}  // namespace crosstalk::hub
