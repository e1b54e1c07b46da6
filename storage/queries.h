#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/result.h"
#include "storage/store.h"

namespace crosstalk {

/// Where a record's changes are: all with the hub, some still here, or some rejected.
enum class ItemSync { here, sent, rejected };

/// A link from a conversation to a recurring message, `merged_into` followed.
struct LinkedMessage {
  Uuid id;
  std::string text;  // empty: not here yet
};

struct ActionView {
  Uuid id;
  Uuid conversation;
  std::string conversation_summary;  // empty where this device may not see it
  std::string text;
  std::string owner;  // words
  std::optional<Uuid> owner_member;
  std::string due;    // YYYY-MM-DD or empty
  std::string state;  // open, doing, done, dropped
  std::string outcome;
  bool mine = false;  // assigned to this device's member, or made here and nobody's
  ItemSync sync = ItemSync::here;
};

struct TextVersion {
  Uuid change;
  std::string text;
  Instant time;
  std::string author;  // name of the member, or empty
};

/// One conversation, merged, as screens and verbs show it.
struct ConversationView {
  Uuid id;
  std::string summary;
  std::string body;  // of concurrent versions the one with the greatest stamp
  std::vector<TextVersion>
      bodies;           // the concurrent versions when there are two or more, else empty
  Instant occurred_at;  // absent in the record: the time of its first stamp
  std::string setting, place, stance;                  // keys or words; empty: none
  std::vector<std::string> sectors, themes, purposes;  // keys, sorted
  std::vector<LinkedMessage> messages;
  std::vector<ActionView> actions;  // without those in the bin, oldest first
  std::string visibility;           // mine, team
  std::string review;               // new, reviewed, in-report, set-aside
  bool quotable = false;
  std::string event;   // name of the event, or empty
  std::string author;  // name of the member; empty before joining or when unknown
  bool own = false;    // written on this device or by this member
  bool deleted = false;
  bool changed_since_deleted = false;
  ItemSync sync = ItemSync::here;
};

/// What a list row needs; cheap, without body, actions and messages.
struct ConversationRow {
  std::int64_t position = 0;  // where it stands in lists (storage/find.h)
  Uuid id;
  std::string summary;
  Instant occurred_at;
  std::string setting, place, stance;
  std::string review;
  bool own = false;
  bool two_versions = false;
  ItemSync sync = ItemSync::here;
};

/// Of each list one value must fit; an empty list asks for nothing.
struct ConversationFilter {
  std::string query;                   // as a person types it (storage/search_text.h); empty: all
  std::optional<Instant> from, until;  // on occurred_at: from ≤ t < until
  std::vector<std::string> settings, places, sectors, themes, purposes, stances;
  std::vector<Uuid> messages;  // and what counts as them
  std::vector<Uuid> people;    // who wrote it
  bool own = false;            // written on this device or by this member; with people: or by them
  std::vector<std::string> reviews;  // new, reviewed, in-report, set-aside
  std::vector<ItemSync> syncs;
  bool open_action = false;  // has an action that is open or being done
  bool deleted = false;      // true: the bin instead
  std::size_t offset = 0;
  std::optional<std::size_t> limit;  // nothing: all
  bool operator==(const ConversationFilter&) const = default;
};

struct MessageView {
  Uuid id;
  std::string text;
  std::vector<Uuid> conversations;
  std::vector<Instant> heard;  // when each of them was, oldest first
  std::vector<std::string> sectors;
  std::vector<std::string> places;
  std::optional<Instant> first_heard, last_heard;
};

struct SimilarMessage {
  MessageView message;
  double score = 0;
  std::vector<std::string> words;  // of the text, as typed
};
struct SimilarConversation {
  ConversationRow conversation;
  double score = 0;
};
struct Similar {
  std::vector<SimilarMessage> messages;
  std::vector<SimilarConversation> conversations;
};

/// Newest `occurred_at` first, without the bin. All by `const Store&`, on its thread. Errors are
/// those of reading.
Result<std::vector<ConversationRow>> list_conversations(const Store& store,
                                                        const ConversationFilter& filter);
Result<std::int64_t> count_conversations(const Store& store, const ConversationFilter& filter);
/// The same list whole, for `list --json` and exports.
Result<std::vector<ConversationView>> read_conversations(const Store& store,
                                                         const ConversationFilter& filter);
/// Nothing where there is no such conversation here; one in the bin is given, `deleted` true.
Result<std::optional<ConversationView>> read_conversation(const Store& store, const Uuid& id);

/// The changes of every record under this one (a conversation's actions and comments), those in the
/// bin too, each as `Store::changes_of` gives them.
Result<std::vector<std::vector<Change>>> read_changes_under(const Store& store, const Uuid& record);

/// Actions that this device may see, of conversations and themselves not in the bin; open and doing
/// before done and dropped, earliest due first, those without a date after.
Result<std::vector<ActionView>> list_actions(const Store& store);
/// The actions in the bin, newest first.
Result<std::vector<ActionView>> list_deleted_actions(const Store& store);

/// Recurring messages, merged ones as one, widest reach first (sectors × places, then
/// conversations), also those that no conversation links to yet.
Result<std::vector<MessageView>> list_messages(const Store& store);
Result<std::optional<MessageView>> read_message(const Store& store, const Uuid& id);
/// The message with these words (NFC, case and spaces folded), root of its merges; nothing where
/// none has.
Result<std::optional<Uuid>> find_message(const Store& store, std::string_view text);

/// Messages and conversations most like `text`, best first, each at most `limit`; few or none where
/// nothing is like it. Asks once: who asks again and again while a text is typed keeps a finder
/// (storage/similar_finder.h). `except` is left out.
Result<Similar> find_similar(const Store& store, std::string_view text, std::size_t limit,
                             const std::optional<Uuid>& except = std::nullopt);

/// Members by name: the only one so named, or nothing (an action is then nobody's).
Result<std::optional<Uuid>> find_member(const Store& store, std::string_view name);
/// The names of people of the space that each stand for one member, so that an action can be
/// assigned by them; by name, without kiosks.
Result<std::vector<std::string>> list_member_names(const Store& store);
/// The event with that name.
Result<std::optional<Uuid>> find_event(const Store& store, std::string_view name);

/// Places used before, most recent first, at most `limit`.
Result<std::vector<std::string>> recent_places(const Store& store, std::size_t limit);

}  // namespace crosstalk
