#pragma once

#include <cstddef>
#include <string>

namespace crosstalk {

/// How a store is opened by the programs of the bench.
struct BenchStore {
  std::string path;
  std::size_t conversations = 0;
};

/// What the window's thread does for each frame of the timeline, but for the pixels: scrolls and
/// types over a store, in a process of its own so that its memory is its own. Prints what it
/// measured; 0 where it keeps within the limits.
int measure_timeline(const BenchStore& store);
/// The same in a new process of this program.
int run_timeline(const BenchStore& store);

}  // namespace crosstalk
