// What a change of a conversation or of an action did, in words.

#include <algorithm>
#include <utility>

#include "client/model/history.h"
#include "client/model/labels.h"
#include "storage/text.h"
#include "storage/time.h"

namespace crosstalk {
namespace {

std::optional<TermList> list_of_set(std::string_view set) {
  if (set == "sectors") return TermList::sectors;
  if (set == "themes") return TermList::themes;
  if (set == "purposes") return TermList::purposes;
  return std::nullopt;
}

std::string label_of(std::string_view set, const Strings& strings) {
  if (set == "sectors") return std::string(strings("capture.sectors"));
  if (set == "themes") return std::string(strings("capture.themes"));
  if (set == "purposes") return std::string(strings("capture.purposes"));
  if (set == "messages") return std::string(strings("nav.messages"));
  if (set == "summary") return std::string(strings("history.summary"));
  if (set == "setting") return std::string(strings("capture.where"));
  if (set == "place") return std::string(strings("capture.place"));
  if (set == "stance") return std::string(strings("capture.stance"));
  if (set == "event") return std::string(strings("detail.event"));
  if (set == "visibility") return std::string(strings("history.visibility"));
  if (set == "review") return std::string(strings("history.review"));
  if (set == "occurred_at") return std::string(strings("capture.when"));
  if (set == "owner") return std::string(strings("action.who"));
  if (set == "due") return std::string(strings("action.by"));
  if (set == "outcome") return std::string(strings("history.outcome"));
  return std::string(strings("history.other"));
}

std::string review_of(std::string_view key, const Strings& strings) {
  if (key == "reviewed") return std::string(strings("timeline.reviewed"));
  if (key == "in-report") return std::string(strings("timeline.in_report"));
  if (key == "set-aside") return std::string(strings("timeline.set_aside"));
  return std::string(strings("timeline.new"));
}

bool is_on(const Json& value) { return value.is_boolean() && value == true; }

class Lines {
 public:
  Lines(const Change& change, const std::map<std::string, Json>& before,
        const std::function<std::string(const Uuid&)>& words_of, const HistoryWords& words)
      : change_(change),
        before_(before),
        words_of_(words_of),
        words_(words),
        strings_(words.strings) {}

  std::vector<std::string> of_conversation() {
    if (!change_.edit) say(strings_("history.written"));
    for (const auto& [field, value] : change_.set) {
      if (cut(field)) continue;
      if (is_element(field)) {
        element(field, value);
      } else {
        conversation_field(field, value);
      }
    }
    for (const auto& [set, parts] : elements_)
      lines_.push_back(strings_.fill("history.set_to", {label_of(set, strings_), parts}));
    if (!change_.cut.empty()) say(strings_("history.cut"));
    return std::move(lines_);
  }

  std::vector<std::string> of_action() {
    const std::string text = change_.set.contains("text") ? string_in("text") : text_before();
    if (!change_.edit) {
      lines_.push_back(strings_.fill("history.action_added", {text}));
      return std::move(lines_);
    }
    for (const auto& [field, value] : change_.set) {
      if (!cut(field)) action_field(field, value, text);
    }
    return std::move(lines_);
  }

 private:
  static bool is_element(const std::string& field) { return field.find('/') != std::string::npos; }
  bool cut(const std::string& field) const {
    return std::find(change_.cut.begin(), change_.cut.end(), field) != change_.cut.end();
  }
  void say(std::string_view words) { lines_.emplace_back(words); }

  Json before(const std::string& field) const {
    const auto found = before_.find(field);
    return found == before_.end() ? Json() : found->second;
  }
  static std::string string_of(const Json& value) {
    const auto* text = value.get_ptr<const std::string*>();
    return text == nullptr ? std::string() : *text;
  }
  std::string string_in(const std::string& field) const { return string_of(change_.set.at(field)); }
  std::string text_before() const { return string_of(before("text")); }

  std::string record_words(const std::string& id) const {
    const auto uuid = parse_uuid(id);
    return uuid && words_of_ ? words_of_(*uuid) : std::string();
  }

  void element(const std::string& field, const Json& value) {
    const bool on = is_on(value);
    if (on == is_on(before(field))) return;
    const std::string set = field.substr(0, field.find('/'));
    const std::string key = field.substr(set.size() + 1);
    std::string word = key;
    if (const auto list = list_of_set(set)) {
      word = words_.vocabulary.label(*list, key);
    } else if (set == "messages") {
      word = record_words(key);
      if (word.empty()) word = strings_("detail.message_not_here");
    }
    std::string& parts = elements_[set];
    if (!parts.empty()) parts += " ";
    parts += strings_.fill(on ? TextKey("history.put_in") : TextKey("history.taken"), {word});
  }

  void conversation_field(const std::string& field, const Json& value) {
    if (field == "body") {
      const auto base = change_.base.find("body");
      const bool merged = base != change_.base.end() && base->second.size() > 1;
      if (change_.edit) say(merged ? strings_("history.merged") : strings_("history.body_changed"));
    } else if (field == "deleted") {
      if (is_on(value)) say(strings_("history.deleted"));
      if (!is_on(value) && is_on(before(field))) say(strings_("history.brought_back"));
    } else if (field == "quotable") {
      if (is_on(value) != is_on(before(field)))
        say(is_on(value) ? strings_("detail.may_be_quoted") : strings_("history.not_quotable"));
    } else if (field == "summary") {
      // A heading that is made from the text goes without saying.
      const bool made =
          change_.set.contains("body") && string_of(value) == summary_of(string_in("body"));
      if (!made && change_.edit) from_to(field, value);
    } else if (field != "visibility" || change_.edit) {
      from_to(field, value);
    }
  }

  void action_field(const std::string& field, const Json& value, const std::string& text) {
    if (field == "state") {
      const std::string state = string_of(value);
      const std::string was = string_of(before(field));
      if (state == (was.empty() ? "open" : was)) return;
      const TextKey words = state == "done"      ? TextKey("history.action_done")
                            : state == "dropped" ? TextKey("history.action_dropped")
                            : state == "doing"   ? TextKey("history.action_doing")
                                                 : TextKey("history.action_open");
      lines_.push_back(strings_.fill(words, {text}));
    } else if (field == "deleted") {
      if (is_on(value)) lines_.push_back(strings_.fill("history.action_deleted", {text}));
      if (!is_on(value) && is_on(before(field)))
        lines_.push_back(strings_.fill("history.action_back", {text}));
    } else if (field == "text") {
      if (text != text_before())
        lines_.push_back(strings_.fill("history.action_text", {text_before(), text}));
    } else if (field == "owner" || field == "due" || field == "outcome") {
      const std::size_t count = lines_.size();
      from_to(field, value);
      if (lines_.size() > count)
        lines_.back() = strings_.fill("history.action_field", {text, lines_.back()});
    }
  }

  void from_to(const std::string& field, const Json& value) {
    const std::string was = value_words(field, before(field));
    const std::string is = value_words(field, value);
    if (was == is) return;
    const std::string label = label_of(field, strings_);
    if (was.empty()) {
      lines_.push_back(strings_.fill("history.set_to", {label, is}));
    } else {
      lines_.push_back(strings_.fill("history.from_to",
                                     {label, was, is.empty() ? strings_("history.none") : is}));
    }
  }

  std::string value_words(const std::string& field, const Json& value) const {
    const std::string text = string_of(value);
    if (text.empty()) return {};
    if (field == "setting") return words_.vocabulary.label(TermList::settings, text);
    if (field == "stance") return words_.vocabulary.label(TermList::stances, text);
    if (field == "review") return review_of(text, strings_);
    if (field == "event") return record_words(text);
    if (field == "visibility")
      return std::string(text == "team" ? strings_("history.team") : strings_("history.few"));
    if (field == "occurred_at") {
      const auto moment = parse_time(text);
      return moment ? moment_words(*moment, words_.now, words_.zone, strings_) : text;
    }
    if (field == "due") {
      const auto day = day_from_iso(text);
      return day ? day_words(*day, day_of(words_.now, words_.zone), strings_) : text;
    }
    return text;
  }

  const Change& change_;
  const std::map<std::string, Json>& before_;
  const std::function<std::string(const Uuid&)>& words_of_;
  const HistoryWords& words_;
  const Strings& strings_;
  std::vector<std::string> lines_;
  std::map<std::string, std::string> elements_;
};

}  // namespace

std::vector<std::string> history_lines(const Change& change,
                                       const std::map<std::string, Json>& before,
                                       const std::function<std::string(const Uuid&)>& words_of,
                                       const HistoryWords& words) {
  Lines lines(change, before, words_of, words);
  return change.kind == kinds::kAction ? lines.of_action() : lines.of_conversation();
}

}  // namespace crosstalk
