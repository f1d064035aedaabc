#pragma once

#include <wmh/error.hpp>

#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A TOML document as JSON values, with the line of each top-level key. Dates and times become
/// text.
struct TomlDocument {
  boost::json::object root{};
  std::map<std::string, unsigned, std::less<>> lines{};
};

/// `name` stands in the error: "evals/x.toml:3: ...".
Result<TomlDocument> parse_toml(std::string_view text, std::string_view name);

/// Reads the top-level keys of a document one by one; the first that is wrong becomes the error.
class TomlReader {
 public:
  TomlReader(const TomlDocument& document, std::string_view name)
      : document_(document), name_(name) {}

  // Each leaves `value` as it is when the key is absent.
  void read(std::string_view key, std::string& value);
  void read(std::string_view key, bool& value);
  void read(std::string_view key, double& value);
  /// A whole number from `least` up.
  void read(std::string_view key, std::int64_t& value, std::int64_t least);
  /// An array of strings.
  void read(std::string_view key, std::vector<std::string>& value);

  void fail(std::string_view key, std::string_view problem);
  /// Fails on the first key that no read() has asked for.
  void refuse_unknown_keys();

  bool failed() const noexcept { return failure_.has_value(); }
  Error error() const { return *failure_; }

 private:
  const boost::json::value* find(std::string_view key);

  const TomlDocument& document_;
  std::string_view name_;
  std::vector<std::string> known_{};
  std::optional<Error> failure_{};
};

}  // namespace detail
WMH_END_NAMESPACE
