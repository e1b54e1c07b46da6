#include "client/window/screens/outing_panel.h"

#include "client/window/button.h"
#include "client/window/chip.h"
#include "client/window/layout.h"
#include "client/window/panel.h"
#include "client/window/screens/column.h"
#include "client/window/text.h"

namespace crosstalk {
namespace {

struct Choice {
  std::string key, label;
};

/// One of several as chips; a tap on the one that is on takes it off again. The key tapped.
std::optional<std::string> choose(Ui& ui, std::string_view label, const char* name,
                                  const std::vector<Choice>& choices, const std::string& on) {
  const Tokens& t = ui.tokens;
  std::optional<std::string> tapped;
  text(ui, label, {.style = TypeStyle::strong});
  gap(ui, t.space.s1);
  Flow flow(ui, t.space.s2, t.space.s2);
  for (const Choice& choice : choices) {
    const std::string words = named(choice.label, std::string(name) + "-" + choice.key);
    const ChipSpec spec{.label = words,
                        .state = choice.key == on ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) tapped = choice.key == on ? std::string() : choice.key;
  }
  gap(ui, t.space.s3);
  return tapped;
}

void kind_and_name(Ui& ui, OutingForm& form, const Strings& strings, bool& entered, bool& escaped) {
  const std::vector<Choice> kinds = {{"trip", std::string(strings("outing.trip"))},
                                     {"event", std::string(strings("outing.event"))}};
  const auto kind =
      choose(ui, strings("outing.kind"), "outing-kind", kinds, form.event_like ? "event" : "trip");
  if (kind && !kind->empty()) form.event_like = *kind == "event";
  const std::string name = named(strings("outing.name"), "outing-name");
  const FieldResponse typed =
      field(ui, form.name,
            {.label = name,
             .placeholder = form.event_like ? std::string_view() : strings("outing.name_hint")});
  entered = entered || typed.entered;
  escaped = escaped || typed.escaped;
  gap(ui, ui.tokens.space.s3);
}

void where(Ui& ui, OutingForm& form, const CaptureView& view, const Strings& strings, bool& entered,
           bool& escaped) {
  const Tokens& t = ui.tokens;
  std::vector<Choice> settings;
  for (const ChipView& one : view.setting.all) settings.push_back({one.key, one.label});
  if (const auto tapped =
          choose(ui, strings("capture.where"), "outing-setting", settings, form.setting))
    form.setting = *tapped;
  const std::string place = named(strings("capture.place"), "outing-place");
  const FieldResponse typed = field(ui, form.place, {.label = place});
  entered = entered || typed.entered;
  escaped = escaped || typed.escaped;
  gap(ui, t.space.s2);
  Flow flow(ui, t.space.s2, t.space.s2);
  const std::string chosen = form.place.text();
  for (const ChipView& one : view.place.likely) {
    const std::string words = named(one.label, "outing-place-" + one.key);
    const ChipSpec spec{.label = words,
                        .state = one.key == chosen ? ChipState::on : ChipState::plain};
    flow.place(chip_width(ui, spec));
    if (chip(ui, spec)) form.place.set_text(one.key == chosen ? std::string() : one.key);
  }
  gap(ui, t.space.s3);
}

}  // namespace

void OutingForm::begin(const NoteDraft& draft) {
  name.set_text({});
  place.set_text(draft.place);
  setting = draft.setting;
  event = draft.event;
  event_like = crosstalk::event_like(draft);
  open = just_opened = true;
  name.focus();
}

void draw_outing_banner(Ui& ui, const OutingView& view, const Strings& strings,
                        OutingIntents& out) {
  const std::string end = named(view.end, "outing-end");
  const std::string carry_on =
      view.asks ? named(strings("outing.carry_on"), "outing-carry-on") : std::string();
  const int pressed = banner(ui, {.name = "outing",
                                  .kind = BannerKind::accent,
                                  .icon = Icon::here,
                                  .fact = view.fact,
                                  .sentence = view.sentence,
                                  .first = end,
                                  .second = carry_on,
                                  .stacked = true});
  out.end = pressed == 1;
  out.carry_on = pressed == 2;
}

void draw_outing_form(Ui& ui, OutingForm& form, const CaptureView& view,
                      const std::vector<std::string>& events, const Strings& strings,
                      OutingIntents& out) {
  const Tokens& t = ui.tokens;
  const IdScope id("outing-form");
  // On a phone the form is higher than the room: its beginning is what must be in sight.
  if (form.just_opened && is_compact(ui)) ImGui::SetScrollHereY(0);
  {
    const Card card(ui);
    bool entered = false, escaped = false;
    text(ui, strings("outing.title"), {.style = TypeStyle::title});
    text(ui, strings("outing.sentence"), {.color = Color::ink_2});
    gap(ui, t.space.s3);
    kind_and_name(ui, form, strings, entered, escaped);
    where(ui, form, view, strings, entered, escaped);
    if (!events.empty()) {
      std::vector<Choice> names;
      for (const std::string& name : events) names.push_back({name, name});
      const auto tapped =
          choose(ui, strings("outing.which_event"), "outing-event", names, form.event);
      if (tapped) form.event = *tapped;
    }
    const ButtonSpec start{.label = named(strings("outing.start"), "outing-start")};
    const ButtonSpec cancel{.label = named(strings("outing.cancel"), "outing-cancel"),
                            .kind = ButtonKind::words};
    out.start = button(ui, start).clicked || entered;
    same_line(ui, t.space.s2);
    out.cancel = button(ui, cancel).clicked || escaped;
  }
  if (form.just_opened && !is_compact(ui)) ImGui::SetScrollHereY(1);
  form.just_opened = false;
}

}  // namespace crosstalk
