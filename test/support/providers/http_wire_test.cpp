#include "support/providers/http_wire.hpp"

#include <gtest/gtest.h>

namespace wmh::testing {
namespace {

const std::string origin = "http://127.0.0.1:80";
const std::string whole =
    "POST /v1?a=b HTTP/1.1\r\nHost: 127.0.0.1:80\r\nA: b\r\nContent-Length: 2\r\n\r\n{}";

TEST(TakeRequest, WaitsUntilItIsWhole) {
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::string bytes = whole.substr(0, size);
    EXPECT_FALSE(take_request(bytes, origin)) << size;
    EXPECT_EQ(bytes.size(), size);
  }
  std::string bytes = whole + "POST";
  const auto wire = take_request(bytes, origin);
  ASSERT_TRUE(wire);
  EXPECT_EQ(wire->problem, "");
  EXPECT_EQ(wire->request.method, "POST");
  EXPECT_EQ(wire->request.url, "http://127.0.0.1:80/v1?a=b");
  EXPECT_EQ(wire->request.body, "{}");
  ASSERT_EQ(wire->request.headers.size(), 1U);
  EXPECT_EQ(wire->request.headers[0].value, "b");
  EXPECT_EQ(bytes, "POST");
}

TEST(TakeRequest, RefusesWhatIsDamaged) {
  const std::tuple<std::string, std::string, std::string> table[] = {
      {"POST /v1?a=b HTTP/1.1", "POST /v1 HTTP/1.0", "first line"},
      {"POST /v1?a=b HTTP/1.1", "POST", "first line"},
      {"POST /v1?a=b HTTP/1.1", "POST /a b HTTP/1.1", "first line"},
      {"POST /v1?a=b HTTP/1.1", "POST http://x/ HTTP/1.1", "first line"},
      {"A: b", "A:b", "a header"},
      {"A: b", "no header", "a header"},
      {"Content-Length: 2\r\n", "", "content-length"},
      {"Content-Length: 2", "Content-Length: x", "content-length"},
      {"Content-Length: 2", "Content-Length: 2\r\ncontent-length: 2", "content-length"},
      {"Host: 127.0.0.1:80\r\n", "", "host"},
      {"Host: 127.0.0.1:80", "Host: 127.0.0.1:81", "host"},
      {"Host: 127.0.0.1:80", "Host: 127.0.0.1:80\r\nHost: other", "host"},
  };
  for (const auto& [good, bad, problem] : table) {
    std::string bytes = whole;
    bytes.replace(bytes.find(good), good.size(), bad);
    const auto wire = take_request(bytes, origin);
    ASSERT_TRUE(wire) << bad;
    EXPECT_EQ(wire->last, problem != "host") << bad;
    EXPECT_NE(wire->problem.find(problem), std::string::npos) << bad << ": " << wire->problem;
  }
}

TEST(WireText, HasItsLength) {
  EXPECT_EQ(wire_text({200, {{"A", "b"}}, "{}"}),
            "HTTP/1.1 200 x\r\nA: b\r\nContent-Length: 2\r\n\r\n{}");
}

}  // namespace
}  // namespace wmh::testing
