#pragma once

#include <string>
#include <string_view>

namespace crosstalk {

/// Everything that can go wrong for reasons outside the program. Each has a row in the table of
/// error.cc: its stable name, the exit code of a verb that ends with it, and plain words for a
/// person.
enum class ErrorCode {
  // wrong input: exit 1
  empty_note,
  invalid_text,
  invalid_time,
  invalid_value,
  unknown_record,
  too_large,
  file_unreadable,
  file_unwritable,
  already_joined,
  invalid_link,
  insecure_link,
  nothing_to_do,
  // the hub: exit 3
  hub_unreachable,
  hub_answer_invalid,
  hub_busy,
  hub_certificate,
  login_page,
  invite_invalid,
  invite_used,
  device_revoked,
  device_unknown,
  forbidden,
  not_joined,
  hub_rejected_request,
  // the data folder: exit 4
  store_locked,
  store_damaged,
  store_newer,
  store_not_ours,
  store_not_encrypted,
  passphrase_wrong,
  key_missing,
  disk_full,
  disk_failed,
  window_already_open,  // the last, which error.cc relies on
};

/// One failure. `words` are for a person: what happened, what was kept, what to do next. `detail`
/// is for a log and for whoever mends it: never a note's text, never a token.
struct Error {
  ErrorCode code = ErrorCode::disk_failed;
  std::string words;
  std::string detail;
};

/// The error with the words of its row; `detail` as given.
Error make_error(ErrorCode code, std::string detail = {});

/// The same with words that fit the case better than those of the row.
Error make_error_saying(ErrorCode code, std::string words, std::string detail = {});

/// The stable kebab-case name, such as "disk-full".
std::string_view error_name(ErrorCode code);

/// The exit code of a verb that ends with it: 1 wrong input, 3 the hub, 4 the data folder.
int error_exit_code(ErrorCode code);

/// Ends the program because one of its own promises does not hold; `what` says which. Writes to
/// standard error.
[[noreturn]] void broken_invariant(std::string_view what);

}  // namespace crosstalk
