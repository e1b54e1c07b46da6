// What a device's daily work costs at 100,000 conversations beside what it costs at 1,000, in one
// run on one file system, as ratios of medians: `scripts/bench` in other words. Both stores are
// measured in turn, so what else the machine does meanwhile falls on both.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "storage/native/system_clock.h"
#include "storage/queries.h"
#include "storage/similar_finder.h"
#include "storage/store.h"
#include "sync/engine.h"
#include "sync/hub/administration.h"
#include "sync/hub/hub_service.h"
#include "sync/hub/sqlite_store.h"
#include "sync/receipt.h"
#include "tests/bench/timeline.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_folder.h"

namespace crosstalk {
namespace {

constexpr int kRounds = 50;
constexpr double kRatioMax = 2;
constexpr std::size_t kBatch = 500;
constexpr std::size_t kMessages = 300;
constexpr std::size_t kSeldomWords = 20'000;
constexpr double kKeystrokeMax = 20'000;  // µs, of 99 in 100

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(2);
}

template <typename T>
T need(Result<T> result) {
  if (!result) give_up(result.error().words);
  return *std::move(result);
}
void need(const Result<void>& result) {
  if (!result) give_up(result.error().words);
}

constexpr const char* kWords[] = {
    "agreement", "signed",  "shared",  "nothing", "housing", "trust",   "council", "police",
    "data",      "risk",    "school",  "nurse",   "record",  "consent", "culture", "funding",
    "training",  "meeting", "manager", "region",  "pilot",   "children"};
constexpr const char* kSettings[] = {"train", "workshop", "meeting", "passing"};
constexpr const char* kSectors[] = {"nhs", "housing", "police", "education"};

// Words as seldom as most words of a language are: "seldom" below 20,000 is in one of some thousand
// notes.
std::string seldom_word(std::size_t number) {
  constexpr const char* kParts[] = {"ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"};
  std::string word;
  for (std::size_t rest = number + 10; rest > 0; rest /= 10) word += kParts[rest % 10];
  return word;
}

// A conversation of about 200 characters; every `rare`-th names a place of its own, so that a
// search for it finds the same few whatever the store's size.
RecordEdit conversation(SeededRandom& dice, bool rare) {
  std::string body;
  while (body.size() < 200) {
    body += kWords[dice.below(std::size(kWords))];
    body += ' ';
  }
  for (int times = 0; times < 5; ++times) body += seldom_word(dice.below(kSeldomWords)) + ' ';
  if (rare) body += "Llanfairpwll";
  RecordEdit edit;
  edit.kind = std::string(kinds::kConversation);
  edit.set["summary"] = body.substr(0, 60);
  edit.set["body"] = body;
  edit.set["setting"] = kSettings[dice.below(std::size(kSettings))];
  edit.set[std::string("sectors/") + kSectors[dice.below(std::size(kSectors))]] = true;
  edit.set["visibility"] = "team";
  return edit;
}

ConversationFilter found_by(const char* query) {
  ConversationFilter filter;
  filter.query = query;
  filter.limit = 50;
  return filter;
}

RecordEdit message(SeededRandom& dice) {
  std::string text = "We want " + seldom_word(dice.below(kSeldomWords));
  for (int times = 0; times < 5; ++times) {
    text += ' ';
    text += kWords[dice.below(std::size(kWords))];
  }
  RecordEdit edit;
  edit.kind = "message";
  edit.set["text"] = text;
  return edit;
}

// What is typed, key by key: words that many notes have, words that few have, slips.
constexpr const char* kTyped[] = {
    "The housing manager said that the agrement was signed last spring and nothing has been shared "
    "since, cegudi was waiting for the lawyers of the council to answer fomuha.",
    "Everyone at the table asked for shorter guidance, plain words and one page; a nurse had "
    "counted "
    "eleven documents for one refferal, two of which contradict each other jelodi.",
    "Police and social workers sit on one floor, they drink their coffee together and questions "
    "that "
    "took weeks by letter take minutes; muloki gubace says so too."};

/// A hub in this process with one space, and a way in.
class Hub {
 public:
  explicit Hub(const std::string& path)
      : store_(need(hub::SqliteStore::open(path, hub::SqliteStore::Missing::make, "bench"))),
        service_(*store_, random_) {
    need(hub::add_space(*store_, "Bench", clock_.wall(), random_));
  }

  JoinAnswer join(const DeviceId& device) {
    hub::InviteOptions options;
    options.space = "Bench";
    options.role = hub::Role::coordinator;
    options.name = "Bench";
    options.lifetime = Milliseconds{3'600'000};
    const std::string code = need(hub::add_invite(*store_, options, clock_.wall(), random_));
    auto outcome = service_.join({code, device, "bench"}, clock_.wall());
    if (!std::holds_alternative<JoinAnswer>(outcome.result)) give_up("the hub lets nobody in");
    return std::get<JoinAnswer>(std::move(outcome.result));
  }

  HttpResponse answer(const HttpRequest& request) {
    if (request.url.ends_with("/v1/have")) {
      const auto have = read_have_request(request.body);
      if (!have) give_up("a request that is no comparison");
      const auto compared = service_.have(request.token, *have, clock_.wall());
      const auto* text = std::get_if<std::string>(&compared.result);
      if (text == nullptr) give_up(std::get<Problem>(compared.result).title);
      return {200, "application/json", "", *text};
    }
    const auto sync = read_sync_request(request.body);
    if (!sync || !request.url.ends_with("/v1/sync")) give_up("a request that is no sync");
    auto looked = service_.poll(request.token, *sync, clock_.wall());
    const hub::SyncOutcome outcome =
        looked ? *std::move(looked) : service_.sync(request.token, *sync, clock_.wall());
    if (const Problem* problem = outcome.problem()) give_up(problem->title);
    return {200, "application/json", "", outcome.answer()};
  }

 private:
  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<hub::HubStore> store_;
  hub::HubService service_;
};

/// One device with so many conversations, all of them on its hub.
class Bench {
 public:
  Bench(const std::string& folder, std::size_t conversations)
      : path_(folder + "/" + std::to_string(conversations) + ".db"), hub_(path_ + ".hub") {
    open();
    const JoinAnswer joined = hub_.join(store_->device());
    HubLink link;
    link.url = "http://127.0.0.1:1";
    link.token = joined.token;
    link.space = joined.space;
    link.role = joined.role;
    link.member = joined.member;
    link.sealing_key = joined.sealing_key;
    need(store_->join(link));
    Save begun;
    for (std::size_t made = 0; made < kMessages; ++made) begun.edits.push_back(message(dice_));
    const std::vector<Uuid> messages = need(store_->save(begun));
    for (std::size_t made = 0; made < conversations;) {
      Save save;
      while (save.edits.size() < kBatch && made < conversations) {
        save.edits.push_back(conversation(dice_, made < 10));
        if (dice_.chance(40)) {
          const Uuid& heard = messages[dice_.below(messages.size())];
          save.edits.back().set["messages/" + heard.text()] = true;
        }
        ++made;
      }
      need(store_->save(save));
    }
    sync();
    need(store_->checkpoint());
  }

  void open() {
    store_.reset();
    StoreOptions options;
    options.path = path_;
    options.key[0] = std::byte{1};
    options.device = DeviceId{0x7f3a9c01d2e4b5a6};
    options.clock = &clock_;
    options.random = &random_;
    store_ = need(Store::open(options));
  }

  const std::string& path() const { return path_; }

  /// What a start reads before the first frame.
  void start_up() {
    open();
    need(list_conversations(*store_, found_by("")));
    need(store_->sync_status());
  }

  void save() {
    Save one;
    one.edits.push_back(conversation(dice_, false));
    need(store_->save(one));
  }

  void search() {
    if (need(list_conversations(*store_, found_by("Llanfair"))).size() != 10) {
      give_up("the search does not find what is there");
    }
  }

  /// How long each key takes of a person who writes a note.
  std::vector<double> type() {
    SimilarFinder finder(*store_);
    std::vector<double> took;
    for (const std::string typed : kTyped) {
      for (std::size_t keys = 12; keys <= typed.size(); ++keys) {
        const auto begun = std::chrono::steady_clock::now();
        need(finder.find(std::string_view(typed).substr(0, keys), 5));
        const std::chrono::duration<double, std::micro> time =
            std::chrono::steady_clock::now() - begun;
        took.push_back(time.count());
      }
    }
    return took;
  }

  /// What device and hub hold, compared change by change: it is the same.
  void receipt() {
    ReceiptCheck check(*store_, random_);
    while (const auto request = need(check.next())) {
      need(check.take(hub_.answer(*request), clock_.wall()));
    }
    if (!check.receipt().same()) give_up("device and hub do not hold the same");
  }

  /// Rounds until nothing waits, as the verb `sync` does.
  void sync() {
    EngineOptions options;
    options.live = false;
    Engine engine(*store_, random_, options);
    const auto now = [this] { return Moment{clock_.wall(), clock_.steady()}; };
    engine.handle(SyncNow{}, now());
    while (auto request = engine.next_request(now())) {
      engine.handle(Answered{request->http.id, hub_.answer(request->http)}, now());
    }
    if (!engine.settled() || engine.last_error()) give_up("the sync did not come to its end");
  }

 private:
  SystemClock clock_;
  SystemRandom random_;
  SeededRandom dice_{11};
  std::string path_;
  Hub hub_;
  std::unique_ptr<Store> store_;
};

double microseconds_of(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
  return took.count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// True where the large store takes no more than `kRatioMax` times what the small one takes.
bool compare(const char* what, Bench& small, Bench& large, void (Bench::*work)()) {
  std::vector<double> few;
  std::vector<double> many;
  (small.*work)();
  (large.*work)();
  for (int round = 0; round < kRounds; ++round) {
    few.push_back(microseconds_of([&] { (small.*work)(); }));
    many.push_back(microseconds_of([&] { (large.*work)(); }));
  }
  const double ratio = median(many) / median(few);
  std::printf("%-16s %9.0f µs %9.0f µs   %.2f%s\n", what, median(few), median(many), ratio,
              ratio > kRatioMax ? "  over the limit" : "");
  return ratio <= kRatioMax;
}

/// A receipt is over all that is held, so it is shown by what each conversation adds to it.
void show_receipt(const char* size, Bench& bench, std::size_t conversations) {
  constexpr int kTimes = 5;
  std::vector<double> took;
  for (int round = 0; round < kTimes; ++round) {
    took.push_back(microseconds_of([&] { bench.receipt(); }));
  }
  std::printf("receipt of %-8s %12.0f µs, %.2f µs a conversation\n", size, median(took),
              median(took) / static_cast<double>(conversations));
}

/// True where 99 of 100 keystrokes are answered in time, in the large store too.
bool show_typing(const char* size, Bench& bench) {
  std::vector<double> took = bench.type();
  std::sort(took.begin(), took.end());
  const double middle = took[took.size() / 2];
  const double slow = took[took.size() * 99 / 100];
  std::printf("heard before, %-8s %6.0f µs a key, 99 of 100 within %.0f µs (at most %.0f)%s\n",
              size, middle, slow, kKeystrokeMax, slow > kKeystrokeMax ? "  over the limit" : "");
  return slow <= kKeystrokeMax;
}

int run(std::size_t few, std::size_t many) {
  const TemporaryFolder folder;
  std::fprintf(stderr, "bench: filling two stores\n");
  Bench small(folder.path(), few);
  Bench large(folder.path(), many);
  std::printf("%-16s %12zu %12zu   ratio (at most %.0f), medians of %d\n", "conversations", few,
              many, kRatioMax, kRounds);
  bool good = compare("start-up", small, large, &Bench::start_up);
  good = compare("search", small, large, &Bench::search) && good;
  good = compare("sync of nothing", small, large, &Bench::sync) && good;
  good = compare("save", small, large, &Bench::save) && good;
  small.sync();  // what "save" left
  large.sync();
  show_receipt("few", small, few + kRounds + 1);
  show_receipt("many", large, many + kRounds + 1);
  good = show_typing("few", small) && good;
  good = show_typing("many", large) && good;
  good = run_timeline({large.path(), many}) == 0 && good;
  return good ? 0 : 1;
}

}  // namespace
}  // namespace crosstalk

/// crosstalk-bench [FEW MANY]; with `--timeline PATH COUNT` only the timeline over that store.
int main(int argc, char** argv) {
  const auto number = [&](int at, std::size_t otherwise) -> std::size_t {
    return argc > at ? std::strtoul(argv[at], nullptr, 10) : otherwise;
  };
  if (argc == 4 && std::string_view(argv[1]) == "--timeline") {
    return crosstalk::measure_timeline({argv[2], number(3, 0)});
  }
  return crosstalk::run(number(1, 1'000), number(2, 100'000));
}
