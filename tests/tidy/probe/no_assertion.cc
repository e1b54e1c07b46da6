// A test program that must fail: tests/tidy/listener_test.py runs it.
#include <doctest/doctest.h>

TEST_CASE("this case checks nothing") {}

TEST_CASE("this case checks something") { CHECK(true); }
