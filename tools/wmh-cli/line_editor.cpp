#include "line_editor.hpp"

#include "console.hpp"

#include <csignal>
#include <cstdlib>
#include <histedit.h>

namespace wmh::cli {

namespace fs = std::filesystem;

struct LineEditor::Impl {
  std::string prompt;
  fs::path file;
  HistEvent event{};
  History* history = nullptr;
  EditLine* editor = nullptr;

  static char* prompt_of(EditLine* editor) {
    Impl* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return self->prompt.data();
  }

  static unsigned char suspend(EditLine*, int) {
    std::raise(SIGTSTP);
    return CC_REDISPLAY;
  }
};

LineEditor::LineEditor(Console& console, std::string prompt, fs::path history)
    : impl_(std::make_unique<Impl>()) {
  impl_->prompt = std::move(prompt);
  impl_->file = std::move(history);
  impl_->history = history_init();
  ::history(impl_->history, &impl_->event, H_SETSIZE, 1000);
  ::history(impl_->history, &impl_->event, H_SETUNIQUE, 1);
  if (!impl_->file.empty()) ::history(impl_->history, &impl_->event, H_LOAD, impl_->file.c_str());
  const Console::Setup& streams = console.setup();
  impl_->editor = el_init("wmh", streams.in, streams.out, streams.err);
  el_set(impl_->editor, EL_CLIENTDATA, impl_.get());
  el_set(impl_->editor, EL_PROMPT, &Impl::prompt_of);
  el_set(impl_->editor, EL_EDITOR, "emacs");
  el_set(impl_->editor, EL_HIST, ::history, impl_->history);
  el_set(impl_->editor, EL_SIGNAL, 1);  // a signal finds the terminal put back in order
  // Ctrl-C comes as a key, so that it can end the input like Ctrl-D; Ctrl-Z then has to be a key
  // too.
  el_set(impl_->editor, EL_SETTY, "-d", "-isig", nullptr);
  // The narrow el_set leaks copies of the two texts.
  el_wset(impl_->editor, EL_ADDFN, L"suspend", L"Stop the process.", &Impl::suspend);
  el_set(impl_->editor, EL_BIND, "^C", "ed-end-of-file", nullptr);
  el_set(impl_->editor, EL_BIND, "^Z", "suspend", nullptr);
  el_set(impl_->editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  el_source(impl_->editor, nullptr);
}

LineEditor::~LineEditor() {
  el_end(impl_->editor);
  history_end(impl_->history);
}

std::optional<std::string> LineEditor::read() {
  int size = 0;
  const char* text = el_gets(impl_->editor, &size);
  if (!text || size <= 0) return std::nullopt;
  std::string line(text, static_cast<std::size_t>(size));
  while (line.ends_with('\n') || line.ends_with('\r'))
    line.pop_back();
  if (line.find_first_not_of(" \t") == std::string::npos) return line;
  ::history(impl_->history, &impl_->event, H_ENTER, line.c_str());
  // Saved line by line: a session that is killed keeps what was typed.
  if (!impl_->file.empty()) ::history(impl_->history, &impl_->event, H_SAVE, impl_->file.c_str());
  return line;
}

fs::path state_file(std::string_view name) {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (state && fs::path(state).is_absolute()) {
    folder = state;
  } else if (home && *home) {
    folder = fs::path(home) / ".local/state";
  } else {
    return {};
  }
  folder /= "wmh";
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return {};
  fs::permissions(folder, fs::perms::owner_all, failure);
  return folder / name;
}

}  // namespace wmh::cli
