#pragma once

#include "desk/common_tools.hpp"
#include "desk/desk.hpp"
#include "desk/tool.hpp"

#include <algorithm>

namespace tau {

/// A Desk given by a database and a table of tools; adds the tools that every desk has.
template <class Database>
class TableDesk final : public Desk {
 public:
  TableDesk(std::string_view name, Database database, std::vector<Tool<Database>> tools)
      : name_(name), loaded_(std::move(database)), database_(loaded_), tools_(std::move(tools)) {
    tools_.push_back(make_tool("calculate", &calculate_tool<Database>));
    tools_.push_back(make_tool(transfer_tool, &transfer_to_human_agents<Database>));
  }

  std::string_view name() const override { return name_; }
  std::string_view now() const override { return loaded_.now; }

  std::vector<std::string> signatures() const override {
    std::vector<std::string> all;
    for (const auto& tool : tools_)
      all.push_back(tool.signature);
    return all;
  }

  Result<json::value> call(std::string_view tool, const json::object& arguments) override {
    if (transferred_) return refuse("this conversation is with a human agent now");
    const auto found = std::find_if(tools_.begin(), tools_.end(),
                                    [&](const auto& each) { return each.name == tool; });
    if (found == tools_.end()) return refuse("there is no tool \"{}\" at the {} desk", tool, name_);
    auto answer = found->run(database_, arguments);
    if (answer && tool == transfer_tool) transferred_ = true;
    return answer;
  }

  void restore() override {
    database_ = loaded_;
    transferred_ = false;
  }

 private:
  std::string_view name_;
  Database loaded_;
  Database database_;
  std::vector<Tool<Database>> tools_;
  bool transferred_ = false;
};

}  // namespace tau
