#include "client/app/messages_desk.h"

#include <algorithm>

#include "client/model/labels.h"

namespace crosstalk {
namespace {
constexpr std::size_t kAlikeMax = 3;
constexpr std::size_t kAlikeLooked = 12;
}  // namespace

MessagesDesk::MessagesDesk(Desk& desk) : desk_(desk) {}

void MessagesDesk::open(const Uuid& message) {
  chosen_ = message;
  ui_.rewording = false;
  stale_ = true;
}

bool MessagesDesk::close() {
  if (ui_.rewording) {
    ui_.rewording = false;
    return true;
  }
  if (chosen_.nil()) return false;
  open(Uuid());
  return true;
}

void MessagesDesk::read_detail() {
  detail_.reset();
  alike_.clear();
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
    apply_detail(draw_message(ui, *detail_, alike_, ui_, place, desk_.strings), wishes);
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
