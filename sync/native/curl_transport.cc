#include "sync/native/curl_transport.h"

#include <curl/curl.h>
#include <zstd.h>

#include <algorithm>
#include <cctype>
#include <csignal>
#include <map>
#include <utility>

#include "sync/join_link.h"
#include "sync/limits.h"

namespace crosstalk {
namespace {

constexpr int kZstdLevel = 3;

struct EasyDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct MultiDeleter {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct HeadersDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;
using Headers = std::unique_ptr<curl_slist, HeadersDeleter>;

struct Transfer {
  HttpRequest request;
  Easy easy;
  Headers headers;
  HttpResponse response;
  bool too_large = false;
  curl_off_t moved = -1;  // bytes either way at the last look; -1: not connected yet
  Milliseconds moved_at{0};
};

void add_header(Headers& headers, const std::string& line) {
  curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) return;  // out of memory: the request goes without it and is turned away
  headers.release();              // NOLINT(bugprone-unused-return-value): `longer` begins with it
  headers.reset(longer);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t bytes = size * count;
  if (transfer.response.body.size() + bytes > transfer.request.answer_bytes_max) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(data, bytes);
  return bytes;
}

std::string header_value(const Easy& easy, const char* name) {
  curl_header* header = nullptr;
  if (curl_easy_header(easy.get(), name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return {};
  return header->value;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// Packed, or empty where packing fails or does not make it smaller.
std::string zstd_packed(const std::string& body) {
  std::string packed(ZSTD_compressBound(body.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), body.data(), body.size(), kZstdLevel);
  if (ZSTD_isError(size) != 0 || size >= body.size()) return {};
  packed.resize(size);
  return packed;
}

/// libcurl wants `sha256//` and plain base64, padded.
std::string curl_pin(const std::string& base64url) {
  std::string pin = base64url;
  std::replace(pin.begin(), pin.end(), '-', '+');
  std::replace(pin.begin(), pin.end(), '_', '/');
  while (pin.size() % 4 != 0) pin += '=';
  return "sha256//" + pin;
}

std::string host_of(const std::string& url) {
  char* part = nullptr;
  std::string host;
  CURLU* parsed = curl_url();
  if (parsed == nullptr) return host;
  if (curl_url_set(parsed, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_HOST, &part, 0) == CURLUE_OK) {
    host = part;
    curl_free(part);
  }
  curl_url_cleanup(parsed);
  return host;
}

TransportFailureKind failure_kind(CURLcode code) {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return TransportFailureKind::certificate;
    case CURLE_OPERATION_TIMEDOUT:
      return TransportFailureKind::timed_out;
    default:
      return TransportFailureKind::unreachable;
  }
}

void set_body(Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  std::string& body = transfer.request.body;
  if (transfer.request.method != "POST") return;
  if (body.size() >= limits::kCompressBytesMin) {
    if (std::string packed = zstd_packed(body); !packed.empty()) {
      body = std::move(packed);
      add_header(transfer.headers, "Content-Encoding: zstd");
    }
  }
  add_header(transfer.headers, "Content-Type: application/json");
  add_header(transfer.headers, "Expect:");  // one round trip is what a call may cost
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
}

void set_trust(Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  if (!transfer.request.certificate_pin.empty()) {
    // The key is the proof, so name and signature add nothing: the hub signed its certificate
    // itself.
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY,
                     curl_pin(transfer.request.certificate_pin).c_str());
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  }
  if (is_loopback_host(host_of(transfer.request.url))) curl_easy_setopt(easy, CURLOPT_PROXY, "");
}

void set_up(Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  const HttpRequest& request = transfer.request;
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");  // all that this libcurl can unpack
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_max.count()));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  add_header(transfer.headers, "Accept: application/json");
  if (!request.token.empty()) {
    add_header(transfer.headers, "Authorization: Bearer " + request.token);
  }
  set_trust(transfer);
  set_body(transfer);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers.get());
}

curl_off_t bytes_moved(const Transfer& transfer) {
  CURL* easy = transfer.easy.get();
  curl_off_t ready = 0;
  curl_off_t up = 0;
  curl_off_t down = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
  if (ready == 0) return -1;
  curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
  return up + down;
}

// Under CURLOPT_NOSIGNAL libcurl leaves SIGPIPE to the program, and OpenSSL writes without
// MSG_NOSIGNAL: a hub that closes an encrypted connection must not end the program.
bool start_libcurl_once() {
  static const CURLcode started = [] {
    std::signal(SIGPIPE, SIG_IGN);
    return curl_global_init(CURL_GLOBAL_DEFAULT);
  }();
  return started == CURLE_OK;
}

}  // namespace

struct CurlTransport::Parts {
  explicit Parts(const Clock& its_clock) : clock(its_clock) {}
  ~Parts() {
    for (auto& [id, transfer] : transfers) {
      curl_multi_remove_handle(multi.get(), transfer->easy.get());
    }
  }

  void collect();
  void end_silent();
  Milliseconds until_silence(Milliseconds wait_max) const;
  void give(std::uint64_t id, CURLcode code);

  const Clock& clock;
  std::unique_ptr<CURLM, MultiDeleter> multi;
  std::map<std::uint64_t, std::unique_ptr<Transfer>> transfers;
  std::vector<TransportOutcome> outcomes;
  std::vector<curl_waitfd> watched;
};

CurlTransport::CurlTransport(const Clock& clock) : parts_(std::make_unique<Parts>(clock)) {
  if (start_libcurl_once()) parts_->multi.reset(curl_multi_init());
  if (!parts_->multi) broken_invariant("libcurl does not start");
}

CurlTransport::~CurlTransport() = default;

void CurlTransport::start(HttpRequest request) {
  auto transfer = std::make_unique<Transfer>();
  transfer->request = std::move(request);
  transfer->easy.reset(curl_easy_init());
  if (!transfer->easy) broken_invariant("libcurl has no memory for a request");
  transfer->moved_at = parts_->clock.steady();
  set_up(*transfer);
  curl_multi_add_handle(parts_->multi.get(), transfer->easy.get());
  const std::uint64_t id = transfer->request.id;
  parts_->transfers.emplace(id, std::move(transfer));
}

void CurlTransport::cancel(std::uint64_t id) {
  std::erase_if(parts_->outcomes, [&](const TransportOutcome& each) { return each.id == id; });
  const auto found = parts_->transfers.find(id);
  if (found == parts_->transfers.end()) return;
  curl_multi_remove_handle(parts_->multi.get(), found->second->easy.get());
  parts_->transfers.erase(found);
}

std::vector<TransportOutcome> CurlTransport::poll(Milliseconds wait_max) {
  int running = 0;
  curl_multi_perform(parts_->multi.get(), &running);
  parts_->collect();
  if (parts_->outcomes.empty()) {
    const auto wait = std::clamp(parts_->until_silence(wait_max), Milliseconds{0},
                                 Milliseconds{24 * 60 * 60'000});
    curl_multi_poll(parts_->multi.get(), parts_->watched.data(),
                    static_cast<unsigned>(parts_->watched.size()), static_cast<int>(wait.count()),
                    nullptr);
    curl_multi_perform(parts_->multi.get(), &running);
    parts_->collect();
    parts_->end_silent();
  }
  return std::exchange(parts_->outcomes, {});
}

void CurlTransport::wake() { curl_multi_wakeup(parts_->multi.get()); }

void CurlTransport::watch(int descriptor) {
  curl_waitfd each{};
  each.fd = descriptor;
  each.events = CURL_WAIT_POLLIN;
  parts_->watched.push_back(each);
}

void CurlTransport::Parts::collect() {
  int left = 0;
  std::vector<std::pair<std::uint64_t, CURLcode>> ended;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    for (const auto& [id, transfer] : transfers) {
      if (transfer->easy.get() == message->easy_handle)
        ended.emplace_back(id, message->data.result);
    }
  }
  for (const auto& [id, code] : ended) give(id, code);
}

void CurlTransport::Parts::give(std::uint64_t id, CURLcode code) {
  const auto found = transfers.find(id);
  if (found == transfers.end()) return;
  Transfer& transfer = *found->second;
  TransportOutcome outcome;
  outcome.id = id;
  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    transfer.response.content_type = lower(header_value(transfer.easy, "Content-Type"));
    transfer.response.retry_after = header_value(transfer.easy, "Retry-After");
    outcome.result = std::move(transfer.response);
  } else {
    const auto kind = transfer.too_large ? TransportFailureKind::too_large : failure_kind(code);
    outcome.result = TransportFailure{kind, curl_easy_strerror(code)};
  }
  curl_multi_remove_handle(multi.get(), transfer.easy.get());
  transfers.erase(found);
  outcomes.push_back(std::move(outcome));
}

/// libcurl's own bound on slow transfers averages over seconds, which is too coarse for the verbs'
/// ten.
void CurlTransport::Parts::end_silent() {
  const Milliseconds now = clock.steady();
  std::vector<std::uint64_t> silent;
  for (const auto& [id, transfer] : transfers) {
    const curl_off_t moved = bytes_moved(*transfer);
    if (moved != transfer->moved) {
      transfer->moved = moved;
      transfer->moved_at = now;
    } else if (moved >= 0 && now - transfer->moved_at >= transfer->request.silence_max) {
      silent.push_back(id);
    }
  }
  for (const std::uint64_t id : silent) give(id, CURLE_OPERATION_TIMEDOUT);
}

Milliseconds CurlTransport::Parts::until_silence(Milliseconds wait_max) const {
  const Milliseconds now = clock.steady();
  Milliseconds wait = wait_max;
  for (const auto& [id, transfer] : transfers) {
    // Before it is connected libcurl itself knows when to give up.
    if (transfer->moved < 0) continue;
    wait = std::min(wait, transfer->moved_at + transfer->request.silence_max - now);
  }
  return wait;
}

}  // namespace crosstalk
