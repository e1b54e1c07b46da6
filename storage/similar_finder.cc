#include "storage/similar_finder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "storage/likeness.h"
#include "storage/message_index.h"
#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/spelling.h"
#include "storage/tokens.h"
#include "storage/word_counts.h"

namespace crosstalk {
namespace {

constexpr std::size_t kTokensMax = 600;      // of a very long note its beginning speaks for it
constexpr std::size_t kNoteTokensMax = 250;  // of the notes it is compared with
constexpr std::size_t kEntriesMax = 40;      // messages that are looked at closely
constexpr std::size_t kNotesMax = 60;        // notes that are looked at closely
constexpr std::size_t kNotesKept = 2'000;    // readings remembered
constexpr std::size_t kSearchUnits = 14;     // of the note, those that tell most
constexpr std::size_t kSearchWords = 60;
constexpr std::size_t kNotesOfMessage = 3;  // those most like speak for a message
constexpr std::size_t kWordsShown = 6;
constexpr std::int64_t kSmallStore = 300;

// From how many notes on it is known which words are rare: below, each is taken as it is. The most
// usual word of many notes still says half: what is heard often is said in usual words.
constexpr double kRarityKnown = 500;
constexpr double kRarityShare = 0.5;
// A word put right says a little less than one typed so.
constexpr double kSlipWorth = 0.85;
// What speaks for a message, and how much of it there must be; chosen by the samples and by
// tests/quality/.
constexpr double kWordsShare = 1;
constexpr double kNotesShare = 0.6;
constexpr double kWhoWeight = 0.5;  // who is named says less of what is said
constexpr double kWhoShare = 0.3;   // of what a note says of somebody
constexpr double kCoverShare = 0.5;
constexpr double kSecondShare = 0.5;
constexpr double kMessageLeast = 0.78;
constexpr double kNoteLeast = 0.4;
constexpr double kSaidLeast = 0.15;  // of a unit's worth for it to be shown as the same word

double rarity(std::int64_t having, std::int64_t all) {
  if (all <= 0) return 1;
  const auto notes = static_cast<double>(all);
  const double rare = std::log(1 + notes / (1 + static_cast<double>(having))) / std::log(1 + notes);
  const double known = notes / (notes + kRarityKnown);
  return 1 - kRarityShare * known * (1 - std::min(rare, 1.0));
}

/// What is looked for.
struct Question {
  std::vector<Unit> units;
  std::vector<double> rarity;  // of each unit
  std::vector<double> weights;
  double weight = 0;
};

/// How much of each unit of the question something says.
using Said = std::vector<double>;

double sum(const Said& said) {
  double all = 0;
  for (const double one : said) all += one;
  return all;
}

double second_of(const Said& said) {
  double first = 0, second = 0;
  for (const double one : said) {
    second = std::max(second, std::min(first, one));
    first = std::max(first, one);
  }
  return second;
}

Said said_by(const Question& question, const Compared& text) {
  Said said(question.units.size(), 0);
  for (std::size_t at = 0; at < said.size(); ++at) {
    const Compared::Match match = text.match(question.units[at]);
    if (match.likeness <= 0) continue;
    const double worth = std::min(question.units[at].worth, text.reading().units[match.unit].worth);
    said[at] = match.likeness * worth * question.rarity[at];
  }
  return said;
}

/// The same of a message's own words, those less that many messages have.
Said said_by(const Question& question, const MessageIndex& messages,
             const MessageIndex::Entry& entry) {
  Said said = said_by(question, entry.words);
  for (std::size_t at = 0; at < said.size(); ++at) {
    if (said[at] <= 0) continue;
    const Compared::Match match = entry.words.match(question.units[at]);
    said[at] *= match.sense ? messages.telling(*match.sense) : entry.telling[match.unit];
  }
  return said;
}

/// How much of a message the question says, 0 to 1.
double cover(const Compared& question, const MessageIndex& messages,
             const MessageIndex::Entry& entry) {
  double said = 0, all = 0;
  const auto& units = entry.words.reading().units;
  for (std::size_t at = 0; at < units.size(); ++at) {
    const Compared::Match match = question.match(units[at]);
    const double weight = units[at].worth * entry.telling[at];
    all += weight;
    said += match.sense ? units[at].worth * messages.telling(*match.sense) * match.likeness
                        : weight * match.likeness;
  }
  return all > 0 ? said / all : 0;
}

struct ReadNote {
  Uuid id;
  Compared words;
  std::vector<Uuid> messages;
};

struct FoundNote {
  std::int64_t position = 0;
  const ReadNote* note = nullptr;
  Said said;
  double score = 0;
};

/// Why a message may be like the question.
struct Evidence {
  double words = 0;   // what its own words say of the question
  double notes = 0;   // what the notes that carry it say besides
  double cover = 0;   // how much of its words the question says
  double second = 0;  // what both say that counts most but one: one word in common may be chance
};

struct FoundMessage {
  std::size_t entry = 0;
  Said said;
  Evidence evidence;
  double score = 0;
};

double score_of(const Evidence& evidence) {
  return kWordsShare * evidence.words + kNotesShare * evidence.notes +
         kCoverShare * evidence.cover + kSecondShare * evidence.second;
}

}  // namespace

struct SimilarFinder::Parts {
  explicit Parts(const Store& opened)
      : store(opened), database(opened.database()), counts(database) {}

  Result<void> read_messages() {
    if (messages) return {};
    auto read = MessageIndex::read(database, stemmer);
    if (!read) return read.error();
    messages = *std::move(read);
    return {};
  }

  Result<Reading> reading_of(std::string_view text, std::size_t tokens_max) const {
    const auto tokens = tokens_in(database, text);
    if (!tokens) return tokens.error();
    return read_text(text, *tokens, stemmer, tokens_max);
  }

  Result<Question> ask(std::string_view text);
  Result<void> mend_slip(Unit& unit);
  Result<std::vector<std::string>> search_words(const Question& question, std::int64_t all);
  Result<const ReadNote*> note_at(std::int64_t position);
  Result<std::vector<FoundNote>> find_notes(const Question& question,
                                            const std::optional<Uuid>& except);
  std::vector<FoundMessage> find_messages(const Question& question,
                                          const std::vector<FoundNote>& notes,
                                          const std::optional<Uuid>& except) const;
  Result<MessageView> view_of(const Uuid& id);

  const Store& store;
  const Database& database;
  Stemmer stemmer;
  WordCounts counts;
  std::optional<MessageIndex> messages;
  std::unordered_map<std::int64_t, ReadNote> notes;
  std::map<Uuid, MessageView> views;
  std::unordered_map<std::string, std::string> slips;  // what was meant, by what was typed
};

Result<void> SimilarFinder::Parts::mend_slip(Unit& unit) {
  if (unit.words.size() != 1 || !unit.senses.empty() || unit.worth < 1) return {};
  const std::string typed = unit.words[0];
  auto known = slips.find(typed);
  if (known == slips.end()) {
    const auto having = counts.with(typed);
    if (!having) return having.error();
    std::string meant;
    if (*having == 0) {
      meant = messages->spelled(typed);
      if (meant.empty()) {
        for (const std::string& word : Thesaurus::english().known()) {
          if (slip_of(typed, word)) meant = word;
        }
      }
      if (meant.empty()) {
        auto spelled = spelled_in_notes(counts, typed);
        if (!spelled) return spelled.error();
        meant = *std::move(spelled);
      }
    }
    known = slips.emplace(typed, meant).first;
  }
  if (known->second.empty()) return {};
  const Thesaurus& thesaurus = Thesaurus::english();
  unit.words = {known->second};
  unit.stem = stemmer.stem(known->second);
  unit.senses = thesaurus.senses(unit.stem);
  unit.worth = kSlipWorth * thesaurus.worth(known->second, unit.stem);
  return {};
}

Result<Question> SimilarFinder::Parts::ask(std::string_view text) {
  auto reading = reading_of(text, kTokensMax);
  if (!reading) return reading.error();
  const auto all = counts.all();
  if (!all) return all.error();
  Question question;
  for (Unit& unit : reading->units) {
    // A word that is still being typed is no slip, and each of its letters would be looked up anew.
    if (unit.end < text.size()) {
      if (const auto mended = mend_slip(unit); !mended) return mended.error();
    }
    std::int64_t having = WordCounts::count_max;
    for (const std::string& word : unit.words) {
      const auto count = counts.with(word);
      if (!count) return count.error();
      having = std::min(having, *count);
    }
    question.rarity.push_back(rarity(having, *all));
    question.weights.push_back(unit.worth * question.rarity.back() * (unit.who ? kWhoWeight : 1));
    question.weight += question.weights.back();
    question.units.push_back(std::move(unit));
  }
  return question;
}

/// The words to search the notes for: those of the units that tell most, and what else people say
/// for them, as far as they lead to few enough notes.
Result<std::vector<std::string>> SimilarFinder::Parts::search_words(const Question& question,
                                                                    std::int64_t all) {
  std::vector<std::size_t> order(question.units.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return question.weights[left] > question.weights[right];
  });
  if (order.size() > kSearchUnits) order.resize(kSearchUnits);
  const bool small = all < kSmallStore;
  const std::int64_t each_max = small ? all : std::max<std::int64_t>(all / 100, kSmallStore / 4);
  std::int64_t room = small ? all * static_cast<std::int64_t>(kSearchWords) : each_max * 4;
  std::vector<std::string> chosen;
  std::set<std::string> seen;
  const auto add = [&](const std::string& word) -> Result<void> {
    if (chosen.size() >= kSearchWords || !seen.insert(word).second) return {};
    const auto having = counts.with(word);
    if (!having) return having.error();
    if (*having == 0 || *having > std::min(each_max, room)) return {};
    room -= *having;
    chosen.push_back(word);
    return {};
  };
  for (const std::size_t at : order) {
    for (const std::string& word : question.units[at].words) {
      if (const auto added = add(word); !added) return added.error();
    }
  }
  for (const std::size_t at : order) {
    const Unit& unit = question.units[at];
    if (unit.words.size() == 1) {
      for (const char* ending : {"", "s", "es", "d", "ed", "ing", "e", "er", "ment", "ion", "ly"}) {
        const std::string word = unit.stem + ending;
        if (stemmer.stem(word) != unit.stem) continue;
        if (const auto added = add(word); !added) return added.error();
      }
    }
    for (const Sense& sense : unit.senses) {
      for (const std::string& word : Thesaurus::english().words(sense.number)) {
        if (const auto added = add(word); !added) return added.error();
      }
    }
  }
  return chosen;
}

Result<const ReadNote*> SimilarFinder::Parts::note_at(std::int64_t position) {
  if (const auto known = notes.find(position); known != notes.end()) return &known->second;
  Uuid id;
  std::string text;
  {
    Statement read = database.prepared(sql::kReadWordsAt);
    const auto row = read.bind(1, position).step();
    if (!row) return row.error();
    if (*row) {
      id = read.uuid(0);
      text = read.text(1) + "\n" + read.text(2);
    }
  }
  auto reading = reading_of(text, kNoteTokensMax);
  if (!reading) return reading.error();
  ReadNote note{id, Compared(*std::move(reading)), {}};
  Statement links = database.prepared(sql::kReadLinks);
  links.bind(1, position);
  const auto done =
      for_each_row(links, [&](const Statement& row) { note.messages.push_back(row.uuid(0)); });
  if (!done) return done.error();
  return &notes.emplace(position, std::move(note)).first->second;
}

Result<std::vector<FoundNote>> SimilarFinder::Parts::find_notes(const Question& question,
                                                                const std::optional<Uuid>& except) {
  std::vector<FoundNote> found;
  const auto all = counts.all();
  if (!all) return all.error();
  const auto words = search_words(question, *all);
  if (!words) return words.error();
  if (words->empty()) return found;
  std::string any;
  for (const std::string& word : *words) {
    if (!any.empty()) any += " OR ";
    any += '"' + word + '"';
  }
  {
    Statement find = database.prepared(sql::kSimilarConversations);
    find.bind(1, any).bind(2, except).bind(3, static_cast<std::int64_t>(kNotesMax));
    const auto done = for_each_row(find, [&](const Statement& row) {
      found.push_back({row.integer(0), {}, {}, 0});
    });
    if (!done) return done.error();
  }
  if (notes.size() > kNotesKept) notes.clear();
  for (FoundNote& one : found) {
    const auto note = note_at(one.position);
    if (!note) return note.error();
    one.note = *note;
    one.said = said_by(question, (*note)->words);
    for (std::size_t at = 0; at < one.said.size(); ++at) {
      if (question.units[at].who) one.said[at] *= kWhoShare;
    }
    one.score = sum(one.said) / std::sqrt(question.weight + 1);
  }
  std::stable_sort(found.begin(), found.end(), [](const FoundNote& left, const FoundNote& right) {
    return left.score > right.score;
  });
  return found;
}

std::vector<FoundMessage> SimilarFinder::Parts::find_messages(
    const Question& question, const std::vector<FoundNote>& found,
    const std::optional<Uuid>& except) const {
  std::map<std::size_t, std::size_t> carried;  // how many of the notes speak for each entry
  std::map<std::size_t, Said> by_notes;
  for (const FoundNote& note : found) {
    for (const Uuid& id : note.note->messages) {
      const auto entry = messages->entry_of(id);
      if (!entry || ++carried[*entry] > kNotesOfMessage) continue;
      Said& said = by_notes[*entry];
      said.resize(question.units.size(), 0);
      for (std::size_t at = 0; at < said.size(); ++at) said[at] = std::max(said[at], note.said[at]);
    }
  }
  std::set<std::size_t> entries;
  for (const auto& [entry, said] : by_notes) entries.insert(entry);
  for (const std::size_t entry :
       messages->candidates(question.units, question.weights, kEntriesMax)) {
    entries.insert(entry);
  }
  Reading asked;
  asked.units = question.units;
  const Compared compared(std::move(asked));
  const double scale = std::sqrt(question.weight + 1);
  std::vector<FoundMessage> best;
  for (const std::size_t number : entries) {
    const MessageIndex::Entry& entry = messages->entries()[number];
    if (except == entry.id) continue;
    FoundMessage one{number, said_by(question, *messages, entry), {}, 0};
    one.evidence.words = sum(one.said) / scale;
    if (const auto notes_say = by_notes.find(number); notes_say != by_notes.end()) {
      for (std::size_t at = 0; at < one.said.size(); ++at) {
        one.said[at] = std::max(one.said[at], notes_say->second[at]);
      }
    }
    one.evidence.notes = sum(one.said) / scale - one.evidence.words;
    one.evidence.cover = cover(compared, *messages, entry);
    one.evidence.second = second_of(one.said);
    one.score = score_of(one.evidence);
    if (one.score >= kMessageLeast) best.push_back(std::move(one));
  }
  std::stable_sort(
      best.begin(), best.end(),
      [](const FoundMessage& left, const FoundMessage& right) { return left.score > right.score; });
  return best;
}

Result<MessageView> SimilarFinder::Parts::view_of(const Uuid& id) {
  if (const auto known = views.find(id); known != views.end()) return known->second;
  auto view = read_message_in(database, messages->graph(), id);
  if (!view) return view.error();
  if (!*view) return MessageView();
  return views.emplace(id, **std::move(view)).first->second;
}

SimilarFinder::SimilarFinder(const Store& store) : parts_(std::make_unique<Parts>(store)) {}
SimilarFinder::~SimilarFinder() = default;

void SimilarFinder::forget() {
  parts_->counts.forget();
  parts_->messages.reset();
  parts_->notes.clear();
  parts_->views.clear();
  parts_->slips.clear();
}

Result<Similar> SimilarFinder::find(std::string_view text, std::size_t limit,
                                    const std::optional<Uuid>& except) {
  Parts& parts = *parts_;
  if (const auto read = parts.read_messages(); !read) return read.error();
  const auto question = parts.ask(text);
  if (!question) return question.error();
  Similar similar;
  if (question->units.empty()) return similar;
  const auto notes = parts.find_notes(*question, except);
  if (!notes) return notes.error();
  for (const FoundMessage& found : parts.find_messages(*question, *notes, except)) {
    if (similar.messages.size() == limit) break;
    auto view = parts.view_of(parts.messages->entries()[found.entry].id);
    if (!view) return view.error();
    SimilarMessage like{*std::move(view), found.score, {}};
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t at = 0; at < found.said.size(); ++at) {
      if (found.said[at] >= kSaidLeast) order.emplace_back(-found.said[at], at);
    }
    std::sort(order.begin(), order.end());
    if (order.size() > kWordsShown) order.resize(kWordsShown);
    for (const auto& [said, at] : order) {
      const Unit& unit = question->units[at];
      like.words.emplace_back(text.substr(unit.begin, unit.end - unit.begin));
    }
    similar.messages.push_back(std::move(like));
  }
  for (const FoundNote& found : *notes) {
    if (similar.conversations.size() == limit || found.score < kNoteLeast) break;
    Statement read = parts.database.prepared(sql::kReadRowAt);
    const auto row = read.bind(1, found.position).step();
    if (!row) return row.error();
    if (*row) similar.conversations.push_back({conversation_row(read), found.score});
  }
  return similar;
}

}  // namespace crosstalk
