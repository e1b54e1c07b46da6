// How well careful notes are recognised, on a set of true cases and look-alikes that was written
// without sight of the code (tests/quality/careful.csv: kind, text, what is to be marked in it).

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>

#include "client/model/careful.h"

namespace crosstalk {
namespace {

struct Case {
  std::string kind, text, marked;  // nothing to be marked: a look-alike
};

/// RFC 4180, without its head.
std::vector<Case> read_cases() {
  std::ifstream file(std::string(CROSSTALK_SOURCE_DIR) + "/tests/quality/careful.csv",
                     std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(file), {}};
  std::vector<Case> cases;
  std::array<std::string, 3> fields;
  std::size_t field = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const char byte = all[at];
    if (byte == '"' && quoted && at + 1 < all.size() && all[at + 1] == '"') {
      fields[field] += all[++at];
    } else if (byte == '"') {
      quoted = !quoted;
    } else if (!quoted && byte == ',' && field < 2) {
      ++field;
    } else if (!quoted && byte == '\n') {
      cases.push_back({fields[0], fields[1], fields[2]});
      fields = {};
      field = 0;
    } else if (byte != '\r' || quoted) {
      fields[field] += byte;
    }
  }
  if (!cases.empty()) cases.erase(cases.begin());
  return cases;
}

/// The set has names of its own for the kinds.
std::optional<CarefulKind> kind_of(const std::string& name) {
  const std::map<std::string, CarefulKind> names = {{"nhs-number", CarefulKind::nhs_number},
                                                    {"ni-number", CarefulKind::insurance_number},
                                                    {"date-of-birth", CarefulKind::birth_date},
                                                    {"postcode", CarefulKind::postcode},
                                                    {"phone", CarefulKind::phone},
                                                    {"email", CarefulKind::email},
                                                    {"name", CarefulKind::person_name}};
  const auto found = names.find(name);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

struct Counts {
  int cases = 0, right = 0, missed = 0, wrong = 0;
  double precision() const { return right + wrong == 0 ? 1 : 1.0 * right / (right + wrong); }
  double recall() const { return right + missed == 0 ? 1 : 1.0 * right / (right + missed); }
  void add(const Counts& other) {
    cases += other.cases;
    right += other.right;
    missed += other.missed;
    wrong += other.wrong;
  }
};

void print(const std::string& name, const Counts& counts) {
  std::printf(
      "%-18s precision %5.1f %%  recall %5.1f %%  (%d cases: %d right, %d missed, %d wrong)\n",
      name.c_str(), 100 * counts.precision(), 100 * counts.recall(), counts.cases, counts.right,
      counts.missed, counts.wrong);
}

/// Right is a mark of the kind on exactly the words. Every other mark, of whatever kind, counts
/// against the kind that was given.
bool right(const Case& one, CarefulKind kind, const CarefulMark& mark) {
  return !one.marked.empty() && mark.kind == kind &&
         one.text.substr(mark.begin, mark.end - mark.begin) == one.marked;
}

TEST_CASE("careful notes are recognised as well as the README says") {
  const std::vector<Case> cases = read_cases();
  REQUIRE(cases.size() >= 300);
  std::map<CarefulKind, Counts> counts;
  for (const Case& one : cases) {
    const auto kind = kind_of(one.kind);
    CAPTURE(one.text);
    REQUIRE(kind);
    REQUIRE((one.marked.empty() || one.text.find(one.marked) != std::string::npos));
    ++counts[*kind].cases;
    bool found = false;
    for (const CarefulMark& mark : careful_marks(one.text, {})) {
      if (!found && right(one, *kind, mark)) {
        found = true;
        ++counts[*kind].right;
        continue;
      }
      ++counts[mark.kind].wrong;
      std::printf("wrong:  %s in %s: \"%s\" in: %s\n",
                  std::string(careful_kind_name(mark.kind)).c_str(), one.kind.c_str(),
                  one.text.substr(mark.begin, mark.end - mark.begin).c_str(), one.text.c_str());
    }
    if (one.marked.empty() || found) continue;
    ++counts[*kind].missed;
    std::printf("missed: %s: \"%s\" in: %s\n", one.kind.c_str(), one.marked.c_str(),
                one.text.c_str());
  }
  Counts all;
  for (const auto& [kind, of_kind] : counts) {
    print(std::string(careful_kind_name(kind)), of_kind);
    all.add(of_kind);
    CAPTURE(careful_kind_name(kind));
    CHECK(of_kind.precision() >= 0.95);
    CHECK(of_kind.recall() >= 0.95);
  }
  print("all", all);
  CHECK(all.precision() >= 0.98);
  CHECK(all.recall() >= 0.98);
}

}  // namespace
}  // namespace crosstalk
