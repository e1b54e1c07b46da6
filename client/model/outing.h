#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/dates.h"
#include "client/model/note_draft.h"
#include "client/model/strings.h"
#include "storage/vocabulary.h"

namespace crosstalk {

/// A trip or an event that was started once: what each new note has until it ends. Kept in a
/// setting of the device, never synced.
struct Outing {
  bool event_like = false;  // an event rather than a trip
  std::string name;         // "London to Leeds"; may be empty
  std::string setting, place;
  std::string event;  // name of an event of the space, or empty
  Instant started;
  Instant carried_on;  // when the person last said that it goes on; at first when it was started
  std::int64_t notes = 0;
  bool operator==(const Outing&) const = default;
};

inline constexpr std::string_view kOutingSetting = "outing";

/// As the setting keeps it, and back; nothing for what is none.
std::string outing_text(const Outing& outing);
std::optional<Outing> outing_from(std::string_view text);

/// `asks`: it began on an earlier day, so the person is asked whether it goes on. `over`: nobody
/// said so for more than a day.
enum class OutingAge { fresh, asks, over };
OutingAge outing_age(const Outing& outing, Day today, const Zone& zone);

/// Fills in what the draft does not say yet.
void fill_in(NoteDraft& draft, const Outing& outing);
/// Takes off again what `fill_in` filled in, where it stands as it was filled in.
void take_off(NoteDraft& draft, const Outing& outing);

struct OutingView {
  std::string fact;      // "On a train, London to Leeds"
  std::string sentence;  // "3 notes."
  std::string end;       // "End trip"
  bool asks = false;
};
OutingView outing_view(const Outing& outing, const Vocabulary& vocabulary, Day today,
                       const Zone& zone, const Strings& strings);

/// "The trip of Thu 17 March has ended".
std::string outing_over_words(const Outing& outing, Day today, const Zone& zone,
                              const Strings& strings);

/// Whether what a note says of itself so far is more like an event than like a trip.
bool event_like(const NoteDraft& draft);

}  // namespace crosstalk
