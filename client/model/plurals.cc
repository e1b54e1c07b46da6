#include "client/model/plurals.h"

#include <array>

namespace crosstalk {
namespace {

constexpr std::array kOneOther = {Plural::one, Plural::other};
constexpr std::array kOther = {Plural::other};
constexpr std::array kSlavic = {Plural::one, Plural::few, Plural::many, Plural::other};
constexpr std::array kGaelic = {Plural::one, Plural::two, Plural::few, Plural::other};
constexpr std::array kIrish = {Plural::one, Plural::two, Plural::few, Plural::many, Plural::other};
constexpr std::array kAll = {Plural::zero, Plural::one,  Plural::two,
                             Plural::few,  Plural::many, Plural::other};

Plural english(std::int64_t n) { return n == 1 ? Plural::one : Plural::other; }
Plural french(std::int64_t n) { return n == 0 || n == 1 ? Plural::one : Plural::other; }
Plural same(std::int64_t) { return Plural::other; }

Plural welsh(std::int64_t n) {
  switch (n) {
    case 0:
      return Plural::zero;
    case 1:
      return Plural::one;
    case 2:
      return Plural::two;
    case 3:
      return Plural::few;
    case 6:
      return Plural::many;
    default:
      return Plural::other;
  }
}

Plural polish(std::int64_t n) {
  if (n == 1) return Plural::one;
  const auto tens = n % 100, ones = n % 10;
  const bool few = ones >= 2 && ones <= 4 && (tens < 12 || tens > 14);
  return few ? Plural::few : Plural::many;
}

Plural gaelic(std::int64_t n) {
  if (n == 1 || n == 11) return Plural::one;
  if (n == 2 || n == 12) return Plural::two;
  return (n >= 3 && n <= 10) || (n >= 13 && n <= 19) ? Plural::few : Plural::other;
}

Plural irish(std::int64_t n) {
  if (n == 1) return Plural::one;
  if (n == 2) return Plural::two;
  if (n >= 3 && n <= 6) return Plural::few;
  return n >= 7 && n <= 10 ? Plural::many : Plural::other;
}

Plural arabic(std::int64_t n) {
  if (n == 0) return Plural::zero;
  if (n == 1) return Plural::one;
  if (n == 2) return Plural::two;
  const auto tens = n % 100;
  if (tens >= 3 && tens <= 10) return Plural::few;
  return tens >= 11 ? Plural::many : Plural::other;
}

struct NamedRule {
  std::string_view language;
  PluralRule rule;
};
constexpr std::array kRules = {
    NamedRule{"ar", {arabic, kAll}},      NamedRule{"cy", {welsh, kAll}},
    NamedRule{"fr", {french, kOneOther}}, NamedRule{"ga", {irish, kIrish}},
    NamedRule{"gd", {gaelic, kGaelic}},   NamedRule{"hi", {french, kOneOther}},
    NamedRule{"pl", {polish, kSlavic}},   NamedRule{"zh", {same, kOther}}};

}  // namespace

std::string_view plural_name(Plural plural) {
  switch (plural) {
    case Plural::zero:
      return "zero";
    case Plural::one:
      return "one";
    case Plural::two:
      return "two";
    case Plural::few:
      return "few";
    case Plural::many:
      return "many";
    case Plural::other:
    case Plural::count:
      return "other";
  }
  return "other";
}

PluralRule plural_rule(std::string_view language) {
  const std::string_view base = language.substr(0, language.find('-'));
  for (const NamedRule& named : kRules) {
    if (named.language == base) return named.rule;
  }
  return {english, kOneOther};
}

}  // namespace crosstalk
