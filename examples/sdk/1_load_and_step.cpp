// Opens a built world model and asks it what a tool would answer.
#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include <iostream>

namespace {

wmh::Result<wmh::Observation> ask(const std::string& folder, const std::string& tool,
                                  const std::string& arguments) {
  auto parsed = wmh::parse_json(arguments);
  if (!parsed) return std::move(parsed).error().in("arguments");
  if (!parsed->is_object())
    return wmh::Error(wmh::errc::invalid_argument, "arguments must be a JSON object");
  auto model = wmh::load_world_model(folder);
  if (!model) return std::move(model).error();
  return model->step(wmh::Action::tool_call(tool, parsed->get_object()));
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "usage: 1_load_and_step <model folder> <tool> <JSON arguments>\n";
    return 2;
  }
  const auto observation = ask(words[1], words[2], words[3]);
  if (!observation) {
    std::cerr << observation.error().message() << "\n";
    return 1;
  }
  std::cout << (observation->is_error ? "(an error) " : "") << observation->content << "\n"
            << wmh::to_text(observation->metadata) << "\n";
  return 0;
}
