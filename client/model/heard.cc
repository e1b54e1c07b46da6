#include "client/model/heard.h"

#include <algorithm>

#include "client/model/labels.h"

namespace crosstalk {
namespace {

constexpr std::chrono::hours kQuarter{24 * 92};
constexpr std::chrono::hours kPeriodLeast{24 * 14};
constexpr std::size_t kCardsMax = 2;
constexpr std::size_t kAlikeMax = 3;
constexpr std::size_t kSameWordsMax = 4;

}  // namespace

HeardPeriod heard_period(const std::vector<MessageView>& messages, Instant now) {
  std::optional<Instant> first, last;
  for (const MessageView& message : messages) {
    if (message.first_heard && (!first || *message.first_heard < *first))
      first = message.first_heard;
    if (message.last_heard && (!last || *message.last_heard > *last)) last = message.last_heard;
  }
  HeardPeriod period{first.value_or(now), now};
  if (last && now - *last > kQuarter) period.until = *last + std::chrono::hours(24);
  if (period.until - period.from < kPeriodLeast) period.from = period.until - kPeriodLeast;
  // A little room on the left, so that the first mark does not stand on the end of the rule.
  period.from -= (period.until - period.from) / 20;
  return period;
}

HeardCard heard_card(const MessageView& message, const HeardPeriod& period, Instant now,
                     const Zone& zone, const Strings& strings) {
  HeardCard card;
  card.id = message.id;
  card.text = message.text;
  const auto length = static_cast<float>((period.until - period.from).count());
  for (const Instant heard : message.heard) {
    const auto at = static_cast<float>((heard - period.from).count()) / std::max(length, 1.0F);
    card.marks.push_back(std::clamp(at, 0.0F, 1.0F));
  }
  const auto count = static_cast<std::int64_t>(message.conversations.size());
  card.times =
      message.id.nil() ? std::string(strings("heard.new")) : strings.count("heard.times", count);
  if (message.id.nil()) return card;
  const auto sectors =
      strings.count("heard.sectors", static_cast<std::int64_t>(message.sectors.size()));
  const auto places =
      strings.count("heard.places", static_cast<std::int64_t>(message.places.size()));
  card.reach = strings.fill("heard.reach", {sectors, places});
  if (message.first_heard) {
    const auto day =
        short_day_words(day_of(*message.first_heard, zone), day_of(now, zone), strings);
    card.since = strings.fill("heard.since", {day});
  }
  return card;
}

void keep_places(const std::vector<SimilarMessage>& shown, std::vector<SimilarMessage>& found) {
  const std::size_t count = std::min({shown.size(), found.size(), kCardsMax});
  for (std::size_t place = 0; place < count; ++place) {
    const auto again = std::find_if(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count),
        [&](const SimilarMessage& one) { return one.message.id == shown[place].message.id; });
    if (again != found.begin() + static_cast<std::ptrdiff_t>(count))
      std::swap(*again, found[place]);
  }
}

HeardBefore heard_before(const Similar& similar, const std::vector<MessageView>& linked,
                         Instant now, const Zone& zone, const Vocabulary& vocabulary,
                         const Strings& strings) {
  std::vector<MessageView> all = linked;
  for (const SimilarMessage& found : similar.messages) all.push_back(found.message);
  const HeardPeriod period = heard_period(all, now);
  HeardBefore before;
  for (const MessageView& message : linked) {
    before.cards.push_back(heard_card(message, period, now, zone, strings));
    before.cards.back().linked = true;
  }
  for (const SimilarMessage& found : similar.messages) {
    const bool known = std::any_of(linked.begin(), linked.end(), [&](const MessageView& message) {
      return message.id == found.message.id;
    });
    if (known || before.cards.size() >= std::max(kCardsMax, linked.size())) continue;
    std::vector<std::string> words = found.words;
    HeardCard card = heard_card(found.message, period, now, zone, strings);
    if (words.size() > kSameWordsMax) words.resize(kSameWordsMax);
    if (!words.empty()) card.same_words = strings.fill("heard.same_words", {joined(words)});
    before.cards.push_back(std::move(card));
  }
  for (const SimilarConversation& found : similar.conversations) {
    if (before.alike.size() >= kAlikeMax) break;
    const ConversationRow& row = found.conversation;
    const auto day = day_words(day_of(row.occurred_at, zone), day_of(now, zone), strings);
    before.alike.push_back(
        {row.id, row.summary, joined({where_words(row.setting, row.place, vocabulary), day})});
  }
  return before;
}

}  // namespace crosstalk
