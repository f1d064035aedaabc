#pragma once

#include "soak/target.hpp"

namespace wmh::soak {

/// What one thread does until the run stops.
using Actor = void (*)(Stage&);

/// Sessions of some dozens of steps, retried where they are refused; each is verified at its end.
void play_agent(Stage& stage);
/// Several sessions in one call, which are verified in the end.
void play_batches(Stage& stage);
/// Clients that go away in the middle of a request, of an answer, of an event stream.
void play_leavers(Stage& stage);
/// A large history that is read at a few bytes a second.
void play_slow_reader(Stage& stage);
/// An event stream that nobody reads.
void play_deaf_listener(Stage& stage);
/// Requests that come a byte a second.
void play_slow_writer(Stage& stage);
/// What is no request, or none that this server takes.
void play_malformed(Stage& stage);
/// Heads and bodies past the bounds.
void play_oversized(Stage& stage);
/// Traces that are uploaded and built.
void play_builder(Stage& stage);
/// MCP over HTTP.
void play_mcp(Stage& stage);
/// What operators and consoles read.
void play_reader(Stage& stage);
/// Writes long steps while the store is away or full, so that a full disk is met.
void play_hoarder(Stage& stage);

}  // namespace wmh::soak
