#include "build/tools_file.hpp"

#include <wmh/build.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"
#include "support/traces.hpp"

namespace wmh::testing {
namespace {

struct ToolsFileTest : ::testing::Test {
  TempDir folder;
  WorldModelStore store{folder / "root"};

  std::filesystem::path build() {
    BuildOptions options;
    options.name = "shop";
    options.files = {folder.write("traces.jsonl", small_corpus(20))};
    return build_world_model(store, options).value().path;
  }
};

TEST_F(ToolsFileTest, ABuildWritesWhatTheLogSays) {
  const auto model = build();
  const auto kept = detail::read_tools(model / "index/tools.json", 80);
  ASSERT_THAT(kept, IsOk());
  ASSERT_TRUE(kept->has_value());
  EXPECT_EQ((*kept)->tools.at(0).name, "lookup");
  EXPECT_EQ((*kept)->tools.at(0).recorded_calls, 80U);
  EXPECT_EQ(**kept, recorded_tools(**load_step_log(model)).value());
}

TEST_F(ToolsFileTest, AModelWithoutItOrWithAnotherHasItsToolsInduced) {
  const auto model = build();
  const RecordedTools tools = load_tools(model).value();
  const auto file = model / "index/tools.json";
  for (const std::string_view other :
       {R"({"version":1,"rows":79,"tools":[]})", R"({"version":2,"rows":80,"tools":[]})"}) {
    folder.write(file, other);
    EXPECT_EQ(load_tools(model).value(), tools);
  }
  std::filesystem::remove(file);
  EXPECT_EQ(load_tools(model).value(), tools);
}

TEST_F(ToolsFileTest, ACorruptOneIsNamed) {
  const auto model = build();
  for (const std::string_view bad : {"", "[]", R"({"version":1,"rows":80,"tools":[1]})"}) {
    folder.write(model / "index/tools.json", bad);
    EXPECT_THAT(load_tools(model), FailsWith(errc::corrupt_artifact));
    EXPECT_THAT(load_tools(model), MessageHas("tools.json"));
  }
}

}  // namespace
}  // namespace wmh::testing
