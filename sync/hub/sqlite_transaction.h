#pragma once

#include <utility>
#include <vector>

#include "sync/hub/sqlite_store.h"

namespace crosstalk::hub {

/// One transaction on SQLite. The store must outlive it; a store has one at a time.
class SqliteTransaction : public HubTransaction {
 public:
  /// The connection has begun already.
  explicit SqliteTransaction(SqliteStore& store) : store_(store), database_(*store.database_) {}
  ~SqliteTransaction() override;

  Result<void> commit() override;
  bool failed() const override { return failure_.has_value(); }

  std::optional<std::string> setting(std::string_view key) override;
  void put_setting(std::string_view key, std::string_view value) override;

  std::optional<Space> space(const Uuid& id) override;
  std::optional<Space> space_named(std::string_view name) override;
  std::vector<Space> spaces() override;
  void put_space(const Space& space) override;
  void put_ticks(const Uuid& space, std::uint64_t ticks) override;

  std::optional<Member> member(const Uuid& space, const Uuid& id) override;
  std::vector<Member> members(const Uuid& space) override;
  void put_member(const Uuid& space, const Member& member) override;

  std::optional<Device> device(const Uuid& space, DeviceId id) override;
  std::optional<Device> device_with_token(const Uuid& space, const Key& token_hash) override;
  std::vector<Device> devices(const Uuid& space) override;
  void put_device(const Uuid& space, const Device& device) override;

  std::optional<std::pair<Uuid, Invite>> invite(const Key& code_hash) override;
  void put_invite(const Uuid& space, const Invite& invite) override;
  std::vector<Invite> invites(const Uuid& space) override;

  std::optional<CalendarAddress> calendar(const Uuid& space, DeviceId device) override;
  std::optional<CalendarAddress> calendar_with_secret(const Uuid& space,
                                                      const Key& secret_hash) override;
  std::vector<CalendarAddress> calendars(const Uuid& space, const Uuid& member) override;
  void put_calendar(const Uuid& space, const CalendarAddress& address) override;
  void remove_calendar(const Uuid& space, DeviceId device) override;

  std::optional<Record> record(const Uuid& space, const Uuid& id) override;
  std::vector<Record> records_under(const Uuid& space, const Uuid& parent) override;
  std::vector<Uuid> records_of_kind(const Uuid& space, std::string_view kind) override;
  std::vector<Uuid> records_outside(const Uuid& space, std::string_view feed,
                                    std::string_view other_feed) override;
  std::vector<Uuid> records_in(const Uuid& space, std::string_view feed,
                               std::string_view kind) override;
  void put_record(const Uuid& space, const Record& record) override;

  std::vector<std::string> feeds_of(const Uuid& space, const Uuid& record) override;
  void put_feeds(const Uuid& space, const Uuid& record,
                 const std::vector<std::string>& feeds) override;

  std::vector<Uuid> linking_conversations(const Uuid& space, const Uuid& message) override;
  void put_link(const Uuid& space, const Uuid& message, const Uuid& conversation) override;

  std::optional<StoredChange> change(const Uuid& space, const Uuid& id) override;
  std::vector<Change> changes_of(const Uuid& space, const Uuid& record) override;
  void put_change(const Uuid& space, const StoredChange& change) override;
  void remove_content(const Uuid& space, const Uuid& record) override;

  void each_seal(const Uuid& space, std::string_view feed, std::string_view other_feed,
                 const std::function<void(const Uuid&, std::string_view)>& each) override;

  std::optional<Erasure> erasure(const Uuid& space, const Uuid& id) override;
  std::vector<Erasure> erasures(const Uuid& space) override;
  void put_erasure(const Uuid& space, const Erasure& erasure) override;

  std::vector<std::string> cuts_of(const Uuid& space, const Uuid& change) override;
  std::vector<std::pair<Uuid, std::string>> cuts(const Uuid& space) override;
  void put_cut(const Uuid& space, const Uuid& change, std::string_view field) override;

  void append(const Uuid& space, std::string_view feed, const Entry& entry) override;
  std::optional<Entry> head(const Uuid& space, std::string_view feed) override;
  std::optional<Entry> entry_at(const Uuid& space, std::string_view feed,
                                std::int64_t position) override;
  std::vector<Entry> entries_after(const Uuid& space, std::string_view feed, std::int64_t position,
                                   std::int64_t count_max) override;

  void note(std::string line) override;
  std::vector<std::string> noted() override;

 private:
  template <typename... Values>
  void run(const Sql& statement, const Values&... values);
  template <typename Read, typename... Values>
  auto rows(const Sql& statement, Read read, const Values&... values)
      -> std::vector<decltype(read(std::declval<const Statement&>()))>;
  template <typename Read, typename... Values>
  auto first(const Sql& statement, Read read, const Values&... values)
      -> std::optional<decltype(read(std::declval<const Statement&>()))>;
  void fail(const Error& error);
  void fail_damaged(const char* what);

  SqliteStore& store_;
  Database& database_;
  bool open_ = true;
  bool removed_ = false;  // content: the log has to be wiped
  std::vector<std::string> notes_;
  std::optional<Error> failure_;
};

}  // namespace crosstalk::hub
