// Booking at the airline desk of examples/tau-bench, which has the most policies.
#include "examples/desk.hpp"

namespace wmh {
namespace {

using testing::at;
using testing::DeskEpisode;
using testing::Refuses;

/// A booking of Viktor's that is right, to be made wrong one member at a time.
struct TauBooking : ::testing::Test {
  TauBooking() {
    const auto found = desk.ask("search_direct_flight",
                                R"({"origin":"NHV","destination":"LMK","date":"2030-06-14"})");
    before = found.at(1);
    const auto fare = at(before, "/fares/economy").as_int64();
    booking = parse_json(R"({"user_id":"viktor_wexler_2460","origin":"NHV","destination":"LMK",
        "trip":"one_way","cabin":"economy",
        "flights":[{"flight_number":"HL218","date":"2030-06-14"}],
        "passengers":[{"first_name":"V","last_name":"W","date_of_birth":"1980-01-01"}],
        "payments":[],"total_bags":3,"paid_bags":1,"insurance":true})")
                  .value()
                  .as_object();
    price = fare + 40 + 25;
    pay({{"gift_card_2505", 60}, {"credit_card_8088", price - 60}});
  }

  void pay(const std::vector<std::pair<std::string, std::int64_t>>& payments) {
    json::array all;
    for (const auto& [id, amount] : payments)
      all.push_back({{"payment_id", id}, {"amount", amount}});
    booking["payments"] = std::move(all);
  }
  Observation book() {
    return desk.env().step(Action::tool_call("book_reservation", booking)).value();
  }

  DeskEpisode desk{"airline"};
  json::value before;
  json::object booking;
  std::int64_t price = 0;
};

TEST_F(TauBooking, TakesSeatsAndMoney) {
  const auto booked = book();
  ASSERT_FALSE(booked.is_error) << booked.content;
  const auto shown = parse_json(booked.content).value();
  EXPECT_EQ(at(shown, "/reservation_id"), "NEW001");
  EXPECT_EQ(at(shown, "/created_at"), "2030-06-12 09:00");
  const auto user = desk.ask("get_user_details", R"({"user_id":"viktor_wexler_2460"})");
  EXPECT_EQ(at(user, "/payment_methods/gift_card_2505/amount"), 250);
  EXPECT_EQ(at(user, "/reservations").as_array().back(), "NEW001");
  const auto after = desk.ask("search_direct_flight",
                              R"({"origin":"NHV","destination":"LMK","date":"2030-06-14"})");
  EXPECT_EQ(at(after, "/1/seats/economy").as_int64(), at(before, "/seats/economy").as_int64() - 1);
  EXPECT_EQ(at(parse_json(book().content).value(), "/reservation_id"), "NEW002");
  const auto cancelled =
      desk.ask("cancel_reservation", R"({"reservation_id":"NEW001","reason":"change_of_plan"})");
  EXPECT_EQ(at(cancelled, "/payments").as_array().size(), 4U) << "booked today";
}

TEST_F(TauBooking, MustBePaidExactly) {
  pay({{"credit_card_8088", price - 1}});
  EXPECT_THAT(book(), Refuses(fmt::format("add up to ${}, the price is ${}", price - 1, price)));
  pay({{"credit_card_8088", price + 5}, {"gift_card_2505", -5}});
  EXPECT_THAT(book(), Refuses("a payment must be at least $1"));
  pay({{"gift_card_2505", 311}});
  EXPECT_THAT(book(), Refuses("has a balance of $310, which does not cover $311"));
  pay({{"credit_card_1", price}});
  EXPECT_THAT(book(), Refuses("is not in the user's profile"));
  pay({{"credit_card_8088", 1}, {"credit_card_9307", price - 1}});
  EXPECT_THAT(book(), Refuses("at most 1 credit card, 1 certificate and 3 gift cards"));
}

TEST_F(TauBooking, CountsPassengersAndBags) {
  booking["paid_bags"] = 0;
  EXPECT_THAT(book(), Refuses("\"paid_bags\" must be 1: of 3 in all, 2 for each passenger"));
  booking["total_bags"] = 5;
  EXPECT_THAT(book(), Refuses("5 bags are too many for 1 passengers"));
  booking["passengers"] = json::array();
  EXPECT_THAT(book(), Refuses("1 to 5 passengers, not 0"));
}

TEST_F(TauBooking, NeedsFlightsThatLeadThere) {
  booking["destination"] = "PAL";
  EXPECT_THAT(book(), Refuses("do not make a trip from NHV to PAL"));
  booking["destination"] = "LMK";
  booking["trip"] = "round_trip";
  EXPECT_THAT(book(), Refuses("do not make a round trip from NHV to LMK"));
  booking["trip"] = "one_way";
  booking["flights"] = json::array{{{"flight_number", "HL148"}, {"date", "2030-06-14"}}};
  EXPECT_THAT(book(), Refuses("flight HL148 on 2030-06-14 cannot be booked: it is cancelled"));
  booking["user_id"] = "nobody";
  EXPECT_THAT(book(), Refuses("user \"nobody\" not found"));
}

TEST_F(TauBooking, SpendsABalanceOnce) {
  pay({{"gift_card_2505", 50}, {"gift_card_2505", price - 50}});
  EXPECT_THAT(book(), Refuses("gift_card_2505 is named twice"));
}

}  // namespace
}  // namespace wmh
