#include "client/model/careful.h"

#include <algorithm>

#include "client/model/careful_parts.h"

namespace crosstalk {
namespace {

struct KindWords {
  CarefulKind kind;
  std::string_view name;
  TextKey one, several, in_place;
};
constexpr std::array kWords = {
    KindWords{CarefulKind::nhs_number, "nhs_number", "careful.nhs_number",
              "careful.several.nhs_number", "careful.in_place.nhs_number"},
    KindWords{CarefulKind::insurance_number, "insurance_number", "careful.insurance_number",
              "careful.several.insurance_number", "careful.in_place.insurance_number"},
    KindWords{CarefulKind::birth_date, "birth_date", "careful.birth_date",
              "careful.several.birth_date", "careful.in_place.birth_date"},
    KindWords{CarefulKind::postcode, "postcode", "careful.postcode", "careful.several.postcode",
              "careful.in_place.postcode"},
    KindWords{CarefulKind::phone, "phone", "careful.phone", "careful.several.phone",
              "careful.in_place.phone"},
    KindWords{CarefulKind::email, "email", "careful.email", "careful.several.email",
              "careful.in_place.email"},
    KindWords{CarefulKind::person_name, "person_name", "careful.person_name",
              "careful.several.person_name", "careful.in_place.person_name"},
};
static_assert(kWords.size() == kCarefulKinds.size());

const KindWords& words_of(CarefulKind kind) {
  return *std::find_if(kWords.begin(), kWords.end(),
                       [kind](const KindWords& words) { return words.kind == kind; });
}

/// What begins at `at`, looked for only where its first byte could be one.
careful::Found mark_at(std::string_view note, std::size_t at) {
  const char byte = note[at];
  if (byte == '@') return careful::email_at(note, at);
  careful::Found mark;
  if (careful::digit(byte) || byte == '+' || byte == '(') {
    mark = careful::birth_at(note, at);
    if (!mark) mark = careful::number_at(note, at);
    return mark;
  }
  if (!careful::letter(byte) || careful::word_before(note, at)) return mark;
  for (const auto look :
       {careful::birth_at, careful::insurance_at, careful::postcode_at, careful::name_at}) {
    if (!mark) mark = look(note, at);
  }
  return mark;
}

std::vector<CarefulMark> all_marks(std::string_view note) {
  std::vector<CarefulMark> marks;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < note.size(); ++at) {
    if (at < taken) continue;
    const careful::Found mark = mark_at(note, at);
    if (!mark) continue;
    // An address begins before its "@", where a name or a number may have been found already.
    while (!marks.empty() && marks.back().end > mark->begin) marks.pop_back();
    taken = mark->end;
    marks.push_back(*mark);
  }
  return marks;
}

void leave_out(std::vector<CarefulMark>& marks, std::string_view note,
               const std::vector<std::string>& kept, std::span<const CarefulKind> off) {
  std::erase_if(marks, [&](const CarefulMark& mark) {
    const auto words = note.substr(mark.begin, mark.end - mark.begin);
    return std::find(off.begin(), off.end(), mark.kind) != off.end() ||
           std::find(kept.begin(), kept.end(), words) != kept.end();
  });
}

}  // namespace

std::string_view careful_kind_name(CarefulKind kind) { return words_of(kind).name; }

std::optional<CarefulKind> careful_kind_from(std::string_view name) {
  for (const KindWords& words : kWords) {
    if (words.name == name) return words.kind;
  }
  return std::nullopt;
}

std::vector<CarefulMark> careful_marks(std::string_view note, const std::vector<std::string>& kept,
                                       std::span<const CarefulKind> off) {
  std::vector<CarefulMark> marks = all_marks(note);
  leave_out(marks, note, kept, off);
  return marks;
}

std::vector<CarefulMark> CarefulReader::marks(std::string_view note,
                                              const std::vector<std::string>& kept,
                                              std::span<const CarefulKind> off) {
  const std::size_t shorter = std::min(note.size(), note_.size());
  std::size_t begin = 0;
  while (begin < shorter && note[begin] == note_[begin]) ++begin;
  std::size_t same_end = 0;  // bytes at the end that are as they were
  while (same_end < shorter - begin &&
         note[note.size() - 1 - same_end] == note_[note_.size() - 1 - same_end]) {
    ++same_end;
  }
  while (begin > 0 && note[begin - 1] != '\n') --begin;
  while (same_end > 0 && note[note.size() - same_end - 1] != '\n') --same_end;
  const std::size_t end = note.size() - same_end, end_before = note_.size() - same_end;
  std::vector<CarefulMark> read;
  for (const CarefulMark& mark : marks_) {
    if (mark.end <= begin) read.push_back(mark);
  }
  for (const CarefulMark& mark : all_marks(note.substr(begin, end - begin)))
    read.push_back({mark.begin + begin, mark.end + begin, mark.kind});
  for (const CarefulMark& mark : marks_) {
    if (mark.begin >= end_before)
      read.push_back({mark.begin - end_before + end, mark.end - end_before + end, mark.kind});
  }
  read_last_ = end - begin;
  note_ = note;
  marks_ = read;
  leave_out(read, note, kept, off);
  return read;
}

std::string careful_sentence(std::span<const CarefulKind> kinds, const Strings& strings) {
  std::string sentence;
  for (std::size_t index = 0; index < kinds.size(); ++index) {
    const auto words = strings(words_of(kinds[index]).one);
    if (index == 0) {
      sentence = words;
    } else if (index + 1 == kinds.size()) {
      sentence = strings.fill("careful.and", {sentence, words});
    } else {
      sentence = strings.fill("careful.comma", {sentence, words});
    }
  }
  if (!sentence.empty()) sentence[0] = careful::raised(sentence[0]);
  return sentence;
}

std::string careful_sentence(const std::vector<CarefulMark>& marks, const Strings& strings) {
  std::vector<CarefulKind> kinds;
  for (const CarefulMark& mark : marks) {
    if (std::find(kinds.begin(), kinds.end(), mark.kind) == kinds.end()) kinds.push_back(mark.kind);
  }
  return careful_sentence(kinds, strings);
}

std::string_view careful_plural(CarefulKind kind, const Strings& strings) {
  return strings(words_of(kind).several);
}

std::string careful_replacement(CarefulKind kind, const Strings& strings) {
  return std::string(strings(words_of(kind).in_place));
}

std::string careful_removed(std::string_view text, const std::vector<CarefulMark>& marks,
                            const Strings& strings) {
  std::string removed;
  std::size_t at = 0;
  for (const CarefulMark& mark : marks) {
    removed += text.substr(at, mark.begin - at);
    removed += careful_replacement(mark.kind, strings);
    at = mark.end;
  }
  removed += text.substr(at);
  return removed;
}

}  // namespace crosstalk
