#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/model/catalogue.h"
#include "client/model/settings.h"
#include "client/model/strings.h"

namespace crosstalk {

/// The catalogues that are inside the program: a file each in this folder, read when they are first
/// asked for. Any thread.
const std::vector<Catalogue>& shipped_catalogues();

/// English and the shipped ones, by name; the accented English of tests too when it is the one in
/// use.
std::vector<LanguageChoice> language_choices(std::string_view in_use);

/// The words of a language; English where it is not known. "qps-ploc" is the accented English.
Strings strings_of(std::string_view language);

/// The language of the person's desktop, from the first of LC_ALL, LC_MESSAGES and LANG that says
/// anything: its code where we have it, else "en".
std::string desktop_language();

}  // namespace crosstalk
