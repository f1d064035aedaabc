#pragma once

#include "desk/read_json.hpp"
#include "retail/requests.hpp"

namespace tau::retail {

using Answer = Result<json::value>;

Answer find_user_id_by_email(Database& database, const FindByEmail& request);
Answer find_user_id_by_name_zip(Database& database, const FindByNameZip& request);
Answer get_user_details(Database& database, const GetUser& request);
Answer get_order_details(Database& database, const GetOrder& request);
Answer get_product_details(Database& database, const GetProduct& request);
Answer list_all_product_types(Database& database, const ListProducts& request);
Answer cancel_pending_order(Database& database, const CancelOrder& request);
Answer modify_pending_order_items(Database& database, const SwapItems& request);
Answer modify_pending_order_address(Database& database, const ModifyOrderAddress& request);
Answer modify_pending_order_payment(Database& database, const ModifyPayment& request);
Answer modify_user_address(Database& database, const ModifyUserAddress& request);
Answer return_delivered_order_items(Database& database, const ReturnItems& request);
Answer exchange_delivered_order_items(Database& database, const SwapItems& request);

}  // namespace tau::retail
