#pragma once

#include <wmh/json.hpp>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <random>

namespace wmh::bench {

/// Made-up recordings of a service desk: five tools, arguments and answers in JSON, answers of 200
/// to 3,000 bytes. The same seed makes the same steps.
class ServiceDesk {
 public:
  explicit ServiceDesk(unsigned seed) : random_(seed) {}

  RecordedStep step(std::size_t number) {
    RecordedStep recorded{Step{action()}};
    recorded.step.observation.content = answer();
    recorded.step.task = fmt::format(
        "You are {}. You want to change order #W{} and to know when it arrives. Be brief.", name(),
        below(10'000'000));
    recorded.trace_id = fmt::format("trace-{}", number / 10);
    recorded.index = number % 10;
    return recorded;
  }

  Action action() {
    switch (below(5)) {
      case 0:
        return Action::tool_call("get_order_details", {{"order_id", order()}});
      case 1:
        return Action::tool_call(
            "find_user_id_by_name_zip",
            {{"first_name", name()}, {"zip", fmt::format("{}", below(99'999))}});
      case 2:
        return Action::tool_call("modify_pending_order_items",
                                 {{"order_id", order()},
                                  {"item_ids", json::array{item(), item()}},
                                  {"new_item_ids", json::array{item(), item()}},
                                  {"payment_method_id", fmt::format("card_{}", below(10'000))}});
      case 3:
        return Action::tool_call("list_product_variants",
                                 {{"product_id", item()}, {"only_available", below(2) == 0}});
      default:
        return Action::message(fmt::format(
            "Hello, I am {}; could you look at {} once more, please?", name(), order()));
    }
  }

  std::string answer() {
    json::array items;
    const std::size_t size = 200 + below(2'800);
    for (std::size_t bytes = 120; bytes < size; bytes += 145)
      items.push_back({{"item_id", item()},
                       {"name", name() + " lamp"},
                       {"price", 1 + static_cast<double>(below(90'000)) / 100},
                       {"options", {{"color", "grey"}, {"watts", below(100)}}},
                       {"available", below(2) == 0}});
    return to_text(json::object{{"order_id", order()},
                                {"status", below(2) == 0 ? "pending" : "delivered"},
                                {"user_id", fmt::format("{}_{}", name(), below(10'000))},
                                {"items", std::move(items)}});
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string order() { return fmt::format("#W{:07}", below(10'000'000)); }
  std::string item() { return fmt::format("{:010}", below(10'000'000'000)); }
  std::string name() {
    static constexpr const char* names[] = {"Mei", "Yusuf", "Ava", "Lucas", "Noor", "Ivan", "Zoe"};
    return names[below(std::size(names))];
  }

  std::mt19937_64 random_;
};

}  // namespace wmh::bench
