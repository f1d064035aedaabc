// The same step three times: with a callback, with a future, in a coroutine.
#include <wmh/store.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

namespace asio = boost::asio;

namespace {

void print(std::string_view how, const wmh::Result<wmh::Observation>& answer) {
  std::cout << how << ": " << (answer ? answer->content : answer.error().message()) << "\n";
}

asio::awaitable<void> step_in_coroutine(wmh::WorldModel model, wmh::SessionId session,
                                        wmh::Action action) {
  const wmh::Result<wmh::Observation> answer = co_await model.async_step(session, action);
  print("coroutine", answer);
}

wmh::Result<wmh::Done> run(const std::string& folder, const wmh::Action& action) {
  asio::io_context context;
  wmh::LoadOptions options;
  options.executor = context.get_executor();
  auto model = wmh::load_world_model(folder, std::move(options));
  if (!model) return std::move(model).error();
  const auto session = model->new_session();
  if (!session) return session.error();

  model->async_step(session->id, action,
                    [](const wmh::Result<wmh::Observation>& answer) { print("callback", answer); });
  auto future = model->async_step(session->id, action, asio::use_future);
  auto coroutine =
      asio::co_spawn(context, step_in_coroutine(*model, session->id, action), asio::use_future);
  context.run();
  print("future", future.get());
  coroutine.get();
  return wmh::Done{};
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: 2_async_step <model folder> <message>\n";
    return 2;
  }
  const auto done = run(words[1], wmh::Action::message(words[2]));
  if (!done) std::cerr << done.error().message() << "\n";
  return done ? 0 : 1;
}
