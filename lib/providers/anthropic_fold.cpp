// message_start has the answer without its blocks; each block has a start, deltas and a stop;
// message_delta has the reason and the usage so far, message_stop ends it.
#include "providers/answer_fold.hpp"
#include "providers/digest.hpp"

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// A block of the content, and the text of the JSON that is to be its input.
struct Block {
  json::object content{};
  std::string input{};
};

void append(json::object& object, std::string_view key, std::string_view text) {
  json::value& value = object[key];
  if (!value.is_string()) value.emplace_string();
  value.get_string().append(text);
}

void merge(json::object& into, const json::value* from) {
  if (from == nullptr || !from->is_object()) return;
  for (const auto& [key, value] : from->get_object())
    into[key] = value;
}

class AnthropicFold final : public AnswerFold {
 public:
  std::string take(std::string_view name, const json::value& data) override {
    const std::string_view type = text_of(member(&data, "type"));
    const std::string_view event = type.empty() ? name : type;
    if (whole_) return {};
    if (event == "message_start") merge(message_, member(&data, "message"));
    if (event == "content_block_start")
      merge(block_of(data).content, member(&data, "content_block"));
    if (event == "content_block_delta") return take_delta(block_of(data), member(&data, "delta"));
    if (event == "content_block_stop") end_block(block_of(data));
    if (event == "message_delta") take_end(data);
    whole_ = event == "message_stop";
    return {};
  }

  bool whole() const noexcept override { return whole_; }

  json::object body() const override {
    json::object body = message_;
    json::array& content = body["content"].emplace_array();
    for (const auto& [index, block] : blocks_)
      content.emplace_back(block.content);
    return body;
  }

 private:
  Block& block_of(const json::value& data) {
    return blocks_[count_or_zero(member(&data, "index"))];
  }

  std::string take_delta(Block& block, const json::value* delta) {
    const std::string_view type = text_of(member(delta, "type"));
    const std::string_view text = text_of(member(delta, "text"));
    if (type == "input_json_delta") block.input += text_of(member(delta, "partial_json"));
    if (type != "text_delta") return {};
    block.content["type"] = "text";
    append(block.content, "text", text);
    return std::string(text);
  }

  /// Only the whole input is JSON; a tool without arguments gets none of it.
  void end_block(Block& block) {
    if (text_of(block.content.if_contains("type")) != "tool_use") return;
    auto input = read_body(block.input.empty() ? "{}" : block.input);
    if (input) block.content["input"] = std::move(*input);
  }

  /// Its counts are those of the whole answer so far, so they replace.
  void take_end(const json::value& data) {
    merge(message_, member(&data, "delta"));
    json::value& usage = message_["usage"];
    if (!usage.is_object()) usage.emplace_object();
    merge(usage.get_object(), member(&data, "usage"));
  }

  json::object message_{};
  std::map<std::int64_t, Block> blocks_{};
  bool whole_ = false;
};

/// {"bytes": "<base64 of an event's data>"}
class InvokeClaudeFold final : public AnswerFold {
 public:
  std::string take(std::string_view, const json::value& data) override {
    const auto bytes = base64_decode(text_of(member(&data, "bytes")));
    const auto event = bytes ? read_body(*bytes) : bytes.error();
    return event ? inner_.take("", *event) : std::string();
  }
  bool whole() const noexcept override { return inner_.whole(); }
  json::object body() const override { return inner_.body(); }

 private:
  AnthropicFold inner_{};
};

}  // namespace

std::unique_ptr<AnswerFold> fold_anthropic() {
  return std::make_unique<AnthropicFold>();
}

std::unique_ptr<AnswerFold> fold_invoke_claude() {
  return std::make_unique<InvokeClaudeFold>();
}

}  // namespace detail
WMH_END_NAMESPACE
