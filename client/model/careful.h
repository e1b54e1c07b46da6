#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/strings.h"

namespace crosstalk {

/// What in a note could point to one person.
enum class CarefulKind {
  nhs_number,
  insurance_number,
  birth_date,
  postcode,
  phone,
  email,
  person_name
};
inline constexpr std::array kCarefulKinds = {CarefulKind::nhs_number, CarefulKind::insurance_number,
                                             CarefulKind::birth_date, CarefulKind::postcode,
                                             CarefulKind::phone,      CarefulKind::email,
                                             CarefulKind::person_name};

/// The name under which a kind is kept in settings: "nhs_number".
std::string_view careful_kind_name(CarefulKind kind);
std::optional<CarefulKind> careful_kind_from(std::string_view name);

struct CarefulMark {
  std::size_t begin = 0, end = 0;  // bytes of the note
  CarefulKind kind = CarefulKind::phone;
  bool operator==(const CarefulMark&) const = default;
};

/// The marks of a note, in order, none over another; one pass over the text. `kept` are words that
/// the person decided to keep, as they stand in the note; `off` are kinds that are not looked for.
/// NHS numbers are known by their check digit (modulus 11), National Insurance numbers by the
/// prefixes that HMRC gives out, postcodes by their area; a date counts as one of birth only beside
/// a word that says so, for notes are full of other dates; a name only after a title.
std::vector<CarefulMark> careful_marks(std::string_view note, const std::vector<std::string>& kept,
                                       std::span<const CarefulKind> off = {});

/// The same for a note that is being written: remembers what it read and reads only the lines that
/// changed since, as no mark reaches over the end of a line.
class CarefulReader {
 public:
  std::vector<CarefulMark> marks(std::string_view note, const std::vector<std::string>& kept,
                                 std::span<const CarefulKind> off = {});
  /// How many bytes the last call looked at, for tests.
  std::size_t read_last() const { return read_last_; }

 private:
  std::string note_;
  std::vector<CarefulMark> marks_;
  std::size_t read_last_ = 0;
};

/// "An NHS number and a date of birth"; empty without kinds.
std::string careful_sentence(std::span<const CarefulKind> kinds, const Strings& strings);
std::string careful_sentence(const std::vector<CarefulMark>& marks, const Strings& strings);

/// "NHS numbers": the kind in a list of settings.
std::string_view careful_plural(CarefulKind kind, const Strings& strings);

/// What is written in place of the words: "[date of birth]".
std::string careful_replacement(CarefulKind kind, const Strings& strings);

/// `text` with every mark replaced by what it was.
std::string careful_removed(std::string_view text, const std::vector<CarefulMark>& marks,
                            const Strings& strings);

}  // namespace crosstalk
