// The bodies of Anthropic's Messages API, and of Bedrock's InvokeModel for Claude, which has the
// version inside and the model in the path.
#include "support/providers/bodies.hpp"

#include <fmt/format.h>

namespace wmh::testing {
namespace {

void read_cache_mark(Fields& block) {
  Fields mark = block.object("cache_control");
  mark.word("type", {"ephemeral"});
  if (mark.has("ttl")) mark.word("ttl", {"5m", "1h"});
  mark.end();
}

/// A text, or blocks of text.
void read_system(Asked& asked, Fields& body) {
  const json::value* system = body.any("system");
  if (system == nullptr) return;
  if (system->is_string()) {
    asked.system = body.text("system");
    return;
  }
  Problem problem;
  for (const json::value& each : body.list("system")) {
    Fields block(&each, "[]", problem);
    block.word("type", {"text"});
    asked.system += block.text("text");
    if (block.has("cache_control")) read_cache_mark(block);
    block.end();
  }
  if (problem.found()) body.note("system", problem.text());
}

void read_output_config(Asked& asked, Fields& body) {
  Fields config = body.object("output_config");
  if (config.has("effort"))
    asked.effort = config.word("effort", {"low", "medium", "high", "xhigh", "max"});
  if (config.has("format")) {
    Fields format = config.object("format");
    format.word("type", {"json_schema"});
    read_schema(asked, format, false);
    format.end();
  }
  config.end();
}

}  // namespace

void read_messages(Asked& asked, Fields& body) {
  if (asked.kind == detail::ProviderKind::bedrock)
    body.word("anthropic_version", {"bedrock-2023-05-31"});
  else
    asked.model = body.text("model");
  asked.max_tokens = body.integer("max_tokens", 1, most_tokens);
  if (body.has("system")) read_system(asked, body);
  read_turns(asked, body, "messages");
  if (body.has("temperature")) asked.temperature = body.number("temperature", 0, 1);
  if (body.has("output_config")) read_output_config(asked, body);
}

}  // namespace wmh::testing
