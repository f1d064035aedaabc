#pragma once

#include "support/providers/asked.hpp"
#include "support/providers/fields.hpp"

namespace wmh::testing {

// Each reads the body of one API into `asked`; the members that the path stands for are filled.
void read_messages(Asked& asked, Fields& body);  ///< Anthropic's, also on Bedrock.
void read_converse(Asked& asked, Fields& body);
void read_chat(Asked& asked, Fields& body);
void read_responses(Asked& asked, Fields& body);
void read_embeddings(Asked& asked, Fields& body);
void read_titan(Asked& asked, Fields& body);
void read_cohere(Asked& asked, Fields& body);

/// Reads turns, each with a text as its `content`.
void read_turns(Asked& asked, Fields& body, std::string_view name);
/// Notes turns that no API takes: none of the user first.
void check_turns(const Asked& asked, Fields& body, std::string_view name);
/// Reads a schema whose objects are closed; with `all_required` their members are required, too.
void read_schema(Asked& asked, Fields& format, bool all_required);
/// Notes objects that are not as read_schema wants them.
void check_closed(const json::value& schema, bool all_required, Fields& at);

constexpr std::int64_t most_tokens = 1'000'000;

}  // namespace wmh::testing
