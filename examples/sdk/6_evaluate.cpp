// Measures how well the steps of held-out traces are predicted from the other traces.
#include <wmh/eval.hpp>

#include <iostream>

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: 6_evaluate <trace file>...\n";
    return 2;
  }
  wmh::EvalOptions options;
  options.suite.files.assign(words + 1, words + count);
  options.suite.split.train = 0.8;
  options.suite.judge = "structural";
  const auto report = wmh::run_eval(std::move(options));
  if (!report) {
    std::cerr << report.error().message() << "\n";
    return 1;
  }
  for (const auto& [label, file] : report->per_file) {
    std::cout << label << ": " << file.mean_score << " over " << file.results.size() << " steps\n";
    for (const auto& [source, summary] : file.breakdown.by_source)
      std::cout << "  " << source << ": " << summary.mean << " over " << summary.steps << "\n";
  }
  std::cout << "fidelity " << report->overall_fidelity << "\n";
  return 0;
}
