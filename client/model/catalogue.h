#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/plurals.h"
#include "storage/result.h"

namespace crosstalk {

/// A language as a translator writes it: for each key of the string table one form, or as many as
/// its plurals need. Keys that it lacks are shown in English.
struct Catalogue {
  std::string language;  // BCP 47: "cy"
  std::string name;      // in itself: "Cymraeg"
  std::map<std::string, std::map<Plural, std::string>, std::less<>> entries;
};

/// Reads a file of `client/languages` (its README says how one is written):
///   {"language": "cy", "name": "Cymraeg", "texts": {"nav.write": "Ysgrifennu",
///    "heard.sectors": {"zero": …, "one": …, … "other": …}}}
/// Errors: `file-unreadable`, whose detail says what is wrong and where.
Result<Catalogue> parse_catalogue(std::string_view json);

/// The keys of the table that a catalogue has no form for: they are shown in English.
std::vector<std::string> missing_keys(const Catalogue& catalogue);

/// What would be shown wrong, a line each: a key that the table does not have, a plural form that
/// the language needs and the entry lacks, a `{0}` or `{n}` that English has and the entry lacks,
/// or the other way round.
std::vector<std::string> catalogue_faults(const Catalogue& catalogue);

/// English a third longer, with an accent on every letter and in brackets: what is shown without
/// them was never given to a translator, what is cut off has too little room. Its language is
/// "qps-ploc", as is usual for one that nobody speaks. Words that dates are read by stay as they
/// are.
Catalogue pseudo_catalogue();

}  // namespace crosstalk
