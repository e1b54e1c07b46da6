#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/merge.h"
#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// The lists a term can stand in. Places have no core terms. Stances cannot be added to.
enum class TermList { sectors, themes, purposes, settings, places, stances };

std::string_view term_list_name(TermList list);  // "sectors", as the wire has it

/// One term as screens show it: a core term, one that the space added, or a core term that it
/// changed.
struct Term {
  TermList list = TermList::sectors;
  std::string key;          // stable, travels in changes
  std::string label;        // for people, in the language asked for (English where it has none)
  std::string short_label;  // for chips and table heads; the label where there is no shorter one
  std::string group;        // of core purposes: "direct", "indirect", "other"; else empty
  std::string merged_into;  // the key of the term that it was made one with; else empty
  bool retired = false;     // not offered any more, still shown where used
  bool core = false;
};

/// The core vocabulary every space starts with, in its own order.
std::span<const Term> core_terms();

/// Core terms and the space's own together. A snapshot: read again when `Store::data_version` grew.
class Vocabulary {
 public:
  /// Errors are those of reading.
  static Result<Vocabulary> read(const Store& store, std::string_view language = "en");
  /// The same from merged `term` records; states of other kinds are passed over. Where several
  /// records name one list and key, each field is that of the greatest (stamp, change).
  static Vocabulary from(std::span<const RecordState> states, std::string_view language = "en");
  /// Core terms alone.
  Vocabulary();

  /// All terms of a list in the order to show them, retired and merged ones too: by `order` (core
  /// terms stand at 10, 20, …, "other" at 1000), those that the space added without one at 900, by
  /// label.
  std::span<const Term> terms(TermList list) const;
  /// The term with that key, retired or merged ones too; null where there is none.
  const Term* find(TermList list, std::string_view key) const;
  /// The key that counts for a key: `merged_into` followed. The key itself where no term has it.
  std::string counting_key(TermList list, std::string_view key) const;
  /// The label of the term that counts for a key; the key itself where no term has it.
  std::string label(TermList list, std::string_view key) const;
  std::string short_label(TermList list, std::string_view key) const;
  /// The key that a person's word stands for: a key or a label in any case, `merged_into` followed.
  /// Nothing where the vocabulary has none.
  std::optional<std::string> key_of(TermList list, std::string_view word) const;

 private:
  void index_words();

  std::vector<std::vector<Term>> lists_;
  std::vector<std::map<std::string, std::string>> words_;  // per list: folded word → key
};

}  // namespace crosstalk
