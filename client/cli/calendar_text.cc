#include "client/cli/calendar_text.h"

namespace crosstalk {
namespace {

constexpr std::size_t kLineBytesMax = 75;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

std::string calendar_text(std::string_view text) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' || c == ';' || c == ',') {
      (escaped += '\\') += c;
    } else if (c == '\n') {
      escaped += "\\n";
    } else if (c == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') escaped += "\\n";
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F) {
      escaped += ' ';
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string calendar_line(std::string_view name, std::string_view value) {
  const std::string whole = std::string(name) + ":" + std::string(value);
  std::string folded;
  std::size_t line_bytes = 0;
  for (std::size_t begin = 0; begin < whole.size();) {
    std::size_t end = begin + 1;
    while (end < whole.size() && continues_character(whole[end])) ++end;
    if (line_bytes + (end - begin) > kLineBytesMax) {
      folded += "\r\n ";
      line_bytes = 1;
    }
    folded.append(whole, begin, end - begin);
    line_bytes += end - begin;
    begin = end;
  }
  return folded + "\r\n";
}

}  // namespace crosstalk
