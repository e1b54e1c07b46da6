#pragma once

#include <memory>
#include <vector>

#include "storage/clock.h"
#include "sync/transport.h"

namespace crosstalk {

/// HTTP by libcurl. Redirects are not followed: the API has none, so one is a login page's. Bodies
/// over 1 KiB go packed with zstd; answers may come packed. With a pin, the hub's certificate is
/// known by its public key alone, so that a hub may have made its own; without one the system's
/// authorities decide. Proxies are those of the environment, never for loopback.
class CurlTransport : public Transport {
 public:
  /// The clock must outlive it.
  explicit CurlTransport(const Clock& clock);
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  void start(HttpRequest request) override;
  void cancel(std::uint64_t id) override;
  std::vector<TransportOutcome> poll(Milliseconds wait_max) override;
  void wake() override;

  /// `poll` also ends when this descriptor has something to read. The caller keeps it open and
  /// reads it empty.
  void watch(int descriptor);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosstalk
