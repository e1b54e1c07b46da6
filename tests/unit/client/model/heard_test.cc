#include "client/model/heard.h"

#include <doctest/doctest.h>

#include <initializer_list>

namespace crosstalk {
namespace {

Uuid id_of(std::uint8_t number) {
  Uuid id;
  id.bytes[15] = number;
  return id;
}

std::vector<SimilarMessage> found(std::initializer_list<std::uint8_t> numbers) {
  std::vector<SimilarMessage> messages;
  for (const std::uint8_t number : numbers) {
    messages.emplace_back();
    messages.back().message.id = id_of(number);
  }
  return messages;
}

std::vector<Uuid> ids(const std::vector<SimilarMessage>& messages) {
  std::vector<Uuid> all;
  for (const SimilarMessage& one : messages) all.push_back(one.message.id);
  return all;
}

TEST_CASE("a card that is still among the best stays where it is while one types") {
  auto now = found({2, 1, 3});
  keep_places(found({1, 2}), now);
  CHECK(ids(now) == std::vector<Uuid>{id_of(1), id_of(2), id_of(3)});
  auto other = found({4, 2});
  keep_places(found({1, 2}), other);
  CHECK(ids(other) == std::vector<Uuid>{id_of(4), id_of(2)});
  auto moved = found({2, 4});
  keep_places(found({1, 2}), moved);
  CHECK(ids(moved) == std::vector<Uuid>{id_of(4), id_of(2)});
}

TEST_CASE("what is no longer found keeps no place") {
  std::vector<SimilarMessage> none;
  keep_places(found({1, 2}), none);
  CHECK(none.empty());
  auto one = found({3});
  keep_places(found({1, 2}), one);
  CHECK(ids(one) == std::vector<Uuid>{id_of(3)});
}

}  // namespace
}  // namespace crosstalk
