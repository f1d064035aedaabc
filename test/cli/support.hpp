#pragma once

#include "cli.hpp"
#include "console.hpp"
#include "support/source_dir.hpp"
#include "support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace wmh::cli::testing {

using wmh::testing::read_text;
using wmh::testing::TempDir;

/// A Console whose streams are kept in memory.
class CapturedConsole {
 public:
  explicit CapturedConsole(std::string_view input = {}, Console::Setup setup = {})
      : console_(open(setup, input)) {}
  ~CapturedConsole() {
    std::fclose(in_);
    std::fclose(out_);
    std::fclose(err_);
    std::free(out_text_);
    std::free(err_text_);
  }
  CapturedConsole(const CapturedConsole&) = delete;
  CapturedConsole& operator=(const CapturedConsole&) = delete;

  Console& operator*() { return console_; }
  Console* operator->() { return &console_; }
  std::string out() { return text_of(out_, out_text_, out_size_); }
  std::string err() { return text_of(err_, err_text_, err_size_); }

 private:
  Console::Setup open(Console::Setup setup, std::string_view input) {
    in_ = std::tmpfile();
    std::fputs(std::string(input).c_str(), in_);
    std::rewind(in_);
    out_ = ::open_memstream(&out_text_, &out_size_);
    err_ = ::open_memstream(&err_text_, &err_size_);
    setup.in = in_;
    setup.out = out_;
    setup.err = err_;
    return setup;
  }
  static std::string text_of(std::FILE* stream, char* const& text, const std::size_t& size) {
    std::fflush(stream);
    return std::string(text, size);
  }

  std::FILE* in_ = nullptr;
  std::FILE* out_ = nullptr;
  std::FILE* err_ = nullptr;
  char* out_text_ = nullptr;
  char* err_text_ = nullptr;
  std::size_t out_size_ = 0;
  std::size_t err_size_ = 0;
  Console console_;
};

struct Outcome {
  int code = -1;
  std::string out{};
  std::string err{};
};

/// Runs the command in this process, as on a pipe.
inline Outcome run_wmh(const std::vector<std::string>& args, std::string_view input = {}) {
  CapturedConsole captured(input);
  Outcome outcome;
  outcome.code = run(args, *captured);
  outcome.out = captured.out();
  outcome.err = captured.err();
  return outcome;
}

inline std::size_t line_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Compares with test/cli/golden/<name>; with WMH_UPDATE_GOLDEN set writes it instead.
inline void expect_golden(const std::string& name, const std::string& text) {
  const auto file = wmh::testing::source_dir() / "test/cli/golden" / name;
  if (std::getenv("WMH_UPDATE_GOLDEN")) std::ofstream(file, std::ios::binary) << text;
  EXPECT_EQ(read_text(file), text) << "WMH_UPDATE_GOLDEN=1 rewrites " << file;
}

}  // namespace wmh::cli::testing
