#include "api/router.hpp"

#include <gmock/gmock.h>

namespace wmh::server {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Route routes[] = {{"GET", "/"},
                            {"GET", "/world_models"},
                            {"POST", "/world_models/{name}/sessions"},
                            {"GET", "/world_models/{name}/sessions/{session}"},
                            {"DELETE", "/world_models/{name}/sessions/{session}"}};

TEST(Router, FindsARouteAndWhatItCaptures) {
  const RouteMatch match = find_route(routes, "GET", "/world_models/a%20b/sessions/x");
  EXPECT_EQ(match.route, 3U);
  EXPECT_THAT(match.captured, ElementsAre("a b", "x"));
  EXPECT_EQ(find_route(routes, "GET", "/").route, 0U);
  EXPECT_EQ(find_route(routes, "HEAD", "/world_models").route, 1U);
}

TEST(Router, TellsAnUnknownPathFromAnUnknownMethod) {
  const RouteMatch method = find_route(routes, "PUT", "/world_models/a/sessions/x");
  EXPECT_FALSE(method.route);
  EXPECT_THAT(method.allowed, ElementsAre("GET", "DELETE"));
  for (const char* path : {"", "x", "//", "/world_models/", "/world_models//sessions",
                           "/world_models/a/sessions/x/", "/world_models/%zz/sessions",
                           "/world_models/%ff/sessions", "/world_models/%ED%A0%80/sessions",
                           "/world_models/%C0%AF/sessions", "/world_models/a%/sessions"}) {
    const RouteMatch match = find_route(routes, "POST", path);
    EXPECT_FALSE(match.route) << path;
    EXPECT_THAT(match.allowed, IsEmpty()) << path;
  }
}

TEST(Router, AnEncodedSlashDoesNotEndASegment) {
  EXPECT_THAT(find_route(routes, "POST", "/world_models/..%2Fa/sessions").captured,
              ElementsAre("../a"));
}

TEST(Router, ReadsQueries) {
  EXPECT_EQ(query_value("a=1&b=x+y%26", "b"), "x y&");
  EXPECT_EQ(query_value("a", "a"), "");
  EXPECT_EQ(query_value("ab=1", "a"), std::nullopt);
  EXPECT_EQ(query_value("a=%q", "a"), std::nullopt);
}

}  // namespace
}  // namespace wmh::server
