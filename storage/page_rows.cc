#include "storage/page_rows.h"

#include <algorithm>
#include <utility>

namespace crosstalk {
namespace {

constexpr std::size_t kFileHeaderBytes = 100;
constexpr std::uint64_t kRowBytesMax = std::uint64_t{64} << 20;  // no save comes near it

enum PageType : unsigned char { kIndexInterior = 2, kIndexLeaf = 10, kTableLeaf = 13 };

/// Reads numbers from bytes and never beyond them.
class Bytes {
 public:
  Bytes(std::string_view all, std::size_t at) : all_(all), at_(at) {}

  bool failed() const { return failed_; }
  std::size_t at() const { return at_; }
  std::uint64_t fixed(std::size_t size) {
    if (at_ > all_.size() || all_.size() - at_ < size) {
      failed_ = true;
      return 0;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i)
      number = number << 8 | static_cast<unsigned char>(all_[at_++]);
    return number;
  }
  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) {
      const std::uint64_t byte = fixed(1);
      number = number << 7 | (byte & 0x7f);
      if (byte < 0x80) return number;
    }
    return number << 8 | fixed(1);
  }
  std::string_view take(std::uint64_t size) {
    if (at_ > all_.size() || all_.size() - at_ < size) {
      failed_ = true;
      return {};
    }
    const std::string_view taken = all_.substr(at_, static_cast<std::size_t>(size));
    at_ += static_cast<std::size_t>(size);
    return taken;
  }

 private:
  std::string_view all_;
  std::size_t at_;
  bool failed_ = false;
};

std::int64_t signed_of(std::uint64_t number, std::size_t size) {
  const unsigned shift = static_cast<unsigned>(64 - 8 * size);
  return static_cast<std::int64_t>(number << shift) >> shift;
}

// The serial types of https://www.sqlite.org/fileformat2.html#record_format.
std::optional<RowValue> value_of(std::uint64_t serial, Bytes& body) {
  RowValue value;
  if (serial == 0) return value;
  if (serial <= 6) {
    constexpr std::size_t kSizes[] = {0, 1, 2, 3, 4, 6, 8};
    value.type = RowValue::Type::integer;
    value.integer = signed_of(body.fixed(kSizes[serial]), kSizes[serial]);
  } else if (serial == 7) {
    value.type = RowValue::Type::real;
    value.integer = static_cast<std::int64_t>(body.fixed(8));
  } else if (serial <= 9) {
    value.type = RowValue::Type::integer;
    value.integer = serial == 9 ? 1 : 0;
  } else if (serial >= 12) {
    value.type = serial % 2 == 0 ? RowValue::Type::blob : RowValue::Type::text;
    value.bytes = std::string(body.take((serial - 12) / 2));
  } else {
    return std::nullopt;
  }
  if (body.failed()) return std::nullopt;
  return value;
}

std::optional<Row> row_of(std::string_view record) {
  Bytes header(record, 0);
  const std::uint64_t header_bytes = header.varint();
  if (header.failed() || header_bytes > record.size()) return std::nullopt;
  Bytes body(record, static_cast<std::size_t>(header_bytes));
  Row row;
  while (header.at() < header_bytes) {
    auto value = value_of(header.varint(), body);
    if (!value || header.failed()) return std::nullopt;
    row.push_back(std::move(*value));
  }
  return row;
}

// How much of a row of `size` bytes stands on the page itself.
std::size_t local_bytes(std::uint64_t size, std::size_t usable, bool table) {
  const std::size_t most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  if (size <= most) return static_cast<std::size_t>(size);
  const std::size_t least = (usable - 12) * 32 / 255 - 23;
  const std::size_t some = least + static_cast<std::size_t>((size - least) % (usable - 4));
  return some <= most ? some : least;
}

std::optional<std::string> record_of(Bytes& cell, std::uint64_t size, std::size_t usable,
                                     bool table, const PageSource& others) {
  if (cell.failed() || size > kRowBytesMax) return std::nullopt;
  std::string record(cell.take(local_bytes(size, usable, table)));
  if (cell.failed()) return std::nullopt;
  std::uint64_t next = record.size() < size ? cell.fixed(4) : 0;
  while (record.size() < size) {
    if (cell.failed() || next == 0) return std::nullopt;
    const auto page = others(static_cast<std::uint32_t>(next));
    if (!page || page->size() < usable) return std::nullopt;
    next = Bytes(*page, 0).fixed(4);
    const std::size_t more =
        static_cast<std::size_t>(std::min<std::uint64_t>(size - record.size(), usable - 4));
    record.append(*page, 4, more);
  }
  return record;
}

}  // namespace

std::size_t rows_of_page(std::string_view page, std::uint32_t number, const PageSource& others,
                         const std::function<void(Row&&)>& each) {
  const std::size_t head = number == 1 ? kFileHeaderBytes : 0;
  Bytes reader(page, head);
  const std::uint64_t type = reader.fixed(1);
  if (type != kIndexInterior && type != kIndexLeaf && type != kTableLeaf) return 0;
  reader.fixed(2);
  const std::uint64_t cells = reader.fixed(2);
  Bytes places(page, head + (type == kIndexInterior ? 12 : 8));
  std::size_t unreadable = 0;
  for (std::uint64_t i = 0; i < cells; ++i) {
    const std::uint64_t place = places.fixed(2);
    if (places.failed()) return unreadable + 1;
    Bytes cell(page, static_cast<std::size_t>(place));
    if (type == kIndexInterior) cell.fixed(4);
    const std::uint64_t size = cell.varint();
    if (type == kTableLeaf) cell.varint();
    const auto record = record_of(cell, size, page.size(), type == kTableLeaf, others);
    auto row = record ? row_of(*record) : std::nullopt;
    if (row) {
      each(std::move(*row));
    } else {
      ++unreadable;
    }
  }
  return unreadable;
}

}  // namespace crosstalk
