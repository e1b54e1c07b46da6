#pragma once

#include <curl/curl.h>
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "storage/json.h"
#include "sync/hub/administration.h"
#include "sync/hub/hub_app.h"
#include "sync/hub/sqlite_store.h"
#include "sync/hub/system.h"
#include "sync/limits.h"
#include "tests/support/temporary_folder.h"

/// A hub served in-process on a loopback port, and a client that speaks HTTP to it.
namespace crosstalk::hub::test {

struct HttpAnswer {
  long status = 0;
  std::string body;
  std::string headers;
  Json json() const { return parse_json(body).value_or(Json()); }
  bool has_header(const std::string& line) const { return headers.find(line) != std::string::npos; }
};

struct HttpAsk {
  std::string path;
  std::string method = "POST";
  std::string body;
  std::string token;
  std::vector<std::string> headers;
};

inline std::size_t append_to(char* bytes, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}

/// One request on a connection of its own. Status 0: no answer came.
inline HttpAnswer ask(const std::string& base, const HttpAsk& request) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 &curl_easy_cleanup);
  HttpAnswer answer;
  const std::string url = base + request.path;
  curl_slist* lines = curl_slist_append(nullptr, "Content-Type: application/json");
  const std::string authorization = "Authorization: Bearer " + request.token;
  if (!request.token.empty()) lines = curl_slist_append(lines, authorization.c_str());
  for (const std::string& line : request.headers) lines = curl_slist_append(lines, line.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines);
  curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, request.method.c_str());
  if (request.method == "HEAD") curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
  if (request.method == "POST") {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body.data());
  }
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append_to);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, append_to);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &answer.headers);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 90L);
  curl_easy_perform(curl.get());
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  curl_slist_free_all(lines);
  return answer;
}

class ServedHub {
 public:
  explicit ServedHub(HttpServerOptions options = {}) {
    options.body_bytes_max = limits::kBatchBytesMax;
    auto beside = open();
    REQUIRE(add_space(*beside, "Test", clock_.wall(), random_));
    app_ = std::make_unique<HubApp>(AppStores{open(), open()}, clock_, random_, AppOptions{});
    auto server = HttpServer::listen(options, *app_);
    REQUIRE(server);
    server_ = std::move(*server);
    base_ = (options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") +
            std::to_string(server_->port());
    thread_ = std::jthread([this] { server_->run(); });
  }
  ~ServedHub() { end(); }
  ServedHub(const ServedHub&) = delete;
  ServedHub& operator=(const ServedHub&) = delete;

  /// As SIGTERM does.
  void end() {
    if (!thread_.joinable()) return;
    server_->stop();
    app_->stop_waiting();
    thread_.join();
    app_->finish();
  }

  /// One more connection to the store, as a verb beside the serving hub has.
  std::unique_ptr<HubStore> open() {
    auto store = SqliteStore::open(folder_.file("hub.sqlite"), SqliteStore::Missing::make, "life");
    REQUIRE(store);
    return std::move(*store);
  }

  std::string invite(Role role) {
    InviteOptions options;
    options.space = "Test";
    options.role = role;
    options.lifetime = Milliseconds{60'000};
    const auto code = add_invite(*open(), options, clock_.wall(), random_);
    REQUIRE(code);
    return *code;
  }

  struct Joined {
    DeviceId id;
    std::string token;
  };
  Joined join(Role role) {
    const DeviceId id = make_device_id(random_);
    const HttpAnswer answer =
        post("/v1/join", {{"code", invite(role)}, {"device", id.text()}, {"name", "test"}}, "");
    REQUIRE(answer.status == 200);
    return {id, answer.json()["token"].get<std::string>()};
  }

  HttpAnswer post(const std::string& path, const Json& body, const std::string& token) {
    return ask(base_, {path, "POST", to_text(body), token, {}});
  }
  HttpAnswer get(const std::string& path) { return ask(base_, {path, "GET", "", "", {}}); }

  /// All that the device would be given from the beginning, and where that ends.
  Json all(const Joined& device, std::string* cursor = nullptr) {
    Json entries = Json::array();
    Json request = {{"call", "c"}};
    for (int round = 0; round < 100; ++round) {
      const Json answer = post("/v1/sync", request, device.token).json();
      REQUIRE(answer.contains("changes"));
      for (const Json& entry : answer["changes"]) entries.push_back(entry);
      request["cursor"] = answer["cursor"];
      if (cursor != nullptr) *cursor = answer["cursor"].get<std::string>();
      if (!answer["more"].get<bool>()) break;
    }
    return entries;
  }

  Json note(const Joined& device, const std::string& body, const char* visibility) {
    const Instant now = clock_.wall();
    return {{"id", make_uuid(now, random_).text()},
            {"stamp", Stamp{next_ticks(0, now), device.id}.text()},
            {"record", make_uuid(now, random_).text()},
            {"kind", "conversation"},
            {"set", {{"body", body}, {"visibility", visibility}}}};
  }

  const std::string& base() const { return base_; }
  const HubClock& clock() const { return clock_; }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
  HubClock clock_;
  HubRandom random_;
  std::unique_ptr<HubApp> app_;
  std::unique_ptr<HttpServer> server_;
  std::string base_;
  std::jthread thread_;
};

}  // namespace crosstalk::hub::test
