#include "sync/hub/commands.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "sync/hub/command_output.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/life.h"
#include "sync/hub/restore.h"
#include "sync/hub/serve.h"
#include "sync/hub/sqlite_store.h"
#include "sync/hub/store_lock.h"
#include "sync/hub/system.h"
#include "sync/join_link.h"

namespace crosstalk::hub {
namespace {

constexpr int kDone = 0;
constexpr int kWrongUsage = 2;

// What all verbs share while the command line is read.
struct Context {
  HubClock clock;
  HubRandom random;
  std::string store;
  bool json = false;
  std::function<Result<void>()> verb;  // set by the subcommand that was named
  std::optional<StoreLock> lock;

  Result<std::string> store_path() const;
  Result<std::unique_ptr<SqliteStore>> open(SqliteStore::Missing missing);
};

Result<std::string> Context::store_path() const {
  constexpr std::string_view kSqlite = "sqlite:";
  if (store.starts_with(kSqlite) && store.size() > kSqlite.size()) {
    return store.substr(kSqlite.size());
  }
  return make_error_saying(ErrorCode::invalid_value,
                           "--store is sqlite:PATH, the file that the hub keeps everything in.");
}

Result<std::unique_ptr<SqliteStore>> Context::open(SqliteStore::Missing missing) {
  const auto path = store_path();
  if (!path) return path.error();
  std::error_code ignored;
  if (missing == SqliteStore::Missing::make || std::filesystem::exists(*path, ignored)) {
    auto taken = StoreLock::take(*path, StoreLock::Use::shared);
    if (!taken) return taken.error();
    lock.emplace(std::move(*taken));
  }
  auto opened = SqliteStore::open(*path, missing, make_incarnation(random));
  if (!opened) return opened;
  if (const auto begun = begin_journal(**opened); !begun) return begun.error();
  return opened;
}

// Adds a verb that works on the store of `--store`.
CLI::App* add_verb(CLI::App& parent, Context& context, const std::string& name,
                   const std::string& words, std::function<Result<void>()> run) {
  CLI::App* verb = parent.add_subcommand(name, words);
  verb->add_option("--store", context.store, "sqlite:PATH")->required()->envname("CROSSTALK_STORE");
  verb->callback([&context, run = std::move(run)] { context.verb = run; });
  return verb;
}

void add_json(CLI::App* verb, Context& context) {
  verb->add_flag("--json", context.json, "As JSON, for programs");
}

void add_serve(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ServeOptions>();
  CLI::App* verb = add_verb(app, context, "serve", "Serve devices until SIGTERM",
                            [&context, options]() -> Result<void> {
                              const auto path = context.store_path();
                              if (!path) return path.error();
                              options->store_path = *path;
                              return serve(*options);
                            });
  verb->add_option("--listen", options->listen, "HOST:PORT; port 0 takes any that is free")
      ->capture_default_str();
  auto* certificate = verb->add_option("--tls-cert", options->certificate, "Certificate, PEM");
  auto* key = verb->add_option("--tls-key", options->key, "Its key, PEM");
  auto* own = verb->add_flag("--tls-self", options->own_certificate,
                             "Make a certificate beside the store; join links then pin it");
  certificate->needs(key);
  key->needs(certificate);
  own->excludes(certificate);
  verb->add_option("--base-url", options->base_url, "What join links begin with");
}

void add_space(CLI::App& app, Context& context) {
  CLI::App* space = app.add_subcommand("space", "Spaces and their settings");
  space->require_subcommand(1);
  const auto name = std::make_shared<std::string>();
  const auto setting = std::make_shared<std::string>();
  CLI::App* add =
      add_verb(*space, context, "add", "Make a space", [&context, name]() -> Result<void> {
        auto store = context.open(SqliteStore::Missing::make);
        if (!store) return store.error();
        const auto made = add_space(**store, *name, context.clock.wall(), context.random);
        if (!made) return made.error();
        std::cout << made->id.text() << "\n";
        return {};
      });
  add->add_option("NAME", *name, "Its name")->required();
  CLI::App* list = add_verb(*space, context, "list", "All spaces", [&context]() -> Result<void> {
    auto store = context.open(SqliteStore::Missing::refuse);
    if (!store) return store.error();
    const auto spaces = list_spaces(**store);
    if (!spaces) return spaces.error();
    std::cout << spaces_text(*spaces, context.json);
    return {};
  });
  add_json(list, context);
  CLI::App* set = add_verb(
      *space, context, "set", "Change a setting", [&context, name, setting]() -> Result<void> {
        const std::size_t equals = setting->find('=');
        if (equals == std::string::npos) {
          return make_error_saying(ErrorCode::invalid_value, "A setting is KEY=VALUE.");
        }
        auto store = context.open(SqliteStore::Missing::refuse);
        if (!store) return store.error();
        return set_space(**store, *name, setting->substr(0, equals), setting->substr(equals + 1),
                         context.clock.wall(), context.random);
      });
  set->add_option("NAME", *name, "The space")->required();
  set->add_option("SETTING", *setting,
                  "KEY=VALUE: name, retention_days, figures_min_notes, lock_after_days")
      ->required();
}

struct InviteWords {
  InviteOptions options;
  std::string role;
  std::string expires = "7d";
  std::string base_url;
};

// `--base-url` or what the hub last served under; the pin only where the hub's own certificate is
// what answers there.
Result<std::string> invite_link(HubStore& store, const std::string& code, std::string base_url) {
  auto begun = store.read();
  if (!begun) return begun.error();
  const std::string served = (*begun)->setting(kBaseUrlSetting).value_or("http://127.0.0.1:8480");
  const std::string pin = (*begun)->setting(kPinSetting).value_or("");
  if (const auto done = (*begun)->commit(); !done) return done.error();
  if (base_url.empty()) base_url = served;
  while (!base_url.empty() && base_url.back() == '/') base_url.pop_back();
  JoinLink link{base_url, code, base_url.starts_with("https://") ? pin : std::string()};
  return join_link_text(link);
}

Result<void> invite(Context& context, InviteWords& words) {
  const auto role = parse_role(words.role);
  if (!role) {
    return make_error_saying(ErrorCode::invalid_value, "--role is recorder, coordinator or kiosk.");
  }
  const auto lifetime = parse_lifetime(words.expires);
  if (!lifetime) {
    return make_error_saying(ErrorCode::invalid_value,
                             "--expires is a time such as 30m, 12h or 7d.");
  }
  if (!words.base_url.empty() && !words.base_url.starts_with("http://") &&
      !words.base_url.starts_with("https://")) {
    return make_error_saying(ErrorCode::invalid_value,
                             "--base-url begins with http:// or https://.");
  }
  words.options.role = *role;
  words.options.lifetime = *lifetime;
  auto store = context.open(SqliteStore::Missing::refuse);
  if (!store) return store.error();
  const auto code = add_invite(**store, words.options, context.clock.wall(), context.random);
  if (!code) return code.error();
  const auto link = invite_link(**store, *code, words.base_url);
  if (!link) return link.error();
  std::cout << *link << "\n";
  return {};
}

void add_invite(CLI::App& app, Context& context) {
  const auto words = std::make_shared<InviteWords>();
  CLI::App* verb = add_verb(app, context, "invite", "Print a link that lets a device in",
                            [&context, words] { return invite(context, *words); });
  verb->add_option("--space", words->options.space, "The space")->required();
  verb->add_option("--role", words->role, "recorder, coordinator or kiosk")->required();
  verb->add_option("--name", words->options.name, "Name of the member to be");
  verb->add_option("--member", words->options.member,
                   "An existing member who gets a further device")
      ->excludes("--name");
  verb->add_option("--uses", words->options.uses, "How many devices it lets in")
      ->capture_default_str();
  verb->add_option("--expires", words->expires, "30m, 12h, 7d")->capture_default_str();
  verb->add_option("--base-url", words->base_url, "What the link begins with");
}

struct MemberWords {
  std::string space, member, name;
  bool lift = false;
};

void add_members(CLI::App& app, Context& context) {
  CLI::App* member = app.add_subcommand("member", "People of a space");
  member->require_subcommand(1);
  const auto words = std::make_shared<MemberWords>();
  CLI::App* list =
      add_verb(*member, context, "list", "All members", [&context, words]() -> Result<void> {
        auto store = context.open(SqliteStore::Missing::refuse);
        if (!store) return store.error();
        const auto members = list_members(**store, words->space);
        if (!members) return members.error();
        std::cout << members_text(*members, context.json);
        return {};
      });
  add_json(list, context);
  CLI::App* rename =
      add_verb(*member, context, "rename", "Give a member another name",
               [&context, words]() -> Result<void> {
                 auto store = context.open(SqliteStore::Missing::refuse);
                 if (!store) return store.error();
                 return rename_member(**store, words->space, words->member, words->name,
                                      context.clock.wall(), context.random);
               });
  CLI::App* suspend =
      add_verb(*member, context, "suspend", "Let a member's devices wait",
               [&context, words]() -> Result<void> {
                 auto store = context.open(SqliteStore::Missing::refuse);
                 if (!store) return store.error();
                 return suspend_member(**store, words->space, words->member, !words->lift,
                                       context.clock.wall(), context.random);
               });
  for (CLI::App* verb : {list, rename, suspend}) {
    verb->add_option("--space", words->space, "The space")->required();
  }
  for (CLI::App* verb : {rename, suspend}) {
    verb->add_option("MEMBER", words->member, "Name or id")->required();
  }
  rename->add_option("NAME", words->name, "The new name")->required();
  suspend->add_flag("--lift", words->lift, "Let them in again");
}

Result<DeviceId> device_named(const std::string& text) {
  const auto id = parse_device_id(text);
  if (id) return *id;
  return make_error_saying(ErrorCode::invalid_value,
                           "A device is named by 16 hex digits, as \"devices\" shows them.");
}

void add_devices(CLI::App& app, Context& context) {
  const auto space = std::make_shared<std::string>();
  const auto device = std::make_shared<std::string>();
  CLI::App* devices = add_verb(app, context, "devices", "Devices, and when they were last heard of",
                               [&context, space]() -> Result<void> {
                                 auto store = context.open(SqliteStore::Missing::refuse);
                                 if (!store) return store.error();
                                 const auto rows = list_devices(**store, *space);
                                 if (!rows) return rows.error();
                                 std::cout << devices_text(*rows, context.json);
                                 return {};
                               });
  devices->add_option("--space", *space, "The space")->required();
  add_json(devices, context);
  CLI::App* revoke = add_verb(app, context, "revoke", "End a device's access; it keeps what it has",
                              [&context, device]() -> Result<void> {
                                const auto id = device_named(*device);
                                if (!id) return id.error();
                                auto store = context.open(SqliteStore::Missing::refuse);
                                if (!store) return store.error();
                                return revoke_device(**store, *id, context.clock.wall());
                              });
  CLI::App* confirm =
      add_verb(app, context, "confirm", "Let a device in again after a restore without journal",
               [&context, device]() -> Result<void> {
                 const auto id = device_named(*device);
                 if (!id) return id.error();
                 auto store = context.open(SqliteStore::Missing::refuse);
                 if (!store) return store.error();
                 return confirm_device(**store, *id);
               });
  for (CLI::App* verb : {revoke, confirm}) {
    verb->add_option("DEVICE", *device, "Its id, as \"devices\" shows it")->required();
  }
}

Result<void> restore(Context& context, const std::string& backup) {
  const auto path = context.store_path();
  if (!path) return path.error();
  const auto report = restore_store(*path, backup, context.clock.wall(), context.random);
  if (!report) return report.error();
  if (!report->kept.empty()) std::cout << "What was there is kept: " << report->kept << "\n";
  if (!report->journal_applied) {
    std::cout << "There is no journal at " << SqliteStore::journal_path(*path)
              << ": nobody knows whose access has ended since the backup.\n"
              << report->devices_waiting
              << " devices wait until you confirm each (\"devices\" lists them, \"confirm DEVICE\" "
                 "lets one in), and no invite is good any more.\n";
  }
  std::cout << "Restored. Devices bring back what they hold when they call.\n";
  return {};
}

void add_care(CLI::App& app, Context& context) {
  const auto path = std::make_shared<std::string>();
  CLI::App* backup = add_verb(app, context, "backup", "Write a consistent copy of the store",
                              [&context, path]() -> Result<void> {
                                auto store = context.open(SqliteStore::Missing::refuse);
                                if (!store) return store.error();
                                return (*store)->backup(*path);
                              });
  backup->add_option("FILE", *path, "The copy; must not exist")->required();
  CLI::App* back = add_verb(app, context, "restore", "Put a backup in the store's place",
                            [&context, path] { return restore(context, *path); });
  back->add_option("FILE", *path, "The backup")->required();
  add_verb(app, context, "check", "Look whether the store is whole", [&context]() -> Result<void> {
    auto store = context.open(SqliteStore::Missing::refuse);
    if (!store) return store.error();
    const auto wrong = (*store)->check();
    if (!wrong) return wrong.error();
    for (const std::string& line : *wrong) std::cout << line << "\n";
    if (!wrong->empty()) {
      return make_error_saying(ErrorCode::store_damaged, "The store is damaged: restore a backup.");
    }
    std::cout << "whole\n";
    return {};
  });
}

}  // namespace

int run_commands(int argc, char** argv) {
  ::umask(077);  // a store holds what people said, and the keys that seal it
  spdlog::set_default_logger(spdlog::stderr_logger_mt("hub"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  Context context;
  CLI::App app("The hub of Crosstalk: where the notes of a team come together.", "crosstalk-hub");
  app.set_version_flag("--version", CROSSTALK_VERSION);
  app.require_subcommand(1);
  add_serve(app, context);
  add_space(app, context);
  add_invite(app, context);
  add_members(app, context);
  add_devices(app, context);
  add_care(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? kDone : kWrongUsage;
  }
  const auto done = context.verb();
  if (done) return kDone;
  std::cerr << "crosstalk-hub: " << done.error().words << "\n";
  if (!done.error().detail.empty()) spdlog::debug("{}", done.error().detail);
  return error_exit_code(done.error().code);
}

}  // namespace crosstalk::hub
