#include "client/cli/list_field.h"

#include <utility>

namespace crosstalk {
namespace {

// Backslashes that end `text`: before a semicolon they must be doubled.
std::size_t backslashes_at_end(std::string_view text) {
  const auto last = text.find_last_not_of('\\');
  return last == std::string_view::npos ? text.size() : text.size() - last - 1;
}

}  // namespace

std::vector<std::string> split_semicolons(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : text) {
    if (c != ';') {
      part += c;
      continue;
    }
    const std::size_t run = backslashes_at_end(part);
    part.resize(part.size() - run + run / 2);
    if (run % 2 == 1) {
      part += ';';
    } else {
      parts.push_back(std::exchange(part, {}));
    }
  }
  parts.push_back(std::move(part));
  return parts;
}

std::string join_semicolons(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string escaped;
    for (const char c : parts[i]) {
      if (c == ';') {
        escaped.append(backslashes_at_end(escaped), '\\');
        escaped += '\\';
      }
      escaped += c;
    }
    if (i + 1 < parts.size()) {
      escaped.append(backslashes_at_end(escaped), '\\');
      escaped += ';';
    }
    text += escaped;
  }
  return text;
}

std::vector<std::string> read_list(std::string_view text) {
  std::vector<std::string> list;
  for (const std::string& part : split_semicolons(text)) {
    std::string word = without_outer_space(part);
    if (!word.empty()) list.push_back(std::move(word));
  }
  return list;
}

std::string without_outer_space(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

}  // namespace crosstalk
