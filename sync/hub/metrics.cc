#include "sync/hub/metrics.h"

namespace crosstalk::hub {
namespace {

void line(std::string& out, std::string_view name, std::string_view type, std::string_view help,
          const std::string& value) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
  out.append(name).append(" ").append(type).append("\n");
  out.append(name).append(" ").append(value).append("\n");
}

}  // namespace

void Metrics::answered(std::string_view route, int status) {
  const std::scoped_lock lock(mutex_);
  ++answers_[{std::string(route), status}];
}

void Metrics::took(std::int64_t taken, std::int64_t rejected) {
  taken_ += static_cast<std::uint64_t>(taken);
  rejected_ += static_cast<std::uint64_t>(rejected);
}

void Metrics::write_took(double seconds) {
  const std::scoped_lock lock(mutex_);
  write_seconds_ += seconds;
  ++writes_;
}

std::string Metrics::text(std::size_t waiting_calls, std::size_t waiting_writes) const {
  std::string out;
  line(out, "crosstalk_changes_taken_total", "counter", "Changes taken, repeats included.",
       std::to_string(taken_.load()));
  line(out, "crosstalk_changes_rejected_total", "counter", "Changes rejected.",
       std::to_string(rejected_.load()));
  line(out, "crosstalk_joins_total", "counter", "Devices let in.", std::to_string(joins_.load()));
  line(out, "crosstalk_joins_unknown_total", "counter", "Tries with a code that is none.",
       std::to_string(failed_guesses_.load()));
  line(out, "crosstalk_calls_waiting", "gauge", "Calls that wait for news.",
       std::to_string(waiting_calls));
  line(out, "crosstalk_writes_waiting", "gauge", "Writes that wait for their turn.",
       std::to_string(waiting_writes));
  const std::scoped_lock lock(mutex_);
  line(out, "crosstalk_write_seconds_sum", "counter", "Time spent in writes.",
       std::to_string(write_seconds_));
  line(out, "crosstalk_write_seconds_count", "counter", "Writes.", std::to_string(writes_));
  out.append("# HELP crosstalk_answers_total Answers by route and status.\n");
  out.append("# TYPE crosstalk_answers_total counter\n");
  for (const auto& [key, count] : answers_) {
    out.append("crosstalk_answers_total{route=\"").append(key.first).append("\",status=\"");
    out.append(std::to_string(key.second))
        .append("\"} ")
        .append(std::to_string(count))
        .append("\n");
  }
  return out;
}

}  // namespace crosstalk::hub
