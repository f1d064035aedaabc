#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A leaf of a JSON container: where it is (see json_leaves) and its JSON text.
struct FieldText {
  std::string path{};
  std::string text{};
  bool is_json = true;  ///< No JSON can say a number beyond a double.
};
using FieldTexts = std::vector<FieldText>;

/// The leaves of the JSON container that is the whole content; empty if it is none.
FieldTexts field_texts(std::string_view content);

}  // namespace detail
WMH_END_NAMESPACE
