#include "airline/airline_desk.hpp"

#include "airline/tools.hpp"
#include "desk/load_json.hpp"
#include "desk/table_desk.hpp"

namespace tau::airline {
namespace {

std::vector<Tool<Database>> tools() {
  return {
      make_tool("get_user_details", &get_user_details),
      make_tool("get_reservation_details", &get_reservation_details),
      make_tool("list_all_airports", &list_all_airports),
      make_tool("search_direct_flight", &search_direct_flight),
      make_tool("search_onestop_flight", &search_onestop_flight),
      make_tool("book_reservation", &book_reservation),
      make_tool("cancel_reservation", &cancel_reservation),
      make_tool("update_reservation_flights", &update_reservation_flights),
      make_tool("update_reservation_passengers", &update_reservation_passengers),
      make_tool("update_reservation_baggages", &update_reservation_baggages),
      make_tool("send_certificate", &send_certificate),
  };
}

}  // namespace

wmh::Result<std::unique_ptr<Desk>> open_desk(const std::filesystem::path& database_file) {
  auto database = load<Database>(database_file);
  if (!database) return std::move(database).error();
  std::unique_ptr<Desk> desk =
      std::make_unique<TableDesk<Database>>("airline", std::move(*database), tools());
  return desk;
}

}  // namespace tau::airline
