#include "client/model/careful_draft.h"

#include <algorithm>
#include <charconv>

namespace crosstalk {
namespace {

std::string_view words_of(std::string_view text, const CarefulMark& mark) {
  return text.substr(mark.begin, mark.end - mark.begin);
}

std::size_t number_of(std::string_view digits) {
  std::size_t number = static_cast<std::size_t>(-1);
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

std::size_t DraftMarks::count() const {
  std::size_t sum = body.size() + heading.size() + form.size();
  for (const auto& action : actions) sum += action.size();
  return sum;
}

std::vector<CarefulKind> DraftMarks::kinds() const {
  std::vector<CarefulKind> all;
  const auto add = [&all](const std::vector<CarefulMark>& marks) {
    for (const CarefulMark& mark : marks) {
      if (std::find(all.begin(), all.end(), mark.kind) == all.end()) all.push_back(mark.kind);
    }
  };
  add(body);
  add(heading);
  for (const auto& action : actions) add(action);
  add(form);
  return all;
}

DraftMarks draft_marks(const NoteDraft& draft, std::string_view form_words,
                       std::span<const CarefulKind> off, CarefulReader& reader) {
  DraftMarks marks;
  marks.body = reader.marks(draft.body, draft.kept_words, off);
  marks.heading = careful_marks(draft.heading, draft.kept_words, off);
  marks.form = careful_marks(form_words, draft.kept_words, off);
  for (const DraftAction& action : draft.actions)
    marks.actions.push_back(careful_marks(action.text, draft.kept_words, off));
  return marks;
}

void keep_marks(NoteDraft& draft, std::string_view form_words, const DraftMarks& marks) {
  const auto keep = [&draft](std::string_view text, const std::vector<CarefulMark>& of_text) {
    for (const CarefulMark& mark : of_text) {
      std::string words(words_of(text, mark));
      auto& kept = draft.kept_words;
      if (std::find(kept.begin(), kept.end(), words) == kept.end())
        kept.push_back(std::move(words));
    }
  };
  keep(draft.body, marks.body);
  keep(draft.heading, marks.heading);
  keep(form_words, marks.form);
  for (std::size_t index = 0; index < marks.actions.size(); ++index)
    keep(draft.actions[index].text, marks.actions[index]);
}

bool remove_action_marks(NoteDraft& draft, const DraftMarks& marks, const Strings& strings) {
  bool removed = false;
  for (std::size_t index = 0; index < marks.actions.size(); ++index) {
    if (marks.actions[index].empty()) continue;
    draft.actions[index].text =
        careful_removed(draft.actions[index].text, marks.actions[index], strings);
    removed = true;
  }
  return removed;
}

std::string kept_places(std::string_view body, const std::vector<std::string>& kept) {
  std::string places;
  const std::vector<CarefulMark> marks = careful_marks(body, {});
  for (std::size_t index = 0; index < marks.size(); ++index) {
    if (std::find(kept.begin(), kept.end(), words_of(body, marks[index])) == kept.end()) continue;
    places += (places.empty() ? std::to_string(body.size()) + ":" : ",") + std::to_string(index);
  }
  return places;
}

std::vector<std::string> kept_at(std::string_view body, std::string_view places) {
  const auto colon = places.find(':');
  if (colon == std::string_view::npos || number_of(places.substr(0, colon)) != body.size())
    return {};
  const std::vector<CarefulMark> marks = careful_marks(body, {});
  std::vector<std::string> kept;
  for (std::size_t begin = colon + 1; begin < places.size();) {
    const std::size_t end = std::min(places.find(',', begin), places.size());
    const std::size_t index = number_of(places.substr(begin, end - begin));
    if (index < marks.size()) kept.emplace_back(words_of(body, marks[index]));
    begin = end + 1;
  }
  return kept;
}

std::string kept_setting(const Uuid& note) { return "careful_kept/" + note.text(); }

}  // namespace crosstalk
