#pragma once

#include <string>

namespace crosstalk {

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }  // -1: there is none

 private:
  int number_;
};

/// Tells that a store's write-ahead log was written, by whichever process: something may have been
/// saved. One thread uses it. The system tells of the write, not of the commit, which follows
/// within milliseconds: look again a little later.
class SaveWatch {
 public:
  explicit SaveWatch(const std::string& store_path);
  /// Readable when there is something to take; -1 where the system can't tell.
  int descriptor() const { return inotify_.number(); }
  /// True when the log was written since the last time.
  bool take();

 private:
  Descriptor inotify_;
  std::string log_name_;
};

/// Tells that this machine got an address or a way out. One thread uses it.
class NetworkWatch {
 public:
  NetworkWatch();
  /// Readable when there is something to take; -1 where the system can't tell.
  int descriptor() const { return netlink_.number(); }
  /// True when a network came since the last time.
  bool take();

 private:
  Descriptor netlink_;
};

}  // namespace crosstalk
