// The command on a pseudo-terminal: what a user at the keyboard sees.
#include "cli/support.hpp"
#include "cli/traces.hpp"

#include <atomic>
#include <poll.h>
#include <pty.h>
#include <sys/stat.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Runs a command with all its streams on a terminal, in a thread, while the test types.
class Terminal {
 public:
  explicit Terminal(std::vector<std::string> args) {
    int terminal = -1;
    EXPECT_EQ(::openpty(&keyboard_, &terminal, nullptr, nullptr, nullptr), 0);
    in_ = ::fdopen(terminal, "r");
    out_ = ::fdopen(::dup(terminal), "w");
    err_ = ::fdopen(::dup(terminal), "w");
    std::setvbuf(err_, nullptr, _IONBF, 0);
    thread_ = std::thread([this, words = std::move(args)] { code_ = run_there(words); });
  }
  ~Terminal() {
    finish();
    for (std::FILE* stream : {in_, out_, err_})
      std::fclose(stream);
    ::close(keyboard_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// Waits until the text shows up behind what was waited for before.
  void expect(const std::string& text) {
    while (screen_.find(text, seen_) == std::string::npos && read_some()) {
    }
    const std::size_t at = screen_.find(text, seen_);
    lost_ = at == std::string::npos;
    ASSERT_FALSE(lost_) << "no \"" << text << "\" in: " << screen_.substr(seen_);
    seen_ = at + text.size();
  }
  /// Waits for a prompt of the line editor, which shows it just before it takes over the keys.
  void expect_prompt(const std::string& text) {
    expect(text);
    termios state{};
    while (!lost_ && ::tcgetattr(keyboard_, &state) == 0 && (state.c_lflag & ICANON) != 0)
      std::this_thread::yield();
  }
  void type(std::string_view keys) {
    EXPECT_EQ(::write(keyboard_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }
  int exit_code() {
    finish();
    return code_;
  }

 private:
  void finish() {
    if (!thread_.joinable()) return;
    if (lost_) {  // whatever the command waits for will not come: hang up
      ::close(keyboard_);
      keyboard_ = -1;
    }
    thread_.join();
  }

  int run_there(const std::vector<std::string>& words) {
    Console::Setup setup;
    setup.in = in_;
    setup.out = out_;
    setup.err = err_;
    setup.in_terminal = setup.out_terminal = setup.err_terminal = true;
    Console console(setup);
    return run(words, console);
  }

  bool read_some() {
    constexpr int patience = 20'000;  // milliseconds; only a failing test waits that long
    pollfd ready{keyboard_, POLLIN, 0};
    if (::poll(&ready, 1, patience) <= 0) return false;
    char bytes[4096];
    const ssize_t size = ::read(keyboard_, bytes, sizeof bytes);
    if (size > 0) screen_.append(bytes, static_cast<std::size_t>(size));
    return size > 0;
  }

  int keyboard_ = -1;
  std::FILE* in_ = nullptr;
  std::FILE* out_ = nullptr;
  std::FILE* err_ = nullptr;
  std::thread thread_;
  std::atomic<int> code_{-1};
  bool lost_ = false;
  std::string screen_;
  std::size_t seen_ = 0;
};

class OnATerminal : public ::testing::Test {
 protected:
  OnATerminal() {
    ::setenv("XDG_STATE_HOME", (folder_ / "state").c_str(), 1);
    ::setenv("TERM", "xterm", 1);
  }

  /// A bare root file system may have no /dev/pts.
  void SetUp() override {
    int keyboard = -1, terminal = -1;
    if (::openpty(&keyboard, &terminal, nullptr, nullptr, nullptr) != 0)
      GTEST_SKIP() << "needs a pseudo-terminal, and there is none: mount /dev/pts";
    ::close(keyboard);
    ::close(terminal);
  }
  void build(const std::string& name) {
    EXPECT_EQ(run_wmh({"build", "--name", name, "--root", root_, traces_}).code, exit_ok);
  }

  TempDir folder_;
  std::string root_ = (folder_ / "root").string();
  std::string traces_ = write_traces(folder_).string();
};

TEST_F(OnATerminal, TheWizardAsksAndABarShows) {
  Terminal terminal({"build", "--root", root_});
  terminal.expect("name of the model [default]: ");
  terminal.type("my model\n");
  terminal.expect("trace file, such as traces.otel.jsonl: ");
  terminal.type(traces_ + "\n");
  terminal.expect("reading traces █");
  terminal.expect("\x1b[32mbuilt\x1b[0m my-model");
  terminal.expect("try it: wmh play --name my-model");
  EXPECT_EQ(terminal.exit_code(), exit_ok);
}

TEST_F(OnATerminal, OneOfSeveralModelsIsPicked) {
  build("airline");
  build("retail");
  Terminal terminal({"play", "--root", root_});
  terminal.expect("1  airline");
  terminal.expect("which model [airline]: ");
  terminal.type("3\n");
  terminal.expect("a number from 1 to 2 or a name, please");
  terminal.expect("which model [airline]: ");
  terminal.type("2\n");
  terminal.expect_prompt("retail> ");
  terminal.type(":quit\n");
  terminal.expect("bye");
  EXPECT_EQ(terminal.exit_code(), exit_ok);
}

TEST_F(OnATerminal, LinesAreEditedAndRemembered) {
  build("airline");
  {
    Terminal terminal({"play", "--root", root_});
    terminal.expect_prompt("airline> ");
    terminal.type("get_user {\"id\": 7}\x7f\x7f\x32}\n");  // 7 is rubbed out for a 2
    terminal.expect("\x1b[32mok\x1b[0m");
    terminal.expect("{\"id\": 2, \"name\": \"Ada\"}");
    terminal.expect_prompt("airline> ");
    terminal.type("\x1b[A\x01\x0bno_such_tool\n");  // the line before, then all of it gone
    terminal.expect("\x1b[31merror\x1b[0m");
    terminal.expect_prompt("airline> ");
    terminal.type("half a line\x03");
    terminal.expect("bye");
    EXPECT_EQ(terminal.exit_code(), exit_ok);
  }
  struct stat status {};
  ASSERT_EQ(::stat((folder_ / "state/wmh").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  const std::string remembered = read_text(folder_ / "state/wmh/play_history");
  EXPECT_THAT(remembered, HasSubstr("no_such_tool"));
  EXPECT_THAT(remembered, Not(HasSubstr("half")));

  Terminal again({"play", "--root", root_});
  again.expect_prompt("airline> ");
  again.type("\x1b[A\x1b[A\n");
  again.expect("{\"id\": 2, \"name\": \"Ada\"}");
  again.expect_prompt("airline> ");
  again.type("\x04");
  again.expect("bye");
  EXPECT_EQ(again.exit_code(), exit_ok);
}

}  // namespace
}  // namespace wmh::cli::testing
