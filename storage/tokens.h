#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.h"
#include "storage/result.h"

namespace crosstalk {

/// One word of a text just as the search index knows it (folded, without diacritics), and which
/// bytes of the text it is.
struct Token {
  std::string word;
  std::size_t begin = 0, end = 0;
};

/// Takes texts apart as the search index does. Belongs to the thread of the connection that it was
/// made by, and may outlive it.
class Tokenizer {
 public:
  static Result<Tokenizer> open(const Database& database);

  /// In order, repetitions too. Nothing more is read after `bytes_max` bytes.
  std::vector<Token> read(std::string_view text, std::size_t bytes_max = kAll) const;
  static constexpr std::size_t kAll = 1 << 30;

 private:
  struct Parts;
  explicit Tokenizer(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

/// All of a text at once.
Result<std::vector<Token>> tokens_in(const Database& database, std::string_view text);

/// The words of a text, in order, repetitions too.
Result<std::vector<std::string>> tokens_of(const Database& database, std::string_view text);

}  // namespace crosstalk
