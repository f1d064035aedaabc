// What a stranger's first program does with the library: types, JSON, a model and each face of
// step.
#include <wmh/testing/scripted_predictor.hpp>
#include <wmh/wmh.hpp>

#include <boost/asio/use_future.hpp>

#include <cstdio>

namespace {

wmh::Result<wmh::Prediction> answer(std::string content) {
  wmh::Prediction prediction;
  prediction.observation.content = std::move(content);
  return prediction;
}

int check(bool holds, const char* what) {
  if (!holds) std::fprintf(stderr, "failed: %s\n", what);
  return holds ? 0 : 1;
}

}  // namespace

int main() {
  const auto add = wmh::Action::tool_call("add", {{"sku", "A1"}, {"count", 2}});
  int failures = check(wmh::canonical_json(wmh::to_json(add)) ==
                           R"({"arguments":{"count":2,"sku":"A1"},"content":null,)"
                           R"("kind":"tool_call","name":"add"})",
                       "an action's canonical JSON");

  wmh::WorldModel model(std::make_shared<wmh::testing::ScriptedPredictor>(
      std::vector<wmh::Result<wmh::Prediction>>{answer("added"), answer("paid")}));
  failures += check(model.step(add).value().content == "added", "a step of the handle's session");
  const auto id = model.new_session(wmh::SessionStart("buy")).value().id;
  auto paid = model.async_step(id, wmh::Action::message("pay"), boost::asio::use_future).get();
  failures += check(paid && paid->content == "paid", "an asynchronous step");

  try {
    (void)model.session(wmh::SessionId("none")).value();
    failures += check(false, "an unknown session is an error");
  } catch (const wmh::Exception& failure) {
    failures += check(failure.error().code() == wmh::errc::not_found, "the error of a session");
  }
  return failures;
}
