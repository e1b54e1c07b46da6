#pragma once

namespace crosstalk {

/// Deliberate bugs, to prove that the simulator finds such (tests/simulation/planted). Each leaves
/// out a rule of sync/PROTOCOL.md or a promise of the store. The product has none of them: there
/// `planted` is a constant, and what it guards is compiled away.
enum class Bug {
  none,
  // The store
  skip_sync,        // commits on a device are not synced to disk
  hub_skip_sync,    // those of the hub neither: acknowledged before it is durable
  drop_on_send,     // a change leaves the outbox when it is sent
  cursor_first,     // the cursor is stored in a transaction before what it stands for
  wall_time,        // stamps are wall time, whatever the device has seen
  keep_high_stamp,  // a stamp that the hub lowered is not taken over
  never_want,       // own changes that a feed names and the device lacks are not asked for
  keep_erased_log,  // the log is not emptied after an erasure
  keep_withdrawn,   // a record that left the view stays
  // Merging
  ignore_base,       // a text replaces nothing: all versions stay
  delete_by_record,  // a deletion names no changes that its author had
  // The engine
  any_call,        // an answer to another call is taken for the one to this
  later_is_sent,   // a change that the hub put off counts as sent
  no_backoff,      // a call that failed is tried again at once
  page_is_answer,  // a login page with status 200 acknowledges what was sent
  // The hub
  position_before_lock,  // positions are given before the lock, and filled in after others
  entry_judged_early,    // an entry is given by what the reader could see when it was written
  forget_withdraw,       // nobody is told that a record left their feed
  enters_with_last,      // a record that enters a feed brings its last change alone
  judge_repeats,         // a known id is judged anew
  append_repeats,        // a known id is appended anew
  history_stays,         // an erasure of history cuts nothing
  erase_alone,           // an erasure leaves what lies under the record
  // A store that goes back in time
  offers_nothing,  // what the hub has not is not sent again
  marks_unread,    // a place in a feed is taken for the same in another life
};

#ifdef CROSSTALK_PLANTED_BUGS
/// The one that is in the program now.
extern Bug planted_bug;
inline bool planted(Bug bug) { return planted_bug == bug; }
#else
constexpr bool planted(Bug) { return false; }
#endif

}  // namespace crosstalk
