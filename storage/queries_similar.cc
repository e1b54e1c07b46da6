#include <algorithm>
#include <set>
#include <utility>

#include "storage/message_graph.h"
#include "storage/queries.h"
#include "storage/query_rows.h"
#include "storage/query_statements.h"
#include "storage/tokens.h"

namespace crosstalk {
namespace {

constexpr std::size_t kWordsMax = 8;
// Looking up how often a word occurs takes some 10 µs; of a very long text its beginning speaks for
// it.
constexpr std::size_t kWordsLookedUpMax = 600;
constexpr std::int64_t kSmallStore = 300;

struct Word {
  std::int64_t documents = 0;
  std::string text;
};

std::vector<std::string> distinct(const std::vector<std::string>& tokens) {
  std::vector<std::string> words;
  std::set<std::string> seen;
  for (const std::string& token : tokens) {
    if (words.size() == kWordsLookedUpMax) break;
    if (seen.insert(token).second) words.push_back(token);
  }
  return words;
}

// Counts no further than to `limit`.
Result<std::int64_t> documents_with(const Database& database, const Sql& sql,
                                    const std::string& word, std::int64_t limit) {
  Statement read = database.prepared(sql);
  read.bind(1, '"' + word + '"').bind(2, limit);
  return count_of(read);
}

Result<std::int64_t> ask_count(const Database& database, const Sql& sql) {
  Statement read = database.prepared(sql);
  return count_of(read);
}

bool rarer(const Word& left, const Word& right) {
  return std::pair(left.documents, left.text) < std::pair(right.documents, right.text);
}

/// The rarest words that at least `least` and at most `most` documents have. The most common words
/// would take longest to count, so nothing is counted further than it can matter: long words, which
/// are rare, come first, and once there are enough, only a rarer one counts.
Result<std::vector<std::string>> rarest(const Database& database, const Sql& sql,
                                        std::vector<std::string> words, std::int64_t least,
                                        std::int64_t most) {
  std::stable_sort(
      words.begin(), words.end(),
      [](const std::string& left, const std::string& right) { return left.size() > right.size(); });
  std::vector<Word> known;  // a heap, the most common on top
  for (const std::string& word : words) {
    const bool enough = known.size() == kWordsMax;
    const std::int64_t limit = enough ? known.front().documents : most + 1;
    const auto documents = documents_with(database, sql, word, limit);
    if (!documents) return documents.error();
    if (*documents < least || *documents >= limit) continue;
    if (enough) {
      std::pop_heap(known.begin(), known.end(), rarer);
      known.pop_back();
    }
    known.push_back({*documents, word});
    std::push_heap(known.begin(), known.end(), rarer);
  }
  std::sort_heap(known.begin(), known.end(), rarer);
  std::vector<std::string> chosen;
  for (const Word& word : known) chosen.push_back(word.text);
  return chosen;
}

std::string any_of(const std::vector<std::string>& words) {
  std::string expression;
  for (const std::string& word : words) {
    if (!expression.empty()) expression += " OR ";
    expression += '"' + word + '"';
  }
  return expression;
}

// How many documents may have a word for it still to tell them apart: 1 %, and more where there are
// few.
std::int64_t documents_max(std::int64_t all) {
  if (all < kSmallStore) return std::max<std::int64_t>(all / 4, 2);
  return std::max<std::int64_t>(all / 100, kSmallStore / 4);
}

std::int64_t documents_min(std::int64_t all) { return all < kSmallStore ? 1 : 2; }

Result<void> add_conversations(const Store& store, const std::vector<std::string>& words,
                               std::size_t limit, const std::optional<Uuid>& except,
                               Similar& similar) {
  const Database& database = store.database();
  const auto all = ask_count(database, sql::kSumConversations);
  if (!all) return all.error();
  const auto chosen = rarest(database, sql::kConversationsWithWord, words, documents_min(*all),
                             documents_max(*all));
  if (!chosen) return chosen.error();
  if (chosen->empty()) return {};
  Statement find = database.prepared(sql::kSimilarConversations);
  find.bind(1, any_of(*chosen)).bind(2, except).bind(3, static_cast<std::int64_t>(limit));
  return for_each_row(find, [&](const Statement& row) {
    similar.conversations.push_back({conversation_row(row), row.real(11)});
  });
}

struct FoundMessage {
  Uuid id;
  double score = 0;
};

Result<void> add_messages(const Store& store, const std::vector<std::string>& words,
                          std::size_t limit, const std::optional<Uuid>& except, Similar& similar) {
  const Database& database = store.database();
  const auto all = ask_count(database, sql::kCountMessages);
  if (!all) return all.error();
  // Messages are one sentence each, so that a word says more than in a note.
  const auto chosen =
      rarest(database, sql::kMessagesWithWord, words, 1, std::max<std::int64_t>(*all / 5, 2));
  if (!chosen) return chosen.error();
  if (chosen->empty()) return {};
  std::vector<FoundMessage> found;
  {
    Statement find = database.prepared(sql::kSimilarMessages);
    // Several may count as one, so a few more than asked for.
    find.bind(1, any_of(*chosen)).bind(2, except).bind(3, static_cast<std::int64_t>(limit) * 3);
    const auto done = for_each_row(find, [&](const Statement& row) {
      found.push_back({row.uuid(0), row.real(1)});
    });
    if (!done) return done.error();
  }
  if (found.empty()) return {};
  const auto graph = MessageGraph::read(database);
  if (!graph) return graph.error();
  std::set<Uuid> seen;
  for (const FoundMessage& one : found) {
    if (similar.messages.size() == limit) break;
    auto message = read_message_in(database, *graph, one.id);
    if (!message) return message.error();
    if (!*message || (*message)->id == except || !seen.insert((*message)->id).second) continue;
    const auto tokens = tokens_of(database, (*message)->text);
    if (!tokens) return tokens.error();
    SimilarMessage like{std::move(**message), one.score, {}};
    for (const std::string& word : *chosen) {
      if (std::find(tokens->begin(), tokens->end(), word) != tokens->end())
        like.words.push_back(word);
    }
    similar.messages.push_back(std::move(like));
  }
  return {};
}

}  // namespace

Result<Similar> find_similar(const Store& store, std::string_view text, std::size_t limit,
                             const std::optional<Uuid>& except) {
  Similar similar;
  const auto tokens = tokens_of(store.database(), text);
  if (!tokens) return tokens.error();
  const std::vector<std::string> words = distinct(*tokens);
  const auto messages = add_messages(store, words, limit, except, similar);
  if (!messages) return messages.error();
  const auto conversations = add_conversations(store, words, limit, except, similar);
  if (!conversations) return conversations.error();
  return similar;
}

}  // namespace crosstalk
