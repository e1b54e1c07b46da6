#include "sync/hub/intake.h"

#include <utility>

#include "storage/planted.h"
#include "sync/hub/secrets.h"
#include "sync/limits.h"
#include "sync/wire.h"

namespace crosstalk::hub {
namespace {

constexpr std::size_t kEchoedIdMax = 64;

// The judgement of one batch.
class Taking {
 public:
  Taking(SpaceWriter& writer, const Caller& caller, bool offered)
      : writer_(writer), caller_(caller), offered_(offered) {}

  void take(const Json& json);
  Intake done() && { return std::move(intake_); }

 private:
  HubTransaction& store() { return writer_.transaction(); }
  const Uuid& space() { return writer_.space().id; }

  enum class From { its_device, anyone };
  bool answer_known(const Change& change, From from = From::its_device);
  bool take_sealed(const Change& change);
  bool take_sealed_erasure(const Change& change);
  void take_erasure(const Change& change, const std::optional<Record>& record);
  void take_change(Change change, const std::optional<Record>& record);
  bool under_erased(const Change& change);
  bool waits_for_another(const Change& change, const std::optional<Record>& record);

  void reject(std::string id, std::string_view code, std::string detail) {
    intake_.rejected.push_back({std::move(id), std::string(code), std::move(detail)});
  }
  void reject(const Change& change, std::string_view code, std::string detail) {
    reject(change.id.text(), code, std::move(detail));
  }

  SpaceWriter& writer_;
  const Caller& caller_;
  bool offered_;
  Intake intake_;
};

// What an erasure says as feeds give it.
std::optional<Erasure> erasure_from(const Change& change) {
  Erasure erasure;
  erasure.id = change.id;
  erasure.record = change.record;
  erasure.stamp = change.stamp;
  const auto under = change.more.find("under");
  if (under == change.more.end()) return erasure;
  if (!under->is_array()) return std::nullopt;
  for (const Json& each : *under) {
    const auto* text = each.get_ptr<const std::string*>();
    const auto id = text == nullptr ? std::nullopt : parse_uuid(*text);
    if (!id) return std::nullopt;
    erasure.under.push_back(*id);
  }
  return erasure;
}

// A stamp in the right form whose time lies in the last half of the 48 bits.
bool far_stamp(const Json& json) {
  const auto text = string_member(json, "stamp");
  if (!text || text->empty()) return false;
  std::string nearer = *text;
  if (nearer[0] < '8') return false;
  nearer[0] = '0';
  return parse_stamp(nearer).has_value();
}

std::string echoed_id(const Json& json) {
  std::string id = string_member(json, "id").value_or("");
  return id.size() <= kEchoedIdMax ? id : std::string();
}

std::optional<Uuid> parent_named(const Change& change) {
  const auto found = change.set.find("parent");
  if (found == change.set.end()) return std::nullopt;
  const auto* text = found->second.get_ptr<const std::string*>();
  return text == nullptr ? std::nullopt : parse_uuid(*text);
}

void Taking::take(const Json& json) {
  auto change = change_from_json(json);
  if (!change) {
    if (far_stamp(json)) {
      return reject(echoed_id(json), rejections::kBadStamp, "the stamp's time cannot be right");
    }
    return reject(echoed_id(json), rejections::kMalformed,
                  "id, stamp, record, kind or set is missing or not well formed");
  }
  // These words mean something else in a feed: passed on, they would mislead every reader.
  if (change->kind == "withdraw" || change->more.contains("own")) {
    return reject(*change, rejections::kMalformed, "a change cannot be an entry of another sort");
  }
  if (offered_ && !change->seal.empty()) {
    const bool taken =
        change->kind == kinds::kErase ? take_sealed_erasure(*change) : take_sealed(*change);
    if (taken) return;
  }
  if (!planted(Bug::judge_repeats) && answer_known(*change)) return;
  if (change->stamp.device != caller_.device.id) {
    return reject(*change, rejections::kWrongDevice, "the stamp names another device");
  }
  const auto record = store().record(space(), change->record);
  if (change->kind == kinds::kErase) return take_erasure(*change, record);
  take_change(std::move(*change), record);
}

bool Taking::answer_known(const Change& change, From from) {
  const auto answer = [&](const Stamp& stamp, bool lowered, const std::string& seal,
                          const std::vector<std::string>& cut) {
    if (from == From::its_device && stamp.device != caller_.device.id) {
      reject(change, rejections::kIdTaken, "another device has used this id");
      return;
    }
    Taken taken;
    taken.id = change.id;
    taken.seal = seal;
    if (lowered || stamp != change.stamp) taken.stamp = stamp;
    taken.cut = cut;
    intake_.taken.push_back(std::move(taken));
  };
  if (const auto known = store().change(space(), change.id)) {
    if (planted(Bug::append_repeats)) writer_.store(known->change, known->lowered, std::nullopt);
    answer(known->change.stamp, known->lowered, known->change.seal, known->change.cut);
    if (from == From::anyone || known->change.stamp.device == caller_.device.id) {
      intake_.records.insert(known->change.record);
    }
    return true;
  }
  if (const auto known = store().erasure(space(), change.id)) {
    answer(known->stamp, known->lowered, known->seal, {});
    return true;
  }
  return false;
}

// False where the seal is none of this space's: then it is judged like anybody's word.
bool Taking::take_sealed_erasure(const Change& change) {
  auto erasure = change.history ? std::nullopt : erasure_from(change);
  if (!erasure || seal_of(writer_.space(), *erasure) != change.seal) return false;
  if (answer_known(change, From::anyone)) return true;
  writer_.erase(std::move(*erasure));
  return answer_known(change, From::anyone);
}

// Neither rights nor size nor what is missing count against it: the hub took it once.
bool Taking::take_sealed(const Change& change) {
  if (seal_of(writer_.space(), change) != change.seal) return false;
  const auto record = store().record(space(), change.record);
  if (record && record->erased) {
    reject(change, rejections::kErased, "the record has been erased");
    return true;
  }
  // Where its edits came first, nothing said until now what it lies under.
  const bool lies_elsewhere = record && record->parent;
  if (under_erased(change) && !lies_elsewhere) {
    if (record) {
      writer_.erase_by_hub(record->id);
    } else {
      writer_.mark_erased(change.record, change.kind);
    }
    reject(change, rejections::kErased, "what it lies under has been erased");
    return true;
  }
  if (auto known = store().change(space(), change.id)) {
    writer_.unite(std::move(*known), change);
  } else {
    writer_.take_back(change);
  }
  return answer_known(change, From::anyone);
}

void Taking::take_erasure(const Change& change, const std::optional<Record>& record) {
  const bool erased = record && record->erased;
  if (change.history && erased) {
    return reject(change, rejections::kErased, "the record has been erased");
  }
  if (change.history && !record) {
    intake_.later.push_back(change.id);
    return;
  }
  if (!may_erase(caller_, change.history, record)) {
    return reject(change, rejections::kForbidden, "only coordinators erase a whole record");
  }
  Erasure erasure;
  erasure.id = change.id;
  erasure.record = change.record;
  erasure.stamp = writer_.accepted_stamp(change.stamp);
  erasure.lowered = erasure.stamp != change.stamp;
  erasure.history = change.history;
  if (change.history) {
    writer_.erase_history(std::move(erasure));
  } else {
    writer_.erase(std::move(erasure));
  }
  answer_known(change);
}

bool Taking::under_erased(const Change& change) {
  const auto parent = parent_named(change);
  if (!parent) return false;
  const auto row = store().record(space(), *parent);
  return row && row->erased;
}

bool Taking::waits_for_another(const Change& change, const std::optional<Record>& record) {
  if (!record && change.edit) return true;
  const auto parent = parent_named(change);
  return parent && !store().record(space(), *parent);
}

void Taking::take_change(Change change, const std::optional<Record>& record) {
  if (record && record->erased) {
    return reject(change, rejections::kErased, "the record has been erased");
  }
  if (under_erased(change)) {
    // Moving a record that lives on under an erased one would make its devices erase it.
    if (record) return reject(change, rejections::kForbidden, "what it would lie under is erased");
    writer_.mark_erased(change.record, change.kind);
    return reject(change, rejections::kErased, "what it lies under has been erased");
  }
  if (waits_for_another(change, record)) {
    intake_.later.push_back(change.id);
    return;
  }
  if (!may_write(store(), writer_.space(), caller_, change, record)) {
    return reject(change, rejections::kForbidden, "this member may not make this change");
  }
  if (record && record->kind != change.kind) {
    return reject(change, rejections::kMalformed, "the record is of another kind");
  }
  if (change_bytes(change) > limits::kChangeBytesMax) {
    return reject(change, rejections::kTooLarge,
                  "a change may have " + std::to_string(limits::kChangeBytesMax) + " bytes");
  }
  std::optional<Record> made;
  if (!record) {
    made.emplace();
    made->id = change.record;
    made->kind = change.kind;
    made->author = caller_.member.id;
    made->by_kiosk = caller_.member.role == Role::kiosk;
    made->for_team = change.kind == kinds::kMessage && caller_.member.role == Role::coordinator;
  }
  const Stamp sent = change.stamp;
  change.stamp = writer_.accepted_stamp(sent);
  change.by = caller_.member.id;
  change.cut.clear();  // the hub alone cuts
  const bool lowered = change.stamp != sent;
  const Uuid id = change.id;
  writer_.store(std::move(change), lowered, made);
  if (const auto stored = store().change(space(), id)) answer_known(stored->change);
}

}  // namespace

Intake take_in(SpaceWriter& writer, const Caller& caller, const std::vector<Json>& changes,
               bool offered) {
  Taking taking(writer, caller, offered);
  for (const Json& change : changes) taking.take(change);
  return std::move(taking).done();
}

}  // namespace crosstalk::hub
