#include "sync/native/watches.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace crosstalk {
namespace {

int watch_folder(const std::string& store_path) {
  const auto slash = store_path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : store_path.substr(0, slash + 1);
  const int number = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (number < 0) return -1;
  // The folder and not the log: the log is removed when the last process closes the store, and made
  // anew by the next.
  if (inotify_add_watch(number, folder.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0) {
    close(number);
    return -1;
  }
  return number;
}

std::string log_name(const std::string& store_path) {
  const auto slash = store_path.rfind('/');
  return (slash == std::string::npos ? store_path : store_path.substr(slash + 1)) + "-wal";
}

int open_netlink() {
  const int number = socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (number < 0) return -1;
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_groups = RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR;
  if (bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(number);
    return -1;
  }
  return number;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

SaveWatch::SaveWatch(const std::string& store_path)
    : inotify_(watch_folder(store_path)), log_name_(log_name(store_path)) {}

bool SaveWatch::take() {
  if (inotify_.number() < 0) return false;
  bool written = false;
  alignas(inotify_event) std::array<char, 16 * 1024> buffer{};
  while (true) {
    const ssize_t got = read(inotify_.number(), buffer.data(), buffer.size());
    if (got <= 0) return written;
    const auto size = static_cast<std::size_t>(got);
    for (std::size_t at = 0; at + sizeof(inotify_event) <= size;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      // Where events were lost, the log's may be among them.
      if ((event.mask & IN_Q_OVERFLOW) != 0) written = true;
      if (event.len > 0 && log_name_ == name) written = true;
      at += sizeof event + event.len;
    }
  }
}

NetworkWatch::NetworkWatch() : netlink_(open_netlink()) {}

bool NetworkWatch::take() {
  if (netlink_.number() < 0) return false;
  bool came = false;
  alignas(nlmsghdr) std::array<char, 32 * 1024> buffer{};
  while (true) {
    const ssize_t got = recv(netlink_.number(), buffer.data(), buffer.size(), 0);
    if (got <= 0) return came;
    const auto size = static_cast<std::size_t>(got);
    for (std::size_t at = 0; at + sizeof(nlmsghdr) <= size;) {
      nlmsghdr header{};
      std::memcpy(&header, buffer.data() + at, sizeof header);
      if (header.nlmsg_len < sizeof header) break;
      if (header.nlmsg_type == RTM_NEWADDR || header.nlmsg_type == RTM_NEWROUTE) came = true;
      at += NLMSG_ALIGN(header.nlmsg_len);
    }
  }
}

}  // namespace crosstalk
