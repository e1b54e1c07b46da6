#include "client/app/settings_desk.h"

#include <algorithm>

#include "client/languages/languages.h"
#include "client/window/screens/theme_choice.h"

namespace crosstalk {
namespace {

/// Beyond this, counting notes by where they are would hold the window up.
constexpr std::int64_t kCountedMax = 5000;
constexpr std::size_t kBinPage = 50;

}  // namespace

SettingsDesk::SettingsDesk(Desk& desk) : desk_(desk), files_(desk), bin_max_(kBinPage) {}

void SettingsDesk::open_join(const std::string& link) {
  join_.open(desk_.parts.device_name);
  if (!link.empty()) join_.link.set_text(link);
}

void SettingsDesk::rebuild() {
  const Store& store = desk_.parts.store;
  view_.preferences = desk_.preferences;
  view_.language = desk_.strings.language();
  view_.languages = language_choices(view_.language);
  view_.folder = desk_.parts.folder;
  view_.key_source = desk_.parts.key_source;
  const auto status = store.sync_status();
  files_.rebuild(status ? &*status : nullptr);
  view_.files = files_.view();
  view_.profiles = files_.profiles();
  if (status) {
    view_.sync =
        sync_page(desk_.parts.sync.state(), *status, desk_.now(), desk_.parts.zone, desk_.strings);
  }
  if (read_data_ == desk_.data) return;
  read_data_ = desk_.data;
  view_.rejected.clear();
  if (const auto rejected = store.rejected()) {
    for (const RejectedChange& change : *rejected) {
      std::string summary;
      if (const auto note = read_conversation(store, change.change.record); note && *note)
        summary = (*note)->summary;
      view_.rejected.push_back(rejected_view(change, summary, desk_.strings));
    }
  }
  read_bin();
  view_.counted = false;
  view_.waiting.clear();
  if (desk_.notes > kCountedMax) return;
  if (const auto rows = list_conversations(store, {})) {
    put_counts(view_, *rows, desk_.now(), desk_.parts.zone, desk_.strings);
  }
}

void SettingsDesk::read_bin() {
  ConversationFilter filter;
  filter.deleted = true;
  filter.limit = bin_max_ + 1;
  const auto notes = list_conversations(desk_.parts.store, filter);
  const auto actions = list_deleted_actions(desk_.parts.store);
  if (!notes || !actions) return;
  view_.bin = bin_view(*notes, bin_max_, *actions, desk_.vocabulary, desk_.today(),
                       desk_.parts.zone, desk_.strings);
}

SettingsDesk::Wishes SettingsDesk::draw(Ui& ui, Rect place) {
  Wishes wishes;
  rebuild();
  const SettingsIntents intents =
      draw_settings(ui, view_, {section_, files_.ui()}, place, desk_.strings);
  apply(ui, intents, wishes);
  files_.apply(ui, intents.files);
  return wishes;
}

void SettingsDesk::apply(Ui& ui, const SettingsIntents& intents, Wishes& wishes) {
  if (intents.section) section_ = *intents.section;
  if (intents.preferences) {
    const bool other_language = intents.preferences->language != desk_.preferences.language;
    desk_.keep_preferences(*intents.preferences);
    if (other_language) desk_.speak(desk_.preferences.language);
    ui.wanted_theme = theme_of(desk_.preferences.theme, system_theme());
    ui.wanted_text_percent = desk_.preferences.text_percent;
  }
  if (intents.more_of_bin) {
    bin_max_ += kBinPage;
    read_bin();
    ui.wanted_frames = std::max(ui.wanted_frames, 1);
  }
  const auto bring_back = [&](const Uuid& record, std::string_view kind) {
    desk_.change(save_of(record, kind, "deleted", false),
                 std::string(desk_.strings("toast.restored")), Icon::undo,
                 save_of(record, kind, "deleted", true));
  };
  if (intents.restore_note) bring_back(*intents.restore_note, kinds::kConversation);
  if (intents.restore_action) bring_back(*intents.restore_action, kinds::kAction);
  if (intents.try_now) desk_.parts.sync.sync_now();
  if (intents.join) open_join();
  const auto known = [&](const std::optional<std::size_t>& index) {
    return index && *index < view_.rejected.size() ? &view_.rejected[*index] : nullptr;
  };
  if (const RejectedView* rejected = known(intents.open_rejected))
    wishes.edit_note = rejected->record;
  if (const RejectedView* rejected = known(intents.file_rejected)) {
    desk_.save_as_file(desk_.parts.file_folder + "/" + rejected->file_name, rejected->file_text);
  }
  if (const RejectedView* rejected = known(intents.discard_rejected)) {
    discarding_ = rejected->change;
    discard_.open = true;
  }
  wishes.open_note = intents.open_note;
  wishes.back = intents.back;
  wishes.first_steps = intents.first_steps;
}

void SettingsDesk::draw_dialogs(Ui& ui) {
  const Strings& strings = desk_.strings;
  if (auto joined = desk_.parts.sync.take_joined()) {
    join_.joining = false;
    if (*joined) {
      join_.dialog.open = false;
      join_.link.set_text({});
      desk_.say(strings.fill("join.done", {(*joined)->space}), Icon::sent);
      desk_.data_changed();
    } else {
      join_.problem = join_problem(joined->error(), desk_.notes, strings);
    }
  }
  const JoinIntents intents = draw_join(ui, join_, strings);
  if (intents.join) {
    join_.joining = true;
    join_.problem = {};
    desk_.parts.sync.join(join_.link.text(), join_.name.text());
  }
  const std::string keep = named(strings("rejected.discard_keep"), "discard-change-keep");
  const std::string discard = named(strings("rejected.discard"), "discard-change-do");
  const DialogAnswer answer = dialog(ui, discard_,
                                     {.name = "discard-change",
                                      .title = strings("rejected.discard_title"),
                                      .sentence = strings("rejected.discard_sentence"),
                                      .safe = keep,
                                      .act = discard,
                                      .danger = true});
  if (answer != DialogAnswer::act) return;
  desk_.write(DiscardRejected{discarding_}, [this](const auto& result) {
    if (!result) return desk_.fail(result.error(), "failure.change", "failure.change_kept");
    desk_.data_changed();
    desk_.parts.sync.poke();
  });
}

}  // namespace crosstalk
