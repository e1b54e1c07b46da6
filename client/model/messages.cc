#include "client/model/messages.h"

#include <algorithm>
#include <map>

#include "client/model/labels.h"

namespace crosstalk {
namespace {

constexpr std::size_t kLinesMax = 8;

float place_in(const HeardPeriod& period, Instant moment) {
  const auto length = static_cast<float>((period.until - period.from).count());
  const auto at = static_cast<float>((moment - period.from).count());
  return std::clamp(at / std::max(length, 1.0F), 0.0F, 1.0F);
}

/// One line a sector, most often heard first, and where notes join them.
void put_lines(MessageDetail& detail, const MessageSources& from, const HeardPeriod& period) {
  std::map<std::string, int> counts;
  for (const ConversationView& note : from.conversations) {
    for (const std::string& key : note.sectors) ++counts[key];
  }
  std::vector<std::pair<std::string, int>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& one, const auto& other) { return one.second > other.second; });
  if (order.size() > kLinesMax) order.resize(kLinesMax);
  for (const auto& [key, count] : order) {
    detail.lines.push_back({from.vocabulary.short_label(TermList::sectors, key), {}});
  }
  for (const ConversationView& note : from.conversations) {
    const float at = place_in(period, note.occurred_at);
    std::vector<std::size_t> touched;
    for (std::size_t index = 0; index < order.size(); ++index) {
      if (std::find(note.sectors.begin(), note.sectors.end(), order[index].first) ==
          note.sectors.end())
        continue;
      detail.lines[index].marks.push_back(at);
      touched.push_back(index);
    }
    if (touched.size() < 2) continue;
    detail.crossings.push_back(std::move(touched));
    detail.crossing_at.push_back(at);
  }
}

void put_actions(MessageDetail& detail, const MessageSources& from) {
  const Day today = day_of(from.now, from.zone);
  std::int64_t open = 0, done = 0, overdue = 0;
  for (const ConversationView& note : from.conversations) {
    for (const ActionView& action : note.actions) {
      const bool closed = action.state == "done" || action.state == "dropped";
      const auto due = day_from_iso(action.due);
      (closed ? done : open) += 1;
      if (!closed && due && *due < today) ++overdue;
    }
  }
  if (open + done == 0) return;
  detail.actions_words = joined({from.strings.count("message.actions_open", open),
                                 from.strings.count("message.actions_done", done)});
  if (overdue > 0) detail.overdue_words = from.strings.count("message.actions_overdue", overdue);
}

}  // namespace

MessagesView messages_view(const std::vector<MessageView>& messages, Instant now, const Zone& zone,
                           const Strings& strings) {
  MessagesView view;
  const HeardPeriod period = heard_period(messages, now);
  for (const MessageView& message : messages) {
    view.rows.push_back(heard_card(message, period, now, zone, strings));
  }
  if (view.rows.empty()) {
    view.empty_title = strings("messages.empty.title");
    view.empty_sentence = strings("messages.empty.sentence");
  }
  return view;
}

MessageDetail message_detail(const MessageSources& from) {
  const Strings& strings = from.strings;
  const MessageView& message = from.message;
  const Day today = day_of(from.now, from.zone);
  MessageDetail detail;
  detail.id = message.id;
  detail.text = message.text;
  const auto times = static_cast<std::int64_t>(message.conversations.size());
  const auto sectors = static_cast<std::int64_t>(message.sectors.size());
  const auto places = static_cast<std::int64_t>(message.places.size());
  detail.times = strings.number(times);
  detail.times_words = strings.count("message.times", times);
  detail.sectors = strings.number(sectors);
  detail.sectors_words = strings.count("message.sectors", sectors);
  detail.places = strings.number(places);
  detail.places_words = strings.count("message.places", places);
  if (message.first_heard && message.last_heard) {
    const Day first = day_of(*message.first_heard, from.zone);
    const Day last = day_of(*message.last_heard, from.zone);
    detail.span = strings.count("message.days", (last - first).count() + 1);
    detail.span_words =
        first == last ? strings.fill("message.on", {short_day_words(first, today, strings)})
                      : strings.fill("message.from_to", {short_day_words(first, today, strings),
                                                         short_day_words(last, today, strings)});
  }
  const HeardPeriod period = heard_period({message}, from.now);
  detail.from_label = short_day_words(day_of(period.from, from.zone), today, strings);
  detail.until_label = day_words(day_of(period.until, from.zone), today, strings);
  put_lines(detail, from, period);
  put_actions(detail, from);
  std::vector<const ConversationView*> newest;
  for (const ConversationView& note : from.conversations) newest.push_back(&note);
  std::stable_sort(newest.begin(), newest.end(), [](const auto* one, const auto* other) {
    return one->occurred_at > other->occurred_at;
  });
  for (const ConversationView* note : newest) {
    SaidRow row;
    row.id = note->id;
    row.summary = note->summary;
    row.where = joined({labels_of(TermList::sectors, note->sectors, from.vocabulary), note->place});
    row.day = day_words(day_of(note->occurred_at, from.zone), today, strings);
    row.stance = note->stance;
    detail.said.push_back(std::move(row));
  }
  return detail;
}

}  // namespace crosstalk
