// The vocabulary that every space starts with. Keys travel in changes and are never used anew;
// labels are for people. Long labels have a short one for chips and table heads.

#include <iterator>
#include <string>
#include <vector>

#include "storage/vocabulary.h"

namespace crosstalk {
namespace {

struct CoreTerm {
  TermList list;
  std::string_view key;
  std::string_view label;
  std::string_view short_label = {};
  std::string_view group = {};
};

constexpr auto kSectors = TermList::sectors;
constexpr auto kThemes = TermList::themes;
constexpr auto kPurposes = TermList::purposes;
constexpr auto kSettings = TermList::settings;
constexpr auto kStances = TermList::stances;

// clang-format off
constexpr CoreTerm kTerms[] = {
    {kSectors, "nhs", "NHS"},
    {kSectors, "public-health", "Public health"},
    {kSectors, "local-authority", "Local authority"},
    {kSectors, "adult-social-care", "Adult social care"},
    {kSectors, "childrens-services", "Children's services"},
    {kSectors, "voluntary", "Voluntary and community", "Voluntary"},
    {kSectors, "police", "Police and justice", "Police"},
    {kSectors, "fire", "Fire and rescue", "Fire"},
    {kSectors, "housing", "Housing"},
    {kSectors, "education", "Education"},
    {kSectors, "central-government", "Central government", "Government"},
    {kSectors, "commissioning-support", "Commissioning support"},
    {kSectors, "supplier", "Suppliers"},
    {kSectors, "public", "People and carers"},
    {kSectors, "other", "Another sector"},

    {kThemes, "culture", "Organisational culture", "Culture"},
    {kThemes, "autonomy", "Autonomy"},
    {kThemes, "local-politics", "Local politics"},
    {kThemes, "partnership", "Partnership working", "Partnership"},
    {kThemes, "risk", "Attitude to risk"},
    {kThemes, "decisions", "Making decisions", "Decisions"},
    {kThemes, "change", "Implementing change", "Change"},
    {kThemes, "national-direction", "National direction"},
    {kThemes, "guidance", "Guidance"},
    {kThemes, "agreements", "Information sharing agreements", "Agreements"},
    {kThemes, "governance", "Governance"},
    {kThemes, "technology", "Technology"},
    {kThemes, "trust", "Trust"},
    {kThemes, "local-tailoring", "Local tailoring"},
    {kThemes, "workforce", "Workforce and skills", "Workforce"},
    {kThemes, "public-view", "What the public thinks", "Public view"},

    {kPurposes, "direct-care", "Direct care", {}, "direct"},
    {kPurposes, "risk-stratification", "Risk stratification", {}, "indirect"},
    {kPurposes, "care-pathway-outcomes", "Outcomes on a care pathway", "Outcomes", "indirect"},
    {kPurposes, "payment-models", "Payment models and capitated budgets", "Payment models",
     "indirect"},
    {kPurposes, "population-needs", "Current and future needs of populations", "Population needs",
     "indirect"},
    {kPurposes, "commissioning", "Commissioning", {}, "indirect"},
    {kPurposes, "safeguarding", "Safeguarding", {}, "direct"},
    {kPurposes, "early-help", "Early help", {}, "direct"},
    {kPurposes, "other", "Another purpose", {}, "other"},

    {kSettings, "train", "On a train"},
    {kSettings, "event", "At an event"},
    {kSettings, "workshop", "At a workshop"},
    {kSettings, "local-meeting", "At a local meeting"},
    {kSettings, "visit", "On a visit"},
    {kSettings, "corridor", "In passing"},
    {kSettings, "call", "On a call"},
    {kSettings, "kiosk", "At a kiosk"},
    {kSettings, "other", "Somewhere else"},

    {kStances, "challenge", "Challenge"},
    {kStances, "enabler", "Enabler"},
    {kStances, "ask", "Ask"},
    {kStances, "idea", "Idea"},
    {kStances, "observation", "Observation"},
};
// clang-format on

std::vector<Term> make_core_terms() {
  std::vector<Term> terms;
  terms.reserve(std::size(kTerms));
  for (const CoreTerm& core : kTerms) {
    Term& term = terms.emplace_back();
    term.list = core.list;
    term.key = core.key;
    term.label = core.label;
    term.short_label = core.short_label.empty() ? core.label : core.short_label;
    term.group = core.group;
    term.core = true;
  }
  return terms;
}

}  // namespace

std::span<const Term> core_terms() {
  static const std::vector<Term> terms = make_core_terms();
  return terms;
}

}  // namespace crosstalk
