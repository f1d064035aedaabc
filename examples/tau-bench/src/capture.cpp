// tau-capture <traces.otel.jsonl>: lets every scripted agent work on every task of both desks and
// writes what happened. The same build writes the same bytes.
#include <wmh/trace_source.hpp>

#include "open_env.hpp"
#include "tasks/agents.hpp"

#include <fstream>
#include <iostream>

namespace {

struct Count {
  std::size_t traces = 0;
  std::size_t steps = 0;
};

wmh::Result<wmh::Done> capture(std::string_view desk, std::ostream& out, Count& count) {
  auto opened = tau::open_desk(desk, tau::data_folder());
  if (!opened) return std::move(opened).error();
  auto env = tau::open_env(desk, tau::data_folder());
  if (!env) return std::move(env).error();
  for (const tau::Task& task : opened->tasks) {
    for (const tau::Style& style : tau::styles) {
      auto trace = tau::work(**env, desk, task, style);
      if (!trace) return std::move(trace).error();
      wmh::write_otel_genai(out, *trace);
      ++count.traces;
      count.steps += trace->steps.size();
    }
  }
  return wmh::Done{};
}

int run(const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  Count count;
  for (const std::string_view desk : tau::desk_names) {
    if (auto done = capture(desk, out, count); !done) {
      std::cerr << "tau-capture: " << done.error().message() << "\n";
      return 1;
    }
  }
  if (!out.flush()) {
    std::cerr << "tau-capture: cannot write " << file.string() << "\n";
    return 1;
  }
  std::cout << count.traces << " traces, " << count.steps << " steps\n";
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count == 2) return run(words[1]);
  std::cerr << "usage: tau-capture <traces.otel.jsonl>\n";
  return 2;
}
