#include "tests/simulation/model.h"

#include <algorithm>
#include <utility>

namespace crosstalk::simulation {
namespace {

constexpr std::string_view kMark = "zq";

std::optional<Uuid> id_in(const Change& change, const std::string& field) {
  const auto found = change.set.find(field);
  if (found == change.set.end() || !found->second.is_string()) return std::nullopt;
  return parse_uuid(found->second.get<std::string>());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string marked(std::uint64_t number, const std::string& words) {
  std::string digits = std::to_string(number);
  digits.insert(0, 9 - std::min<std::size_t>(digits.size(), 9), '0');
  return std::string(kMark) + digits + " " + words;
}

std::vector<std::uint64_t> marks_in(std::string_view bytes) {
  constexpr std::size_t kDigits = 9;
  std::vector<std::uint64_t> out;
  for (std::size_t at = bytes.find(kMark); at != std::string_view::npos;
       at = bytes.find(kMark, at + 1)) {
    const std::string_view digits = bytes.substr(at + kMark.size(), kDigits);
    if (digits.size() < kDigits || !std::all_of(digits.begin(), digits.end(), is_digit)) continue;
    std::uint64_t number = 0;
    for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    out.push_back(number);
  }
  return out;
}

void Model::note_marks(const Change& change) {
  for (const auto& [field, value] : change.set) {
    if (!value.is_string()) continue;
    for (const std::uint64_t mark : marks_in(value.get_ref<const std::string&>())) {
      marks_[change.record].insert(mark);
    }
  }
}

void Model::saved(std::size_t device, const Change& change) {
  const auto parent = id_in(change, "parent");
  if (parent) parents_[change.record] = *parent;
  pending_[device][change.id] = Saved{change.record};
  note_marks(change);
  if (is_erased(change.record)) erase_one(change.record);
  ++saves_;
}

bool Model::anything_pending(std::size_t device) const {
  return std::any_of(pending_[device].begin(), pending_[device].end(),
                     [this](const auto& each) { return !is_erased(each.second.record); });
}

bool Model::any_above(const Uuid& record, const std::function<bool(const Uuid&)>& is) const {
  Uuid at = record;
  for (int depth = 0; depth < 8; ++depth) {
    if (is(at)) return true;
    const auto parent = parents_.find(at);
    if (parent == parents_.end()) return false;
    at = parent->second;
  }
  return false;
}

bool Model::is_erased(const Uuid& record) const {
  return any_above(record, [this](const Uuid& at) { return erased_.contains(at); });
}

bool Model::is_or_lies_under(const Uuid& record, const Uuid& other) const {
  return any_above(record, [&other](const Uuid& at) { return at == other; });
}

void Model::erase_one(const Uuid& record) {
  const auto marks = marks_.find(record);
  if (marks != marks_.end()) erased_marks_.insert(marks->second.begin(), marks->second.end());
}

void Model::erased(const Uuid& record, const std::vector<Uuid>& under) {
  bool news = erased_.insert(record).second;
  for (const Uuid& each : under) news = erased_.insert(each).second || news;
  if (!news) return;
  for (const auto& [each, marks] : marks_) {
    if (is_erased(each)) erased_marks_.insert(marks.begin(), marks.end());
  }
  std::erase_if(records_, [this](const auto& each) { return is_erased(each.first); });
}

void Model::took(const Change& change, const Reader& author) {
  for (Pending& pending : pending_) pending.erase(change.id);
  if (!stamps_.emplace(change.id, change.stamp.text()).second) return;
  lost_.erase(change.id);
  if (change.kind == "erase") {
    if (!change.history) return erased(change.record, {});
    const auto found = records_.find(change.record);
    if (found == records_.end()) return;
    for (const Change& each : found->second.changes) {
      const auto body = each.set.find("body");
      if (body == each.set.end() || !body->second.is_string()) continue;
      const auto texts = found->second.merged.texts.find("body");
      if (texts != found->second.merged.texts.end() && texts->second.contains(each.id)) continue;
      for (const auto mark : marks_in(body->second.get_ref<const std::string&>())) {
        erased_marks_.insert(mark);
      }
    }
    return;
  }
  if (is_erased(change.record)) return;
  add(change, author);
}

Model::OfHub Model::of_hub() const { return {stamps_, records_, roles_}; }

void Model::went_back(const OfHub& then) {
  for (const auto& [id, record] : records_) {
    for (const Change& change : record.changes) {
      if (!then.stamps.contains(change.id)) lost_.emplace(change.id, id);
    }
  }
  for (const auto& [change, record] : lost_) stamps_.erase(change);
  records_ = then.records;
  roles_ = then.roles;
  std::erase_if(records_, [this](const auto& each) { return is_erased(each.first); });
}

void Model::add(const Change& change, const Reader& author) {
  const auto [place, made] = records_.try_emplace(change.record);
  Record& record = place->second;
  if (made) {
    record.kind = change.kind;
    const bool by_hub = author.member.nil();
    if (!by_hub) record.author = author.member;
    record.by_kiosk = !by_hub && author.role == hub::Role::kiosk;
    record.for_team = change.kind == "message" && author.role == hub::Role::coordinator;
  }
  if (const auto parent = id_in(change, "parent")) record.parent = parent;
  record.changes.push_back(change);
  record.merged = merge_naively(record.changes);
  if (record.kind == "conversation") follow_links(record);
  if (record.kind == "message" && !record.for_team) {
    for (const auto& [id, other] : records_) {
      if (other.kind == "conversation" && other.merged.text("visibility") == "team" &&
          other.merged.is_true("messages/" + change.record.text())) {
        record.for_team = true;
      }
    }
  }
  if (record.kind == "member") {
    if (const auto role = hub::parse_role(record.merged.text("role")))
      roles_[change.record] = *role;
  }
}

/// A message becomes the team's, for good, when a conversation of the team links to it.
void Model::follow_links(const Record& conversation) {
  if (conversation.merged.text("visibility") != "team") return;
  constexpr std::string_view kPrefix = "messages/";
  for (const auto& [field, held] : conversation.merged.registers) {
    if (!field.starts_with(kPrefix) || held.second != true) continue;
    const auto id = parse_uuid(field.substr(kPrefix.size()));
    const auto message = id ? records_.find(*id) : records_.end();
    if (message != records_.end()) message->second.for_team = true;
  }
}

hub::Role Model::role_of(const Uuid& member) const {
  const auto found = roles_.find(member);
  return found == roles_.end() ? hub::Role::kiosk : found->second;
}

const Model::Record* Model::record(const Uuid& id) const {
  const auto found = records_.find(id);
  return found == records_.end() ? nullptr : &found->second;
}

bool Model::sees(const Reader& reader, const Uuid& id) const {
  if (is_erased(id)) return false;
  const Record* record = this->record(id);
  if (record == nullptr) return false;
  if (reader.role == hub::Role::kiosk) return record->kind == "term";
  if (reader.role == hub::Role::coordinator) return true;
  const bool own = record->author == reader.member && !record->by_kiosk;
  if (own) return true;
  if (record->kind == "conversation") return record->merged.text("visibility") == "team";
  if (record->kind == "message") return record->for_team;
  if (record->kind == "action" || record->kind == "comment") {
    if (record->kind == "action" && record->merged.text("owner_member") == reader.member.text()) {
      return true;
    }
    const Record* parent = record->parent ? this->record(*record->parent) : nullptr;
    return parent != nullptr && parent->kind == "conversation" && sees(reader, *record->parent);
  }
  return record->kind == "term" || record->kind == "event" || record->kind == "space" ||
         record->kind == "member";
}

Uuid Model::record_of(std::uint64_t mark) const {
  for (const auto& [record, marks] : marks_) {
    if (marks.contains(mark)) return record;
  }
  return {};
}

std::set<std::uint64_t> Model::marks_of_taken(const Uuid& member) const {
  std::set<std::uint64_t> marks;
  for (const auto& [id, record] : records_) {
    if (record.author != member) continue;
    const auto found = marks_.find(id);
    if (found != marks_.end()) marks.insert(found->second.begin(), found->second.end());
  }
  return marks;
}

}  // namespace crosstalk::simulation
