#include "client/window/screens/join_dialog.h"

#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/text.h"

namespace crosstalk {

void JoinUi::open(const std::string& device_name) {
  dialog.open = true;
  problem = {};
  joining = false;
  if (name.blank()) name.set_text(device_name);
  link.focus();
}

JoinIntents draw_join(Ui& ui, JoinUi& state, const Strings& strings) {
  const Tokens& t = ui.tokens;
  JoinIntents out;
  if (!state.dialog.open) return out;
  const std::string safe = named(strings("join.not_now"), "join-cancel");
  const std::string act = named(strings("join.do"), "join-do");
  bool entered = false;
  const DialogSpec spec{.name = "join-dialog",
                        .title = strings("join.title"),
                        .sentence = strings("join.sentence"),
                        .safe = safe,
                        .act = act,
                        .act_off = state.link.blank() || state.joining};
  const DialogAnswer answer = dialog(ui, state.dialog, spec, [&] {
    const std::string link = named(strings("join.link"), "join-link");
    const std::string name = named(strings("join.name"), "join-name");
    entered = field(ui, state.link,
                    {.label = link,
                     .placeholder = strings("join.link_hint"),
                     .error = state.problem.title,
                     .off = state.joining})
                  .entered;
    gap(ui, t.space.s3);
    entered = field(ui, state.name, {.label = name, .off = state.joining}).entered || entered;
    gap(ui, t.space.s3);
    if (state.joining) {
      text(ui, strings("join.doing"), {.color = Color::ink_2}, "join-status");
    } else if (!state.problem.title.empty()) {
      text(ui, state.problem.kept, {.color = Color::ink_2});
      text(ui, state.problem.next, {}, "join-next");
    }
  });
  const bool ready = !state.link.blank() && !state.joining;
  if ((answer == DialogAnswer::act || entered) && ready) {
    out.join = true;
    state.dialog.open = true;  // stays until the hub has answered
  }
  if (answer == DialogAnswer::safe) out.closed = true;
  return out;
}

}  // namespace crosstalk
