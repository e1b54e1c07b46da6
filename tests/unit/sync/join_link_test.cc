#include "sync/join_link.h"

#include <doctest/doctest.h>

#include <string>

namespace crosstalk {

namespace {

const std::string kPin = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

ErrorCode code_of(std::string_view link) {
  const auto parsed = parse_join_link(link);
  REQUIRE_FALSE(parsed);
  return parsed.error().code;
}

}  // namespace

TEST_CASE("a join link names hub, code and the key of the hub's own certificate") {
  const auto link = parse_join_link("https://hub.example.org/j/AB12-cd_3#" + kPin);
  REQUIRE(link);
  CHECK(link->url == "https://hub.example.org");
  CHECK(link->code == "AB12-cd_3");
  CHECK(link->pin == kPin);
}

TEST_CASE("a join link may have a port and a prefix") {
  const auto link = parse_join_link("https://example.org:8443/talk/north/j/CODE");
  REQUIRE(link);
  CHECK(link->url == "https://example.org:8443/talk/north");
  CHECK(link->code == "CODE");
  CHECK(link->pin.empty());
}

TEST_CASE("what mail programs put around a link is passed over") {
  for (const char* text : {"  https://hub.example.org/j/CODE\n", "<https://hub.example.org/j/CODE>",
                           "(https://hub.example.org/j/CODE).", "HTTPS://HUB.example.org/j/CODE/",
                           "https://hub.example.org/j/CODE?from=mail"}) {
    CAPTURE(text);
    const auto link = parse_join_link(text);
    REQUIRE(link);
    CHECK(link->url == "https://hub.example.org");
    CHECK(link->code == "CODE");
  }
}

TEST_CASE("a link is written back as it was read") {
  const std::string text = "https://example.org:8443/talk/j/CODE#" + kPin;
  CHECK(join_link_text(*parse_join_link(text)) == text);
}

TEST_CASE("plain HTTP is taken for loopback alone") {
  CHECK(parse_join_link("http://127.0.0.1:8480/j/CODE"));
  CHECK(parse_join_link("http://localhost:8480/j/CODE"));
  CHECK(parse_join_link("http://[::1]:8480/j/CODE"));
  CHECK(code_of("http://hub.example.org/j/CODE") == ErrorCode::insecure_link);
  CHECK(code_of("http://192.168.1.5:8480/j/CODE") == ErrorCode::insecure_link);
  CHECK(code_of("http://127.example.org/j/CODE") == ErrorCode::insecure_link);
  CHECK(code_of("http://localhost.example.org/j/CODE") == ErrorCode::insecure_link);
}

TEST_CASE("a mistyped link is said to be no join link") {
  for (const char* text :
       {"", "   ", "hub.example.org/j/CODE", "ftp://hub.example.org/j/CODE", "https://",
        "https:///j/CODE", "https://hub.example.org", "https://hub.example.org/j/",
        "https://hub.example.org/x/CODE", "https://hub.example.org/j/CO DE",
        "https://hub.example.org/j/CODE/more", "https://hub.example.org:99999/j/CODE",
        "https://hub.example.org:port/j/CODE", "https://user@hub.example.org/j/CODE",
        "https://hub.example.org/j/CODE#short", "https://[::1/j/CODE",
        "https://hub.example.org/a b/j/CODE"}) {
    CAPTURE(text);
    CHECK(code_of(text) == ErrorCode::invalid_link);
  }
}

TEST_CASE("a pasted novel is no join link") {
  CHECK(code_of("https://hub.example.org/j/" + std::string(100'000, 'A')) ==
        ErrorCode::invalid_link);
}

TEST_CASE("an error of a link says what to do") {
  const auto parsed = parse_join_link("https://hub.example.org/j/CODE#cut");
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().words.find("copy all of the link") != std::string::npos);
}

TEST_CASE("a join link may come with the scheme that opens the program") {
  const auto link = parse_join_link("Crosstalk:https://hub.example.org/j/CODE#" + kPin);
  REQUIRE(link);
  CHECK(link->url == "https://hub.example.org");
  CHECK(link->pin == kPin);
  CHECK(code_of("crosstalk:") == ErrorCode::invalid_link);
}

}  // namespace crosstalk
