#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/catalogue.h"
#include "client/model/strings_table.h"

namespace crosstalk {

/// The name of an entry of the string table. A name that the table does not have does not compile.
class TextKey {
 public:
  consteval TextKey(const char* name)
      : index_(index_of(name)) {}  // NOLINT(google-explicit-constructor)
  std::size_t index() const { return index_; }

 private:
  static consteval std::size_t index_of(std::string_view name) {
    for (std::size_t index = 0; index < kEnglish.size(); ++index) {
      if (kEnglish[index].key == name) return index;
    }
    the_string_table_has_no_such_key();
    return 0;
  }
  /// Never defined: a call that the compiler meets while it evaluates is the error message.
  static void the_string_table_has_no_such_key();

  std::size_t index_;
};

/// Everything that the window says, in one language. Cheap to pass by reference; immutable.
class Strings {
 public:
  /// English.
  Strings();
  explicit Strings(const Catalogue& catalogue);

  const std::string& language() const { return language_; }
  std::string_view operator()(TextKey key) const;
  /// With `{0}`, `{1}` … replaced.
  std::string fill(TextKey key, std::initializer_list<std::string_view> values) const;
  /// The form for `count`, with `{n}` replaced by the count ("1,204") and `{0}` … by the values.
  std::string count(TextKey key, std::int64_t count,
                    std::initializer_list<std::string_view> values = {}) const;
  /// "1,204", with the sign between thousands that the language uses.
  std::string number(std::int64_t count) const;

 private:
  using Forms = std::array<std::string, static_cast<std::size_t>(Plural::count)>;
  std::string language_ = "en";
  PluralRule rule_;
  std::vector<Forms> forms_;
};

}  // namespace crosstalk
