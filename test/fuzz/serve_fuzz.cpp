// Requests from strangers: every line is answered by one line that holds a JSON object.
#include <wmh/json.hpp>

#include "fuzz/require.hpp"
#include "testbed/counter_testbed.hpp"
#include "testbed/serve.hpp"

#include <algorithm>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string requests(reinterpret_cast<const char*>(data), size);
  wmh::testing::CounterTestbed testbed(2);
  std::istringstream in(requests);
  std::ostringstream out;
  wmh::detail::serve(testbed, in, out);

  auto asked = std::count(requests.begin(), requests.end(), '\n');
  if (!requests.empty() && requests.back() != '\n') ++asked;
  std::istringstream answers(out.str());
  for (std::string line; std::getline(answers, line); --asked) {
    const auto answer = wmh::parse_json(line);
    require(answer && answer->is_object());
  }
  require(asked == 0);
  return 0;
}
