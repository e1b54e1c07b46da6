#include "sync/hub/compression.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace crosstalk::hub {
namespace {

constexpr int kZstdLevel = 3;
constexpr int kGzipLevel = 6;
constexpr int kGzipWindow = 15 + 16;  // 16: with gzip's head and tail
constexpr std::size_t kPiece = 64 * 1024;
// A frame may ask for a large window before it gives a byte; a batch needs no more than this.
constexpr int kZstdWindowLogMax = 23;

using Unpacked = std::variant<std::string, UnpackFailure>;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

std::string_view without_space(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

Unpacked unpack_zstd(const std::string& body, std::size_t bytes_max) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     &ZSTD_freeDCtx);
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kZstdWindowLogMax);
  ZSTD_inBuffer in{body.data(), body.size(), 0};
  std::string out;
  std::array<char, kPiece> piece;
  std::size_t left = 1;
  while (in.pos < in.size || left != 0) {
    ZSTD_outBuffer to{piece.data(), piece.size(), 0};
    const std::size_t before = in.pos;
    left = ZSTD_decompressStream(context.get(), &to, &in);
    if (ZSTD_isError(left) != 0) return UnpackFailure::malformed;
    out.append(piece.data(), to.pos);
    if (out.size() > bytes_max) return UnpackFailure::too_large;
    if (to.pos == 0 && in.pos == before && in.pos == in.size) break;
  }
  if (left != 0) return UnpackFailure::malformed;  // cut short
  return out;
}

Unpacked unpack_gzip(std::string& body, std::size_t bytes_max) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return UnpackFailure::malformed;
  stream.next_in = reinterpret_cast<Bytef*>(body.data());
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  std::array<char, kPiece> piece;
  int code = Z_OK;
  while (code == Z_OK && out.size() <= bytes_max) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = kPiece;
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), kPiece - stream.avail_out);
  }
  const bool all_read = stream.avail_in == 0;
  inflateEnd(&stream);
  if (out.size() > bytes_max) return UnpackFailure::too_large;
  if (code != Z_STREAM_END || !all_read) return UnpackFailure::malformed;
  return out;
}

std::string pack_zstd(const std::string& body) {
  std::string out(ZSTD_compressBound(body.size()), '\0');
  const std::size_t size =
      ZSTD_compress(out.data(), out.size(), body.data(), body.size(), kZstdLevel);
  out.resize(ZSTD_isError(size) != 0 ? 0 : size);
  return out;
}

std::string pack_gzip(std::string& body) {
  z_stream stream{};
  constexpr int kMemory = 8;
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return {};
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(body.data());
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(code == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

// "gzip;q=0" turns an encoding down.
bool turned_down(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return false;
  const std::string_view value = parameters.substr(at + 2);
  return !value.empty() && value.find_first_not_of("0. ") == std::string_view::npos;
}

}  // namespace

Unpacked unpack(std::string_view encoding, std::string body, std::size_t bytes_max) {
  const std::string name = lower(without_space(encoding));
  if (name.empty() || name == "identity") {
    if (body.size() > bytes_max) return UnpackFailure::too_large;
    return body;
  }
  if (name == "zstd") return unpack_zstd(body, bytes_max);
  if (name == "gzip" || name == "x-gzip") return unpack_gzip(body, bytes_max);
  return UnpackFailure::unsupported;
}

std::string_view chosen_encoding(std::string_view accept_encoding) {
  bool zstd = false;
  bool gzip = false;
  const std::string list = lower(accept_encoding);
  std::string_view rest = list;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view entry = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const std::size_t semicolon = std::min(entry.find(';'), entry.size());
    const std::string_view name = without_space(entry.substr(0, semicolon));
    if (turned_down(entry.substr(semicolon))) continue;
    zstd = zstd || name == "zstd";
    gzip = gzip || name == "gzip";
  }
  return zstd ? "zstd" : gzip ? "gzip" : "";
}

std::string pack(std::string_view encoding, std::string body) {
  if (encoding == "zstd") return pack_zstd(body);
  if (encoding == "gzip") return pack_gzip(body);
  return body;
}

}  // namespace crosstalk::hub
