#include "builds/build_request.hpp"

#include <wmh/store.hpp>

#include <limits>

namespace wmh::server {
namespace {

/// A share between 0 and 1, both excluded.
double read_share(const json::object& body, std::string_view name, double fallback,
                  Members& members, Issues& issues) {
  const json::value* value = body.if_contains(name);
  if (!value || value->is_null()) return fallback;
  const double share = value->is_number() ? value->to_number<double>() : 0;
  if (share > 0 && share < 1) return share;
  issues.add("float_type", members.loc_of(name), "Input should be a number between 0 and 1",
             *value);
  return fallback;
}

}  // namespace

BuildOrder read_build_order(const json::object& body, Issues& issues) {
  Members members(body, {"body"}, issues);
  BuildOrder order;
  BuildRequest& request = order.request;
  if (members.require("name")) request.name = members.text("name", false).value_or("");
  if (members.require("file")) order.upload = members.text("file", false).value_or("");
  if (const auto good = check_model_name(request.name); issues.none() && !good)
    issues.add("value_error", members.loc_of("name"), good.error().message(),
               json::string(request.name));
  for (const char* name : {"title", "description"})
    if (auto text = members.text(name)) request.card[name] = *text;
  if (const json::array* tags = members.array("tags")) request.card["tags"] = *tags;
  request.provider = members.text("provider").value_or("offline");
  request.model = members.text("model").value_or("");
  request.region = members.text("region").value_or("");
  request.gepa_budget =
      members.whole("gepa_budget", 0, std::numeric_limits<std::int32_t>::max()).value_or(0);
  request.embed_dim = static_cast<std::size_t>(members.whole("embed_dim", 1, 65536).value_or(512));
  request.train_split = read_share(body, "train_split", 0.8, members, issues);
  order.replace = members.flag("replace").value_or(false);
  return order;
}

}  // namespace wmh::server
