// Every tool and every policy of the airline desk of examples/tau-bench.
#include "airline/rules.hpp"
#include "examples/desk.hpp"

namespace wmh {
namespace {

using testing::at;
using testing::DeskEpisode;
using testing::Refuses;

struct TauAirline : ::testing::Test {
  json::value reservation(std::string_view id) {
    return desk.ask("get_reservation_details", fmt::format(R"({{"reservation_id":"{}"}})", id));
  }
  json::value user(std::string_view id) {
    return desk.ask("get_user_details", fmt::format(R"({{"user_id":"{}"}})", id));
  }
  Observation cancel(std::string_view id, std::string_view reason) {
    return desk.call("cancel_reservation",
                     fmt::format(R"({{"reservation_id":"{}","reason":"{}"}})", id, reason));
  }
  /// A flight as the search shows it.
  json::value flight(std::string_view from, std::string_view to, std::string_view date,
                     std::string_view number) {
    const auto found = desk.ask(
        "search_direct_flight",
        fmt::format(R"({{"origin":"{}","destination":"{}","date":"{}"}})", from, to, date));
    for (const json::value& each : found.as_array())
      if (at(each, "/flight_number") == json::value(number)) return each;
    return nullptr;
  }
  Observation change(std::string_view id, std::string_view cabin, std::string_view flights,
                     std::string_view payment) {
    return desk.call(
        "update_reservation_flights",
        fmt::format(R"({{"reservation_id":"{}","cabin":"{}","flights":{},"payment_id":"{}"}})", id,
                    cabin, flights, payment));
  }
  Observation bags(std::string_view id, int total, int paid, std::string_view payment) {
    return desk.call(
        "update_reservation_baggages",
        fmt::format(R"({{"reservation_id":"{}","total_bags":{},"paid_bags":{},"payment_id":"{}"}})",
                    id, total, paid, payment));
  }
  Observation certificate(std::string_view user_id, std::string_view id, int amount) {
    return desk.call("send_certificate",
                     fmt::format(R"({{"user_id":"{}","reservation_id":"{}","amount":{}}})", user_id,
                                 id, amount));
  }

  DeskEpisode desk{"airline"};
};

TEST(TauAirlineRules, AreNumbers) {
  using namespace tau::airline;
  EXPECT_EQ(free_bags(Membership::regular, Cabin::basic_economy), 0);
  EXPECT_EQ(free_bags(Membership::gold, Cabin::business), 4);
  EXPECT_EQ(bags_to_pay(5, Membership::silver, Cabin::economy, 2), 1);
  EXPECT_EQ(bags_to_pay(1, Membership::silver, Cabin::economy, 2), 0);
  EXPECT_TRUE(within_a_day("2030-06-11 09:00", "2030-06-12 09:00"));
  EXPECT_FALSE(within_a_day("2030-06-11 08:59", "2030-06-12 09:00"));
  EXPECT_TRUE(is_date("2030-06-14"));
  EXPECT_FALSE(is_date("June 14"));
  const Flight first{"NHV", "PAL", "07:00", "09:15", {}};
  EXPECT_TRUE(can_change(first, {"PAL", "OSW", "10:00", "12:00", {}}));
  EXPECT_FALSE(can_change(first, {"PAL", "OSW", "09:59", "12:00", {}}));
}

TEST_F(TauAirline, LooksUp) {
  EXPECT_EQ(at(user("mia_rossi_9638"), "/membership"), "silver");
  EXPECT_EQ(at(reservation("9AWPVY"), "/user_id"), "mia_rossi_9638");
  EXPECT_EQ(at(desk.ask("list_all_airports", "{}"), "/PAL"), "Port Alder");
  EXPECT_THAT(desk.call("get_user_details", R"({"user_id":"x"})"), Refuses("user \"x\" not found"));
  EXPECT_THAT(desk.call("get_reservation_details", R"({"reservation_id":"x"})"),
              Refuses("reservation \"x\" not found"));
}

TEST_F(TauAirline, SearchesFlights) {
  const auto direct = flight("NHV", "PAL", "2030-06-15", "HL242");
  EXPECT_EQ(at(direct, "/departs"), "06:40");
  EXPECT_TRUE(at(direct, "/fares/economy").is_int64());
  const auto onestop = desk.ask("search_onestop_flight",
                                R"({"origin":"CDM","destination":"PAL","date":"2030-06-15"})");
  ASSERT_FALSE(onestop.as_array().empty());
  for (const json::value& way : onestop.as_array()) {
    EXPECT_EQ(at(way, "/0/destination"), at(way, "/1/origin"));
    EXPECT_LT(at(way, "/0/arrives").as_string(), at(way, "/1/departs").as_string());
  }
}

TEST_F(TauAirline, ShowsOnlyWhatCanBeBooked) {
  EXPECT_EQ(flight("NHV", "PAL", "2030-06-11", "HL242"), nullptr) << "gone";
  EXPECT_EQ(flight("NHV", "ELM", "2030-06-14", "HL148"), nullptr) << "cancelled";
  EXPECT_EQ(flight("NHV", "PAL", "2031-01-01", "HL242"), nullptr) << "not in the timetable";
  EXPECT_THAT(desk.call("search_direct_flight",
                        R"({"origin":"XXX","destination":"PAL","date":"2030-06-15"})"),
              Refuses("\"XXX\" is no airport of ours"));
  EXPECT_THAT(desk.call("search_direct_flight",
                        R"({"origin":"NHV","destination":"PAL","date":"tomorrow"})"),
              Refuses("must be a date such as 2030-06-14"));
}

TEST_F(TauAirline, CancelsBusinessAndRefunds) {
  const auto seats = at(flight("NHV", "PAL", "2030-06-15", "HL242"), "/seats/business");
  EXPECT_FALSE(cancel("9AWPVY", "change_of_plan").is_error);
  const auto cancelled = reservation("9AWPVY");
  EXPECT_EQ(at(cancelled, "/status"), "cancelled");
  EXPECT_EQ(at(cancelled, "/payments/0/amount").as_int64() +
                at(cancelled, "/payments/1/amount").as_int64(),
            0);
  EXPECT_EQ(at(flight("NHV", "PAL", "2030-06-15", "HL242"), "/seats/business").as_int64(),
            seats.as_int64() + 2);
  EXPECT_THAT(cancel("9AWPVY", "change_of_plan"), Refuses("reservation 9AWPVY is cancelled"));
  EXPECT_THAT(bags("9AWPVY", 4, 0, "credit_card_6884"), Refuses("is cancelled"));
}

TEST_F(TauAirline, CancelsForFourReasonsOnly) {
  EXPECT_FALSE(cancel("GCRARH", "health").is_error) << "insured";
  EXPECT_FALSE(cancel("AX4GBX", "other").is_error) << "booked three hours ago";
  EXPECT_FALSE(cancel("CK62ZZ", "airline_cancelled").is_error) << "cancelled by the airline";
  EXPECT_THAT(cancel("WB95KJ", "change_of_plan"), Refuses("with insurance"));
  EXPECT_THAT(cancel("T6NR42", "health"), Refuses("policy does not allow to cancel"));
  EXPECT_THAT(cancel("Y4ZNHU", "airline_cancelled"), Refuses("policy does not allow to cancel"));
}

TEST_F(TauAirline, DoesNotCancelWhatHasLeft) {
  EXPECT_THAT(cancel("B2LUCL", "change_of_plan"), Refuses("flight HL201 on 2030-06-11 has left"));
}

TEST_F(TauAirline, MovesAFlightAtTodaysFare) {
  const auto wanted = flight("NHV", "BRK", "2030-06-17", "HL111");
  const auto seats = at(flight("NHV", "BRK", "2030-06-14", "HL111"), "/seats/economy").as_int64();
  const auto moved =
      change("Y4ZNHU", "economy", R"([{"flight_number":"HL111","date":"2030-06-17"}])",
             "credit_card_2547");
  ASSERT_FALSE(moved.is_error) << moved.content;
  const auto after = reservation("Y4ZNHU");
  EXPECT_EQ(at(after, "/flights/0/fare"), at(wanted, "/fares/economy"));
  EXPECT_EQ(at(after, "/payments/1/amount").as_int64(),
            at(wanted, "/fares/economy").as_int64() - 152);
  EXPECT_EQ(at(flight("NHV", "BRK", "2030-06-17", "HL111"), "/seats/economy").as_int64(),
            at(wanted, "/seats/economy").as_int64() - 1);
  EXPECT_EQ(at(flight("NHV", "BRK", "2030-06-14", "HL111"), "/seats/economy").as_int64(),
            seats + 1);
}

TEST_F(TauAirline, KeepsTheFareOfAFlightThatStays) {
  const auto moved = change("AVRKXF", "economy",
                            R"([{"flight_number":"HL245","date":"2030-06-13"},
                                {"flight_number":"HL254","date":"2030-06-18"}])",
                            "credit_card_2812");
  ASSERT_FALSE(moved.is_error) << moved.content;
  EXPECT_EQ(at(reservation("AVRKXF"), "/flights/0/fare"), 197);
}

TEST_F(TauAirline, BasicEconomyKeepsItsFlightsButNotItsCabin) {
  const std::string_view later = R"([{"flight_number":"HL215","date":"2030-06-18"}])";
  const std::string_view same = R"([{"flight_number":"HL215","date":"2030-06-15"}])";
  EXPECT_THAT(change("JRFW8A", "basic_economy", later, "credit_card_9122"),
              Refuses("the flights of a basic economy reservation cannot be changed"));
  EXPECT_THAT(change("JRFW8A", "economy", later, "credit_card_9122"), Refuses("cannot be changed"));
  EXPECT_FALSE(change("JRFW8A", "economy", same, "credit_card_9122").is_error);
  EXPECT_FALSE(change("JRFW8A", "economy", later, "credit_card_9122").is_error);
}

TEST_F(TauAirline, ChangesOnlyToFlightsThatFit) {
  const auto to = [&](std::string_view flights) {
    return change("Y4ZNHU", "economy", flights, "credit_card_2547");
  };
  EXPECT_THAT(to("[]"), Refuses("\"flights\" is empty"));
  EXPECT_THAT(to(R"([{"flight_number":"HL1","date":"2030-06-17"}])"), Refuses("not found"));
  EXPECT_THAT(to(R"([{"flight_number":"HL111","date":"2030-07-17"}])"), Refuses("does not go on"));
  EXPECT_THAT(to(R"([{"flight_number":"HL111","date":"2030-06-11"}])"), Refuses("it is landed"));
  EXPECT_THAT(to(R"([{"flight_number":"HL244","date":"2030-06-16"}])"),
              Refuses("do not make a trip from NHV to BRK"));
  EXPECT_THAT(to(R"([{"flight_number":"HL244","date":"2030-06-16"},
                     {"flight_number":"HL111","date":"2030-06-17"}])"),
              Refuses("flight HL244 ends at PAL but flight HL111 starts at NHV"));
  EXPECT_THAT(change("AVRKXF", "economy",
                     R"([{"flight_number":"HL245","date":"2030-06-16"},
                         {"flight_number":"HL250","date":"2030-06-16"}])",
                     "credit_card_2812"),
              Refuses("leaves before flight HL245"));
  EXPECT_THAT(change("54MAD2", "business",
                     R"([{"flight_number":"HL145","date":"2030-06-15"},
                         {"flight_number":"HL149","date":"2030-06-17"}])",
                     "credit_card_7624"),
              Refuses("2 seats left in business, 3 are needed"));
}

TEST_F(TauAirline, WhatHasLeftStays) {
  EXPECT_THAT(change("B2LUCL", "economy",
                     R"([{"flight_number":"HL201","date":"2030-06-11"},
                         {"flight_number":"HL205","date":"2030-06-18"}])",
                     "credit_card_1735"),
              Refuses("the cabin cannot be changed"));
  EXPECT_THAT(change("B2LUCL", "business", R"([{"flight_number":"HL205","date":"2030-06-19"}])",
                     "credit_card_1735"),
              Refuses("has left and must stay in the list"));
  EXPECT_FALSE(change("B2LUCL", "business",
                      R"([{"flight_number":"HL201","date":"2030-06-11"},
                          {"flight_number":"HL205","date":"2030-06-18"}])",
                      "credit_card_1735")
                   .is_error);
}

TEST_F(TauAirline, ChangesAreNotPaidWithCertificatesOrEmptyCards) {
  const std::string_view same = R"([{"flight_number":"HL218","date":"2030-06-17"}])";
  EXPECT_THAT(change("QNK3BX", "business", same, "gift_card_4291"),
              Refuses("gift_card_4291 has a balance of $60"));
  EXPECT_THAT(change("QNK3BX", "business", same, "credit_card_0"),
              Refuses("is not in the user's profile"));
  EXPECT_THAT(bags("AVRKXF", 8, 2, "certificate_4319"),
              Refuses("certificates pay for new bookings"));
}

TEST_F(TauAirline, ChangesNamesButNotTheirNumber) {
  const std::string_view one = R"({"first_name":"A","last_name":"B","date_of_birth":"2000-01-01"})";
  const auto send = [&](std::string_view passengers) {
    return desk.call("update_reservation_passengers",
                     fmt::format(R"({{"reservation_id":"USDNB7","passengers":[{}]}})", passengers));
  };
  EXPECT_THAT(send(fmt::format("{},{}", one, one)), Refuses("the number of passengers cannot"));
  EXPECT_FALSE(send(one).is_error);
  EXPECT_EQ(at(reservation("USDNB7"), "/passengers/0/last_name"), "B");
}

TEST_F(TauAirline, ChargesForBagsBeyondTheFreeOnes) {
  EXPECT_THAT(bags("LWCZ2C", 2, 0, "credit_card_8142"), Refuses("\"paid_bags\" must be 2"));
  EXPECT_THAT(bags("LWCZ2C", 2, 2, "gift_card_8777"), Refuses("does not cover $80"));
  EXPECT_FALSE(bags("LWCZ2C", 1, 1, "gift_card_8777").is_error);
  EXPECT_EQ(at(user("zara_calder_4136"), "/payment_methods/gift_card_8777/amount"), 20);
  EXPECT_EQ(at(reservation("LWCZ2C"), "/payments/1/amount"), 40);
  EXPECT_THAT(bags("LWCZ2C", 0, 0, "gift_card_8777"), Refuses("bags can be added but not removed"));
  EXPECT_THAT(bags("LWCZ2C", 5, 5, "credit_card_8142"), Refuses("too many"));
  EXPECT_FALSE(bags("KN3F63", 3, 0, "credit_card_5938").is_error) << "gold members fly with three";
}

TEST_F(TauAirline, CompensatesOnceWhoIsEntitled) {
  EXPECT_THAT(certificate("noor_haddad_3136", "Y4ZNHU", 50), Refuses("is cancelled or delayed"));
  EXPECT_THAT(certificate("noor_haddad_3136", "LYU4KM", 50), Refuses("is not noor_haddad_3136's"));
  EXPECT_THAT(certificate("kofi_quist_1654", "LYU4KM", 50), Refuses("compensation is for silver"));
  EXPECT_THAT(certificate("noor_haddad_3136", "VKK4FW", 200), Refuses("between $1 and $100"));
  EXPECT_FALSE(certificate("noor_haddad_3136", "VKK4FW", 100).is_error);
  EXPECT_EQ(at(user("noor_haddad_3136"), "/payment_methods/certificate_VKK4FW/amount"), 100);
  EXPECT_THAT(certificate("noor_haddad_3136", "VKK4FW", 10), Refuses("compensated already"));
}

}  // namespace
}  // namespace wmh
