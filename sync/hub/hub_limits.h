#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "storage/clock.h"

/// The bounds of the hub that can be tuned, each with its reason. Those that device and hub share
/// stand in sync/limits.h.
namespace crosstalk::hub {

/// A stamp further ahead of the hub's wall clock, and of its hybrid clock, is lowered (protocol).
inline constexpr Milliseconds kStampAheadMax{15 * 60'000};

/// How deep a record may lie under a conversation to be seen with it. Comments and actions lie one
/// deep; the bound is against parents in a circle.
inline constexpr int kParentDepthMax = 4;

/// Entries in one answer, and what they may hold: a device applies an answer in one transaction.
inline constexpr std::int64_t kAnswerEntriesMax = 1000;
inline constexpr std::size_t kAnswerBytesMax = 1024 * 1024;
/// Entries looked at for one answer: passing over what the reader may not see costs too.
inline constexpr std::int64_t kAnswerScanMax = 20'000;
/// Entries read from the store at once.
inline constexpr std::int64_t kFeedPage = 200;

/// The bytes of what one /v1/have gives back: what a device reads, less its envelope.
inline constexpr std::size_t kWantedBytesMax = 7 * 1024 * 1024;

/// How far ahead of the hub's wall clock a device may say that the greatest accepted stamp lies:
/// the hub's clock may have been wrong by decades, and must not be moved to its end by anybody's
/// word.
inline constexpr std::chrono::hours kGreatestAheadMax{24 * 365 * 100};

/// When a device was last heard of is written at most this often while nothing else is: each write
/// is synced to disk.
inline constexpr Milliseconds kLastSeenGap{60'000};

/// Names of spaces, members and devices.
inline constexpr std::size_t kNameBytesMax = 200;

/// How long a calendar still tells of what was done or dropped: readers that look seldom notice it,
/// and it does not grow for ever.
inline constexpr Milliseconds kCalendarKeepsEnded{std::chrono::hours(90 * 24)};

}  // namespace crosstalk::hub
