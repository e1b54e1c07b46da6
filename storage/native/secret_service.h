#pragma once

#include <chrono>
#include <string>
#include <variant>

namespace crosstalk {

/// Somewhere outside the data folder where small secrets are kept by name.
class SecretStore {
 public:
  struct NoAnswer {};  // not there, locked, or too slow
  struct NotFound {};
  using Answer = std::variant<std::string, NotFound, NoAnswer>;

  virtual ~SecretStore() = default;
  /// The secret kept under `name`.
  virtual Answer find(const std::string& name) = 0;
  /// True once the secret is kept under `name`. After false it may be kept all the same.
  virtual bool keep(const std::string& name, const std::string& secret) = 0;
};

/// The desktop's secret service (GNOME Keyring, KWallet, KeePassXC), by libsecret. Each call ends
/// within the limit, whatever the service does; without a D-Bus session address it is not asked.
class SecretService final : public SecretStore {
 public:
  explicit SecretService(std::chrono::milliseconds limit = std::chrono::seconds(1))
      : limit_(limit) {}
  Answer find(const std::string& name) override;
  bool keep(const std::string& name, const std::string& secret) override;

 private:
  std::chrono::milliseconds limit_;
};

}  // namespace crosstalk
