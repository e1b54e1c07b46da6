#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/strings.h"

namespace crosstalk {

/// What in a note could point to one person.
enum class CarefulKind { nhs_number, insurance_number, birth_date, postcode, phone, email };

struct CarefulMark {
  std::size_t begin = 0, end = 0;  // bytes of the note
  CarefulKind kind = CarefulKind::phone;
  bool operator==(const CarefulMark&) const = default;
};

/// The marks of a note, in order, none over another. `kept` are words that the person decided to
/// keep, as they stand in the note. NHS numbers are known by their check digit (modulus 11),
/// National Insurance numbers by their form; a date with a year counts as a date of birth only
/// after "born", "dob", "d.o.b." or "date of birth", for notes are full of other dates.
std::vector<CarefulMark> careful_marks(std::string_view note, const std::vector<std::string>& kept);

/// "An NHS number and a date of birth"; empty without marks.
std::string careful_sentence(const std::vector<CarefulMark>& marks, const Strings& strings);

/// What is written in place of the words: "[date of birth]".
std::string careful_replacement(CarefulKind kind, const Strings& strings);

}  // namespace crosstalk
