#include "sync/hub/certificate.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>

#include "sync/hub/hex.h"

namespace crosstalk::hub {
namespace {

template <auto release>
struct Release {
  template <typename T>
  void operator()(T* handle) const {
    release(handle);
  }
};
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
struct CloseFile {
  void operator()(std::FILE* file) const { (void)std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

constexpr long kLifetimeSeconds = 10L * 365 * 24 * 60 * 60;

// With the mode from the first byte on, so that the key is at no moment readable by others.
File create(const std::string& path, mode_t mode) {
  const int handle = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (handle < 0) return nullptr;
  File file(::fdopen(handle, "w"));
  if (!file) ::close(handle);
  return file;
}

bool sync_file(std::FILE* file) { return std::fflush(file) == 0 && ::fsync(::fileno(file)) == 0; }

bool add_names(X509* certificate, const std::string& host) {
  std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
  const bool plain = host.find_first_of(":,") == std::string::npos;
  const bool number = host.find_first_not_of("0123456789.") == std::string::npos;
  if (plain && !host.empty() && host != "localhost" && host != "127.0.0.1") {
    names += (number ? ",IP:" : ",DNS:") + host;
  }
  std::array<char, 256> machine{};
  if (::gethostname(machine.data(), machine.size() - 1) == 0 && machine[0] != '\0') {
    names += ",DNS:" + std::string(machine.data());
  }
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
  if (extension == nullptr) return false;
  const int added = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return added == 1;
}

Certificate make_certificate(EVP_PKEY* key, const std::string& host) {
  Certificate certificate(X509_new());
  if (!certificate) return nullptr;
  std::array<std::byte, 8> serial{};
  randombytes_buf(serial.data(), serial.size());
  std::uint64_t number = 0;
  for (const std::byte byte : serial) number = number << 8 | std::to_integer<std::uint64_t>(byte);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), number >> 1);
  X509_set_version(certificate.get(), X509_VERSION_3);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kLifetimeSeconds);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const auto* words = reinterpret_cast<const unsigned char*>("Crosstalk hub");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, words, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  if (!add_names(certificate.get(), host)) return nullptr;
  if (X509_sign(certificate.get(), key, EVP_sha256()) == 0) return nullptr;
  return certificate;
}

}  // namespace

Result<TlsFiles> own_certificate(const std::string& store_path, const std::string& host) {
  const TlsFiles files{store_path + ".tls-certificate.pem", store_path + ".tls-key.pem"};
  std::error_code ignored;
  if (std::filesystem::exists(files.certificate, ignored) &&
      std::filesystem::exists(files.key, ignored)) {
    return files;
  }
  const auto failed = [&files] {
    return make_error_saying(ErrorCode::file_unwritable,
                             "The hub's own certificate cannot be written to " + files.certificate +
                                 ": check that you may write there.");
  };
  const PrivateKey key(EVP_EC_gen("P-256"));
  if (!key) return failed();
  const Certificate certificate = make_certificate(key.get(), host);
  if (!certificate) return failed();
  const File key_file = create(files.key, 0600);
  if (!key_file ||
      PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      !sync_file(key_file.get())) {
    return failed();
  }
  // The certificate last: where both are there, both are whole.
  const File certificate_file = create(files.certificate, 0644);
  if (!certificate_file || PEM_write_X509(certificate_file.get(), certificate.get()) != 1 ||
      !sync_file(certificate_file.get())) {
    return failed();
  }
  return files;
}

Result<std::string> certificate_pin(const std::string& certificate_path) {
  const File file(std::fopen(certificate_path.c_str(), "re"));
  const Certificate certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr)
                                     : nullptr);
  unsigned char* der = nullptr;
  const int size =
      certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der) : -1;
  if (size <= 0) {
    return make_error_saying(ErrorCode::file_unreadable,
                             "The certificate " + certificate_path + " cannot be read.");
  }
  std::array<std::byte, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), der,
                     static_cast<unsigned long long>(size));
  OPENSSL_free(der);
  return base64url(hash);
}

}  // namespace crosstalk::hub
