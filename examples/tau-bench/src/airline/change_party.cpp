#include "airline/money.hpp"
#include "airline/rules.hpp"

namespace tau::airline {

Answer update_reservation_passengers(Database& database, const UpdatePassengers& request) {
  auto found = find_active(database, request.reservation_id);
  if (!found) return std::move(found).error();
  Reservation& reservation = **found;
  if (request.passengers.size() != reservation.passengers.size())
    return refuse("the number of passengers cannot change: reservation {} has {}, not {}",
                  request.reservation_id, reservation.passengers.size(), request.passengers.size());
  reservation.passengers = request.passengers;
  return show(request.reservation_id, reservation);
}

Answer update_reservation_baggages(Database& database, const UpdateBags& request) {
  auto found = find_active(database, request.reservation_id);
  if (!found) return std::move(found).error();
  Reservation& reservation = **found;
  User& user = database.users.at(reservation.user_id);
  const std::size_t passengers = reservation.passengers.size();
  if (request.total_bags < reservation.total_bags)
    return refuse("bags can be added but not removed: reservation {} has {}",
                  request.reservation_id, reservation.total_bags);
  if (request.total_bags > most_bags_each * static_cast<int>(passengers))
    return refuse("{} bags are too many for {} passengers", request.total_bags, passengers);
  const int due = bags_to_pay(request.total_bags, user.membership, reservation.cabin, passengers);
  if (request.paid_bags != due)
    return refuse("\"paid_bags\" must be {}: of {} in all, {} for each passenger are free", due,
                  request.total_bags, free_bags(user.membership, reservation.cabin));
  const Payment fee{request.payment_id,
                    std::max(0, request.paid_bags - reservation.paid_bags) * bag_fee};
  if (auto good = check_change_payment(user, fee); !good) return std::move(good).error();

  apply_payment(user, fee);
  if (fee.amount != 0) reservation.payments.push_back(fee);
  reservation.total_bags = request.total_bags;
  reservation.paid_bags = request.paid_bags;
  return show(request.reservation_id, reservation);
}

}  // namespace tau::airline
