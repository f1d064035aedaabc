#include "retrieval/npy.hpp"

#include "retrieval/unit_length.hpp"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the format is read as it lies in memory");

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t written_header = 128;

Error corrupt(std::string_view what) {
  return Error(errc::corrupt_artifact, fmt::format("not a usable .npy file: {}", what));
}

std::size_t item_size(NpyType type) {
  return type == NpyType::float32 ? 4 : 8;
}

std::size_t little_endian(std::string_view bytes) {
  std::size_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// What follows `'key':` in the header's Python dictionary, blanks skipped.
std::string_view after_key(std::string_view dict, std::string_view key) {
  const std::size_t at = dict.find(fmt::format("'{}':", key));
  if (at == std::string_view::npos) return {};
  dict.remove_prefix(at + key.size() + 3);
  dict.remove_prefix(std::min(dict.find_first_not_of(' '), dict.size()));
  return dict;
}

/// Takes a decimal number and the blanks around it off the front.
bool take_number(std::string_view& text, std::size_t& number) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return true;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

bool parse_shape(std::string_view text, NpyHeader& header) {
  return take(text, '(') && take_number(text, header.rows) && take(text, ',') &&
         take_number(text, header.dim) && (take(text, ','), take(text, ')'));
}

Result<Done> parse_dict(std::string_view dict, NpyHeader& header) {
  const std::string_view type = after_key(dict, "descr");
  if (type.starts_with("'<f4'"))
    header.type = NpyType::float32;
  else if (type.starts_with("'<f8'"))
    header.type = NpyType::float64;
  else
    return corrupt("its items are neither '<f4' nor '<f8'");
  if (!after_key(dict, "fortran_order").starts_with("False"))
    return corrupt("it is not in C order");
  if (!parse_shape(after_key(dict, "shape"), header)) return corrupt("it has not two dimensions");
  return Done{};
}

std::string header_text(std::size_t rows, std::size_t dim) {
  std::string text(magic);
  text += {'\1', '\0', static_cast<char>(written_header - 10), '\0'};
  text += fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, {}), }}", rows, dim);
  text.resize(written_header - 1, ' ');
  return text + '\n';
}

std::vector<float> to_float32(std::string_view bytes, NpyType type) {
  std::vector<float> values(bytes.size() / item_size(type));
  if (values.empty()) return values;
  if (type == NpyType::float32) {
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    double value = 0;
    std::memcpy(&value, bytes.data() + i * sizeof value, sizeof value);
    values[i] = static_cast<float>(value);
  }
  return values;
}

/// Whether rows are of length 1 (or 0), told from some hundred of them.
bool looks_normalised(const float* values, std::size_t rows, std::size_t dim) {
  const std::size_t stride = std::max<std::size_t>(1, rows / 128);
  for (std::size_t row = 0; row < rows; row += stride) {
    const double length = length_of({values + row * dim, dim});
    if (length != 0 && !(std::abs(length - 1) < 1e-3)) return false;
  }
  return true;
}

}  // namespace

Result<NpyHeader> parse_npy_header(std::string_view file) {
  if (!file.starts_with(magic) || file.size() < 10) return corrupt("it does not begin like one");
  const char version = file[6];
  if (version < 1 || version > 3) return corrupt("it is of an unknown version");
  const std::size_t length_bytes = version == 1 ? 2 : 4;
  const std::size_t begin = 8 + length_bytes;
  if (file.size() < begin) return corrupt("its header is cut off");
  const std::size_t length = little_endian(file.substr(8, length_bytes));
  if (file.size() - begin < length) return corrupt("its header is cut off");
  NpyHeader header;
  header.data_offset = begin + length;
  if (auto read = parse_dict(file.substr(begin, length), header); !read) return read.error();
  return header;
}

Result<Done> check_npy_size(const NpyHeader& header, std::size_t size) {
  const std::size_t bytes = size - header.data_offset;
  const std::size_t items = bytes / item_size(header.type);
  const bool rows_fit = header.dim == 0 ? header.rows == 0 : header.rows <= items / header.dim;
  if (!rows_fit || header.rows * header.dim * item_size(header.type) != bytes)
    return corrupt(fmt::format("it should hold {} x {} values and holds {} bytes", header.rows,
                               header.dim, bytes));
  return Done{};
}

Result<NpyMatrix> parse_npy(std::string_view bytes, MappedFile file) {
  auto header = parse_npy_header(bytes);
  if (!header) return header.error();
  if (auto fits = check_npy_size(*header, bytes.size()); !fits) return fits.error();
  NpyMatrix matrix;
  matrix.file_ = std::move(file);
  matrix.rows_ = header->rows;
  matrix.dim_ = header->dim;
  const std::string_view data = bytes.substr(header->data_offset);
  matrix.values_ = reinterpret_cast<const float*>(data.data());
  const bool aligned = reinterpret_cast<std::uintptr_t>(data.data()) % alignof(float) == 0;
  if (header->type == NpyType::float32 && aligned &&
      looks_normalised(matrix.values_, matrix.rows_, matrix.dim_))
    return matrix;
  matrix.converted_ = to_float32(data, header->type);
  matrix.values_ = matrix.converted_.data();
  for (std::size_t row = 0; row < matrix.rows_; ++row)
    scale_to_unit_length(std::span(matrix.converted_).subspan(row * matrix.dim_, matrix.dim_));
  return matrix;
}

Result<NpyMatrix> NpyMatrix::open(const std::filesystem::path& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  const std::string_view bytes = file->bytes();
  auto matrix = parse_npy(bytes, std::move(*file));
  if (!matrix) return std::move(matrix).error().in(path.string());
  return matrix;
}

Result<NpyWriter> NpyWriter::create(const std::filesystem::path& path, std::size_t dim) {
  auto file = FileWriter::create(path);
  if (!file) return file.error();
  if (auto begun = file->append(header_text(0, dim)); !begun) return begun.error();
  return NpyWriter(std::move(*file), dim);
}

Result<Done> NpyWriter::append(std::span<const float> rows) {
  rows_ += rows.size() / dim_;
  return file_.append({reinterpret_cast<const char*>(rows.data()), rows.size_bytes()});
}

Result<Done> NpyWriter::finish() {
  if (auto counted = file_.rewrite_start(header_text(rows_, dim_)); !counted) return counted;
  return file_.finish();
}

}  // namespace detail
WMH_END_NAMESPACE
