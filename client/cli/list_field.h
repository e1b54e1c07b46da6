#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crosstalk {

/// Splits at `;`. Of a run of backslashes before a semicolon each pair is one backslash; one that
/// is left over makes the semicolon a character like any other. All other backslashes stand for
/// themselves. Always at least one part.
std::vector<std::string> split_semicolons(std::string_view text);

/// The inverse: `split_semicolons(join_semicolons(parts)) == parts` for one part or more.
std::string join_semicolons(const std::vector<std::string>& parts);

/// A list as a file has it: parts without outer space, empty ones left out.
std::vector<std::string> read_list(std::string_view text);

/// Spaces and line ends before and after are taken away; what stands inside stays.
std::string without_outer_space(std::string_view text);

}  // namespace crosstalk
