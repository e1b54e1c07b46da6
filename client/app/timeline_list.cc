#include "client/app/timeline_list.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "client/window/text.h"

namespace crosstalk {
namespace {

/// So many of the newest are shown before all are known.
constexpr std::size_t kFirst = 200;
/// Rows are read so many at once, and so many stretches of them kept.
constexpr std::size_t kPageRows = 16;
constexpr std::size_t kPagesMax = 16;
constexpr std::size_t kMarksMax = 50;
/// An excerpt is taken from so much of the beginning of a note.
constexpr std::size_t kBodyCharacters = 4'000;

std::size_t apart(std::size_t one, std::size_t other) {
  return one > other ? one - other : other - one;
}

}  // namespace

TimelineList::TimelineList(Desk& desk)
    : desk_(desk),
      own_finder_(desk.parts.finder == nullptr ? std::make_unique<InlineFinder>(desk.parts.store)
                                               : nullptr),
      finder_(own_finder_ ? *own_finder_ : *desk.parts.finder) {}

void TimelineList::ask(const TimelineChoice& choice) {
  if (choice == choice_) return;
  choice_ = choice;
  asked_ = true;
}

void TimelineList::look() {
  const Store& store = desk_.parts.store;
  FindWish wish;
  wish.token = ++token_;
  wish.filter = filter_of(choice_, desk_.now(), desk_.parts.zone);
  wish.first = asked_ ? kFirst : 0;
  wish.values = values_data_ != data_ && (values_shown_ || values_data_ == 0);
  if (wish.values) values_looked_data_ = data_;
  if (asked_) {
    fresh_ = true;
    marker_.reset();
    if (!choice_.query.empty()) {
      if (auto marker = SearchMarker::open(store.database(), choice_.query)) {
        if (!marker->empty()) marker_ = *std::move(marker);
      }
    }
  }
  asked_ = false;
  waiting_ = true;
  looked_data_ = data_;
  finder_.find(std::move(wish));
}

bool TimelineList::update(LongList& rows) {
  bool changed = false;
  if (data_ != desk_.data || today_ != desk_.today()) {
    data_ = desk_.data;
    today_ = desk_.today();
    pages_.clear();
    rows.forget_heights();
    changed = true;
  }
  // The newest of all can be read in no time, so that the first frame shows them.
  if (asked_ && choice_.empty()) {
    ConversationFilter newest;
    newest.limit = kFirst;
    auto found = find_positions(desk_.parts.store, newest);
    marker_.reset();
    failed_ = !found;
    if (found) {
      complete_ = found->positions.size() < kFirst;
      positions_ = std::move(found->positions);
      pages_.clear();
      rows.begin(positions_.size());
    }
    asked_ = false;
    fresh_ = false;
    waiting_ = false;
    looked_data_ = 0;
    changed = true;
  }
  // Once for what the store holds: where they could not be read, they are not asked for on and on.
  const bool values_stale =
      values_shown_ && values_data_ != data_ && values_looked_data_ != data_ && !waiting_;
  const bool stale = looked_data_ != data_ && !waiting_;
  if (asked_ || stale || values_stale) look();
  for (FindAnswer& answer : finder_.take_answers()) {
    if (answer.token != token_) continue;
    take(std::move(answer), rows);
    changed = true;
  }
  return changed;
}

void TimelineList::take(FindAnswer answer, LongList& rows) {
  if (answer.part == FindAnswer::Part::values) {
    values_ = std::move(answer.values);
    values_data_ = looked_data_;
    return;
  }
  failed_ = !answer.positions;
  complete_ = answer.part == FindAnswer::Part::all;
  waiting_ = !complete_ && !failed_;
  if (!failed_) replace(*std::move(answer.positions), rows);
}

void TimelineList::replace(std::vector<Position> positions, LongList& rows) {
  const bool fresh = std::exchange(fresh_, false);
  if (!fresh && positions == positions_) return;
  const bool longer = !fresh && positions.size() > positions_.size() &&
                      std::equal(positions_.begin(), positions_.end(), positions.begin());
  if (longer) {
    // The last page may have been cut short.
    if (!positions_.empty()) pages_.erase((positions_.size() - 1) / kPageRows);
    rows.extend(positions.size());
  } else {
    pages_.clear();
    if (fresh || positions_.empty()) {
      rows.begin(positions.size());
    } else {
      const Position seen = positions_[std::min(rows.first_seen(), positions_.size() - 1)];
      const auto now = std::lower_bound(positions.begin(), positions.end(), seen, std::greater<>());
      rows.replace(positions.size(), static_cast<std::size_t>(now - positions.begin()));
    }
  }
  positions_ = std::move(positions);
}

TimelineList::Page& TimelineList::page_with(std::size_t index) {
  const std::size_t number = index / kPageRows;
  const auto held = pages_.find(number);
  if (held != pages_.end()) return held->second;
  if (pages_.size() >= kPagesMax) {
    std::erase_if(pages_,
                  [&](const auto& page) { return apart(page.first, number) > kPagesMax / 4; });
  }
  const std::size_t begin = number * kPageRows;
  const std::size_t size = std::min(kPageRows, positions_.size() - begin);
  Page page(size);
  const auto rows = read_rows(desk_.parts.store, std::span(positions_).subspan(begin, size));
  failed_ = failed_ || !rows;
  if (rows) {
    auto next = rows->begin();
    for (std::size_t line = 0; line < size && next != rows->end(); ++line) {
      if (next->position == positions_[begin + line]) page[line].row = *next++;
    }
  }
  return pages_.emplace(number, std::move(page)).first->second;
}

void TimelineList::mark(const ConversationRow& row, TimelineRow& shown) const {
  if (!marker_) return;
  shown.marks = marker_->marks(shown.summary, kMarksMax);
  if (!shown.marks.empty()) return;
  const auto body = read_body_start(desk_.parts.store, row.position, kBodyCharacters);
  if (!body) return;
  const std::string words = display_text(*body);
  shown.excerpt = excerpt_of(words, marker_->marks(words, kMarksMax));
}

const TimelineRow* TimelineList::row(std::size_t index) {
  if (index >= positions_.size()) return nullptr;
  Line& line = page_with(index)[index % kPageRows];
  if (!line.row) return nullptr;
  if (!line.shown) {
    std::optional<Instant> newer;
    if (index > 0) newer = instant_of(positions_[index - 1]);
    line.shown = timeline_row(*line.row, newer,
                              {desk_.vocabulary, desk_.now(), desk_.parts.zone, desk_.strings});
    line.shown->summary = display_text(line.shown->summary);
    mark(*line.row, *line.shown);
  }
  return &*line.shown;
}

std::string TimelineList::setting_of_first() {
  if (positions_.empty()) return {};
  const Line& first = page_with(0).front();
  return first.row ? first.row->setting : std::string();
}

}  // namespace crosstalk
