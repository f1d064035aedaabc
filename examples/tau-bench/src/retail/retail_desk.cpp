#include "retail/retail_desk.hpp"

#include "desk/load_json.hpp"
#include "desk/table_desk.hpp"
#include "retail/tools.hpp"

namespace tau::retail {
namespace {

std::vector<Tool<Database>> tools() {
  return {
      make_tool("find_user_id_by_email", &find_user_id_by_email),
      make_tool("find_user_id_by_name_zip", &find_user_id_by_name_zip),
      make_tool("get_user_details", &get_user_details),
      make_tool("get_order_details", &get_order_details),
      make_tool("get_product_details", &get_product_details),
      make_tool("list_all_product_types", &list_all_product_types),
      make_tool("cancel_pending_order", &cancel_pending_order),
      make_tool("modify_pending_order_items", &modify_pending_order_items),
      make_tool("modify_pending_order_address", &modify_pending_order_address),
      make_tool("modify_pending_order_payment", &modify_pending_order_payment),
      make_tool("modify_user_address", &modify_user_address),
      make_tool("return_delivered_order_items", &return_delivered_order_items),
      make_tool("exchange_delivered_order_items", &exchange_delivered_order_items),
  };
}

}  // namespace

wmh::Result<std::unique_ptr<Desk>> open_desk(const std::filesystem::path& database_file) {
  auto database = load<Database>(database_file);
  if (!database) return std::move(database).error();
  std::unique_ptr<Desk> desk =
      std::make_unique<TableDesk<Database>>("retail", std::move(*database), tools());
  return desk;
}

}  // namespace tau::retail
