#include "client/window/draw.h"

#include <doctest/doctest.h>

#include <vector>

namespace crosstalk {
namespace {

const Tokens kTokens = make_tokens(Theme::light, 100, 1);

}  // namespace

TEST_CASE("times of a heard line that lie apart have a full mark each, where they were") {
  const auto marks = heard_marks(kTokens, {0, 0.5F, 1}, 303);
  REQUIRE(marks.size() == 3);
  CHECK(marks[0].x == 0);
  CHECK(marks[1].x == 150);
  CHECK(marks[2].x == 300);
  for (const HeardMark& mark : marks) CHECK(mark.height == 1);
}

TEST_CASE("where times would touch, marks stand apart and their height is the count") {
  std::vector<float> often;
  for (int i = 0; i < 90; ++i) often.push_back(static_cast<float>(i) / 180);
  for (int i = 0; i < 10; ++i) often.push_back(1);
  const auto marks = heard_marks(kTokens, often, 200);
  REQUIRE(marks.size() > 2);
  for (std::size_t i = 1; i < marks.size(); ++i) CHECK(marks[i].x - marks[i - 1].x >= 8);
  CHECK(marks.back().height == 1);
  CHECK(marks.front().height < 1);
  CHECK(marks.front().height >= 0.25F);
}

TEST_CASE("a message never heard has no marks and times outside are held inside") {
  CHECK(heard_marks(kTokens, {}, 200).empty());
  const auto marks = heard_marks(kTokens, {-3, 7}, 203);
  REQUIRE(marks.size() == 2);
  CHECK(marks[0].x == 0);
  CHECK(marks[1].x == 200);
}

}  // namespace crosstalk
