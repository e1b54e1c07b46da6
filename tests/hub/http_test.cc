// The hub on the wire: real sockets on loopback, the server in-process.
#include <future>

#include "sync/hub/certificate.h"
#include "sync/hub/compression.h"
#include "tests/hub/http_fixture.h"

namespace crosstalk::hub::test {
namespace {

using std::chrono::seconds;

std::future<HttpAnswer> ask_beside(ServedHub& hub, const Json& body, const std::string& token) {
  return std::async(std::launch::async,
                    [&hub, body, token] { return hub.post("/v1/sync", body, token); });
}

bool answered_within(const std::future<HttpAnswer>& answer, std::chrono::milliseconds bound) {
  return answer.wait_for(bound) == std::future_status::ready;
}

TEST_CASE("hello, health and readiness need no token") {
  ServedHub hub;
  const HttpAnswer hello = hub.get("/v1/hello");
  CHECK(hello.status == 200);
  CHECK(hello.json()["protocol"] == Json::array({1}));
  CHECK(hub.get("/healthz").status == 200);
  CHECK(hub.get("/readyz").status == 200);
  CHECK(hub.get("/metrics").body.find("crosstalk_calls_waiting 0") != std::string::npos);
}

TEST_CASE("a revoked device gets nothing more, at its very next request") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const auto bert = hub.join(Role::recorder);
  hub.all(bert);
  REQUIRE(revoke_device(*hub.open(), bert.id, hub.clock().wall()));
  hub.post("/v1/sync", {{"changes", {hub.note(anna, "secret word", "team")}}}, anna.token);
  for (const char* path : {"/v1/sync", "/v1/have"}) {
    const HttpAnswer answer = hub.post(path, Json::object(), bert.token);
    CHECK(answer.status == 401);
    CHECK(answer.json()["type"] == "revoked");
    CHECK(answer.body.find("secret word") == std::string::npos);
  }
}

TEST_CASE("a call that waits ends as soon as another process revokes its device") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  std::string cursor;
  hub.all(anna, &cursor);
  auto waiting = ask_beside(hub, {{"cursor", cursor}, {"wait", 30}}, anna.token);
  CHECK_FALSE(answered_within(waiting, std::chrono::milliseconds(300)));
  REQUIRE(revoke_device(*hub.open(), anna.id, hub.clock().wall()));
  REQUIRE(answered_within(waiting, seconds(10)));
  CHECK(waiting.get().status == 401);
}

TEST_CASE("a kiosk's token gets no conversation, by no call") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const auto kiosk = hub.join(Role::kiosk);
  const Json open = hub.note(anna, "team word", "team");
  const Json heard = hub.note(kiosk, "heard word", "mine");
  hub.post("/v1/sync", {{"changes", {open}}}, anna.token);
  const HttpAnswer pushed = hub.post("/v1/sync", {{"changes", {heard}}}, kiosk.token);
  CHECK(pushed.json()["taken"].size() == 1);
  CHECK(pushed.body.find("word") == std::string::npos);
  for (const Json& entry : hub.all(kiosk)) CHECK(entry.value("kind", "") != "conversation");
  const HttpAnswer wanted =
      hub.post("/v1/have", {{"want", {open["id"], heard["id"]}}}, kiosk.token);
  CHECK(wanted.status == 403);
}

TEST_CASE("a recorder does not get another's private note, by no call") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const auto bert = hub.join(Role::recorder);
  const Json hidden = hub.note(anna, "private word", "mine");
  const Json open = hub.note(anna, "team word", "team");
  hub.post("/v1/sync", {{"changes", {hidden, open}}}, anna.token);
  const std::string seen = to_text(hub.all(bert));
  CHECK(seen.find("team word") != std::string::npos);
  CHECK(seen.find("private word") == std::string::npos);
  const HttpAnswer wanted = hub.post("/v1/have", {{"want", {hidden["id"]}}}, bert.token);
  CHECK(wanted.status == 200);
  CHECK(wanted.json()["changes"].empty());
  Json edit = hub.note(bert, "hijacked", "team");
  edit["record"] = hidden["record"];
  edit["edit"] = true;
  const HttpAnswer answer = hub.post("/v1/sync", {{"changes", {edit}}}, bert.token);
  CHECK(answer.json()["rejected"][0]["code"] == "forbidden");
  CHECK(answer.body.find("private word") == std::string::npos);
}

TEST_CASE("a call that waits is answered as soon as its feed moves") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const auto bert = hub.join(Role::recorder);
  std::string cursor;
  hub.all(bert, &cursor);
  auto waiting = ask_beside(hub, {{"cursor", cursor}, {"wait", 30}}, bert.token);
  CHECK_FALSE(answered_within(waiting, std::chrono::milliseconds(300)));
  // What Bert may not see does not answer him.
  hub.post("/v1/sync", {{"changes", {hub.note(anna, "private", "mine")}}}, anna.token);
  CHECK_FALSE(answered_within(waiting, std::chrono::milliseconds(300)));
  hub.post("/v1/sync", {{"changes", {hub.note(anna, "live word", "team")}}}, anna.token);
  REQUIRE(answered_within(waiting, seconds(10)));
  CHECK(waiting.get().body.find("live word") != std::string::npos);
}

TEST_CASE("a wait that nothing ends is over in time, with the same place") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  std::string cursor;
  hub.all(anna, &cursor);
  auto waiting = ask_beside(hub, {{"cursor", cursor}, {"wait", 1}}, anna.token);
  REQUIRE(answered_within(waiting, seconds(10)));
  const HttpAnswer answer = waiting.get();
  CHECK(answer.status == 200);
  CHECK(answer.json()["changes"].empty());
}

TEST_CASE("a new call of a device ends the one that waits") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  std::string cursor;
  hub.all(anna, &cursor);
  auto waiting = ask_beside(hub, {{"cursor", cursor}, {"wait", 50}}, anna.token);
  CHECK_FALSE(answered_within(waiting, std::chrono::milliseconds(300)));
  CHECK(hub.post("/v1/sync", {{"changes", {hub.note(anna, "x", "mine")}}}, anna.token).status ==
        200);
  REQUIRE(answered_within(waiting, seconds(10)));
  CHECK(waiting.get().status == 200);
}

TEST_CASE("a hub that ends answers the calls that wait") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  std::string cursor;
  hub.all(anna, &cursor);
  auto waiting = ask_beside(hub, {{"cursor", cursor}, {"wait", 50}}, anna.token);
  CHECK_FALSE(answered_within(waiting, std::chrono::milliseconds(300)));
  hub.end();
  REQUIRE(answered_within(waiting, seconds(10)));
  CHECK(waiting.get().status == 200);
}

TEST_CASE("malformed bodies are 400 in words, whatever they are") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  for (const std::string& body :
       {std::string(), std::string("{"), std::string(100'000, '['), std::string("\xFF\xFE"),
        std::string(R"({"changes":"x"})"), std::string(R"({"wait":"long"})"), std::string("[]"),
        std::string(R"({"call":7})")}) {
    const HttpAnswer answer = ask(hub.base(), {"/v1/sync", "POST", body, anna.token, {}});
    CHECK(answer.status == 400);
    CHECK(answer.has_header("application/problem+json"));
    CHECK(answer.json()["type"] == "malformed");
  }
  const HttpAnswer odd =
      ask(hub.base(), {"/v1/sync", "POST", R"({"changes":[{"id":1}]})", anna.token, {}});
  CHECK(odd.status == 200);
  CHECK(odd.json()["rejected"][0]["id"].is_null());
}

TEST_CASE("a body over a mebibyte is turned away with the limits, packed or not") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const std::string large(limits::kBatchBytesMax + 1, ' ');
  const HttpAnswer plain = ask(hub.base(), {"/v1/sync", "POST", large, anna.token, {"Expect:"}});
  CHECK(plain.status == 413);
  CHECK(plain.json()["bytes_max"] == 1'048'576);
  CHECK(plain.json()["changes_max"] == 500);
  const HttpAnswer polite = ask(hub.base(), {"/v1/sync", "POST", large, anna.token, {}});
  CHECK(polite.status == 413);
  const HttpAnswer pieces =
      ask(hub.base(),
          {"/v1/sync", "POST", large, anna.token, {"Transfer-Encoding: chunked", "Expect:"}});
  CHECK(pieces.status == 413);
  const HttpAnswer packed = ask(hub.base(), {"/v1/sync",
                                             "POST",
                                             pack("zstd", std::string().append(20'000'000, ' ')),
                                             anna.token,
                                             {"Content-Encoding: zstd"}});
  CHECK(packed.status == 413);
}

TEST_CASE("bodies are read packed, and answers are packed as the caller allows") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const auto bert = hub.join(Role::recorder);
  for (const char* encoding : {"zstd", "gzip"}) {
    CAPTURE(encoding);
    const std::string body =
        to_text({{"changes", {hub.note(anna, std::string(5000, 'w'), "team")}}});
    const HttpAnswer pushed = ask(hub.base(), {"/v1/sync",
                                               "POST",
                                               pack(encoding, body),
                                               anna.token,
                                               {std::string("Content-Encoding: ") + encoding}});
    CHECK(pushed.json()["taken"].size() == 1);
    const HttpAnswer pulled =
        ask(hub.base(),
            {"/v1/sync", "POST", "{}", bert.token, {std::string("Accept-Encoding: ") + encoding}});
    CHECK(pulled.has_header(std::string("Content-Encoding: ") + encoding));
    const auto text = unpack(encoding, pulled.body, 1'000'000);
    REQUIRE(std::holds_alternative<std::string>(text));
    CHECK(parse_json(std::get<std::string>(text)).has_value());
  }
  const HttpAnswer odd =
      ask(hub.base(), {"/v1/sync", "POST", "x", anna.token, {"Content-Encoding: br"}});
  CHECK(odd.status == 415);
  const HttpAnswer broken =
      ask(hub.base(), {"/v1/sync", "POST", "not gzip", anna.token, {"Content-Encoding: gzip"}});
  CHECK(broken.status == 400);
}

TEST_CASE("what is not here is 404, and the wrong method 405 with the right ones") {
  ServedHub hub;
  const HttpAnswer nowhere = hub.get("/v2/sync");
  CHECK(nowhere.status == 404);
  CHECK(nowhere.has_header("application/problem+json"));
  const HttpAnswer wrong = hub.get("/v1/sync");
  CHECK(wrong.status == 405);
  CHECK(wrong.has_header("Allow: POST"));
  CHECK(ask(hub.base(), {"/", "HEAD", "", "", {}}).status == 200);
}

TEST_CASE(
    "the page of an invite shows the code, runs the one script that opens the program, and lets in "
    "nothing from elsewhere") {
  ServedHub hub;
  const HttpAnswer page = hub.get("/j/ABCD1234EFGH");
  CHECK(page.status == 200);
  CHECK(page.body.find("ABCD 1234 EFGH") != std::string::npos);
  CHECK(page.body.find("'crosstalk:' + location.href") != std::string::npos);
  CHECK(page.body.find("<script src") == std::string::npos);
  CHECK(page.has_header("script-src 'sha256-"));
  CHECK(page.has_header("Content-Security-Policy: default-src 'none'"));
  CHECK(hub.get("/").status == 200);
  const HttpAnswer odd = hub.get("/j/%3Cscript%3E");
  CHECK(odd.status == 404);
  CHECK(odd.body.find("cript%3E") == std::string::npos);
}

TEST_CASE("a calendar is sent again only when it has changed") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const Json address = hub.post("/v1/calendar", Json::object(), anna.token).json();
  const std::string path = address["todos"].get<std::string>();
  const HttpAnswer whole = hub.get(path);
  CHECK(whole.status == 200);
  CHECK(whole.has_header("Content-Type: text/calendar; charset=utf-8"));
  CHECK(whole.has_header("Cache-Control: private, no-cache"));
  CHECK(whole.body.starts_with("BEGIN:VCALENDAR\r\n"));
  const std::size_t at = whole.headers.find("ETag: \"");
  REQUIRE(at != std::string::npos);
  const std::string tag = whole.headers.substr(at + 6, whole.headers.find("\r\n", at) - at - 6);
  const auto again = [&](const std::string& tags) {
    return ask(hub.base(), {path, "GET", "", "", {"If-None-Match: " + tags}});
  };
  const HttpAnswer same = again("\"other\", W/" + tag);
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  CHECK(same.has_header("ETag: " + tag));
  CHECK_FALSE(same.has_header("Content-Length"));
  CHECK(again("*").status == 304);
  CHECK(again("\"other\"").status == 200);

  const Json note = hub.note(anna, "n", "mine");
  const Json joined = hub.all(anna);
  Json action = hub.note(anna, "", "mine");
  action["kind"] = "action";
  action["set"] = {{"text", "Phone"}, {"parent", note["record"]}};
  for (const Json& entry : joined) {
    if (entry["kind"] == "member") action["set"]["owner_member"] = entry["record"];
  }
  hub.post("/v1/sync", {{"changes", {note, action}}}, anna.token);
  const HttpAnswer changed = again(tag);
  CHECK(changed.status == 200);
  CHECK(changed.body.find("SUMMARY:Phone") != std::string::npos);
}

TEST_CASE("a calendar is only read, and nothing tells a wrong address from one that has ended") {
  ServedHub hub;
  const auto anna = hub.join(Role::recorder);
  const Json address = hub.post("/v1/calendar", Json::object(), anna.token).json();
  const std::string path = address["events"].get<std::string>();
  const HttpAnswer head = ask(hub.base(), {path, "HEAD", "", "", {}});
  CHECK(head.status == 200);
  CHECK(head.has_header("ETag: "));
  CHECK(head.body.empty());
  const HttpAnswer wrong = ask(hub.base(), {path, "PUT", "", "", {}});
  CHECK(wrong.status == 405);
  CHECK(wrong.has_header("Allow: GET, HEAD"));
  const Json anew = hub.post("/v1/calendar", {{"renew", true}}, anna.token).json();
  CHECK(anew["events"] != address["events"]);
  const HttpAnswer ended = hub.get(path);
  const HttpAnswer unknown = hub.get("/calendar/nothing.ics");
  CHECK(ended.status == 404);
  CHECK(unknown.status == 404);
  CHECK(ended.body == unknown.body);
  CHECK(hub.get("/metrics").body.find(path.substr(10, 48)) == std::string::npos);
  CHECK(hub.post("/v1/calendar", Json::object(), "").status == 401);
  CHECK(hub.post("/v1/calendar", {{"renew", "yes"}}, anna.token).status == 400);
}

TEST_CASE("who guesses codes has to wait, and is told how long") {
  ServedHub hub;
  HttpAnswer answer;
  for (int i = 0; i < 30 && answer.status != 429; ++i) {
    answer =
        hub.post("/v1/join", {{"code", "WRONG"}, {"device", "00000000000000aa"}, {"name", ""}}, "");
  }
  CHECK(answer.status == 429);
  CHECK(answer.has_header("Retry-After: "));
  CHECK(answer.json()["type"] == "too-many-requests");
}

TEST_CASE("a hub with its own certificate answers by TLS, and pins that certificate's key") {
  TemporaryFolder folder;
  const auto files = own_certificate(folder.file("hub"), "127.0.0.1");
  REQUIRE(files);
  const auto pin = certificate_pin(files->certificate);
  REQUIRE(pin);
  CHECK(pin->size() == 43);
  const auto again = own_certificate(folder.file("hub"), "127.0.0.1");
  REQUIRE(again);
  CHECK(*certificate_pin(again->certificate) == *pin);
  HttpServerOptions options;
  options.tls = *files;
  ServedHub hub(options);
  CHECK(hub.get("/v1/hello").status == 200);
  const auto anna = hub.join(Role::recorder);
  const std::string large(limits::kBatchBytesMax + 1, ' ');
  CHECK(ask(hub.base(), {"/v1/sync", "POST", large, anna.token, {"Expect:"}}).status == 413);
}

TEST_CASE("many devices push at once, and a coordinator is given each change once") {
  ServedHub hub;
  constexpr int kDevices = 6;
  constexpr int kNotes = 10;
  std::vector<ServedHub::Joined> devices;
  for (int i = 0; i < kDevices; ++i) devices.push_back(hub.join(Role::recorder));
  const auto cora = hub.join(Role::coordinator);
  std::vector<std::future<int>> pushing;
  for (const auto& device : devices) {
    pushing.push_back(std::async(std::launch::async, [&hub, device] {
      int taken = 0;
      for (int i = 0; i < kNotes; ++i) {
        const HttpAnswer answer =
            hub.post("/v1/sync", {{"changes", {hub.note(device, "x", "team")}}}, device.token);
        taken += static_cast<int>(answer.json()["taken"].size());
      }
      return taken;
    }));
  }
  // Reads on while they write: nothing may be passed over.
  std::string cursor;
  int seen = 0;
  const auto read_on = [&] {
    Json request = {{"call", "c"}, {"wait", 1}};
    if (!cursor.empty()) request["cursor"] = cursor;
    const Json answer = hub.post("/v1/sync", request, cora.token).json();
    for (const Json& entry : answer["changes"])
      seen += entry.value("kind", "") == "conversation" ? 1 : 0;
    cursor = answer["cursor"].get<std::string>();
  };
  for (int i = 0; i < 10; ++i) read_on();
  int taken = 0;
  for (auto& each : pushing) taken += each.get();
  for (int i = 0; i < 100 && seen < taken; ++i) read_on();
  CHECK(taken == kDevices * kNotes);
  CHECK(seen == taken);
}

TEST_CASE("a port that is taken is said in words") {
  ServedHub hub;
  struct Nobody : HttpHandler {
    void handle(HttpCall, Reply) override {}
    HttpReply too_large() override { return {}; }
  } nobody;
  HttpServerOptions options;
  options.port =
      static_cast<std::uint16_t>(std::stoi(hub.base().substr(hub.base().rfind(':') + 1)));
  const auto second = HttpServer::listen(options, nobody);
  REQUIRE_FALSE(second);
  CHECK(second.error().words.find("another program uses that port") != std::string::npos);
}

}  // namespace
}  // namespace crosstalk::hub::test
