#pragma once

#include <wmh/observer.hpp>

#include "net/wait_event.hpp"

#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Tells of each wait as the event "wmh.provider.wait": a warning, but for turns, which are for
/// debugging. Its fields hold no path, header or body. Empty without an observer.
WaitObserver report_waits(std::shared_ptr<Observer> observer);

}  // namespace detail
WMH_END_NAMESPACE
