#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/offering.h"
#include "storage/result.h"

/// How a device names what it holds by `/v1/have` (sync/PROTOCOL.md, "Naming and asking back").
namespace crosstalk {

/// The hashes of all that is held acknowledged, by bucket; erasures aside.
Result<std::map<std::string, std::string>> held_hashes(const Offers& offers);

/// The buckets that an answer names.
std::set<std::uint32_t> buckets_named(const std::vector<std::string>& names);

/// One page of ids.
struct NamedPage {
  std::map<std::string, std::string> ids;  // id → seal, as the wire has it
  std::vector<Uuid> in_order;
  Uuid named_to;  // where the next page goes on
  bool last = true;
};
/// Erasures, and the changes of these buckets (nothing: of all), after `after`, at most `ids_max`.
Result<NamedPage> name_page(const Offers& offers, const Uuid& after,
                            const std::optional<std::set<std::uint32_t>>& buckets,
                            std::size_t ids_max);

}  // namespace crosstalk
