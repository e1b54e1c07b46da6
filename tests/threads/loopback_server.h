#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace crosstalk {

/// What the server read: header names in lower case.
struct LoopbackCall {
  std::string path;
  std::map<std::string, std::string> headers;
  std::string body;
};

/// The bytes of one connection; closes it when it goes.
class Connection {
 public:
  explicit Connection(int socket) : socket_(socket) {}
  virtual ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual bool begin() { return true; }
  virtual long receive(char* data, std::size_t size) { return recv(socket_, data, size, 0); }
  virtual void give(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void hang_up() { shutdown(socket_, SHUT_RDWR); }
  int socket() const { return socket_; }

 private:
  int socket_;
};

/// A small HTTP server on loopback: a thread for each connection, one call after the other. What it
/// answers is the raw bytes that `answer` gives; empty: it hangs up.
class LoopbackServer {
 public:
  using Answer = std::function<std::string(const LoopbackCall&)>;
  using Wrap = std::function<std::unique_ptr<Connection>(int socket)>;

  explicit LoopbackServer(
      Answer answer, Wrap wrap = [](int socket) { return std::make_unique<Connection>(socket); })
      : answer_(std::move(answer)), wrap_(std::move(wrap)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0) std::abort();
    if (listen(listener_, 16) != 0) std::abort();
    if (getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) std::abort();
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
  }
  ~LoopbackServer() {
    thread_.request_stop();
    thread_.join();
    close(listener_);
    for (auto& served : served_) served.connection->hang_up();
    served_.clear();  // joins
  }

  std::string url(std::string_view scheme = "http") const {
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port_);
  }
  int calls() const { return calls_; }

 private:
  struct Served {
    std::unique_ptr<Connection> connection;
    std::jthread thread;
  };

  void accept_all(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{listener_, POLLIN, 0};
      if (poll(&waiting, 1, 20) <= 0) continue;
      const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      Served& served = served_.emplace_back();
      served.connection = wrap_(socket);
      Connection& connection = *served.connection;
      served.thread = std::jthread([this, &connection] { serve(connection); });
    }
  }

  void serve(Connection& connection) {
    if (!connection.begin()) return connection.hang_up();
    std::string buffer;
    while (true) {
      LoopbackCall call;
      if (!read_call(connection, buffer, call)) return;
      ++calls_;
      const std::string answer = answer_(call);
      if (answer.empty()) return connection.hang_up();
      connection.give(answer);
      if (answer.find("Connection: close") != std::string::npos) return connection.hang_up();
    }
  }

  static bool more(Connection& connection, std::string& buffer) {
    char block[16 * 1024];
    const long got = connection.receive(block, sizeof block);
    if (got <= 0) return false;
    buffer.append(block, static_cast<std::size_t>(got));
    return true;
  }

  static bool read_call(Connection& connection, std::string& buffer, LoopbackCall& call) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
      if (!more(connection, buffer)) return false;
    }
    std::size_t at = buffer.find("\r\n");
    const auto first = buffer.find(' ');
    call.path = buffer.substr(first + 1, buffer.find(' ', first + 1) - first - 1);
    while (at < end) {
      const auto begin = at + 2;
      at = buffer.find("\r\n", begin);
      const auto colon = buffer.find(':', begin);
      std::string name = buffer.substr(begin, colon - begin);
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      const auto value = buffer.find_first_not_of(' ', colon + 1);
      call.headers[name] = buffer.substr(value, at - value);
    }
    std::size_t size = 0;
    if (const auto length = call.headers.find("content-length"); length != call.headers.end()) {
      size = std::strtoul(length->second.c_str(), nullptr, 10);
    }
    while (buffer.size() < end + 4 + size) {
      if (!more(connection, buffer)) return false;
    }
    call.body = buffer.substr(end + 4, size);
    buffer.erase(0, end + 4 + size);
    return true;
  }

  Answer answer_;
  Wrap wrap_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> calls_ = 0;
  std::list<Served> served_;  // of the accepting thread until it has ended
  std::jthread thread_;
};

/// A whole answer with that body.
inline std::string http_answer(int status, std::string_view body, std::string_view headers = "") {
  std::string answer = "HTTP/1.1 " + std::to_string(status) + " Whatever\r\n";
  if (headers.find("Content-Type") == std::string_view::npos) {
    answer += "Content-Type: application/json\r\n";
  }
  answer += headers;
  answer += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  return answer.append(body);
}

}  // namespace crosstalk
