#include "client/model/suggestions.h"

#include <algorithm>
#include <array>
#include <map>

#include "storage/text.h"

namespace crosstalk {
namespace {

constexpr std::size_t kSuggestedMax = 3;

/// What people say for a core term besides its label. English; other languages go by labels and
/// earlier notes.
struct Spoken {
  std::string_view key;
  std::string_view words;  // separated by commas, folded
};
constexpr std::array kSpokenSectors = {
    Spoken{"nhs", "nhs,hospital,ward,gp,clinician,nurse,icb,ccg"},
    Spoken{"public-health", "public health"},
    Spoken{"local-authority", "council,councils,councillor,local authority,borough,district"},
    Spoken{"adult-social-care", "social care,social worker,social workers,care home"},
    Spoken{"childrens-services", "children's services,childrens services,looked after"},
    Spoken{"voluntary", "charity,charities,volunteer,volunteers,voluntary"},
    Spoken{"police", "police,probation,custody"},
    Spoken{"fire", "fire service,fire crew,fire crews,firefighter"},
    Spoken{"housing", "housing,landlord,tenant,tenancy"},
    Spoken{"education", "school,schools,teacher,teachers,college"},
    Spoken{"central-government", "whitehall,ministry,department,government"},
    Spoken{"commissioning-support", "commissioning support,csu"},
    Spoken{"supplier", "supplier,suppliers,vendor,vendors"},
    Spoken{"public", "carer,carers,patients,residents"},
};
constexpr std::array kSpokenThemes = {
    Spoken{"culture", "culture"},
    Spoken{"autonomy", "autonomy,freedom,free to decide"},
    Spoken{"local-politics", "election,elections,leader,ward members,purdah,political"},
    Spoken{"partnership", "partnership,partners,working together,joint"},
    Spoken{"risk", "risk,risks,afraid,headline"},
    Spoken{"decisions", "decision,decisions,decide"},
    Spoken{"change", "implementing,roll out,rollout"},
    Spoken{"national-direction", "national direction,single national,one clear"},
    Spoken{"guidance", "guidance"},
    Spoken{"agreements", "agreement,agreements,signed"},
    Spoken{"governance", "governance"},
    Spoken{"technology", "technology,system,systems,software,interface"},
    Spoken{"trust", "trust each other,trust one another,trusted"},
    Spoken{"workforce", "training,trained,staff,skills,workforce"},
    Spoken{"public-view", "the public"},
};

/// Words with one space around each and nothing else, so that " tenant " is found as a word.
std::string spaced(std::string_view text) {
  std::string words = " ";
  for (const char letter : folded(text)) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool part = byte >= 0x80 || (byte >= 'a' && byte <= 'z') ||
                      (byte >= '0' && byte <= '9') || letter == '\'';
    if (part) {
      words += letter;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

bool says(const std::string& note, std::string_view words) {
  const std::string wanted = spaced(words);
  return wanted.size() > 2 && note.find(wanted) != std::string::npos;
}

bool says_any(const std::string& note, std::string_view list) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (says(note, list.substr(0, comma))) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
  return false;
}

template <std::size_t N>
bool spoken(const std::string& note, const std::array<Spoken, N>& table, const std::string& key) {
  for (const Spoken& entry : table) {
    if (entry.key == key) return says_any(note, entry.words);
  }
  return false;
}

template <std::size_t N>
std::vector<std::string> suggest_terms(const std::string& note, std::span<const Term> terms,
                                       const std::array<Spoken, N>& table,
                                       const std::map<std::string, int>& alike) {
  std::vector<std::pair<int, std::string>> scored;
  for (const Term& term : terms) {
    if (term.retired || term.key == "other") continue;
    int score = 0;
    if (says(note, term.label) || says(note, term.short_label)) score += 4;
    if (spoken(note, table, term.key)) score += 3;
    const auto seen = alike.find(term.key);
    if (seen != alike.end() && seen->second >= 2) score += seen->second;
    if (score >= 2) scored.emplace_back(score, term.key);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& one, const auto& other) { return one.first > other.first; });
  std::vector<std::string> keys;
  for (auto& [score, key] : scored) {
    if (keys.size() < kSuggestedMax) keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace

Suggestions suggest(std::string_view note, const Vocabulary& vocabulary,
                    const std::vector<ConversationView>& alike,
                    const std::vector<std::string>& places) {
  Suggestions found;
  const std::string words = spaced(note);
  if (words.size() < 3) return found;
  std::map<std::string, int> sectors, themes;
  for (const ConversationView& conversation : alike) {
    for (const std::string& key : conversation.sectors) ++sectors[key];
    for (const std::string& key : conversation.themes) ++themes[key];
  }
  found.sectors =
      suggest_terms(words, vocabulary.terms(TermList::sectors), kSpokenSectors, sectors);
  found.themes = suggest_terms(words, vocabulary.terms(TermList::themes), kSpokenThemes, themes);
  for (const std::string& place : places) {
    if (found.places.size() < kSuggestedMax && says(words, place)) found.places.push_back(place);
  }
  return found;
}

}  // namespace crosstalk
