#include "client/model/conversation.h"

#include <algorithm>

#include "client/model/capture.h"
#include "client/model/labels.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

/// A summary made from the body begins it; "…" and the full stop are its own.
bool begins_with_summary(const std::string& body, std::string summary) {
  for (const std::string_view end : {"…", "."}) {
    if (summary.ends_with(end)) summary.resize(summary.size() - end.size());
  }
  return trimmed(body).starts_with(trimmed(summary));
}

std::string state_sentence(NoteState state, const Strings& strings) {
  switch (state) {
    case NoteState::waiting:
      return std::string(strings("detail.waiting"));
    case NoteState::sent:
      return std::string(strings("detail.sent"));
    case NoteState::reviewed:
      return std::string(strings("detail.reviewed"));
    case NoteState::rejected:
      return std::string(strings("detail.rejected"));
    case NoteState::two_versions:
      return std::string(strings("detail.two_versions"));
  }
  return {};
}

void add_fact(std::vector<FactView>& facts, std::string_view label, std::string value,
              std::string stance = {}) {
  if (!value.empty()) facts.push_back({std::string(label), std::move(value), std::move(stance)});
}

std::vector<FactView> facts_of(const ConversationSources& from) {
  const Strings& strings = from.strings;
  const ConversationView& note = from.conversation;
  const Vocabulary& words = from.vocabulary;
  std::vector<FactView> facts;
  if (!note.stance.empty()) {
    add_fact(facts, strings("capture.stance"), words.label(TermList::stances, note.stance),
             note.stance);
  }
  add_fact(facts, strings("capture.sectors"), labels_of(TermList::sectors, note.sectors, words));
  add_fact(facts, strings("capture.themes"), labels_of(TermList::themes, note.themes, words));
  add_fact(facts, strings("detail.purpose"), labels_of(TermList::purposes, note.purposes, words));
  add_fact(facts, strings("detail.event"), note.event);
  if (note.quotable)
    add_fact(facts, strings("detail.quoting"), std::string(strings("detail.may_be_quoted")));
  return facts;
}

}  // namespace

ConversationDetail conversation_detail(const ConversationSources& from) {
  const ConversationView& note = from.conversation;
  const Strings& strings = from.strings;
  const Day today = day_of(from.now, from.zone);
  ConversationDetail detail;
  detail.id = note.id;
  detail.where = where_words(note.setting, note.place, from.vocabulary);
  detail.when = strings.fill("date.long_at",
                             {long_day_words(day_of(note.occurred_at, from.zone), today, strings),
                              clock_words(note.occurred_at, from.zone)});
  if (!begins_with_summary(note.body, note.summary)) detail.heading = note.summary;
  detail.body = note.body;
  const HeardPeriod period = heard_period(from.messages, from.now);
  for (const LinkedMessage& link : note.messages) {
    const auto known =
        std::find_if(from.messages.begin(), from.messages.end(),
                     [&](const MessageView& message) { return message.id == link.id; });
    if (known != from.messages.end()) {
      detail.messages.push_back(heard_card(*known, period, from.now, from.zone, strings));
    } else {
      HeardCard missing;
      missing.id = link.id;
      missing.text =
          link.text.empty() ? std::string(strings("detail.message_not_here")) : link.text;
      detail.messages.push_back(std::move(missing));
    }
  }
  detail.facts = facts_of(from);
  for (const ActionView& action : note.actions) {
    const bool closed = action.state == "done" || action.state == "dropped";
    const auto due = day_from_iso(action.due);
    detail.actions.push_back({action.id, action.text,
                              who_when(action.owner, action.due, today, strings), closed,
                              !closed && due && *due < today});
  }
  detail.two_versions = note.bodies.size() > 1;
  // Two versions have a banner of their own; the foot says where the note is.
  detail.state = note_state(note.sync, note.review, false);
  detail.state_words = state_sentence(detail.state, strings);
  detail.team = note.visibility == "team";
  detail.own = note.own;
  detail.may_change = note.own || from.changes_all;
  detail.deleted = note.deleted;
  detail.changed_since_deleted = note.changed_since_deleted;
  const std::string author = note.own ? std::string(strings("detail.you")) : note.author;
  const auto readers =
      strings(detail.team ? TextKey("detail.read_by_team") : TextKey("detail.read_by_few"));
  detail.readers =
      author.empty() ? std::string(readers) : strings.fill("detail.written_by", {author, readers});
  return detail;
}

TwoVersionsView two_versions_view(const ConversationSources& from) {
  TwoVersionsView view;
  view.id = from.conversation.id;
  std::vector<TextVersion> versions = from.conversation.bodies;
  std::stable_sort(
      versions.begin(), versions.end(),
      [](const TextVersion& one, const TextVersion& other) { return one.time < other.time; });
  for (const TextVersion& version : versions) {
    VersionView shown;
    shown.change = version.change;
    const auto number = std::to_string(view.versions.size() + 1);
    shown.title = version.author.empty() ? from.strings.fill("versions.number", {number})
                                         : from.strings.fill("versions.by", {version.author});
    shown.written = moment_words(version.time, from.now, from.zone, from.strings);
    shown.text = version.text;
    view.versions.push_back(std::move(shown));
  }
  for (std::size_t index = 1; index < view.versions.size(); ++index) {
    const Difference parts = difference(view.versions[0].text, view.versions[index].text);
    view.versions[index].only_here = parts.only_second;
    if (index == 1) view.versions[0].only_here = parts.only_first;
  }
  return view;
}

Save merge_versions(const TwoVersionsView& versions, const std::string& text) {
  RecordEdit edit;
  edit.record = versions.id;
  edit.kind = std::string(kinds::kConversation);
  edit.set["body"] = text;
  edit.set["summary"] = summary_of(text);
  for (const VersionView& version : versions.versions) edit.base["body"].push_back(version.change);
  Save save;
  save.edits.push_back(std::move(edit));
  return save;
}

}  // namespace crosstalk
