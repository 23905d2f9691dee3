//! Malipo's client, as a caller of the matrix.

use std::time::Duration;

use malipo::runtime::{ClientBuilder, Gateway as Generated, Retries, TokenCache};
use malipo::zamupay::types as zamupay;
use malipo::zengapay::types as zengapay;
use malipo::{Error, Phase as Told};
use malipo_tests::faults::{Caller, Gateway, Operation, Phase, Policy, Reported, Setting};

const NOWHERE: &str = "https://merchant.example.com/callback";

pub(crate) struct Malipo;

/// A client of either gateway.
pub(crate) enum Client {
    Zamupay(malipo::zamupay::Client),
    Zengapay(malipo::zengapay::Client),
}

fn configured<G: Generated>(builder: ClientBuilder<G>, setting: &Setting) -> G {
    let mut builder = builder
        .base_url(&setting.base_url)
        .timeout(setting.timeout)
        .reuse_connections(setting.reuse);
    if setting.policy == Policy::Eager {
        let eager = Retries::default()
            .attempts(6)
            .first_pause(Duration::from_millis(2))
            .max_pause(Duration::from_millis(10));
        builder = builder.retries(eager);
    }
    if let Some(certificate) = &setting.certificate {
        builder = builder.add_root_certificate_pem(certificate.as_str());
    }
    builder.build().unwrap()
}

pub(crate) fn zengapay_client(setting: &Setting) -> malipo::zengapay::Client {
    use malipo::zengapay::{Client, Environment};
    configured(
        Client::builder(Environment::Sandbox, &setting.secret),
        setting,
    )
}

/// A client that has a token, and no connection.
pub(crate) async fn zamupay_client(setting: &Setting) -> malipo::zamupay::Client {
    use malipo::zamupay::{Client, Environment};
    let tokens = TokenCache::default();
    let builder = || {
        Client::builder(Environment::Sandbox, &setting.client_id, &setting.secret)
            .token_url(&setting.token_url)
            .token_cache(&tokens)
    };
    let home = setting.token_url.trim_end_matches("/connect/token");
    let other = builder().base_url(home).build().unwrap();
    other.list_bill_services().await.unwrap();
    configured(builder(), setting)
}

impl Caller for Malipo {
    type Client = Client;

    async fn client(&self, setting: &Setting) -> Client {
        match setting.gateway {
            Gateway::Zamupay => Client::Zamupay(zamupay_client(setting).await),
            Gateway::Zengapay => Client::Zengapay(zengapay_client(setting)),
        }
    }

    async fn read(&self, client: &Client) {
        match client {
            Client::Zamupay(client) => drop(client.list_bill_services().await.unwrap()),
            Client::Zengapay(client) => drop(client.get_account().await.unwrap()),
        }
    }

    async fn pay(&self, client: &Client, operation: &Operation, reference: &str) -> Reported {
        match pay(client, &operation.id, reference).await {
            Ok(()) => Reported::Accepted,
            Err(error) => Reported::Failed {
                phase: Some(match error.phase() {
                    Told::NotSent => Phase::NotSent,
                    Told::MaybeSent => Phase::MaybeSent,
                    Told::Answered => Phase::Answered,
                }),
                may_have_moved_money: Some(error.may_have_moved_money()),
            },
        }
    }
}

/// Makes a payment by an operation of the specifications.
pub(crate) async fn pay(client: &Client, operation: &str, reference: &str) -> Result<(), Error> {
    match (client, operation) {
        (Client::Zengapay(client), "createCollection") => {
            let request = zengapay::CollectionRequest::builder()
                .msisdn("256770000017".parse().unwrap())
                .amount(500)
                .external_reference(reference)
                .narration("Test")
                .build();
            client.create_collection(request).await.map(drop)
        }
        (Client::Zengapay(client), "createTransfer") => {
            let request = zengapay::TransferRequest::builder()
                .to_msisdn("256770000017".parse().unwrap())
                .amount(500)
                .external_reference(reference)
                .narration("Test")
                .build();
            client.create_transfer(request).await.map(drop)
        }
        (Client::Zamupay(client), "createPaymentOrder") => client
            .create_payment_order(order(reference))
            .await
            .map(drop),
        (Client::Zamupay(client), "createExpressDeposit") => {
            let request = zamupay::ExpressDepositRequest::builder()
                .short_code("172989")
                .amount(500)
                .phone_number("254710000001".parse().unwrap())
                .transaction_desc("Test")
                .originator_conversation_id(reference)
                .call_back_url(NOWHERE)
                .build();
            client.create_express_deposit(request).await.map(drop)
        }
        (Client::Zamupay(client), "createCheckoutOrder") => {
            let shirt = zamupay::CheckoutItem::builder()
                .name("Shirt")
                .price(500)
                .build();
            let request = zamupay::CheckoutOrderRequest::builder()
                .originator_conversation_id(reference)
                .checkout_currency_code(404)
                .checkout_currency_name("KES")
                .checkout_callback_url(NOWHERE)
                .checkout_request_lines([shirt])
                .build();
            client.create_checkout_order(request).await.map(drop)
        }
        (Client::Zamupay(client), "purchaseAirtime") => {
            let recipient = zamupay::AirtimeRecipient::builder()
                .currency_code("KES")
                .phone_number("254700000007".parse().unwrap())
                .amount(99)
                .name("A Person")
                .build();
            let request = zamupay::AirtimePurchaseRequest::builder()
                .originator_conversation_id(reference)
                .callback_url(NOWHERE)
                .recipients([recipient])
                .build();
            client.purchase_airtime(request).await.map(drop)
        }
        (Client::Zamupay(client), "submitBillRequest") => {
            client.submit_bill_request(bill(reference)).await.map(drop)
        }
        (_, other) => panic!(
            "{other} moves money, and the fault matrix does not know how to call it: add it to `pay` in tests/money/faults/malipo.rs \
             and to `payment` in tests/src/faults/requests.rs"
        ),
    }
}

fn order(reference: &str) -> zamupay::PaymentOrderRequest {
    let recipient = zamupay::MobileRecipient::builder()
        .name("A Person")
        .primary_account_number("+254710000002")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let transaction = zamupay::PaymentTransaction::builder()
        .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
        .channel_type(1)
        .amount(500)
        .reference(reference)
        .system_trace_audit_number(reference)
        .build();
    let line = zamupay::MobileLine::builder()
        .recipient(recipient)
        .transaction(transaction)
        .build();
    zamupay::PaymentOrderRequest::builder()
        .originator_conversation_id(reference)
        .payment_notes("Test")
        .payment_order_lines([line])
        .build()
}

fn bill(reference: &str) -> zamupay::PayBill {
    zamupay::PayBill::builder()
        .to_service_code("KE-GOTV")
        .account_number("1111111")
        .transaction_desc("Test")
        .originator_conversation_id(reference)
        .msisdn("254710000011".parse().unwrap())
        .amount(15)
        .customer_names("A Person")
        .country_code("KE")
        .currency_code("KES")
        .save_biller_number(true)
        .call_back_url(NOWHERE)
        .build()
}
