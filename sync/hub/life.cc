#include "sync/hub/life.h"

#include "sync/hub/hex.h"
#include "sync/hub/journal_notes.h"
#include "sync/hub/secrets.h"

namespace crosstalk::hub {
namespace {

constexpr std::string_view kSetting = "incarnation";
constexpr std::size_t kDigits = 24;

}  // namespace

std::string make_incarnation(Random& random) { return hex(random_key(random)).substr(0, kDigits); }

std::string incarnation_of(HubTransaction& transaction) {
  return transaction.setting(kSetting).value_or("");
}

std::string begin_life(HubTransaction& transaction, Instant now, Random& random) {
  std::string name = make_incarnation(random);
  transaction.put_setting(kSetting, name);
  apply_journal(transaction, now, random);
  return name;
}

}  // namespace crosstalk::hub
