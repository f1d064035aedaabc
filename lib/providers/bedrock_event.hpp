#pragma once

#include "providers/aws_event_stream.hpp"
#include "providers/failure.hpp"
#include "providers/secret.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// An event of a Bedrock stream.
struct BedrockEvent {
  std::string type{};     ///< "contentBlockDelta"; "chunk" with InvokeModel.
  std::string payload{};  ///< JSON.
};

/// What a message of the stream is: an event, or the failure that ends the stream. Whether to send
/// again holds only while nothing was given to the caller.
Outcome<BedrockEvent> read_event(EventStreamMessage message, const Secret& key);

}  // namespace detail
WMH_END_NAMESPACE
