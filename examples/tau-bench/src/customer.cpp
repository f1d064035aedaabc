#include "customer.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tau {
namespace {

/// A message is about the first subject that has a word in it.
struct Subject {
  std::string_view name;
  std::array<std::string_view, 4> words;
};

constexpr std::array<Subject, 6> subjects{{
    {"refusal", {"sorry", "unable", "not possible", "does not allow"}},
    {"confirmation", {"confirm", "shall i", "go ahead", "proceed"}},
    {"identity", {"user id", "who you are", "email", "zip code"}},
    {"payment", {"pay", "charge", "refunded to", "gift card"}},
    {"farewell", {"anything else", "goodbye", "all done", "welcome"}},
    {"help", {"help", "do for you", "what is this about", "hello"}},
}};

std::string_view subject_of(std::string_view message) {
  std::string lower(message);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const Subject& subject : subjects)
    for (const std::string_view word : subject.words)
      if (lower.find(word) != std::string::npos) return subject.name;
  return "other";
}

/// One phrase for each temper: polite, terse, chatty.
using Phrases = std::array<std::string_view, 3>;
constexpr Phrases yes{"Yes, please do.", "Yes.",
                      "Oh yes, that sounds exactly right, please go ahead with it."};
constexpr Phrases thanks{"No, that is all. Thank you very much.", "No. Bye.",
                         "No, that was everything. You have been a great help, have a lovely day!"};
constexpr Phrases fine{"All right.", "Fine.", "Well, if that is how it is, so be it."};
constexpr Phrases unsure{"I am not sure what you mean.", "What?",
                         "Hm, now you have lost me, I am afraid."};
constexpr Phrases again{"As I said: ", "Again: ", "Let me say it once more: "};
constexpr Phrases greeting{"Hello. ", "", "Hi there, glad that I got through! "};

}  // namespace

std::string Customer::answer(std::string_view message) {
  const std::string_view subject = subject_of(message);
  const bool first = ++said_[subject] == 1;
  const auto phrase = [&](const Phrases& phrases) {
    return std::string(phrases.at(static_cast<std::size_t>(script_.temper)));
  };
  if (subject == "help") return phrase(first ? greeting : again) + script_.wish;
  if (subject == "identity") return phrase(first ? Phrases{} : again) + script_.identity;
  if (subject == "confirmation") return phrase(yes);
  if (subject == "payment") return script_.pays;
  if (subject == "refusal") return first ? script_.if_refused : phrase(fine);
  if (subject == "farewell") return phrase(thanks);
  return phrase(unsure) + " " + script_.wish;
}

}  // namespace tau
