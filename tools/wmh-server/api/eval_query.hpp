#pragma once

#include "api/eval_file.hpp"

#include <string_view>

namespace wmh::server {

/// Which steps of a result are asked for.
struct EvalQuery {
  struct Range {  ///< [from, to); `to` 1 and above holds 1 too.
    double from = 0;
    double to = 1;
    bool given = false;
    bool holds(double number) const { return number >= from && (number < to || to >= 1); }
  };
  enum class Order { recorded, worst, best };

  std::optional<std::string> file{};
  std::optional<std::string> tool{};
  std::optional<std::string> source{};
  Range score{};
  Range confidence{};
  Order order = Order::recorded;
  std::size_t from = 0;
  std::size_t limit = 50;

  static constexpr std::size_t most = 200;  ///< Steps of one page.
};

/// Reads file, tool, source, score_from, score_to, confidence_from, confidence_to, order, from and
/// limit. Fails with errc::invalid_argument.
Result<EvalQuery> read_eval_query(std::string_view query);

/// {total, from, steps}: a page of those that fit.
json::object page_of(const std::vector<EvalStep>& steps, const EvalQuery& query);

}  // namespace wmh::server
