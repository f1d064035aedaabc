#include "retrieval/npy.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"

#include <cstring>

namespace wmh::testing {
namespace {

using detail::NpyMatrix, detail::NpyWriter, detail::parse_npy;

std::string npy(std::string_view dict, const std::string& data, char version = 1) {
  std::string file = "\x93NUMPY";
  file += {version, '\0'};
  std::string header(dict);
  header.resize(118 - (version > 1 ? 2 : 0) - 1, ' ');
  header += '\n';
  file += static_cast<char>(header.size());
  file += '\0';
  if (version > 1) file += {'\0', '\0'};
  return file + header + data;
}

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  std::string bytes(values.size() * sizeof(T), '\0');
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::vector<float> values_of(const NpyMatrix& matrix) {
  return {matrix.values(), matrix.values() + matrix.rows() * matrix.dim()};
}

TEST(Npy, ReadsBothTypesAndEveryVersion) {
  const std::string floats = bytes_of<float>({1, 0, 0, 1});
  const std::string doubles = bytes_of<double>({3, 4, 0, 0});
  for (const char version : {'\1', '\2', '\3'}) {
    const std::string single =
        npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", floats, version);
    EXPECT_EQ(values_of(parse_npy(single).value()), (std::vector<float>{1, 0, 0, 1}));
    const std::string full =
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", doubles, version);
    EXPECT_EQ(values_of(parse_npy(full).value()), (std::vector<float>{0.6F, 0.8F, 0, 0}));
  }
}

TEST(Npy, ReadsTheEmptyMatrixOfTheOriginal) {
  const std::string file = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 0), }", "");
  EXPECT_EQ(parse_npy(file).value().rows(), 0U);
}

TEST(Npy, RefusesWhatItCannotUse) {
  const std::string data = bytes_of<float>({1, 0, 0, 1});
  const std::string good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";
  const std::pair<std::string, const char*> cases[] = {
      {"", "does not begin"},
      {"\x93NUMPY\1", "does not begin"},
      {npy(good, data, 9), "version"},
      {npy(good, data).substr(0, 60), "cut off"},
      {npy(good, data.substr(4)), "should hold 2 x 2"},
      {npy(good, data + "x"), "should hold 2 x 2"},
      {npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0), }", ""), "should hold 2 x 0"},
      {npy("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 2), }", data), "neither"},
      {npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", data), "C order"},
      {npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", data), "two dimensions"},
      {npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 99999999999999999999), }", data),
       "two dimensions"},
      {npy("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 4), }", data),
       "should hold"},
  };
  for (const auto& [file, why] : cases) {
    EXPECT_THAT(parse_npy(file), FailsWith(errc::corrupt_artifact));
    EXPECT_THAT(parse_npy(file), MessageHas(why));
  }
}

TEST(Npy, WritesWhatItReadsWithoutCopying) {
  TempDir folder;
  auto writer = NpyWriter::create(folder / "rows.npy", 3).value();
  const std::vector<float> rows{1, 0, 0, 0, 0.6F, 0.8F};
  ASSERT_THAT(writer.append({rows.data(), 3}), IsOk());
  ASSERT_THAT(writer.append({rows.data() + 3, 3}), IsOk());
  ASSERT_THAT(writer.finish(), IsOk());
  const NpyMatrix matrix = NpyMatrix::open(folder / "rows.npy").value();
  EXPECT_TRUE(matrix.mapped());
  EXPECT_EQ(matrix.rows(), 2U);
  EXPECT_EQ(values_of(matrix), rows);
}

}  // namespace
}  // namespace wmh::testing
