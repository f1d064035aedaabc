// Builds a world model from trace files.
#include <wmh/build.hpp>

#include <iostream>

int main(int count, char** words) {
  if (count < 4) {
    std::cerr << "usage: 4_build_from_traces <store folder> <name> <trace file>...\n";
    return 2;
  }
  wmh::BuildOptions options;
  options.name = words[2];
  options.files.assign(words + 3, words + count);
  const auto report = wmh::build_world_model(wmh::WorldModelStore(words[1]), std::move(options));
  if (!report) {
    std::cerr << report.error().message() << "\n";
    return 1;
  }
  std::cout << report->path.string() << ": " << report->steps << " steps, learned from "
            << report->train_traces << " traces, " << report->held_out_traces << " held out\n";
  if (report->held_out_accuracy)
    std::cout << "held-out accuracy " << *report->held_out_accuracy << " over "
              << report->held_out_steps << " steps\n";
  return 0;
}
