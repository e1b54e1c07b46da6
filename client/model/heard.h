#pragma once

#include <string>
#include <vector>

#include "client/model/dates.h"
#include "client/model/strings.h"
#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// From the first day to the last of a heard line. All lines of a screen share one, so that they
/// compare.
struct HeardPeriod {
  Instant from, until;
};

/// From the first time any of these messages was heard to now. Where nothing has been heard for a
/// quarter, the last time stands for now: the line of an old collection would else be a blot at its
/// left end.
HeardPeriod heard_period(const std::vector<MessageView>& messages, Instant now);

/// A message as a card, a row or a panel shows it.
struct HeardCard {
  Uuid id;
  std::string text;
  std::vector<float> marks;  // 0 the first day of the period, 1 its last
  std::string times;         // "Heard 7 times"
  std::string reach;         // "4 sectors · 3 places"
  std::string since;         // "Since 2 March"
  std::string same_words;    // "Same words: agreement, signed"; empty where not asked for
  bool linked = false;
};

HeardCard heard_card(const MessageView& message, const HeardPeriod& period, Instant now,
                     const Zone& zone, const Strings& strings);

/// A note like the one being written.
struct AlikeNote {
  Uuid id;
  std::string summary, where;
};

/// What stands beside a note being written.
struct HeardBefore {
  std::vector<HeardCard> cards;
  std::vector<AlikeNote> alike;
};

/// Of what is shown and still found among the best, nothing changes its place: the card under a
/// finger stays there while one types.
void keep_places(const std::vector<SimilarMessage>& shown, std::vector<SimilarMessage>& found);

/// `linked` are the messages that the note links to already; they stand first and stay.
HeardBefore heard_before(const Similar& similar, const std::vector<MessageView>& linked,
                         Instant now, const Zone& zone, const Vocabulary& vocabulary,
                         const Strings& strings);

}  // namespace crosstalk
