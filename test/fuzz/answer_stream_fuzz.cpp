// Streamed answers: whatever comes is a completion or a failure, and where frames are cut makes no
// difference. The first byte picks the dialect.
#include "fuzz/require.hpp"
#include "providers/bedrock_stream.hpp"

#include <cstdint>

namespace {

using namespace wmh::detail;

template <class Stream>
std::string end_of(const Stream& stream) {
  const auto answer = stream.finish({.status = 200});
  return answer ? "text: " + answer->text : "failure: " + answer.failure().message;
}

void read_events(const ProviderSettings& settings, std::string_view bytes) {
  CompletionStream stream(settings);
  SseParser parser;
  require(parser.feed(bytes).has_value());
  parser.finish();
  bool has_text = false;
  while (const auto event = parser.next()) {
    const auto taken = stream.take(*event);
    if (!taken) return;
    has_text = has_text || !taken->empty();
  }
  require(stream.has_text() == has_text);
  require(!end_of(stream).empty());
}

std::string read_frames(const ProviderSettings& settings, std::string_view bytes, std::size_t cut) {
  BedrockStream stream(settings);
  for (const std::string_view piece : {bytes.substr(0, cut), bytes.substr(cut)})
    if (const auto taken = stream.take(piece); !taken) return taken.failure().message;
  return end_of(stream);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  ProviderSettings settings{.kind = static_cast<ProviderKind>(data[0] % 5)};
  settings.model = data[0] % 2 == 0 ? "anthropic.claude-x" : "amazon.nova";
  if (settings.kind != ProviderKind::bedrock)
    read_events(settings, bytes);
  else
    require(read_frames(settings, bytes, bytes.size()) ==
            read_frames(settings, bytes, bytes.size() / 2));
  return 0;
}
