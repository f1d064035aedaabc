#include "providers/error_words.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

/// code/type/message/parameter/request_id/filter/status
std::string summary(std::string_view body) {
  const ErrorWords words = read_error_words(body);
  std::string out;
  for (const std::string& word :
       {words.code, words.type, words.message, words.parameter, words.request_id, words.filter})
    out += word + "/";
  return out + std::to_string(words.status);
}

TEST(ErrorWords, ReadsEveryForm) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({"type":"error","error":{"type":"t","message":"m"},"request_id":"r"})", "/t/m//r//0"},
      {R"({"error":{"message":"m","type":"t","param":"p","code":"c"}})", "c/t/m/p///0"},
      {R"({"error":{"message":"m","type":null,"param":null,"code":null}})", "//m////0"},
      {R"({"error":{"message":"m","code":429}})", "429//m////429"},
      {R"({"error":"text"})", "//text////0"},
      {R"([{"error":{"message":"m"}}])", "//m////0"},
      {R"({"object":"error","message":"m","type":"t","code":400})", "400/t/m////400"},
      {R"({"statusCode":429,"message":"m"})", "//m////429"},
      {R"({"message":"m"})", "//m////0"},
      {R"({"Message":"m","__type":"a#b"})", "a#b//m////0"},
      {R"({"detail":"m"})", "//m////0"},
      {R"({"error":{"code":"c","innererror":{"content_filter_result":{"a":{"filtered":false},)"
       R"("b":{"filtered":true}}}}})",
       "c/////b/0"},
      {R"({"error":{"code":"c","innererror":{"content_filter_results":{"a":1}}}})", "c//////0"},
      {R"({"error":[]})", "//////0"},
      {R"({"error":7})", "//////0"},
      {"[]", "//////0"},
      {"{}", "//////0"},
      {"", "//////0"},
      {" text \n", "//text////0"},
      {"\"text\"", "//\"text\"////0"},
  };
  for (const auto& [body, expected] : cases)
    EXPECT_EQ(summary(body), expected) << body;
}

TEST(ErrorWords, AreShownOnOneLine) {
  EXPECT_EQ(printable("  a\n\n b\t\x01\x7f c "), "a b c");
  EXPECT_EQ(printable("\xc3\xbc \xff"), "\xc3\xbc \xef\xbf\xbd");
  EXPECT_EQ(printable(""), "");
  const std::string umlauts = printable(std::string(3000, '\xff'));
  EXPECT_LE(umlauts.size(), 2050U);
  EXPECT_TRUE(umlauts.ends_with("\xef\xbf\xbd"));
}

}  // namespace
}  // namespace wmh::detail
