//! What leaves the client for ZamuPay.

use malipo::Maybe;
use malipo::zamupay::types::{
    AccountNumberValidationRequest, AccountType, AccountValidationRequest, AirtimePurchaseRequest,
    AirtimeRecipient, BankLine, BankRecipient, BillNumberRequest, BusinessLine, BusinessRecipient,
    CallbackFormat, CheckoutItem, CheckoutOrderRequest, ExpressDepositRequest, JsonTokenRequest,
    MetaData, MobileLine, MobileRecipient, PayBill, PaymentLinkRequest, PaymentLinkUpdate,
    PaymentOrderLine, PaymentOrderRequest, PaymentTransaction, QueryBill, Remitter, TokenRequest,
    ValidateBill,
};
use malipo::zamupay::{Client, Environment};

use super::*;

const ORDER: &str = "12211t21412vr434345545x";

/// A client that has a token already, so that one call is one request.
fn client(server: &Scripted) -> Client {
    Client::builder(
        Environment::Sandbox,
        "GENERATED_CLIENT_ID",
        "GENERATED_CLIENT_SECRET",
    )
    .base_url(format!("http://{}", server.host()))
    .bearer(TOKEN)
    .retries(Retries::none())
    .build()
    .unwrap()
}

fn order(line: impl Into<PaymentOrderLine>) -> PaymentOrderRequest {
    PaymentOrderRequest::builder()
        .originator_conversation_id(ORDER)
        .payment_notes("Transactions")
        .payment_order_lines([line])
        .build()
}

fn remitter() -> Remitter {
    Remitter::builder()
        .name("Amina Test Remitter")
        .address("49 abc")
        .phone_number("+4900000000001")
        .id_type("NATIONALIDCARD")
        .id_issue_place(Maybe::Null)
        .id_number("123456789")
        .id_issue_date(Maybe::Null)
        .id_expire_date(Maybe::Null)
        .nationality("US")
        .country("KE")
        .ccy("404")
        .financial_institution("Bank")
        .source_of_funds("Salary")
        .principal_activity("Business")
        .date_of_birth(Maybe::Null)
        .state(Maybe::Null)
        .city(Maybe::Null)
        .postal_code(Maybe::Null)
        .build()
}

macro_rules! transaction {
    ($($more:ident $value:literal)?) => {
        PaymentTransaction::builder()
            .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
            .channel_type(1)
            $(.$more($value))?
            .amount(1111)
            .reference("s1199111s5cdd12r32rwwewsuyitt")
            .system_trace_audit_number("22f323f3241s14sswwwin9uihjf")
            .build()
    };
}

wire! { "zamupay";
    request_token: |client| client.request_token(
        TokenRequest::builder()
            .client_id("GENERATED_CLIENT_ID")
            .client_secret("GENERATED_CLIENT_SECRET")
            .scope("PyPay_api")
            .build(),
    );
    request_token_as_json: |client| client.request_token_as_json(
        JsonTokenRequest::builder()
            .client_id("YOUR_CLIENT_ID")
            .client_secret("YOUR_CLIENT_SECRET")
            .build(),
    );
    list_transaction_routes: |client| client.list_transaction_routes();
    check_health: |client| client.check_health();
    create_payment_order_mobile: |client| client.create_payment_order(order(
        MobileLine::builder()
            .remitter(remitter())
            .recipient(
                MobileRecipient::builder()
                    .name("John Doe")
                    .address("Nyati")
                    .email_address("recipient@example.com")
                    .phone_number("")
                    .id_type("National ID")
                    .id_number("28475979")
                    .financial_institution("Mpesa")
                    .primary_account_number("+254710000002")
                    .mccmnc("63902")
                    .ccy(404)
                    .country("KE")
                    .purpose("TEST")
                    .build(),
            )
            .transaction(transaction!(customer_account_no "1224355633"))
            .build(),
    ));
    create_payment_order_bank: |client| client.create_payment_order(order(
        BankLine::builder()
            .remitter(remitter())
            .recipient(
                BankRecipient::builder()
                    .name("John Doe")
                    .address("Nyati")
                    .email_address("recipient@example.com")
                    .phone_number("")
                    .id_type("National ID")
                    .id_number("100000000")
                    .financial_institution("Bank")
                    .institution_identifier("GAFRKENAXXX")
                    .primary_account_number("0122000000")
                    .ccy(404)
                    .country("KE")
                    .purpose("TEST")
                    .build(),
            )
            .transaction(transaction!())
            .build(),
    ));
    create_payment_order_business: |client| client.create_payment_order(order(
        BusinessLine::builder()
            .remitter(remitter())
            .recipient(
                BusinessRecipient::builder()
                    .name("John Doe")
                    .address("Nyati")
                    .email_address("recipient@example.com")
                    .phone_number("")
                    .id_type("National ID")
                    .id_number("200000000")
                    .financial_institution("Business")
                    .institution_identifier("172989")
                    .primary_account_number("172989")
                    .ccy(404)
                    .country("KE")
                    .purpose("TEST")
                    .build(),
            )
            .transaction(transaction!())
            .build(),
    ));
    create_payment_order_meta_data: |client| client.create_payment_order(order(
        MobileLine::builder()
            .recipient(
                MobileRecipient::builder()
                    .name("John Doe")
                    .primary_account_number("+254710000002")
                    .mccmnc("63902")
                    .ccy(404)
                    .build(),
            )
            .transaction(transaction!())
            .meta_data_list([MetaData::builder().key("string").value("string").build()])
            .build(),
    ));
    get_payment_order: |client| client.get_payment_order(ORDER);
    reject_payment_order: |client| client.reject_payment_order("W765131ei224242t40093334xxiuigggtey");
    create_payment_link: |client| client.create_payment_link(
        PaymentLinkRequest::builder()
            .short_code("172989")
            .first_name("Test")
            .last_name("Payer")
            .email_address("payer@example.com")
            .phone_number("254710000001")
            .account_reference("ORD-1")
            .description("Order 1")
            .is_amount_specified(true)
            .amount(100)
            .currency("KES")
            .redirection_site("https://merchant.example.com/thanks")
            .build(),
    );
    get_payment_link: |client| client.get_payment_link("5f0c7f0a-6a1e-4f0e-9a0b-0d6a3a1c2b77");
    update_payment_link: |client| client.update_payment_link(
        PaymentLinkUpdate::builder()
            .id("5f0c7f0a-6a1e-4f0e-9a0b-0d6a3a1c2b77")
            .short_code("172989")
            .description("Order 1, corrected")
            .is_amount_specified(true)
            .amount(120)
            .build(),
    );
    create_express_deposit: |client| client.create_express_deposit(
        ExpressDepositRequest::builder()
            .short_code("172989")
            .amount(10)
            .phone_number("254710000001".parse().unwrap())
            .account_no("0122000000")
            .transaction_desc("Deposit")
            .originator_conversation_id("r279b231rf89238723489733ygge998121")
            .call_back_url("https://merchant.example.com/deposits")
            .build(),
    );
    get_express_deposit: |client| client.get_express_deposit("r279b231rf89238723489733ygge998121");
    create_checkout_order: |client| client.create_checkout_order(
        CheckoutOrderRequest::builder()
            .originator_conversation_id("00a9f0d4-6e2b-4a8f-b9d3-5f7c2e1a4b66")
            .checkout_reference("ORD-20260126-7848")
            .checkout_route_id("DED81224-70B6-ED11-AD49-0EE00E897F52")
            .checkout_route_channel_type(172)
            .checkout_notes("Customer checkout for apparel purchase")
            .checkout_currency_code(404)
            .checkout_currency_name("KES")
            .checkout_due_date("2026-12-31T23:59:59Z")
            .checkout_return_url("https://checkout.merchant.com/payment/response")
            .checkout_cancel_url("https://checkout.merchant.com/payment/cancel")
            .checkout_callback_url("https://checkout.merchant.com/api/payment/result")
            .checkout_account_no("0072")
            .checkout_request_lines(
                [
                    ("SHRT-BLK-XL-9981", "Black Shirt XL", "2500.0"),
                    ("SHRT-BLU-L-4421", "Blue Shirt Large", "2200.0"),
                    ("SHRT-GRN-M-7712", "Green Shirt Medium", "2300.0"),
                ]
                .map(|(sku, name, price)| {
                    let price: malipo::Amount = price.parse().unwrap();
                    CheckoutItem::builder().sku(sku).name(name).price(price).build()
                }),
            )
            .build(),
    );
    get_checkout_order: |client| client.get_checkout_order("2f0da9c0-472c-4b17-a049-577761ed510b");
    validate_account_number: |client| client.validate_account_number(
        AccountNumberValidationRequest::builder()
            .r#type(AccountType::Mobile)
            .system_trace_audit_number("f9445f06-2a9a-456e-98a0-5f9db5d3a202")
            .primary_account_number("+254710000004")
            .institution_code("63902")
            .call_back_url("https://eo2j2658kmohqiy.m.pipedream.net")
            .call_back_format(CallbackFormat::Json)
            .ccy("KES")
            .country_code("KE")
            .build(),
    );
    get_account_number_validation: |client|
        client.get_account_number_validation("f9445f06-2a9a-456e-98a0-5f9db5d3a202");
    validate_account: |client| client.validate_account(
        AccountValidationRequest::builder()
            .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
            .kyc_request_first_name("Test")
            .kyc_request_middle_name("")
            .kyc_request_last_name("Person")
            .kyc_request_national_id("20000000")
            .kyc_request_report_reason(1)
            .system_trace_audit_number("325ac159-a4fe-472d-954d-7a6293dc1a84")
            .country("KE")
            .ccy(404)
            .build(),
    );
    get_account_validation: |client| client.get_account_validation("325ac159-a4fe-472d-954d-7a6293dc1a84");
    purchase_airtime: |client| client.purchase_airtime(
        AirtimePurchaseRequest::builder()
            .originator_conversation_id("6b0d2c52-3f0e-4f4b-8a77-1f3a5d0c9e21")
            .callback_url("https://en1ezbmu2vsd.x.pipedream.net")
            .recipients([
                AirtimeRecipient::builder()
                    .currency_code("KES")
                    .phone_number("254700000007".parse().unwrap())
                    .amount(99)
                    .name("Test Person")
                    .build(),
            ])
            .build(),
    );
    get_balance: |client| client.get_balance(404);
    get_charges: |client| client.get_charges("4c1b6f0e-2d7a-4b58-9a35-7e0d2f6c8b91");
    submit_bill_request_query: |client| client.submit_bill_request(
        QueryBill::builder().of_service_code("KE-GOTV").account_number("1111111").build(),
    );
    submit_bill_request_validation: |client| client.submit_bill_request(
        ValidateBill::builder().of_service_code("KE-GOTV").account_number("1111111").build(),
    );
    submit_bill_request_payment: |client| client.submit_bill_request(
        PayBill::builder()
            .to_service_code("KE-GOTV")
            .account_number("1111111")
            .transaction_desc("Bill Payment")
            .originator_conversation_id("J88TYG1SB3MAN64GYOQU")
            .msisdn("254710000011".parse().unwrap())
            .narration("Testing")
            .amount(15)
            .customer_names("TEST PAYER")
            .country_code("KE")
            .currency_code("KES")
            .save_biller_number(true)
            .call_back_url("http://example.com")
            .build(),
    );
    submit_bill_request_payment_2026: |client| client.submit_bill_request(
        PayBill::builder()
            .route_id("068d89af-be67-f011-bb46-0e7d952d79b7")
            .to_service_id("bc97d2b1-4828-f111-bc5a-0e7d952d79b7")
            .account_number("1111111")
            .transaction_desc("Bill Payment NEW")
            .originator_conversation_id("6b0d2c52-3f0e-4f4b-8a77-1f3a5d0c9e21")
            .msisdn("254710000011".parse().unwrap())
            .narration("Testing")
            .amount(15)
            .customer_names("TEST PAYER")
            .country_code("KE")
            .currency_code("KES")
            .save_biller_number(true)
            .call_back_url("https://bright-sparrow-356.webhook.cool")
            .build(),
    );
    get_bill_request: |client| client.get_bill_request("C22B6TCBHQABIN4UI2JA");
    list_bill_services: |client| client.list_bill_services();
    get_bill_number: |client| client.get_bill_number("1", "1000000063");
    create_bill_number: |client| client.create_bill_number(
        BillNumberRequest::builder()
            .of_service_code("string")
            .account_number("string")
            .phone_number("string")
            .transaction_desc("string")
            .remind_me_due_date(true)
            .build(),
    );
    create_bill_number_by_id: |client| client.create_bill_number(
        BillNumberRequest::builder().of_service_id(1).account_number("1000000063").build(),
    );
}

/// The client asks for its tokens by itself, and not with those operations.
#[tokio::test]
async fn the_client_asks_for_its_own_token_as_the_vendor_does() {
    let asks = async |id, secret, json: bool, golden| {
        let server = server().await;
        let builder = match json {
            true => Client::builder_with_json_tokens(Environment::Sandbox, id, secret),
            false => Client::builder(Environment::Sandbox, id, secret),
        };
        let error = builder
            .base_url(format!("http://{}", server.host()))
            .retries(Retries::none())
            .build()
            .unwrap()
            .list_transaction_routes()
            .await
            .unwrap_err();
        assert!(error.is_no_token(), "{error}");
        assert_golden(&server, golden);
    };
    let generated = ("GENERATED_CLIENT_ID", "GENERATED_CLIENT_SECRET");
    asks(generated.0, generated.1, false, "zamupay/request_token").await;
    asks(
        "YOUR_CLIENT_ID",
        "YOUR_CLIENT_SECRET",
        true,
        "zamupay/request_token_as_json",
    )
    .await;
}

#[test]
fn the_client_names_its_gateway() {
    assert_eq!(Client::TITLE, "ZamuPay");
}
