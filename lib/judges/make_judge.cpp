#include <wmh/judge.hpp>

#include "judges/rubric.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace {

using Plain = std::shared_ptr<Judge> (*)();
using Asking = std::shared_ptr<Judge> (*)(std::shared_ptr<Provider>);

struct Named {
  std::string_view name;
  Plain plain;
  Asking asking;
};

std::shared_ptr<Judge> make_plain_numeric_judge() {
  return make_numeric_judge();
}

constexpr Named judges[] = {
    {"exact", make_exact_judge, nullptr},           {"numeric", make_plain_numeric_judge, nullptr},
    {"structural", make_structural_judge, nullptr}, {"rubric", nullptr, make_rubric_judge},
    {"rubric-v1", nullptr, make_rubric_v1_judge},   {"match", nullptr, make_match_judge}};

/// Reports name the rubric with its version: that name is understood, too.
const Named* find_judge(std::string_view name) noexcept {
  if (name == detail::rubric_name) name = "rubric";
  for (const Named& each : judges)
    if (each.name == name) return &each;
  return nullptr;
}

std::string all_names() {
  std::string names;
  for (const Named& each : judges)
    names.append(names.empty() ? "" : ", ").append(each.name);
  return names;
}

}  // namespace

bool needs_provider(std::string_view judge) noexcept {
  const Named* found = find_judge(judge);
  return found != nullptr && found->asking != nullptr;
}

Result<std::shared_ptr<Judge>> make_judge(std::string_view name,
                                          std::shared_ptr<Provider> provider) {
  const Named* found = find_judge(name);
  if (found == nullptr)
    return Error(errc::invalid_argument,
                 fmt::format("no judge \"{}\"; have: {}", name, all_names()));
  if (found->plain) return found->plain();
  if (!provider)
    return Error(errc::invalid_argument,
                 fmt::format("the judge \"{}\" asks a language model; give it a provider", name));
  return found->asking(std::move(provider));
}

WMH_END_NAMESPACE
