#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "storage/error.h"

namespace crosstalk {

/// What a function gives that can fail for reasons outside the program: a `T`, or an `Error` that
/// says why not. Test it before use: reading the value of a failed result ends the program
/// (`broken_invariant`).
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return held_.index() == 0; }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    if (held_.index() != 1) broken_invariant("the error of a result that succeeded was read");
    return *std::get_if<1>(&held_);
  }

 private:
  T& value() {
    if (held_.index() != 0) broken_invariant("the value of a failed result was read");
    return *std::get_if<0>(&held_);
  }
  const T& value() const {
    if (held_.index() != 0) broken_invariant("the value of a failed result was read");
    return *std::get_if<0>(&held_);
  }

  std::variant<T, Error> held_;
};

/// The same for what gives nothing but may fail. `return {};` is success.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return !error_.has_value(); }

  const Error& error() const {
    if (!error_) broken_invariant("the error of a result that succeeded was read");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace crosstalk
