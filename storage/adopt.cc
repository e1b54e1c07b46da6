#include "storage/adopt.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "storage/change_rows.h"
#include "storage/forget.h"
#include "storage/projection.h"
#include "storage/statements.h"
#include "storage/store_parts.h"

namespace crosstalk {
namespace {

// The rest is written by hubs and coordinators, and an erasure must not come out of an old file.
constexpr std::array kAdopted = {kinds::kConversation, kinds::kAction, kinds::kComment,
                                 kinds::kMessage,      kinds::kEvent,  kinds::kTerm};

/// splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators), as a mixer.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

bool storable(const Change& change) {
  return std::all_of(change.set.begin(), change.set.end(), [](const auto& field) {
    const auto* text = field.second.template get_ptr<const std::string*>();
    return storable_text(field.first) && (text == nullptr || storable_text(*text));
  });
}

class Adopter {
 public:
  Adopter(Store& store, Projector projector)
      : store_(store), database_(store.database()), projector_(projector) {}

  Result<void> adopt(const Change& given) {
    if (!storable(given)) return make_error(ErrorCode::invalid_text, "a change of the file");
    const auto kind = read_kind(database_, given.record);
    if (!kind) return kind.error();
    const auto erased = is_erased(database_, given.record);
    if (!erased) return erased.error();
    const bool adopted_kind =
        std::find(kAdopted.begin(), kAdopted.end(), given.kind) != kAdopted.end();
    if (!adopted_kind || *erased || (*kind && **kind != given.kind)) {
      ++report_.left_out;
      return {};
    }
    const auto id = id_here(given.id);
    if (!id) return id.error();
    const auto known = is_known(given, *id);
    if (!known) return known.error();
    if (*known) {
      ++report_.known;
      return {};
    }
    auto change = as_own(given, *id);
    if (!change) return change.error();
    // Where the change that made the record is not in the file, the first one that is makes it.
    change->edit = kind->has_value();
    const auto inserted = insert_change(database_, *change, ChangeState::unsent);
    if (!inserted) return inserted.error();
    ++report_.added;
    return projector_.project(change->record);
  }

  const AdoptReport& report() const { return report_; }

 private:
  Result<Change> as_own(const Change& given, const Uuid& id) const {
    Change change = given;
    change.id = id;
    change.stamp.device = store_.device();
    change.by.reset();
    change.seal.clear();
    for (auto& [field, base] : change.base) {
      for (Uuid& replaced : base) {
        const auto here = id_here(replaced);
        if (!here) return here.error();
        replaced = *here;
      }
    }
    for (Uuid& mended : change.mends) {
      const auto here = id_here(mended);
      if (!here) return here.error();
      mended = *here;
    }
    return change;
  }

  /// Held under its id, or under the one that another device gave it when it took it up: the file
  /// may have been here before.
  Result<bool> is_known(const Change& given, const Uuid& id) {
    auto held = is_held(id);
    if (!held || *held) return held;
    const auto changes = read_changes_of(database_, given.record);
    if (!changes) return changes.error();
    for (const HeldChange& other : *changes) {
      const bool same =
          other.change.stamp.ticks == given.stamp.ticks && other.change.set == given.set;
      if (!same) continue;
      known_as_.emplace(given.id, other.change.id);
      return true;
    }
    return false;
  }

  /// A change that is held keeps its id.
  Result<Uuid> id_here(const Uuid& id) const {
    if (const auto known = known_as_.find(id); known != known_as_.end()) return known->second;
    const auto held = is_held(id);
    if (!held) return held.error();
    return *held ? id : adopted_id(id, store_.device());
  }

  Result<bool> is_held(const Uuid& id) const {
    const auto mark = read_change_mark(database_, id);
    if (!mark) return mark.error();
    return mark->has_value();
  }

  Store& store_;
  Database& database_;
  Projector projector_;
  AdoptReport report_;
  std::map<Uuid, Uuid> known_as_;
};

}  // namespace

Uuid adopted_id(const Uuid& id, DeviceId device) {
  constexpr std::size_t kTimeBytes = 6;
  std::uint64_t state = mixed(device.value);
  for (const std::uint8_t byte : id.bytes) state = mixed(state ^ byte);
  Uuid adopted = id;
  for (std::size_t i = kTimeBytes; i < adopted.bytes.size(); ++i) {
    state = mixed(state);
    adopted.bytes[i] = static_cast<std::uint8_t>(state >> 56);
  }
  adopted.bytes[6] = static_cast<std::uint8_t>((adopted.bytes[6] & 0x0F) | 0x70);
  adopted.bytes[8] = static_cast<std::uint8_t>((adopted.bytes[8] & 0x3F) | 0x80);
  return adopted;
}

Result<AdoptReport> adopt_changes(Store& store, std::span<const Change> changes) {
  std::vector<const Change*> in_order;
  for (const Change& change : changes) in_order.push_back(&change);
  std::sort(in_order.begin(), in_order.end(), [](const Change* a, const Change* b) {
    return std::pair(a->stamp, a->id) < std::pair(b->stamp, b->id);
  });
  auto transaction = Transaction::begin(store.database());
  if (!transaction) return transaction.error();
  auto projector = Projector::of(store.database());
  if (!projector) return projector.error();
  Adopter adopter(store, *projector);
  for (const Change* change : in_order) {
    if (const auto adopted = adopter.adopt(*change); !adopted) return adopted.error();
  }
  if (const auto committed = transaction->commit(); !committed) return committed.error();
  return adopter.report();
}

}  // namespace crosstalk
