#include "storage/native/secret_service.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/support/temporary_folder.h"

namespace crosstalk {
namespace {

bool no_answer(const SecretStore::Answer& answer) {
  return std::holds_alternative<SecretStore::NoAnswer>(answer);
}

}  // namespace

TEST_CASE("without a session bus the secret service is not asked") {
  ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
  SecretService service;
  CHECK(no_answer(service.find("name")));
  CHECK_FALSE(service.keep("name", "secret"));
}

TEST_CASE("a session bus that is gone gives no answer") {
  ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
  SecretService service;
  CHECK(no_answer(service.find("name")));
  ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
}

TEST_CASE("a session bus that never speaks is given up within the limit") {
  // Takes connections and says nothing.
  const TemporaryFolder temporary;
  const std::string path = temporary.file("bus");
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  REQUIRE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(listener, 8) == 0);
  ::setenv("DBUS_SESSION_BUS_ADDRESS", ("unix:path=" + path).c_str(), 1);

  SecretService service(std::chrono::milliseconds(100));
  const auto begin = std::chrono::steady_clock::now();
  CHECK(no_answer(service.find("name")));
  CHECK_FALSE(service.keep("name", "secret"));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));

  ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
  ::close(listener);
}

}  // namespace crosstalk
