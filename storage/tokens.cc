#include "storage/tokens.h"

#include <sqlite3.h>

#include <array>
#include <utility>

#include "storage/query_statements.h"

namespace crosstalk {
namespace {

int collect(void* context, int /*flags*/, const char* token, int bytes, int from, int until) {
  static_cast<std::vector<Token>*>(context)->push_back(
      {std::string(token, static_cast<std::size_t>(bytes)), static_cast<std::size_t>(from),
       static_cast<std::size_t>(until)});
  return SQLITE_OK;
}

// https://www.sqlite.org/fts5.html#extending_fts5
Result<fts5_api*> find_api(const Database& database) {
  sqlite3_stmt* ask = nullptr;
  fts5_api* api = nullptr;
  if (sqlite3_prepare_v2(database.handle(), sql::kTokenizers.text, -1, &ask, nullptr) ==
      SQLITE_OK) {
    sqlite3_bind_pointer(ask, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(ask);
  }
  sqlite3_finalize(ask);
  if (api == nullptr) return database.last_error("tokenizers");
  return api;
}

}  // namespace

struct Tokenizer::Parts {
  fts5_tokenizer methods{};
  Fts5Tokenizer* handle = nullptr;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (handle != nullptr) methods.xDelete(handle);
  }
};

Result<Tokenizer> Tokenizer::open(const Database& database) {
  const auto api = find_api(database);
  if (!api) return api.error();
  const auto parts = std::make_shared<Parts>();
  void* user_data = nullptr;
  if ((*api)->xFindTokenizer(*api, "unicode61", &user_data, &parts->methods) != SQLITE_OK) {
    return database.last_error("tokenizer");
  }
  // As in the schema.
  std::array<const char*, 2> arguments = {"remove_diacritics", "2"};
  if (parts->methods.xCreate(user_data, arguments.data(), 2, &parts->handle) != SQLITE_OK) {
    return database.last_error("tokenizer");
  }
  return Tokenizer(parts);
}

std::vector<Token> Tokenizer::read(std::string_view text, std::size_t bytes_max) const {
  std::vector<Token> tokens;
  const std::string_view part = text.substr(0, bytes_max);
  // It fails where memory does, and then the words that were read stand for the text.
  parts_->methods.xTokenize(parts_->handle, &tokens, FTS5_TOKENIZE_QUERY, part.data(),
                            static_cast<int>(part.size()), collect);
  return tokens;
}

Result<std::vector<Token>> tokens_in(const Database& database, std::string_view text) {
  const auto tokenizer = Tokenizer::open(database);
  if (!tokenizer) return tokenizer.error();
  return tokenizer->read(text);
}

Result<std::vector<std::string>> tokens_of(const Database& database, std::string_view text) {
  auto tokens = tokens_in(database, text);
  if (!tokens) return tokens.error();
  std::vector<std::string> words;
  for (Token& token : *tokens) words.push_back(std::move(token.word));
  return words;
}

}  // namespace crosstalk
