#include <algorithm>

#include "client/model/note_draft.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

using Words = std::vector<std::string>;

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A register: set where it differs, cleared where it is now empty.
void set_changed(RecordEdit& edit, const char* field, const std::string& before,
                 const std::string& now) {
  if (before == now) return;
  edit.set[field] = now.empty() ? Json() : Json(now);
}

void set_changed_elements(RecordEdit& edit, std::string_view set, const Words& before,
                          const Words& now) {
  for (const std::string& key : now) {
    if (!has(before, key)) edit.set[std::string(set) + "/" + key] = true;
  }
  for (const std::string& key : before) {
    if (!has(now, key)) edit.set[std::string(set) + "/" + key] = false;
  }
}

std::string summary_in(const NoteDraft& draft) {
  const std::string heading = trimmed(draft.heading);
  return heading.empty() ? summary_of(draft.body) : heading;
}

Result<void> set_links(const EditDraft& draft, RecordEdit& edit, Save& save,
                       const ComposeLookups& lookups) {
  for (const DraftLink& link : draft.now.links) {
    if (std::find(draft.before.links.begin(), draft.before.links.end(), link) !=
        draft.before.links.end())
      continue;
    Uuid id = link.id;
    if (id.nil()) {
      const auto made = find_or_begin_message(link.text, save, lookups);
      if (!made) return made.error();
      id = *made;
    }
    edit.set["messages/" + id.text()] = true;
  }
  for (const DraftLink& link : draft.before.links) {
    if (std::find(draft.now.links.begin(), draft.now.links.end(), link) == draft.now.links.end()) {
      edit.set["messages/" + link.id.text()] = false;
    }
  }
  return {};
}

Result<RecordEdit> action_edit(const DraftAction& before, const DraftAction& now,
                               const ComposeLookups& lookups) {
  RecordEdit edit;
  edit.record = now.id;
  edit.kind = std::string(kinds::kAction);
  set_changed(edit, "text", before.text, trimmed(now.text));
  set_changed(edit, "due", before.due, now.due);
  if (before.owner != now.owner) {
    edit.set["owner_member"] = Json();
    if (const auto owned = set_owner(edit, now.owner, lookups); !owned) return owned.error();
  }
  return edit;
}

Result<void> add_actions(const EditDraft& draft, Save& save, const ComposeLookups& lookups) {
  for (const DraftAction& now : draft.now.actions) {
    if (now.id.nil()) {
      if (trimmed(now.text).empty()) continue;
      auto made = compose_action({now.text, now.owner, now.due}, draft.record, lookups);
      if (!made) return made.error();
      save.edits.push_back(*std::move(made));
      continue;
    }
    const auto before =
        std::find_if(draft.before.actions.begin(), draft.before.actions.end(),
                     [&](const DraftAction& action) { return action.id == now.id; });
    if (before == draft.before.actions.end() || *before == now) continue;
    auto edit = action_edit(*before, now, lookups);
    if (!edit) return edit.error();
    save.edits.push_back(*std::move(edit));
  }
  for (const DraftAction& before : draft.before.actions) {
    const bool kept =
        std::any_of(draft.now.actions.begin(), draft.now.actions.end(),
                    [&](const DraftAction& action) { return action.id == before.id; });
    if (kept) continue;
    RecordEdit edit;
    edit.record = before.id;
    edit.kind = std::string(kinds::kAction);
    edit.set["deleted"] = true;
    save.edits.push_back(std::move(edit));
  }
  return {};
}

}  // namespace

Result<Save> compose_edit(const EditDraft& draft, Instant now, const Zone& zone,
                          const ComposeLookups& lookups) {
  if (trimmed(draft.now.body).empty() && trimmed(draft.now.heading).empty()) {
    return make_error(ErrorCode::empty_note);
  }
  Save save;
  RecordEdit edit;
  edit.record = draft.record;
  edit.kind = std::string(kinds::kConversation);
  if (draft.before.body != draft.now.body) {
    edit.set["body"] = draft.now.body;
    edit.base["body"] = draft.body_base;
  }
  set_changed(edit, "summary", summary_in(draft.before), summary_in(draft.now));
  set_changed(edit, "setting", draft.before.setting, draft.now.setting);
  set_changed(edit, "place", draft.before.place, trimmed(draft.now.place));
  set_changed(edit, "stance", draft.before.stance, draft.now.stance);
  set_changed_elements(edit, "sectors", draft.before.sectors, draft.now.sectors);
  set_changed_elements(edit, "themes", draft.before.themes, draft.now.themes);
  set_changed_elements(edit, "purposes", draft.before.purposes, draft.now.purposes);
  if (draft.before.visibility != draft.now.visibility)
    edit.set["visibility"] = draft.now.visibility;
  if (draft.before.quotable != draft.now.quotable) edit.set["quotable"] = draft.now.quotable;
  if (const auto day = day_from_iso(draft.now.day)) {
    edit.set["occurred_at"] = format_time(std::min(moment_of(*day, 12 * 60, zone), now));
  }
  if (const auto linked = set_links(draft, edit, save, lookups); !linked) return linked.error();
  if (!edit.set.empty()) save.edits.push_back(std::move(edit));
  if (const auto added = add_actions(draft, save, lookups); !added) return added.error();
  if (draft.before.visibility != draft.now.visibility)
    erase_history_before_team(save, draft.record);
  return save;
}

}  // namespace crosstalk
