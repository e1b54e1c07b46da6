#include "storage/tokens.h"

#include <sqlite3.h>

#include <array>

#include "storage/query_statements.h"

namespace crosstalk {
namespace {

int collect(void* context, int /*flags*/, const char* token, int bytes, int /*from*/,
            int /*until*/) {
  static_cast<std::vector<std::string>*>(context)->emplace_back(token,
                                                                static_cast<std::size_t>(bytes));
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

Result<std::vector<std::string>> tokens_of(const Database& database, std::string_view text) {
  const auto api = find_api(database);
  if (!api) return api.error();
  void* user_data = nullptr;
  fts5_tokenizer methods{};
  if ((*api)->xFindTokenizer(*api, "unicode61", &user_data, &methods) != SQLITE_OK) {
    return database.last_error("tokenizer");
  }
  // As in the schema.
  std::array<const char*, 2> arguments = {"remove_diacritics", "2"};
  Fts5Tokenizer* tokenizer = nullptr;
  if (methods.xCreate(user_data, arguments.data(), 2, &tokenizer) != SQLITE_OK) {
    return database.last_error("tokenizer");
  }
  std::vector<std::string> tokens;
  const int code = methods.xTokenize(tokenizer, &tokens, FTS5_TOKENIZE_QUERY, text.data(),
                                     static_cast<int>(text.size()), collect);
  methods.xDelete(tokenizer);
  if (code != SQLITE_OK) return database.last_error("tokenize");
  return tokens;
}

Result<std::string> match_expression(const Database& database, std::string_view text) {
  const auto tokens = tokens_of(database, text);
  if (!tokens) return tokens.error();
  std::string expression;
  for (const std::string& token : *tokens) {
    if (!expression.empty()) expression += " AND ";
    expression += '"' + token + '"';
  }
  if (!expression.empty()) expression += '*';
  return expression;
}

}  // namespace crosstalk
