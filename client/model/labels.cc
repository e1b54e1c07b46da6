#include "client/model/labels.h"

namespace crosstalk {

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += ", ";
    all += part;
  }
  return all;
}

std::string where_words(const std::string& setting, const std::string& place,
                        const Vocabulary& vocabulary) {
  const std::string at =
      setting.empty() ? std::string() : vocabulary.label(TermList::settings, setting);
  return joined({at, place});
}

std::string labels_of(TermList list, const std::vector<std::string>& keys,
                      const Vocabulary& vocabulary) {
  std::vector<std::string> labels;
  for (const std::string& key : keys) labels.push_back(vocabulary.label(list, key));
  return joined(labels);
}

}  // namespace crosstalk
