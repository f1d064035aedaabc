// Every tool and every policy of the retail desk of examples/tau-bench.
#include "examples/desk.hpp"

namespace wmh {
namespace {

using testing::at;
using testing::DeskEpisode;
using testing::Refuses;

struct TauRetail : ::testing::Test {
  json::value order(std::string_view id) {
    return desk.ask("get_order_details", fmt::format(R"({{"order_id":"{}"}})", id));
  }
  json::value user(std::string_view id) {
    return desk.ask("get_user_details", fmt::format(R"({{"user_id":"{}"}})", id));
  }
  Observation cancel(std::string_view id) {
    return desk.call("cancel_pending_order",
                     fmt::format(R"({{"order_id":"{}","reason":"ordered_by_mistake"}})", id));
  }
  Observation swap(std::string tool, std::string_view id, std::string_view old_ids,
                   std::string_view new_ids, std::string_view payment) {
    return desk.call(
        std::move(tool),
        fmt::format(R"({{"order_id":"{}","item_ids":{},"new_item_ids":{},"payment_id":"{}"}})", id,
                    old_ids, new_ids, payment));
  }
  Observation modify(std::string_view id, std::string_view old_ids, std::string_view new_ids,
                     std::string_view payment) {
    return swap("modify_pending_order_items", id, old_ids, new_ids, payment);
  }
  Observation give_back(std::string_view id, std::string_view items, std::string_view payment) {
    return desk.call(
        "return_delivered_order_items",
        fmt::format(R"({{"order_id":"{}","item_ids":{},"payment_id":"{}"}})", id, items, payment));
  }
  Observation pay_with(std::string_view id, std::string_view payment) {
    return desk.call("modify_pending_order_payment",
                     fmt::format(R"({{"order_id":"{}","payment_id":"{}"}})", id, payment));
  }

  DeskEpisode desk{"retail"};
};

TEST_F(TauRetail, FindsUsers) {
  const auto by_email = [&](std::string_view email) {
    return desk.call("find_user_id_by_email", fmt::format(R"({{"email":"{}"}})", email));
  };
  const auto by_name = [&](std::string_view zip) {
    return desk.call(
        "find_user_id_by_name_zip",
        fmt::format(R"({{"first_name":"Kofi","last_name":"Dalgaard","zip":"{}"}})", zip));
  };
  EXPECT_EQ(by_email("ines.wexler71@mailbox.example").content, "ines_wexler_6203");
  EXPECT_THAT(by_email("nobody@mailbox.example"), Refuses("no user has the email"));
  EXPECT_EQ(by_name("89120").content, "kofi_dalgaard_6105");
  EXPECT_THAT(by_name("00000"), Refuses("no user is called Kofi Dalgaard in 00000"));
}

TEST_F(TauRetail, LooksUp) {
  EXPECT_EQ(at(user("ines_wexler_6203"), "/name/last_name"), "Wexler");
  EXPECT_EQ(at(order("#W4747402"), "/status"), "pending");
  const auto types = desk.ask("list_all_product_types", "{}");
  const std::string chair(at(types, "/Office Chair").as_string());
  const auto product =
      desk.ask("get_product_details", fmt::format(R"({{"product_id":"{}"}})", chair));
  EXPECT_EQ(at(product, "/name"), "Office Chair");
  EXPECT_EQ(at(product, "/variants").as_object().size(), 6U);
  EXPECT_THAT(desk.call("get_product_details", R"({"product_id":"1"})"), Refuses("not found"));
  EXPECT_THAT(desk.call("get_order_details", R"({"order_id":"1"})"), Refuses("not found"));
  EXPECT_THAT(desk.call("get_user_details", R"({"user_id":"1"})"), Refuses("not found"));
}

TEST_F(TauRetail, CancelsPendingOrdersAndRefunds) {
  EXPECT_FALSE(cancel("#W2598367").is_error);
  EXPECT_EQ(at(order("#W2598367"), "/status"), "cancelled");
  EXPECT_EQ(at(order("#W2598367"), "/payments/1/amount"), -19.37);
  EXPECT_EQ(at(user("kofi_dalgaard_6105"), "/payment_methods/gift_card_1062/balance"), 33.57);
  EXPECT_THAT(cancel("#W2598367"), Refuses("is cancelled, not pending"));
  EXPECT_THAT(cancel("#W4274316"), Refuses("is processed, not pending"));
  EXPECT_THAT(cancel("#W8961345"), Refuses("is delivered, not pending"));
  EXPECT_THAT(cancel("#W2367590"), Refuses("is pending_modified, not pending"));
}

TEST_F(TauRetail, SwapsItemsOfAPendingOrderOnce) {
  EXPECT_FALSE(
      modify("#W9679695", R"(["4661177483"])", R"(["5214644727"])", "credit_card_2444").is_error);
  const auto after = order("#W9679695");
  EXPECT_EQ(at(after, "/status"), "pending_modified");
  EXPECT_EQ(at(after, "/items/0/options/color"), "navy");
  EXPECT_NEAR(at(after, "/payments/1/amount").to_number<double>(),
              at(after, "/items/0/price").to_number<double>() - 116.37, 1e-9);
  EXPECT_THAT(modify("#W9679695", R"(["5214644727"])", R"(["4661177483"])", "credit_card_2444"),
              Refuses("is pending_modified, not pending"));
}

TEST_F(TauRetail, SwapsOnlyWhatFits) {
  const auto to = [&](std::string_view old_ids, std::string_view new_ids) {
    return modify("#W7828443", old_ids, new_ids, "credit_card_2075");
  };
  EXPECT_THAT(to("[]", "[]"), Refuses("\"item_ids\" is empty"));
  EXPECT_THAT(to(R"(["6598672476"])", "[]"), Refuses("name one new item for each old one"));
  EXPECT_THAT(to(R"(["1"])", R"(["2"])"), Refuses("item 1 is not in order #W7828443"));
  EXPECT_THAT(to(R"(["6598672476","6598672476"])", R"(["6240924534","6240924534"])"),
              Refuses("item 6598672476 is not in order"));
  EXPECT_THAT(to(R"(["6598672476"])", R"(["5214644727"])"),
              Refuses("is no variant of the product"));
  EXPECT_THAT(to(R"(["6598672476"])", R"(["6598672476"])"), Refuses("replaced by itself"));
  EXPECT_THAT(to(R"(["6598672476"])", R"(["9419256550"])"), Refuses("is not available"));
  EXPECT_THAT(modify("#W7828443", R"(["6598672476"])", R"(["6240924534"])", "credit_card_1"),
              Refuses("is not in the user's profile"));
  EXPECT_THAT(modify("#W9168373", R"(["4390527795"])", R"(["8679225873"])", "gift_card_7375"),
              Refuses("gift_card_7375 has a balance of $3.00, which does not cover $59.17"));
}

TEST_F(TauRetail, ChangesAddresses) {
  constexpr std::string_view place =
      R"("street":"1 Hill","city":"Elmstead","state":"WE","zip":"10101"}})";
  const auto send = [&](std::string_view id, std::string_view where) {
    return desk.call(
        "modify_pending_order_address",
        fmt::format(R"({{"order_id":"{}",)", id) + std::string(where).substr(0, where.size() - 1));
  };
  EXPECT_FALSE(send("#W3966137", place).is_error);
  EXPECT_EQ(at(order("#W3966137"), "/address/zip"), "10101");
  EXPECT_EQ(at(order("#W3966137"), "/status"), "pending");
  EXPECT_NE(at(user("hugo_lindqvist_5979"), "/address/zip"), "10101");
  EXPECT_FALSE(send("#W2367590", place).is_error) << "a changed order still has an address";
  EXPECT_THAT(send("#W5617878", place), Refuses("is processed, not pending"));
  EXPECT_THAT(send("#W3966137", R"("street":"","city":"E","state":"WE","zip":"1"}})"),
              Refuses("an address needs street, city, state and zip"));
  const auto moved = desk.ask("modify_user_address",
                              R"({"user_id":"nadia_toivonen_3754","street":"1 Hill",
                                  "city":"Elmstead","state":"WE","zip":"10101"})");
  EXPECT_EQ(at(moved, "/address/city"), "Elmstead");
}

TEST_F(TauRetail, ChangesThePayment) {
  EXPECT_THAT(pay_with("#W6797733", "credit_card_7666"), Refuses("is paid with credit_card_7666"));
  EXPECT_FALSE(pay_with("#W6797733", "gift_card_7054").is_error);
  EXPECT_EQ(at(user("bruno_stroud_8251"), "/payment_methods/gift_card_7054/balance"), 93.45);
  EXPECT_EQ(at(order("#W6797733"), "/payments").as_array().size(), 3U);
  EXPECT_THAT(pay_with("#W6964761", "gift_card_7149"), Refuses("does not cover $59.23"));
  EXPECT_THAT(pay_with("#W6964761", "credit_card_1"), Refuses("is not in the user's profile"));
  EXPECT_THAT(pay_with("#W4274316", "gift_card_6345"), Refuses("is processed, not pending"));
}

/// The method that an order was moved to is the one that counts from then on.
TEST_F(TauRetail, MovesThePaymentBack) {
  ASSERT_FALSE(pay_with("#W6797733", "gift_card_7054").is_error);
  EXPECT_THAT(pay_with("#W6797733", "gift_card_7054"), Refuses("is paid with gift_card_7054"));
  EXPECT_FALSE(pay_with("#W6797733", "credit_card_7666").is_error);
  EXPECT_EQ(at(user("bruno_stroud_8251"), "/payment_methods/gift_card_7054/balance"), 150.0);
}

TEST_F(TauRetail, TakesDeliveredItemsBackOnce) {
  EXPECT_THAT(give_back("#W2455018", R"(["6002547526"])", "credit_card_9874"),
              Refuses("is processed, not delivered"));
  EXPECT_THAT(give_back("#W4928803", R"(["1136602559"])", "bank_account_1699"),
              Refuses("a return is refunded to credit_card_5140"));
  EXPECT_THAT(give_back("#W4928803", R"(["1"])", "credit_card_5140"), Refuses("is not in order"));
  EXPECT_FALSE(give_back("#W4928803", R"(["1136602559"])", "gift_card_4163").is_error);
  EXPECT_EQ(at(order("#W4928803"), "/status"), "return_requested");
  EXPECT_EQ(at(order("#W4928803"), "/requests/0/settlement/amount"), -111.84);
  EXPECT_THAT(give_back("#W4928803", R"(["1136602559"])", "gift_card_4163"),
              Refuses("is return_requested, not delivered"));
}

TEST_F(TauRetail, ExchangesDeliveredItemsOnce) {
  const auto exchange = [&](std::string_view payment) {
    return swap("exchange_delivered_order_items", "#W3695357", R"(["5136360331"])",
                R"(["5981080812"])", payment);
  };
  EXPECT_THAT(swap("exchange_delivered_order_items", "#W1248202", R"(["7964685787"])",
                   R"(["2990928513"])", "credit_card_1501"),
              Refuses("is no variant of the product"));
  EXPECT_FALSE(exchange("credit_card_8661").is_error);
  const auto after = order("#W3695357");
  EXPECT_EQ(at(after, "/status"), "exchange_requested");
  EXPECT_EQ(at(after, "/items/0/item_id"), "5136360331") << "until the new one is sent";
  EXPECT_EQ(at(after, "/requests/0/new_item_ids/0"), "5981080812");
  EXPECT_THAT(exchange("credit_card_8661"), Refuses("is exchange_requested, not delivered"));
}

}  // namespace
}  // namespace wmh
