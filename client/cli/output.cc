#include "client/cli/output.h"

#include <cstdio>
#include <string>

#include "client/cli/plain_text.h"

namespace crosstalk {

void say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void say_json(const Json& json) {
  say(json.dump(2, ' ', false, Json::error_handler_t::replace));
  say("\n");
}

void say_problem(std::string_view line) {
  const std::string text = "crosstalk: " + one_line(line) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

int say_error(const Error& error) {
  say_problem(error.words);
  return error_exit_code(error.code);
}

}  // namespace crosstalk
