// What is asked of the timeline's list: words, filters, saved searches.

#include <algorithm>
#include <utility>

#include "client/app/timeline_desk.h"
#include "client/model/saved_searches.h"
#include "client/model/search_fields.h"
#include "storage/text.h"

namespace crosstalk {

void TimelineDesk::ask(const TimelineChoice& choice) {
  list_.ask(choice);
  before_word_.reset();
  stale_ = true;
}

/// Words that name a filter become chips once they are finished. The one being typed narrows the
/// list as soon as it is the whole of a name, and until then asks for nothing.
void TimelineDesk::take_search(bool entered) {
  TimelineChoice choice = before_word_.value_or(list_.choice());
  const FieldSources sources{list_.values(), desk_.vocabulary, desk_.today(), desk_.strings};
  const std::string typed = ui_.query.text();
  std::string text = typed;
  const std::vector<FieldWord> words = field_words(typed);
  std::optional<FieldWord> typing;
  bool chips = false;
  // From the last, so that the places of those before stay right.
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (!word->finished && !entered) {
      typing = *word;
    } else if (put_field(choice, *word, sources, NameMatch::beginning)) {
      text = without_word(text, *word);
      chips = true;
    }
  }
  if (chips) {
    ui_.query.set_text(text);
    show_days(choice);
  }
  choice.query =
      trimmed(typing ? text.substr(0, typing->begin - (typed.size() - text.size())) : text);
  TimelineChoice narrowed = choice;
  const bool narrows = typing && put_field(narrowed, *typing, sources, NameMatch::whole);
  ask(narrowed);
  if (narrows) before_word_ = choice;
}

void TimelineDesk::show_words_and_days(const TimelineChoice& choice) {
  ui_.query.set_text(choice.query);
  show_days(choice);
}

void TimelineDesk::show_days(const TimelineChoice& choice) {
  const auto words = [&](const std::string& iso) {
    const auto day = day_from_iso(iso);
    return day ? long_day_words(*day, desk_.today(), desk_.strings) : std::string();
  };
  ui_.filter.show_days(words(choice.from), words(choice.until));
}

void TimelineDesk::apply_list(const TimelineIntents& intents, Wishes& wishes) {
  if (intents.query_changed || intents.query_entered) take_search(intents.query_entered);
  apply_filter(intents.filter);
  if (intents.clear || intents.filter.clear) {
    ask({});
    show_words_and_days({});
  }
  if (intents.drop_filters) {
    TimelineChoice words;
    words.query = list_.choice().query;
    ask(words);
    show_words_and_days(words);
  }
  if (intents.retry) {
    list_.try_again();
    stale_ = true;
  }
  if (intents.open) {
    if (const TimelineRow* row = list_.row(*intents.open)) {
      open(row->id);
      ui_.filter.open = false;
      stale_ = true;
    }
  }
  wishes.write = intents.write;
  wishes.open_settings = wishes.open_settings || intents.open_settings;
  wishes.open_sync = intents.open_sync;
}

void TimelineDesk::apply_filter(const TimelineFilterIntents& intents) {
  ui_.filter.today = desk_.today();
  if (intents.chip) {
    TimelineChoice choice = list_.choice();
    const bool had_days = !choice.from.empty() || !choice.until.empty();
    tap_filter(choice, *intents.chip);
    if (had_days && choice.from.empty() && choice.until.empty()) ui_.filter.show_days({}, {});
    ask(choice);
  }
  if (intents.days_changed) {
    TimelineChoice choice = list_.choice();
    TimelineFilterUi& filter = ui_.filter;
    choice.from =
        TimelineFilterUi::read_day(filter.from, filter.from_error, desk_.today(), desk_.strings);
    choice.until =
        TimelineFilterUi::read_day(filter.until, filter.until_error, desk_.today(), desk_.strings);
    if (!choice.from.empty() || !choice.until.empty()) choice.period = Period::all;
    ask(choice);
  }
  if (intents.run) {
    const auto named = std::find_if(saved_.begin(), saved_.end(), [&](const SavedSearch& search) {
      return search.name == *intents.run;
    });
    if (named != saved_.end()) {
      // Tapped once more it is taken off, like any chip.
      const TimelineChoice choice =
          named->choice == list_.choice() ? TimelineChoice() : named->choice;
      ask(choice);
      show_words_and_days(choice);
    }
  }
  apply_naming(intents);
}

const SavedSearch* TimelineDesk::chosen_search() const {
  const auto found = std::find_if(saved_.begin(), saved_.end(), [&](const SavedSearch& search) {
    return search.choice == list_.choice();
  });
  return found == saved_.end() ? nullptr : &*found;
}

void TimelineDesk::apply_naming(const TimelineFilterIntents& intents) {
  using Naming = TimelineFilterUi::Naming;
  const Strings& strings = desk_.strings;
  const SavedSearch* chosen = chosen_search();
  if (intents.begin_saving || (intents.begin_renaming && chosen != nullptr)) {
    ui_.filter.naming = intents.begin_saving ? Naming::saving : Naming::renaming;
    ui_.filter.name.set_text(intents.begin_saving ? view_.suggested_name : chosen->name);
    ui_.filter.name.focus();
  }
  if (intents.cancelled) ui_.filter.naming = Naming::none;
  if (intents.remove && chosen != nullptr) {
    keep_searches(without_search(saved_, chosen->name),
                  strings.fill("timeline.search_removed", {chosen->name}), Icon::remove);
    return;
  }
  if (!intents.named) return;
  const Naming naming = std::exchange(ui_.filter.naming, Naming::none);
  const std::string name = trimmed(ui_.filter.name.text());
  if (name.empty()) return;
  if (naming == Naming::renaming && chosen != nullptr) {
    keep_searches(with_name(saved_, chosen->name, name),
                  strings.fill("timeline.search_renamed", {name}), Icon::write);
  } else if (naming == Naming::saving) {
    keep_searches(with_search(saved_, {name, list_.choice()}),
                  strings.fill("timeline.search_saved", {name}), Icon::sent);
  }
}

/// They are shown at once, and as they were where they could not be kept.
void TimelineDesk::keep_searches(std::vector<SavedSearch> searches, std::string words, Icon icon) {
  const std::vector<SavedSearch> before = std::exchange(saved_, std::move(searches));
  stale_ = true;
  desk_.write(KeepSetting{std::string(kSavedSearchesSetting), saved_searches_text(saved_)},
              [this, before, words = std::move(words), icon](const auto& result) {
                if (!result) {
                  saved_ = before;
                  stale_ = true;
                  desk_.fail(result.error(), "failure.change", "failure.change_kept");
                  return;
                }
                desk_.say(words, icon, [this, before] {
                  keep_searches(before, std::string(desk_.strings("toast.undone")), Icon::undo);
                });
              });
}

}  // namespace crosstalk
