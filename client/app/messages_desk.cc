#include "client/app/messages_desk.h"

#include <algorithm>

#include "client/model/labels.h"
#include "storage/text.h"

namespace crosstalk {
namespace {
constexpr std::size_t kAlikeMax = 3;
constexpr std::size_t kAlikeLooked = 12;
constexpr std::size_t kOthersMax = 6;
}  // namespace

MessagesDesk::MessagesDesk(Desk& desk) : desk_(desk) {}

void MessagesDesk::open(const Uuid& message) {
  chosen_ = message;
  ui_.rewording = ui_.merging = false;
  stale_ = true;
}

bool MessagesDesk::close() {
  if (ui_.rewording) {
    ui_.rewording = false;
    return true;
  }
  if (ui_.merging) {
    ui_.merging = false;
    return true;
  }
  if (chosen_.nil()) return false;
  open(Uuid());
  return true;
}

void MessagesDesk::read_detail() {
  detail_.reset();
  alike_.clear();
  merge_ = {};
  if (chosen_.nil()) return;
  const Store& store = desk_.parts.store;
  const auto message = read_message(store, chosen_);
  if (!message || !*message) {
    chosen_ = Uuid();
    return;
  }
  std::vector<ConversationView> said;
  for (const Uuid& id : (*message)->conversations) {
    if (auto read = read_conversation(store, id); read && *read) said.push_back(**std::move(read));
  }
  detail_ = message_detail(
      {**message, said, desk_.vocabulary, desk_.now(), desk_.parts.zone, desk_.strings});
  const auto status = store.sync_status();
  // The words of the space are its coordinators' once a hub keeps them (protocol, roles).
  const bool may = status && (!status->hub || status->hub->role == "coordinator");
  merge_.offered = may && messages_.size() > 1;
  merge_.sentence = desk_.strings.count(
      "message.merge_moves", static_cast<std::int64_t>((*message)->conversations.size()));
  read_others();
  const auto similar = find_similar(store, (*message)->text, kAlikeLooked);
  if (!similar) return;
  for (const SimilarConversation& found : similar->conversations) {
    const ConversationRow& row = found.conversation;
    const auto& linked = (*message)->conversations;
    if (alike_.size() >= kAlikeMax ||
        std::find(linked.begin(), linked.end(), row.id) != linked.end())
      continue;
    const std::string day =
        day_words(day_of(row.occurred_at, desk_.parts.zone), desk_.today(), desk_.strings);
    alike_.push_back({row.id, row.summary,
                      joined({where_words(row.setting, row.place, desk_.vocabulary), day})});
  }
}

/// Those that hold what was typed, widest reach first; then those like it, or like the message.
void MessagesDesk::read_others() {
  merge_.others.clear();
  if (!ui_.merging || !detail_) return;
  const auto add = [this](const MessageView& other) {
    const auto& others = merge_.others;
    const bool there = std::any_of(others.begin(), others.end(),
                                   [&](const AlikeNote& one) { return one.id == other.id; });
    if (there || other.id == chosen_ || others.size() >= kOthersMax) return;
    const auto times = static_cast<std::int64_t>(other.conversations.size());
    merge_.others.push_back({other.id, other.text, desk_.strings.count("heard.times", times)});
  };
  const std::string typed = folded(trimmed(ui_.other.text()));
  if (!typed.empty()) {
    for (const MessageView& other : messages_) {
      if (folded(other.text).find(typed) != std::string::npos) add(other);
    }
  }
  const std::string like = typed.empty() ? detail_->text : ui_.other.text();
  const auto similar = find_similar(desk_.parts.store, like, kAlikeLooked);
  if (!similar) return;
  for (const SimilarMessage& found : similar->messages) add(found.message);
}

/// The notes of both count as the other's from now on: every link is followed there.
void MessagesDesk::merge_into(const Uuid& other) {
  std::string words;
  for (const AlikeNote& one : merge_.others) {
    if (one.id == other) words = one.summary;
  }
  desk_.change(save_of(chosen_, kinds::kMessage, "merged_into", other.text()),
               desk_.strings.fill("toast.messages_merged", {words}), Icon::merge,
               save_of(chosen_, kinds::kMessage, "merged_into", Json()));
  open(other);
}

void MessagesDesk::rebuild() {
  if (read_data_ != desk_.data) {
    read_data_ = desk_.data;
    stale_ = true;
    if (auto read = list_messages(desk_.parts.store)) messages_ = *std::move(read);
  }
  if (!stale_) return;
  stale_ = false;
  view_ = messages_view(messages_, desk_.now(), desk_.parts.zone, desk_.strings);
  ui_.list.forget();
  read_detail();
}

MessagesDesk::Wishes MessagesDesk::draw(Ui& ui, Rect place) {
  Wishes wishes;
  rebuild();
  if (detail_) {
    apply_detail(draw_message(ui, *detail_, alike_, merge_, ui_, place, desk_.strings), wishes);
  } else {
    const MessagesIntents intents = draw_messages(ui, view_, ui_, place, desk_.strings);
    if (intents.open && *intents.open < messages_.size()) open(messages_[*intents.open].id);
    wishes.open_timeline = intents.open_timeline;
    wishes.open_settings = intents.open_settings;
  }
  if (stale_) ui.wanted_frames = std::max(ui.wanted_frames, 1);
  return wishes;
}

void MessagesDesk::apply_detail(const MessageIntents& intents, Wishes& wishes) {
  const Strings& strings = desk_.strings;
  if (intents.reword) {
    ui_.words.set_text(detail_->text);
    ui_.words.focus();
    ui_.rewording = true;
  }
  if (intents.merge) {
    ui_.other.set_text({});
    ui_.other.focus();
    ui_.merging = true;
  }
  if (intents.merge || intents.other_changed) read_others();
  if (intents.merge_into) merge_into(*intents.merge_into);
  if (intents.words) {
    desk_.change(save_of(chosen_, kinds::kMessage, "text", *intents.words),
                 std::string(strings("toast.saved")), Icon::sent,
                 save_of(chosen_, kinds::kMessage, "text", detail_->text));
    ui_.rewording = false;
  }
  if (intents.link_note) {
    const std::string field = "messages/" + chosen_.text();
    desk_.change(save_of(*intents.link_note, kinds::kConversation, field, true),
                 std::string(strings("toast.linked")), Icon::link,
                 save_of(*intents.link_note, kinds::kConversation, field, false));
  }
  wishes.open_note = intents.open_note;
  wishes.open_settings = intents.open_settings;
  if (intents.back) close();
}

}  // namespace crosstalk
