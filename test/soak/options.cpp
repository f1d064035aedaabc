#include "soak/options.hpp"

#include <cstdlib>

namespace wmh::soak {
namespace {

bool read_number(const char* word, double& number) {
  char* end = nullptr;
  number = std::strtod(word, &end);
  return end != word && *end == '\0' && number > 0;
}

bool read_option(const std::string& name, const char* value, Options& options) {
  double seed = 0;
  if (name == "--wmh") return options.wmh = std::filesystem::absolute(value), true;
  if (name == "--report") return options.report = std::filesystem::absolute(value), true;
  if (name == "--minutes") return read_number(value, options.minutes);
  if (name == "--rate") return read_number(value, options.rate);
  if (name != "--seed" || !read_number(value, seed)) return false;
  options.seed = static_cast<std::uint64_t>(seed);
  return true;
}

}  // namespace

std::string read_options(int count, char** words, Options& options) {
  for (int i = 1; i < count; i += 2) {
    if (i + 1 == count) return std::string(words[i]) + " needs a value";
    if (!read_option(words[i], words[i + 1], options))
      return std::string("cannot read ") + words[i] + " " + words[i + 1];
  }
  if (!std::filesystem::exists(options.wmh)) return "--wmh names no program";
  options.report = std::filesystem::absolute(options.report);
  return {};
}

}  // namespace wmh::soak
