#pragma once

#include <string>
#include <vector>

#include "client/model/heard.h"
#include "client/model/timeline.h"
#include "storage/queries.h"

namespace crosstalk {

struct MessagesView {
  std::vector<HeardCard> rows;  // widest reach first
  std::string empty_title, empty_sentence;
};
MessagesView messages_view(const std::vector<MessageView>& messages, Instant now, const Zone& zone,
                           const Strings& strings);

/// One sector's line on a message's own screen.
struct SectorLine {
  std::string label;
  std::vector<float> marks;
};

struct SaidRow {
  Uuid id;
  std::string summary, where, day, stance;
};

struct MessageDetail {
  Uuid id;
  std::string text;
  std::string times, times_words, sectors, sectors_words, places, places_words, span, span_words;
  std::vector<SectorLine> lines;  // at most eight, most often heard first
  std::vector<std::vector<std::size_t>>
      crossings;  // for each note, the lines it touches: two or more
  std::vector<float> crossing_at;
  std::string from_label, until_label;
  std::vector<SaidRow> said;  // newest first
  std::string actions_words;  // "3 open, 1 done"
  std::string overdue_words;
};

struct MessageSources {
  const MessageView& message;
  const std::vector<ConversationView>& conversations;
  const Vocabulary& vocabulary;
  Instant now;
  const Zone& zone;
  const Strings& strings;
};
MessageDetail message_detail(const MessageSources& sources);

}  // namespace crosstalk
