#include "storage/message_graph.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("message graph");

Uuid id(std::uint8_t number) {
  Uuid made;
  made.bytes[15] = number;
  return made;
}

MessageNode node(std::uint8_t number, const std::string& words, std::uint8_t into = 0,
                 std::uint64_t stamp = 0) {
  MessageNode made;
  made.id = id(number);
  made.folded = words;
  made.text = words;
  if (into != 0) made.merged_into = id(into);
  made.merged_stamp = Stamp{stamp, DeviceId{1}};
  made.merged_change = id(static_cast<std::uint8_t>(100 + number));
  return made;
}

TEST_CASE("a chain of merges ends at the message that is merged into no other") {
  const MessageGraph graph({node(1, "a", 2, 5), node(2, "b", 3, 4), node(3, "c")});
  CHECK(graph.root(id(1)) == id(3));
  CHECK(graph.root(id(2)) == id(3));
  CHECK(graph.groups().at(id(3)).size() == 3);
}

TEST_CASE("on a circle the message of the greatest edge counts") {
  const MessageGraph graph(
      {node(1, "a", 2, 5), node(2, "b", 3, 9), node(3, "c", 1, 7), node(4, "d", 1, 99)});
  for (std::uint8_t number = 1; number <= 4; ++number) CHECK(graph.root(id(number)) == id(2));
}

TEST_CASE("equal stamps on a circle are told apart by the ids of their changes") {
  const MessageGraph graph({node(1, "a", 2, 5), node(2, "b", 1, 5)});
  CHECK(graph.root(id(1)) == id(2));
}

TEST_CASE("an edge to what is not here is left out") {
  const MessageGraph graph({node(1, "a", 9, 5)});
  CHECK(graph.root(id(1)) == id(1));
  CHECK(graph.root(id(9)) == id(9));
  CHECK(graph.text(id(9)).empty());
}

TEST_CASE("messages with the same words follow each other's merges") {
  const MessageGraph graph({node(1, "same"), node(2, "same", 3, 5), node(3, "other")});
  CHECK(graph.root(id(1)) == id(3));
  CHECK(graph.root(id(2)) == id(3));
}

TEST_CASE("a merge between messages of the same words is no circle") {
  const MessageGraph graph({node(1, "same", 2, 5), node(2, "same")});
  CHECK(graph.root(id(1)) == id(1));
  CHECK(graph.root(id(2)) == id(1));
}

TEST_CASE("the roots do not depend on the order of the messages, and a root is its own root") {
  std::vector<MessageNode> nodes = {node(1, "a", 2, 5), node(2, "b", 3, 9), node(3, "a", 1, 7),
                                    node(4, "b", 5, 1), node(5, "e", 4, 2), node(6, "f", 6, 3)};
  const MessageGraph first(nodes);
  std::reverse(nodes.begin(), nodes.end());
  const MessageGraph second(nodes);
  for (std::uint8_t number = 1; number <= 6; ++number) {
    CAPTURE(number);
    CHECK(first.root(id(number)) == second.root(id(number)));
    CHECK(first.root(first.root(id(number))) == first.root(id(number)));
  }
}

TEST_CASE("messages in the bin form no group of their own and have no equals") {
  MessageNode gone = node(1, "same");
  gone.deleted = true;
  const MessageGraph graph({gone, node(2, "same")});
  CHECK(graph.root(id(2)) == id(2));
  CHECK(graph.groups().size() == 1);
}

}  // namespace
}  // namespace crosstalk
