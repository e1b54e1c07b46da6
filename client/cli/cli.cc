#include "client/cli/cli.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <memory>
#include <new>

#include "client/app/profiles.h"
#include "client/cli/output.h"
#include "client/cli/verbs.h"

namespace crosstalk {
namespace {

constexpr int kWrongUsage = 2;

using Verb = std::function<Result<void>(Session&)>;

/// The command line as it is declared; the verb that was named puts what is to be done into `verb`.
struct CommandLine {
  CLI::App app{
      "Crosstalk: conversations from the road, together at headquarters. Without a verb the window "
      "opens.",
      "crosstalk"};
  std::string folder;
  bool kiosk = false;
  bool gallery = false;
  std::string join_link;  // to be offered by the window
  std::string profile;    // whose folder it is, below the other
  Verb verb;
  std::function<void(const std::string&)> unopened;  // tells more of a folder that cannot be opened
};

/// An option with a text; given empty it is an empty text, not nothing.
void text_option(CLI::App& verb, const std::string& name, std::optional<std::string>& value,
                 const std::string& help, const std::string& type) {
  verb.add_option_function<std::string>(
          name, [&value](const std::string& given) { value = given; }, help)
      ->type_name(type);
}

void list_option(CLI::App& verb, const std::string& name, std::vector<std::string>& values,
                 const std::string& help, const std::string& type) {
  verb.add_option(name, values, help)->allow_extra_args(false)->type_name(type);
}

void plain_option(CLI::App& verb, const std::string& name, std::string& value,
                  const std::string& help, const std::string& type) {
  verb.add_option(name, value, help)->type_name(type);
}

void add_note_options(CLI::App& verb, NoteArguments& note) {
  text_option(verb, "--summary", note.summary, "The line that lists show", "S");
  text_option(verb, "--body", note.body, "The note itself; - reads it from standard input", "B");
  text_option(verb, "--setting", note.setting, "Where people talk: train, workshop, call, …", "X");
  text_option(verb, "--place", note.place, "The place", "P");
  list_option(verb, "--sector", note.sectors.on, "A sector it came from (may be repeated)", "X");
  list_option(verb, "--theme", note.themes.on, "A theme (may be repeated)", "X");
  list_option(verb, "--purpose", note.purposes.on, "What sharing would be for (may be repeated)",
              "X");
  text_option(verb, "--stance", note.stance, "challenge, enabler, ask, idea or observation", "X");
  list_option(verb, "--message", note.messages.on,
              "Link to the message with these words, or begin it (may be repeated)", "TEXT");
  text_option(verb, "--visibility", note.visibility, "mine (me and the coordinators) or team",
              "mine|team");
  text_option(verb, "--event", note.event, "The name of the event", "NAME");
  list_option(verb, "--action", note.actions,
              "Something promised; \\; is a semicolon (may be repeated)",
              "'TEXT;OWNER;YYYY-MM-DD'");
  text_option(verb, "--occurred-at", note.occurred_at, "When: YYYY-MM-DD or 2026-11-23T10:00:00Z",
              "T");
}

void add_quotable(CLI::App& verb, NoteArguments& note) {
  verb.add_flag_callback(
      "--quotable", [&note] { note.quotable = true; }, "It may be quoted");
}

void add_log(CommandLine& line) {
  CLI::App& verb =
      *line.app.add_subcommand("log", "Write down a conversation; prints its id once it is safe");
  const auto note = std::make_shared<NoteArguments>();
  add_note_options(verb, *note);
  add_quotable(verb, *note);
  verb.callback(
      [&line, note] { line.verb = [note](Session& session) { return verb_log(session, *note); }; });
}

void add_edit(CommandLine& line) {
  CLI::App& verb = *line.app.add_subcommand("edit", "Change the named fields of a conversation");
  const auto note = std::make_shared<NoteArguments>();
  const auto id = std::make_shared<std::string>();
  verb.add_option("id", *id, "The conversation")->required()->type_name("ID");
  add_note_options(verb, *note);
  add_quotable(verb, *note);
  verb.add_flag_callback(
      "--no-quotable", [note] { note->quotable = false; }, "It may not be quoted");
  list_option(verb, "--no-sector", note->sectors.off, "Take a sector off", "X");
  list_option(verb, "--no-theme", note->themes.off, "Take a theme off", "X");
  list_option(verb, "--no-purpose", note->purposes.off, "Take a purpose off", "X");
  list_option(verb, "--no-message", note->messages.off, "Take the link to a message off", "TEXT");
  verb.add_flag("--keep-history", note->keep_history,
                "With --visibility team: let everyone read its earlier versions too, which are "
                "erased otherwise");
  text_option(verb, "--review", note->review, "new, reviewed, in-report or set-aside", "X");
  verb.callback([&line, note, id] {
    line.verb = [note, id](Session& session) { return verb_edit(session, *id, *note); };
  });
}

void add_list(CommandLine& line) {
  CLI::App& verb = *line.app.add_subcommand("list", "Conversations, newest first");
  const auto list = std::make_shared<ListArguments>();
  plain_option(verb, "--query", list->query,
               "Only those with these: words, \"words in a row\", begin*, -without, place:Leeds, "
               "sector:, theme:, by:, before:2026-04, since:, is:mine, has:action",
               "Q");
  verb.add_option_function<std::size_t>(
          "--limit", [list](const std::size_t& limit) { list->limit = limit; }, "At most so many")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
  plain_option(verb, "--setting", list->setting, "Only those of this setting", "X");
  plain_option(verb, "--place", list->place, "Only those of this place", "P");
  plain_option(verb, "--sector", list->sector, "Only those of this sector", "X");
  plain_option(verb, "--theme", list->theme, "Only those of this theme", "X");
  plain_option(verb, "--stance", list->stance, "Only those of this stance", "X");
  plain_option(verb, "--from", list->from, "Not before this day", "D");
  plain_option(verb, "--to", list->to, "Not after this day", "D");
  verb.add_flag("--bin", list->bin, "The bin instead");
  verb.add_flag("--json", list->json, "As JSON");
  verb.callback([&line, list] {
    line.verb = [list](Session& session) { return verb_list(session, *list); };
  });
}

/// A verb with one text that must be there, and perhaps `--json`.
void add_verb(CommandLine& line, const char* name, const char* help, const char* argument,
              const char* argument_help,
              const std::function<Result<void>(Session&, const std::string&, bool)>& run,
              bool with_json) {
  CLI::App& verb = *line.app.add_subcommand(name, help);
  const auto text = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  if (argument != nullptr) {
    verb.add_option(std::string(argument), *text, argument_help)->required()->type_name("");
  }
  if (with_json) verb.add_flag("--json", *json, "As JSON");
  verb.callback([&line, text, json, run] {
    line.verb = [text, json, run](Session& session) { return run(session, *text, *json); };
  });
}

void add_record_verbs(CommandLine& line) {
  using Text = const std::string&;
  add_verb(
      line, "show", "One conversation whole", "id", "The conversation",
      [](Session& s, Text id, bool json) { return verb_show(s, id, json); }, true);
  add_verb(
      line, "history", "Every earlier version of one", "id", "The conversation or action",
      [](Session& s, Text id, bool json) { return verb_history(s, id, json); }, true);
  add_verb(
      line, "delete", "To the bin", "id", "The conversation, action or message",
      [](Session& s, Text id, bool) { return verb_delete(s, id); }, false);
  add_verb(
      line, "restore", "Back from the bin", "id", "The conversation, action or message",
      [](Session& s, Text id, bool) { return verb_restore(s, id); }, false);
  add_verb(
      line, "done", "Tick an action off", "id", "The action",
      [](Session& s, Text id, bool) { return verb_done(s, id); }, false);
  add_verb(
      line, "drafts", "What was written in a window and is not saved", nullptr, nullptr,
      [](Session& s, Text, bool json) { return verb_drafts(s, json); }, true);
  add_verb(
      line, "messages", "What is heard again and again, widest reach first", nullptr, nullptr,
      [](Session& s, Text, bool json) { return verb_messages(s, json); }, true);
}

void add_actions(CommandLine& line) {
  CLI::App& verb = *line.app.add_subcommand("actions", "Actions, all that this device may see");
  const auto actions = std::make_shared<ActionsArguments>();
  verb.add_flag("--open", actions->open, "Only those that are not done or dropped");
  verb.add_flag("--overdue", actions->overdue, "Only those whose day has passed");
  verb.add_flag("--json", actions->json, "As JSON");
  verb.callback([&line, actions] {
    line.verb = [actions](Session& session) { return verb_actions(session, *actions); };
  });
}

/// Its text may begin with `-`, so all that is no option of its own is text.
void add_similar(CommandLine& line) {
  CLI::App& verb = *line.app.add_subcommand("similar", "Conversations and messages like this TEXT");
  const auto json = std::make_shared<bool>(false);
  verb.add_flag("--json", *json, "As JSON");
  verb.allow_extras();
  verb.fallthrough(false);
  verb.add_option("--data", line.folder, "The data folder")->type_name("DIR");
  verb.footer("crosstalk similar TEXT");
  verb.callback([&line, &verb, json] {
    std::string text;
    for (const std::string& word : verb.remaining()) text += (text.empty() ? "" : " ") + word;
    if (text.empty()) throw CLI::RequiredError("TEXT");
    line.verb = [text, json](Session& session) { return verb_similar(session, text, *json); };
  });
}

void add_calendar(CommandLine& line) {
  const auto renew = std::make_shared<bool>(false);
  const auto calendar_json = std::make_shared<bool>(false);
  CLI::App& calendar =
      *line.app.add_subcommand("calendar", "Say where other calendars read your actions");
  calendar.add_flag("--renew", *renew, "Make new addresses; the old ones end");
  calendar.add_flag("--json", *calendar_json, "As JSON");
  calendar.callback([&line, renew, calendar_json] {
    line.verb = [renew, calendar_json](Session& session) {
      return verb_calendar(session, *renew, *calendar_json);
    };
  });
}

void add_hub_verbs(CommandLine& line) {
  using Text = const std::string&;
  add_verb(
      line, "join", "Join a space by the link that you were given", "link", "http(s)://HOST/j/CODE",
      [](Session& s, Text link, bool) { return verb_join(s, link); }, false);
  add_verb(
      line, "sync", "Send what waits and fetch what is new, then end", nullptr, nullptr,
      [](Session& s, Text, bool json) { return verb_sync(s, json); }, true);
  add_verb(
      line, "status", "Where this device stands with its hub", nullptr, nullptr,
      [](Session& s, Text, bool json) { return verb_status(s, json); }, true);
  add_verb(
      line, "rejected", "What the hub did not take, and why", nullptr, nullptr,
      [](Session& s, Text, bool json) { return verb_rejected(s, json); }, true);
  add_verb(
      line, "resend", "Send a rejected change again, as it is", "id", "The rejected change",
      [](Session& s, Text id, bool) { return verb_resend(s, id); }, false);
  add_verb(
      line, "receipt", "See whether the hub holds all that this device holds", nullptr, nullptr,
      [](Session& s, Text, bool json) { return verb_receipt(s, json); }, true);
  add_calendar(line);
  const auto given_up = std::make_shared<std::string>();
  const auto sure = std::make_shared<bool>(false);
  CLI::App& discard = *line.app.add_subcommand("discard", "Give up a rejected change for good");
  discard.add_option("id", *given_up, "The rejected change")->required();
  discard.add_flag("--yes", *sure, "Its words are nowhere else, and may go");
  discard.callback([&line, given_up, sure] {
    line.verb = [given_up, sure](Session& session) {
      return verb_discard(session, *given_up, *sure);
    };
  });
  const auto mend = std::make_shared<MendArguments>();
  CLI::App& verb = *line.app.add_subcommand("mend", "Send a rejected change with other words");
  verb.add_option("id", mend->id, "The rejected change")->required();
  text_option(verb, "--summary", mend->summary, "Another summary", "S");
  text_option(verb, "--body", mend->body, "Another note", "B");
  text_option(verb, "--text", mend->text, "Other words of an action or message", "T");
  verb.callback([&line, mend] {
    line.verb = [mend](Session& session) { return verb_mend(session, *mend); };
  });
}

void add_file_verbs(CommandLine& line) {
  using Text = const std::string&;
  add_verb(
      line, "import", "Read conversations (csv) or changes (ndjson)", "file",
      "FILE.csv or FILE.ndjson",
      [](Session& s, Text path, bool json) { return verb_import(s, path, json); }, true);
  CLI::App& verb = *line.app.add_subcommand("export", "Write what is here to a file");
  const auto arguments = std::make_shared<ExportArguments>();
  verb.add_option("--format", arguments->format, "csv, ndjson, ics or md")
      ->required()
      ->check(CLI::IsMember({"csv", "ndjson", "ics", "md"}))
      ->type_name("F");
  verb.add_option("--out", arguments->out, "The file; - is standard output")
      ->required()
      ->type_name("PATH");
  verb.callback([&line, arguments] {
    line.verb = [arguments](Session& session) { return verb_export(session, *arguments); };
  });
  add_verb(
      line, "backup", "A consistent copy of the store, encrypted as it is", "file", "Where to",
      [](Session& s, Text path, bool) { return verb_backup(s, path); }, false);
  add_verb(
      line, "rescue", "Save what can be read of a backup or a damaged store into this empty folder",
      "file", "The backup, or the damaged data folder",
      [](Session& s, Text path, bool json) { return verb_rescue(s, path, json); }, true);
  CLI::App& check = *line.app.add_subcommand("check", "See whether what is kept here is whole");
  const auto rebuild = std::make_shared<bool>(false);
  check.add_flag("--rebuild", *rebuild, "Make lists and search index anew from the changes first");
  check.callback([&line, rebuild] {
    line.verb = [rebuild](Session& session) { return verb_check(session, *rebuild); };
    line.unopened = name_damage;
  });
}

void declare(CommandLine& line) {
  line.app.set_version_flag("--version", std::string("crosstalk ") + CROSSTALK_VERSION);
  line.app.add_option("--data", line.folder, "The data folder")->type_name("DIR");
  line.app.add_option("--profile", line.profile, "Somebody else's notes on this computer")
      ->type_name("NAME");
  line.app.add_flag("--kiosk", line.kiosk, "Start the kiosk");
  line.app.add_flag("--gallery", line.gallery, "Show all widgets");
  line.app
      .add_option("--join", line.join_link,
                  "Open the window and ask whether to join with this link")
      ->type_name("LINK");
  line.app.require_subcommand(0, 1);
  line.app.fallthrough();  // --data may stand after the verb too
  add_log(line);
  add_list(line);
  add_edit(line);
  add_record_verbs(line);
  add_actions(line);
  add_similar(line);
  add_hub_verbs(line);
  add_file_verbs(line);
}

int run_verb(const CommandLine& line) {
  const auto session = Session::open(line.folder, SessionUse::verb);
  if (!session) {
    if (line.unopened) line.unopened(line.folder);
    return say_error(session.error());
  }
  try {
    if (const auto done = line.verb(**session); !done) return say_error(done.error());
  } catch (const std::bad_alloc&) {
    return say_error(make_error_saying(ErrorCode::too_large,
                                       "There is not enough memory for that. What was saved before "
                                       "is kept: try it with less."));
  }
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    return say_error(make_error_saying(
        ErrorCode::file_unwritable, "What there was to say can't be written to standard output."));
  }
  return 0;
}

}  // namespace

CommandAnswer run_command_line(int argc, char** argv) {
  CommandLine line;
  CommandAnswer answer;
  try {
    declare(line);
    line.app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // help and version
    answer.exit_code = line.app.exit(success);
    return answer;
  } catch (const CLI::ParseError& error) {
    say_problem(std::string(error.what()) + " (see crosstalk --help)");
    answer.exit_code = kWrongUsage;
    return answer;
  }
  if (!line.profile.empty()) {
    const std::string first = line.folder.empty() ? default_data_folder() : line.folder;
    const auto folder = profile_folder(first, line.profile);
    if (!folder) {
      answer.exit_code = say_error(folder.error());
      return answer;
    }
    line.folder = *folder;
  }
  answer.folder = line.folder;
  answer.join_link = line.join_link;
  if (line.verb) {
    answer.exit_code = run_verb(line);
  } else if (line.gallery) {
    answer.face = CommandFace::gallery;
  } else {
    answer.face = line.kiosk ? CommandFace::kiosk : CommandFace::window;
  }
  return answer;
}

int run_cli(int argc, char** argv) {
  const CommandAnswer answer = run_command_line(argc, argv);
  if (answer.face == CommandFace::verb) return answer.exit_code;
  say_problem("no verb is given (see crosstalk --help)");
  return kWrongUsage;
}

}  // namespace crosstalk
