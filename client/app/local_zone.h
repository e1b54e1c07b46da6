#pragma once

#include "client/model/dates.h"

namespace crosstalk {

/// The time zone of this machine (TZ, /etc/localtime).
Zone local_zone();

}  // namespace crosstalk
