// Boost.Beast and Asio stay in this file: they are slow to compile, and another library could take
// their place.
#include "sync/hub/http_server.h"

#include <openssl/ssl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <list>
#include <type_traits>

namespace crosstalk::hub {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

// Asio's coroutines give errors as values this way.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::uint32_t kHeadBytesMax = 16 * 1024;
constexpr Milliseconds kAcceptPause{100};

using Plain = beast::tcp_stream;
using Tls = beast::ssl_stream<beast::tcp_stream>;

Plain& transport_of(Plain& stream) { return stream; }
Plain& transport_of(Tls& stream) { return stream.next_layer(); }

// One connection as the server sees it when it is asked to stop.
struct Connection {
  bool idle = true;  // waits for the next request
  Plain* transport = nullptr;
};

// The place in which a handler's reply is waited for. Lives until both ends have let go.
struct Awaited {
  explicit Awaited(const asio::any_io_executor& executor) : timer(executor) {
    timer.expires_at(asio::steady_timer::time_point::max());
  }
  asio::steady_timer timer;
  std::optional<HttpReply> reply;
};

std::string text(beast::string_view view) { return std::string(view.data(), view.size()); }

bool contains_word(std::string value, const char* word) {
  for (char& c : value) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return value.find(word) != std::string::npos;
}

class Server : public HttpServer {
 public:
  Server(const HttpServerOptions& options, HttpHandler& handler)
      : options_(options), handler_(handler), acceptor_(context_), grace_(context_) {}

  Result<void> open();
  std::uint16_t port() const override { return port_; }
  void run() override;
  void stop() override;

 private:
  Result<void> open_tls(const TlsFiles& files);
  asio::awaitable<void> accept_connections();
  asio::awaitable<void> serve(tcp::socket socket);
  asio::awaitable<bool> shake_hands(Tls& stream);
  template <typename Stream>
  asio::awaitable<void> converse(Stream& stream, std::string peer);
  template <typename Stream>
  asio::awaitable<bool> converse_once(Stream& stream, beast::flat_buffer& buffer,
                                      Connection& connection, const std::string& peer);
  template <typename Stream>
  asio::awaitable<void> turn_away_body(Stream& stream);
  template <typename Stream>
  asio::awaitable<bool> write(Stream& stream, HttpReply reply, bool head_only, bool keep_alive);
  asio::awaitable<HttpReply> ask(HttpCall call);
  void stop_here();

  HttpServerOptions options_;
  HttpHandler& handler_;
  asio::io_context context_{1};
  std::optional<asio::ssl::context> tls_;
  tcp::acceptor acceptor_;
  asio::steady_timer grace_;
  std::list<Connection> connections_;
  std::uint16_t port_ = 0;
  bool stopping_ = false;
};

Error cannot_listen(const HttpServerOptions& options, const error_code& error) {
  const std::string where = options.host + ":" + std::to_string(options.port);
  std::string words = "The hub cannot listen on " + where + ": " + error.message() + ".";
  if (error == asio::error::address_in_use) {
    words = "The hub cannot listen on " + where +
            ": another program uses that port. Stop it, or name another port with --listen.";
  } else if (error == asio::error::access_denied) {
    words = "The hub may not listen on " + where + ": name a port from 1024 on with --listen.";
  }
  return make_error_saying(ErrorCode::invalid_value, words, error.message());
}

Result<void> Server::open() {
  if (options_.tls) {
    if (const auto done = open_tls(*options_.tls); !done) return done.error();
  }
  error_code error;
  tcp::resolver resolver(context_);
  const auto found =
      resolver.resolve(options_.host, std::to_string(options_.port), tcp::resolver::passive, error);
  if (error || found.empty()) return cannot_listen(options_, error);
  const tcp::endpoint endpoint = found.begin()->endpoint();
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot_listen(options_, error);
  port_ = acceptor_.local_endpoint(error).port();
  return {};
}

Result<void> Server::open_tls(const TlsFiles& files) {
  const auto unreadable = [](const std::string& path, const error_code& error) {
    return make_error_saying(ErrorCode::invalid_value,
                             "The hub cannot use " + path +
                                 " for TLS: check that it is PEM, fits "
                                 "its key or certificate, and may be read.",
                             error.message());
  };
  tls_.emplace(asio::ssl::context::tls_server);
  error_code error;
  tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                        asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1,
                    error);
  if (error) return unreadable(files.certificate, error);
  tls_->use_certificate_chain_file(files.certificate, error);
  if (error) return unreadable(files.certificate, error);
  tls_->use_private_key_file(files.key, asio::ssl::context::pem, error);
  if (error) return unreadable(files.key, error);
  return {};
}

void Server::run() {
  asio::co_spawn(context_, accept_connections(), asio::detached);
  context_.run();
}

void Server::stop() {
  asio::post(context_, [this] { stop_here(); });
}

void Server::stop_here() {
  if (stopping_) return;
  stopping_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  for (Connection& connection : connections_) {
    if (connection.idle && connection.transport != nullptr) connection.transport->cancel();
  }
  grace_.expires_after(options_.grace_max);
  grace_.async_wait([this](const error_code& error) {
    if (!error) context_.stop();
  });
  if (connections_.empty()) grace_.cancel();
}

asio::awaitable<void> Server::accept_connections() {
  asio::steady_timer pause(context_);
  while (!stopping_) {
    auto [error, socket] = co_await acceptor_.async_accept(kAwait);
    if (stopping_) break;
    if (error) {  // out of files, or the other end has gone: go on, but not in a circle
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kAwait);
      continue;
    }
    if (connections_.size() >= options_.connections_max) continue;  // closed by its destructor
    asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> Server::serve(tcp::socket socket) {
  error_code error;
  socket.set_option(tcp::no_delay(true), error);
  const auto endpoint = socket.remote_endpoint(error);
  std::string peer = error ? std::string() : endpoint.address().to_string();
  if (!tls_) {
    Plain stream(std::move(socket));
    co_await converse(stream, std::move(peer));
    stream.socket().shutdown(tcp::socket::shutdown_both, error);
    co_return;
  }
  Tls stream(Plain(std::move(socket)), *tls_);
  if (!co_await shake_hands(stream)) co_return;
  co_await converse(stream, std::move(peer));
  stream.next_layer().expires_after(std::chrono::seconds(2));
  co_await stream.async_shutdown(kAwait);
}

asio::awaitable<bool> Server::shake_hands(Tls& stream) {
  stream.next_layer().expires_after(options_.head_max);
  auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kAwait);
  co_return !error;
}

template <typename Stream>
asio::awaitable<void> Server::converse(Stream& stream, std::string peer) {
  const auto here = connections_.emplace(connections_.end());
  here->transport = &transport_of(stream);
  beast::flat_buffer buffer;
  bool open = true;
  try {
    while (open && !stopping_) open = co_await converse_once(stream, buffer, *here, peer);
  } catch (const std::exception&) {
    // Memory, or a reply that the library cannot write: this connection ends, the others go on.
  }
  connections_.erase(here);
  if (stopping_ && connections_.empty()) grace_.cancel();
}

// One request and its answer. False: the connection ends.
template <typename Stream>
asio::awaitable<bool> Server::converse_once(Stream& stream, beast::flat_buffer& buffer,
                                            Connection& connection, const std::string& peer) {
  Plain& transport = transport_of(stream);
  http::request_parser<http::string_body> parser;
  parser.header_limit(kHeadBytesMax);
  parser.body_limit(boost::none);
  connection.idle = true;
  transport.expires_after(options_.idle_max);
  {
    auto [error, bytes] = co_await http::async_read_header(stream, buffer, parser, kAwait);
    if (error) co_return false;
  }
  connection.idle = false;
  const auto length = parser.content_length();
  if (length && *length > options_.body_bytes_max) {
    co_await turn_away_body(stream);
    co_return false;
  }
  parser.body_limit(options_.body_bytes_max);
  if (contains_word(text(parser.get()[http::field::expect]), "100-continue")) {
    http::response<http::empty_body> go_on{http::status::continue_, 11};
    auto [error, bytes] = co_await http::async_write(stream, go_on, kAwait);
    if (error) co_return false;
  }
  transport.expires_after(options_.body_max);
  {
    auto [error, bytes] = co_await http::async_read(stream, buffer, parser, kAwait);
    if (error == http::error::body_limit) {
      co_await turn_away_body(stream);
      co_return false;
    }
    if (error) co_return false;
  }
  transport.expires_never();
  auto request = parser.release();
  HttpCall call;
  call.method = text(request.method_string());
  call.target = text(request.target());
  call.authorization = text(request[http::field::authorization]);
  call.content_encoding = text(request[http::field::content_encoding]);
  call.accept_encoding = text(request[http::field::accept_encoding]);
  call.if_none_match = text(request[http::field::if_none_match]);
  call.peer = peer;
  call.body = std::move(request.body());
  const bool head_only = request.method() == http::verb::head;
  const bool keep_alive = request.keep_alive();
  if (head_only) call.method = "GET";
  HttpReply reply = co_await ask(std::move(call));
  const bool stays_open = keep_alive && !stopping_;
  const bool written = co_await write(stream, std::move(reply), head_only, stays_open);
  co_return written&& stays_open;
}

// Says so at once, then reads on for a while: were the connection closed while the other end still
// sends, it would see a broken connection and not the reason.
template <typename Stream>
asio::awaitable<void> Server::turn_away_body(Stream& stream) {
  const bool written = co_await write(stream, handler_.too_large(), false, false);
  if (!written) co_return;
  if constexpr (std::is_same_v<Stream, Plain>) {
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }
  transport_of(stream).expires_after(options_.head_max);
  std::vector<char> rest(64 * 1024);
  for (std::size_t drained = 0; drained < options_.drained_bytes_max;) {
    auto [error, bytes] = co_await stream.async_read_some(asio::buffer(rest), kAwait);
    if (error) co_return;
    drained += bytes;
  }
}

template <typename Stream>
asio::awaitable<bool> Server::write(Stream& stream, HttpReply reply, bool head_only,
                                    bool keep_alive) {
  http::response<http::string_body> response;
  response.version(11);
  response.result(static_cast<unsigned>(reply.status));
  response.set(http::field::cache_control, "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  if (!reply.content_type.empty()) response.set(http::field::content_type, reply.content_type);
  if (!reply.content_encoding.empty()) {
    response.set(http::field::content_encoding, reply.content_encoding);
    response.set(http::field::vary, "Accept-Encoding");
  }
  for (const auto& [name, value] : reply.headers) response.set(name, value);
  response.keep_alive(keep_alive);
  // Of 304 it would be the length of what is not sent again (RFC 9110, 8.6).
  if (reply.status != 304) response.content_length(reply.body.size());
  if (!head_only) response.body() = std::move(reply.body);
  transport_of(stream).expires_after(options_.write_max);
  auto [error, bytes] = co_await http::async_write(stream, response, kAwait);
  co_return !error;
}

asio::awaitable<HttpReply> Server::ask(HttpCall call) {
  const asio::any_io_executor executor = context_.get_executor();
  const auto awaited = std::make_shared<Awaited>(executor);
  handler_.handle(std::move(call), [awaited, executor](HttpReply reply) {
    asio::post(executor, [awaited, given = std::move(reply)]() mutable {
      awaited->reply = std::move(given);
      awaited->timer.cancel();
    });
  });
  while (!awaited->reply) co_await awaited->timer.async_wait(kAwait);
  co_return std::move(*awaited->reply);
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpServerOptions& options,
                                                       HttpHandler& handler) {
  auto server = std::make_unique<Server>(options, handler);
  if (const auto opened = server->open(); !opened) return opened.error();
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace crosstalk::hub
