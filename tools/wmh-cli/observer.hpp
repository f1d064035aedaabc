#pragma once

#include <wmh/observer.hpp>

#include <memory>

namespace wmh::cli {

class Console;

/// Shows the library's progress, and what it waits for, on the console, which must outlive it.
std::shared_ptr<Observer> make_progress_observer(Console& console);

}  // namespace wmh::cli
