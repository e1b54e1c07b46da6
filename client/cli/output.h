#pragma once

#include <string_view>

#include "storage/error.h"
#include "storage/json.h"

namespace crosstalk {

/// To standard output, as it is.
void say(std::string_view text);
/// One JSON text and a line end, indented.
void say_json(const Json& json);
/// One line to standard error.
void say_problem(std::string_view line);
/// An error as its one line on standard error; gives the exit code.
int say_error(const Error& error);

}  // namespace crosstalk
