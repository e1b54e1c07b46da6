#include "storage/error.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace crosstalk {
namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  int exit_code;
  std::string_view words;  // what happened, what was kept, what to do next
};

constexpr int kWrongInput = 1;
constexpr int kHub = 3;
constexpr int kDataFolder = 4;

// In the order of the enum, so that a code is the index of its row.
constexpr std::array kRows = {
    Row{ErrorCode::empty_note, "empty-note", kWrongInput,
        "There is nothing to save yet: write a note or give it a heading."},
    Row{ErrorCode::invalid_text, "invalid-text", kWrongInput,
        "The text holds bytes that are not readable text (UTF-8). Nothing was saved: mend the text "
        "and try again."},
    Row{ErrorCode::invalid_time, "invalid-time", kWrongInput,
        "The date or time can't be read. Nothing was saved: write it like 2026-11-23 or "
        "2026-11-23T10:00:00Z."},
    Row{ErrorCode::invalid_value, "invalid-value", kWrongInput,
        "One of the values is not one that is understood here. Nothing was saved: correct it and "
        "try again."},
    Row{ErrorCode::unknown_record, "unknown-record", kWrongInput,
        "There is no such note on this device. Nothing was changed: look it up in the list and use "
        "its id."},
    Row{ErrorCode::too_large, "too-large", kWrongInput,
        "The note is larger than can be kept in one piece (16 MiB). It was not saved: split it and "
        "try again."},
    Row{ErrorCode::file_unreadable, "file-unreadable", kWrongInput,
        "The file can't be read. Nothing was changed: check its name and that you may open it."},
    Row{ErrorCode::file_unwritable, "file-unwritable", kWrongInput,
        "The file can't be written. Your notes are untouched: choose another place or free some "
        "space."},
    Row{ErrorCode::already_joined, "already-joined", kWrongInput,
        "This data folder belongs to a space already, and stays with it. To join another, use "
        "another data folder (--data)."},
    Row{ErrorCode::invalid_link, "invalid-link", kWrongInput,
        "This is not a join link. Nothing was changed: copy the whole link, it looks like "
        "https://HOST/j/CODE."},
    Row{ErrorCode::insecure_link, "insecure-link", kWrongInput,
        "This link would send notes unencrypted over the network, so it was not used. Ask for a "
        "link that begins with https."},
    Row{ErrorCode::nothing_to_do, "nothing-to-do", kWrongInput,
        "There was nothing to change, so everything is as it was. Say what to change."},
    Row{ErrorCode::hub_unreachable, "hub-unreachable", kHub,
        "The hub can't be reached. Everything is kept on this device and is sent as soon as there "
        "is a connection."},
    Row{ErrorCode::hub_answer_invalid, "hub-answer-invalid", kHub,
        "The hub gave an answer that can't be understood. Everything is kept on this device and is "
        "tried again."},
    Row{ErrorCode::hub_busy, "hub-busy", kHub,
        "The hub is busy. Everything is kept on this device and is sent when the hub has time."},
    Row{ErrorCode::hub_certificate, "hub-certificate", kHub,
        "The hub can't prove who it is, so nothing was sent. Everything is kept on this device; "
        "ask for a new join link."},
    Row{ErrorCode::login_page, "login-page", kHub,
        "This network wants you to sign in first. Everything is kept on this device: sign in with "
        "a browser, then sync again."},
    Row{ErrorCode::invite_invalid, "invite-invalid", kHub,
        "The hub doesn't know this invitation, or it has expired. What you wrote is kept: check "
        "the link or ask for a new one."},
    Row{ErrorCode::invite_used, "invite-used", kHub,
        "This invitation has been used already. What you wrote is kept on this device: ask for a "
        "new one."},
    Row{ErrorCode::device_revoked, "device-revoked", kHub,
        "A coordinator ended this device's access. What is on it is kept. To go on, ask for a new "
        "invitation and join with a new data folder."},
    Row{ErrorCode::device_unknown, "device-unknown", kHub,
        "The hub does not know this device. Nothing is lost: join again with a new invitation."},
    Row{ErrorCode::forbidden, "forbidden", kHub,
        "Your role in this space does not allow that. What you wrote is kept on this device: ask a "
        "coordinator."},
    Row{ErrorCode::not_joined, "not-joined", kHub,
        "This device has not joined a space yet. What you wrote is kept on it: join with the link "
        "you were given."},
    Row{ErrorCode::hub_rejected_request, "hub-rejected-request", kHub,
        "The hub turned the request down. Everything is kept on this device: update Crosstalk or "
        "tell a coordinator."},
    Row{ErrorCode::store_locked, "store-locked", kDataFolder,
        "The notes are in use by another program that does not let go. Nothing was lost: close it "
        "and try again."},
    Row{ErrorCode::store_damaged, "store-damaged", kDataFolder,
        "The file with your notes is damaged. It was left as it is: keep a copy of the data "
        "folder, and save what can be read into a new one (crosstalk --data NEW rescue FOLDER)."},
    Row{ErrorCode::store_newer, "store-newer", kDataFolder,
        "These notes were written by a newer version of Crosstalk. They were left untouched: "
        "update this one."},
    Row{ErrorCode::store_not_ours, "store-not-ours", kDataFolder,
        "This folder can't be used as a data folder. Nothing in it was changed: choose another one "
        "with --data."},
    Row{ErrorCode::store_not_encrypted, "store-not-encrypted", kDataFolder,
        "The file in the data folder is not an encrypted store of Crosstalk. It was left "
        "untouched: choose another folder with --data."},
    Row{ErrorCode::passphrase_wrong, "passphrase-wrong", kDataFolder,
        "The passphrase does not fit these notes. They are kept as they are: set "
        "CROSSTALK_PASSPHRASE to the one they were made with."},
    Row{ErrorCode::key_missing, "key-missing", kDataFolder,
        "The key to these notes is not here. They are kept as they are: bring back the key they "
        "were made with."},
    Row{ErrorCode::disk_full, "disk-full", kDataFolder,
        "The disk is full, so this was not saved. What was saved before is kept: free some space "
        "and save again."},
    Row{ErrorCode::disk_failed, "disk-failed", kDataFolder,
        "The disk could not be read or written, so this was not done. What was saved before is "
        "kept: check the disk and try again."},
    Row{ErrorCode::window_already_open, "window-already-open", kDataFolder,
        "A Crosstalk window with these notes is open already. Nothing was changed: use that one, "
        "or close it first."},
};

constexpr bool complete() {
  for (std::size_t index = 0; index < kRows.size(); ++index) {
    const Row& row = kRows[index];
    if (static_cast<std::size_t>(row.code) != index) return false;
    if (row.name.empty() || row.words.empty()) return false;
  }
  return kRows.size() == static_cast<std::size_t>(ErrorCode::window_already_open) + 1;
}
static_assert(complete(), "every ErrorCode has a row, in the order of the enum");

const Row& row_of(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  if (index >= kRows.size()) broken_invariant("an error code without a row was used");
  return kRows[index];
}

}  // namespace

Error make_error(ErrorCode code, std::string detail) {
  return Error{code, std::string(row_of(code).words), std::move(detail)};
}

Error make_error_saying(ErrorCode code, std::string words, std::string detail) {
  return Error{code, std::move(words), std::move(detail)};
}

std::string_view error_name(ErrorCode code) { return row_of(code).name; }

int error_exit_code(ErrorCode code) { return row_of(code).exit_code; }

void broken_invariant(std::string_view what) {
  std::fputs("crosstalk stopped, for it would have done something wrong: ", stderr);
  std::fwrite(what.data(), 1, what.size(), stderr);
  std::fputc('\n', stderr);
  std::abort();
}

}  // namespace crosstalk
