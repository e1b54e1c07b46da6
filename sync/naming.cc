#include "sync/naming.h"

#include <unordered_set>

#include "sync/buckets.h"

namespace crosstalk {
namespace {

constexpr std::size_t kReadAtOnce = 2'000;

}  // namespace

Result<std::map<std::string, std::string>> held_hashes(const Offers& offers) {
  BucketHashes hashes;
  Uuid after;
  while (true) {
    const auto held = offers.held_after(after, kReadAtOnce);
    if (!held) return held.error();
    for (const HeldId& each : *held) {
      if (!each.erasure) hashes.add(each.id, each.seal);
      after = each.id;
    }
    if (held->size() < kReadAtOnce) return hashes.finish();
  }
}

std::set<std::uint32_t> buckets_named(const std::vector<std::string>& names) {
  const std::unordered_set<std::string> named(names.begin(), names.end());
  std::set<std::uint32_t> buckets;
  for (std::uint32_t bucket = 0; bucket < kBucketCount; ++bucket) {
    if (named.contains(bucket_name(bucket))) buckets.insert(bucket);
  }
  return buckets;
}

Result<NamedPage> name_page(const Offers& offers, const Uuid& after,
                            const std::optional<std::set<std::uint32_t>>& buckets,
                            std::size_t ids_max) {
  NamedPage page;
  page.named_to = after;
  while (true) {
    const auto held = offers.held_after(page.named_to, kReadAtOnce);
    if (!held) return held.error();
    for (const HeldId& each : *held) {
      const bool named = each.erasure || !buckets || buckets->contains(bucket_of(each.id));
      if (named && page.in_order.size() >= ids_max) {
        page.last = false;
        return page;
      }
      page.named_to = each.id;
      if (!named) continue;
      page.in_order.push_back(each.id);
      page.ids.emplace(each.id.text(), each.seal);
    }
    if (held->size() < kReadAtOnce) return page;
  }
}

}  // namespace crosstalk
