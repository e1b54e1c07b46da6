// What SQLite means to do for each question that is asked all the time: found by an index, never by
// reading all changes.
#include "storage/statements.h"

#include "storage/query_statements.h"
#include "tests/unit/storage/store_fixture.h"

namespace crosstalk {
namespace {

TEST_SUITE_BEGIN("statements");

std::string plan_of(Store& store, const Sql& sql) {
  // The text lives as long as the connection keeps it prepared.
  static std::map<const char*, std::string> texts;
  const std::string& text =
      texts.emplace(sql.text, std::string("EXPLAIN QUERY PLAN ") + sql.text).first->second;
  const Sql explain{text.c_str()};
  Statement statement = store.database().prepared(explain);
  std::string plan;
  while (good(statement.step())) plan += statement.text(3) + "; ";
  return plan;
}

TEST_CASE_FIXTURE(StoreFixture, "no hot statement reads a whole table") {
  const auto store = open();
  for (const Sql& sql : {sql::kRaiseGreatest,
                         sql::kUpdateChange,
                         sql::kAcknowledgeChange,
                         sql::kRejectChange,
                         sql::kPostponeChange,
                         sql::kDeleteChange,
                         sql::kDeleteAcknowledgedOf,
                         sql::kDeleteChangesOf,
                         sql::kReadChange,
                         sql::kReadChangeMark,
                         sql::kReadChangesOf,
                         sql::kRecordSync,
                         sql::kForgetWanted,
                         sql::kForgetWantedOf,
                         sql::kIsErased,
                         sql::kReadDraft,
                         sql::kReadSetting,
                         sql::kReadRecord,
                         sql::kReadUnder,
                         sql::kReadOfKind,
                         sql::kReadPosition,
                         sql::kLastPosition,
                         sql::kUpdateConversation,
                         sql::kDeleteConversation,
                         sql::kDeleteTags,
                         sql::kDeleteLinks,
                         sql::kDeleteAction,
                         sql::kListPositions,
                         sql::kSearchPositions,
                         sql::kReadRow,
                         sql::kReadBodyStart,
                         sql::kCountAllConversations,
                         sql::kReadConversation,
                         sql::kReadTags,
                         sql::kReadLinks,
                         sql::kReadActionsOf,
                         sql::kFindMessage,
                         sql::kReadHeardOf,
                         sql::kReadSectorsOf,
                         sql::kConversationsWithWord,
                         sql::kSimilarConversations,
                         sql::kReadWordsAt,
                         sql::kReadRowAt,
                         sql::kReadLastPlaces,
                         sql::kOfferChange,
                         sql::kOfferErasure,
                         sql::kReadOfferedErasures,
                         sql::kReadOfferedChanges,
                         sql::kForgetOffer}) {
    const std::string plan = plan_of(*store, sql);
    CAPTURE(sql.text);
    CAPTURE(plan);
    for (const char* table :
         {"SCAN changes", "SCAN conversations", "SCAN c;", "SCAN records", "SCAN tags",
          "SCAN links", "SCAN l;", "SCAN messages;", "SCAN actions", "SCAN a;"}) {
      CHECK(plan.find(table) == std::string::npos);
    }
  }
}

TEST_CASE_FIXTURE(StoreFixture, "what waits and what was rejected is found by indexes of its own") {
  const auto store = open();
  for (const Sql& sql :
       {sql::kGreatestWaiting, sql::kCountWaiting, sql::kAnyUnsent, sql::kReadWaiting}) {
    CHECK(plan_of(*store, sql).find("changes_waiting") != std::string::npos);
  }
  for (const Sql& sql : {sql::kCountRejected, sql::kReadRejected}) {
    CHECK(plan_of(*store, sql).find("changes_rejected") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(StoreFixture, "lists and searches come in their order without sorting") {
  const auto store = open();
  for (const Sql& sql : {sql::kListPositions, sql::kSearchPositions, sql::kReadWaiting,
                         sql::kReadLastPlaces, sql::kReadOfferedChanges, sql::kReadHeld}) {
    CAPTURE(sql.text);
    CHECK(plan_of(*store, sql).find("TEMP B-TREE") == std::string::npos);
  }
}

}  // namespace
}  // namespace crosstalk
