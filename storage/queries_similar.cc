#include "storage/queries.h"
#include "storage/similar_finder.h"

namespace crosstalk {

Result<Similar> find_similar(const Store& store, std::string_view text, std::size_t limit,
                             const std::optional<Uuid>& except) {
  return SimilarFinder(store).find(text, limit, except);
}

}  // namespace crosstalk
