#pragma once

#include <string>
#include <vector>

#include "client/model/difference.h"
#include "client/model/heard.h"
#include "client/model/timeline.h"
#include "storage/queries.h"

namespace crosstalk {

struct FactView {
  std::string label, value, stance;  // `stance`: the key whose mark stands before the value
};

/// An action as it stands under its conversation.
struct ActionEntry {
  Uuid id;
  std::string text, who_when;
  bool ticked = false, late = false;
};

/// One conversation, whole.
struct ConversationDetail {
  Uuid id;
  std::string where, when;
  std::string heading;  // empty where the body begins with it
  std::string body;
  std::vector<HeardCard> messages;
  std::vector<FactView> facts;
  std::vector<ActionEntry> actions;
  NoteState state = NoteState::sent;
  std::string state_words;  // "Waiting on this device", "Reviewed"
  std::string readers;      // "Written by you, read by everyone in the space"
  bool team = false, own = false, deleted = false, changed_since_deleted = false,
       two_versions = false;
  bool may_change = false;  // the hub takes this member's changes of it
};

struct ConversationSources {
  const ConversationView& conversation;
  const std::vector<MessageView>& messages;  // those that it links to and that are here
  const Vocabulary& vocabulary;
  Instant now;
  const Zone& zone;
  const Strings& strings;
  bool changes_all = false;  // a coordinator, or a device that belongs to no space
};

ConversationDetail conversation_detail(const ConversationSources& sources);

/// One of two concurrent versions of a body.
struct VersionView {
  Uuid change;
  std::string title, written;  // "Yours", "Thu 17 March 14:20"
  std::string text;
  std::vector<TextSpan> only_here;
};

struct TwoVersionsView {
  Uuid id;
  std::vector<VersionView>
      versions;  // oldest first; with more than two, each is compared with the first
};
TwoVersionsView two_versions_view(const ConversationSources& sources);

/// The save that keeps `text` in place of all versions shown.
Save merge_versions(const TwoVersionsView& versions, const std::string& text);

}  // namespace crosstalk
