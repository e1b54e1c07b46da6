#pragma once

#include <chrono>
#include <cstddef>

#include "storage/clock.h"

/// The bounds of sync that can be tuned, for hub and device alike, each with its reason.
namespace crosstalk::limits {

/// Changes in one call, in either direction. Keeps one transaction on the hub under some 100 ms, so
/// that others are not held up, and what has to be sent again after a lost answer small.
inline constexpr std::size_t kBatchChangesMax = 500;

/// Bytes of one body before compression, in either direction. Some ten seconds on a bad mobile
/// line.
inline constexpr std::size_t kBatchBytesMax = 1024 * 1024;

/// What a device fills a batch with: the envelope around the changes (cursor, call, commas) must
/// fit in the body too.
inline constexpr std::size_t kBatchBytesFilled = kBatchBytesMax - 16 * 1024;

/// Bytes of one change as JSON that a hub takes: with its envelope it still fits a batch.
inline constexpr std::size_t kChangeBytesMax = 1'000'000;

/// A body that a hub reads at all, unpacked. Above `kBatchBytesMax` only so that a client's one
/// oversized change (16 MiB of text, escaped) is turned away with its reason and not by a closed
/// connection.
inline constexpr std::size_t kRequestBytesMax = 64 * 1024 * 1024;

/// An answer that a device reads, unpacked: a batch, with room for one change that fills it, and
/// for `own` entries. More is not an answer of ours, and a hostile proxy must not fill the memory.
inline constexpr std::size_t kAnswerBytesMax = 8 * 1024 * 1024;

/// Ids of `want` in one call of /v1/have. What they bring may be large, and comes in one answer.
inline constexpr std::size_t kWantIdsMax = 200;

/// Ids in one page of /v1/have (protocol).
inline constexpr std::size_t kHaveIdsMax = 10'000;

/// Whoever holds more than this asks by hashes first which of it differs: they are some 150 KB, as
/// the ids of so many.
inline constexpr std::size_t kHaveHashesFrom = 2'500;

/// Longest wait before what a device holds is offered to a hub that was set back: all its devices
/// find out in the same minute.
inline constexpr Milliseconds kOfferWaitMax{20'000};

/// A hub that says so many times in a row that it was set back, with nothing in between, is at
/// fault.
inline constexpr int kLivesMax = 3;

/// Longest hold of a call that waits for news: below the minute after which proxies and carriers
/// cut idle connections.
inline constexpr std::chrono::seconds kWaitMax{55};

/// Bodies from here on are compressed; below it the saving is less than a packet.
inline constexpr std::size_t kCompressBytesMin = 1024;

/// Retries: full jitter below a bound that doubles from the first to the second. Five minutes keep
/// a hub that comes back from being run over, and a person who looks can press "sync now".
inline constexpr Milliseconds kRetryFirst{1'000};
inline constexpr Milliseconds kRetryMax{5 * 60'000};

/// A save made while the hub is out of reach tries it again, but not sooner than this after the
/// last try: a person who writes is online more often than not, and an import of a thousand rows
/// must not try a thousand times.
inline constexpr Milliseconds kSaveRetryGap{10'000};

/// `Retry-After` is obeyed up to here; a broken proxy that says "next year" is not.
inline constexpr Milliseconds kRetryAfterMax{60 * 60'000};

/// A call that waits and comes back at once with nothing is asked again no sooner than this.
inline constexpr Milliseconds kEmptyPollGap{2'000};

/// No connection (name, TCP, TLS) within this is "not reached".
inline constexpr Milliseconds kConnectMax{15'000};
/// No byte in either direction for this long ends a call; a call that waits gets its wait on top.
/// Not a bound on the whole call: on a slow line a batch may take minutes.
inline constexpr Milliseconds kSilenceMax{30'000};

/// The same for a person who waits for the verbs `sync` and `join`: together at most 10 s
/// (interface: "one try").
inline constexpr Milliseconds kVerbConnectMax{4'000};
inline constexpr Milliseconds kVerbSilenceMax{6'000};

/// How often the sync thread looks for saves of other processes where the system does not tell it.
inline constexpr Milliseconds kLookGap{2'000};

/// Invites: `CODE` of a join link. Bounded, so that a pasted novel is called mistyped and not sent.
inline constexpr std::size_t kInviteCodeMax = 64;

/// Length of `call`, `name` and other short members that a hub reads and echoes.
inline constexpr std::size_t kCallBytesMax = 64;
inline constexpr std::size_t kDeviceNameBytesMax = 200;

/// A path of a member's calendar on the hub: what is longer is no answer of a hub.
inline constexpr std::size_t kCalendarPathMax = 200;

}  // namespace crosstalk::limits
