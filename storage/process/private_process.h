#pragma once

namespace crosstalk {

/// Keeps what this process has in memory and writes to files from others: no core dump is made of
/// it, and what it makes is for its own user alone. Once, first thing in main.
void make_process_private();

}  // namespace crosstalk
