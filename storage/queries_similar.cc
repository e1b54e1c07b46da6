#include <string>

#include "storage/queries.h"
#include "storage/similar_finder.h"

namespace crosstalk {

Result<Similar> find_similar(const Store& store, std::string_view text, std::size_t limit,
                             const std::optional<Uuid>& except) {
  // Nobody types on: the last word is whole.
  return SimilarFinder(store).find(std::string(text) + '\n', limit, except);
}

}  // namespace crosstalk
