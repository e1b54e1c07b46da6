#pragma once

#include <array>

#include "client/window/screens/day_field.h"
#include "client/window/text_editor.h"
#include "client/window/ui.h"

namespace crosstalk::gallery {

/// The parts of the gallery, each under its title.
void section(Ui& ui, std::string_view title);
void after_section(Ui& ui);

void buttons(Ui& ui);
void texts(Ui& ui, TextEditor& empty, TextEditor& note, TextEditor& search, TextEditor& due);
void days(Ui& ui, TextEditor& day, MonthUi& month);
void rows(Ui& ui, std::array<bool, 2>& ticked);
void cards(Ui& ui);
void banners(Ui& ui);
void sync_lines(Ui& ui);
void types(Ui& ui);

}  // namespace crosstalk::gallery
