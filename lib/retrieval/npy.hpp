#pragma once

#include "util/file.hpp"

#include <span>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

// The .npy format of numpy, versions 1 to 3: "numpy.lib.format". Two-dimensional matrices in C
// order, little-endian.

enum class NpyType { float32, float64 };

struct NpyHeader {
  NpyType type = NpyType::float32;
  std::size_t rows = 0;
  std::size_t dim = 0;
  std::size_t data_offset = 0;
};

/// Reads the header at the start of `file`, which may be no more than that start. Fails with
/// errc::corrupt_artifact.
Result<NpyHeader> parse_npy_header(std::string_view file);

/// Checks that a file of `size` bytes holds what its header says.
Result<Done> check_npy_size(const NpyHeader& header, std::size_t size);

/// Rows of float32 in a file: memory-mapped where they can be used as they are, else converted.
class NpyMatrix {
 public:
  static Result<NpyMatrix> open(const std::filesystem::path& path);

  std::size_t rows() const noexcept { return rows_; }
  std::size_t dim() const noexcept { return dim_; }
  const float* values() const noexcept { return values_; }
  bool mapped() const noexcept { return converted_.empty(); }

 private:
  friend Result<NpyMatrix> parse_npy(std::string_view, MappedFile);
  MappedFile file_{};
  std::vector<float> converted_{};
  const float* values_ = nullptr;
  std::size_t rows_ = 0;
  std::size_t dim_ = 0;
};

/// The matrix in `bytes`, which `file` keeps alive (or, where it is empty, the caller). Rows that
/// are not of length 1 or 0 are scaled.
Result<NpyMatrix> parse_npy(std::string_view bytes, MappedFile file = {});

/// Writes float32 rows as they come; the number of rows is put in at the end.
class NpyWriter {
 public:
  static Result<NpyWriter> create(const std::filesystem::path& path, std::size_t dim);

  Result<Done> append(std::span<const float> rows);
  /// Completes the header and flushes the file to disk.
  Result<Done> finish();

 private:
  NpyWriter(FileWriter file, std::size_t dim) : file_(std::move(file)), dim_(dim) {}

  FileWriter file_;
  std::size_t dim_;
  std::size_t rows_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
