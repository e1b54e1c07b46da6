// The main of every test program, and a listener that fails a test case in which nothing was
// checked: doctest passes such a case in silence.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <iostream>

namespace {

std::atomic<int> cases_without_assertion = 0;
std::atomic<unsigned> cases_run = 0;

class AssertionListener : public doctest::IReporter {
 public:
  explicit AssertionListener(const doctest::ContextOptions&) {}

  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_start(const doctest::TestCaseData& data) override { current_ = &data; }
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats& stats) override {
    ++cases_run;
    if (stats.numAssertsCurrentTest > 0 || current_ == nullptr) return;
    ++cases_without_assertion;
    std::cout << current_->m_file.c_str() << ":" << current_->m_line << ": \"" << current_->m_name
              << "\" checks nothing: assert what it promises\n";
  }
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

 private:
  const doctest::TestCaseData* current_ = nullptr;
};

REGISTER_LISTENER("assertions", 1, AssertionListener);

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  const int result = context.run();
  if (context.shouldExit()) return result;  // a query such as --list-test-cases
  if (cases_without_assertion > 0) {
    std::cout << cases_without_assertion << " test cases without an assertion\n";
    return EXIT_FAILURE;
  }
  if (cases_run == 0) {
    std::cout << "no test case matches the given filters\n";
    return EXIT_FAILURE;
  }
  return result;
}
