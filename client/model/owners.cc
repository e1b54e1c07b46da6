#include "client/model/owners.h"

#include "storage/text.h"

namespace crosstalk {
namespace {

bool a_word_begins(std::string_view name, std::string_view begin) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool first = at == 0 || name[at - 1] == ' ' || name[at - 1] == '-';
    if (first && name.substr(at).starts_with(begin)) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> owners_like(const std::vector<std::string>& people,
                                     std::string_view written, std::size_t count_max) {
  const std::string wanted = folded(written);
  bool whole = wanted.empty();
  for (const std::string& name : people) whole = whole || folded(name) == wanted;
  std::vector<std::string> found;
  for (const std::string& name : people) {
    const bool chosen = folded(name) == wanted;
    const bool fits = whole || a_word_begins(folded(name), wanted);
    if (!fits) continue;
    if (found.size() < count_max) {
      found.push_back(name);
    } else if (chosen) {
      found.back() = name;
    }
  }
  return found;
}

}  // namespace crosstalk
