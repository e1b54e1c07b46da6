#pragma once

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/threads/loopback_server.h"

namespace crosstalk {

/// A connection of the loopback server inside TLS.
class TlsConnection : public Connection {
 public:
  TlsConnection(int socket, SSL_CTX* context) : Connection(socket), tls_(SSL_new(context)) {
    SSL_set_fd(tls_.get(), socket);
  }
  bool begin() override { return SSL_accept(tls_.get()) == 1; }
  long receive(char* data, std::size_t size) override {
    return SSL_read(tls_.get(), data, static_cast<int>(size));
  }
  void give(std::string_view bytes) override {
    SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }

 private:
  struct Free {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };
  std::unique_ptr<SSL, Free> tls_;
};

/// A key and a certificate that it signed itself. Outlives the server that uses it.
class TlsIdentity {
 public:
  TlsIdentity() : key_(EVP_EC_gen("P-256")), context_(SSL_CTX_new(TLS_server_method())) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
    X509_set_pubkey(certificate.get(), key_.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("hub"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key_.get(), EVP_sha256());
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key_.get());
  }

  LoopbackServer::Wrap wrap() const {
    return [context = context_.get()](int socket) -> std::unique_ptr<Connection> {
      return std::make_unique<TlsConnection>(socket, context);
    };
  }

  /// As a join link has it: base64url SHA-256 of the public key, without padding.
  std::string pin() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key_.get(), &der);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(der, static_cast<std::size_t>(size), hash.data());
    OPENSSL_free(der);
    std::vector<unsigned char> text(64);
    const int length = EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
    std::string pin(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length));
    for (char& c : pin) c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (!pin.empty() && pin.back() == '=') pin.pop_back();
    return pin;
  }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  std::unique_ptr<EVP_PKEY, Free> key_;
  std::unique_ptr<SSL_CTX, Free> context_;
};

}  // namespace crosstalk
