//! ZamuPay, whose client gets its own tokens: an id and a secret are all that it is given.

mod callbacks;
mod operations;
mod payments;
mod tokens;

use malipo::Amount;
use malipo::zamupay::types::{
    BankLine, BankRecipient, BusinessLine, BusinessRecipient, ExpressDepositRequest, MobileLine,
    MobileRecipient, PayBill, PaymentOrderLine, PaymentOrderRequest, PaymentTransaction,
};
use malipo::zamupay::{Client, Environment};
use malipo_sandbox::{Delivery, Fate, Payment, Webhooks, Which, Zamupay, ZamupaySandbox};
use malipo_tests::scripted::{Reply, Scripted};

use crate::end_to_end::Witnessed;

async fn gateway() -> (Witnessed<Zamupay>, Client) {
    let sandbox = Witnessed {
        sandbox: Zamupay::start().await.unwrap(),
        gateway: "zamupay",
    };
    let client = client(&sandbox);
    (sandbox, client)
}

/// A client that has no token yet.
fn client(sandbox: &ZamupaySandbox) -> Client {
    Client::builder(
        Environment::Sandbox,
        sandbox.client_id(),
        sandbox.client_secret(),
    )
    .base_url(sandbox.base_url())
    .build()
    .unwrap()
}

/// An address of the merchant's to which callbacks are posted.
struct Receiver(Scripted);

impl Receiver {
    async fn start() -> Self {
        let acknowledged = Reply::answer(200, &[], "");
        Self(Scripted::start(acknowledged).await.unwrap())
    }

    fn url(&self) -> String {
        format!("http://{}/callback", self.0.host())
    }

    /// Has payment orders told here, as the gateway's dashboard does.
    fn receives_orders_of(&self, sandbox: &ZamupaySandbox) {
        sandbox.send_webhooks(Webhooks::to(self.url()).unwrap());
    }

    /// The bodies that have come, in their order, once the gateway has delivered all that it had.
    async fn posted(&self, sandbox: &ZamupaySandbox) -> Vec<String> {
        let deliveries = sandbox.webhook_deliveries().await;
        assert!(
            deliveries.iter().all(Delivery::is_acknowledged),
            "{deliveries:?}"
        );
        let body = |request: Vec<u8>| {
            let text = String::from_utf8(request).unwrap();
            text.split_once("\r\n\r\n").unwrap().1.to_owned()
        };
        self.0.requests().into_iter().map(body).collect()
    }
}

fn transaction(amount: impl Into<Amount>, trace_number: &str) -> PaymentTransaction {
    PaymentTransaction::builder()
        .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
        .channel_type(1)
        .amount(amount)
        .reference("Wages")
        .system_trace_audit_number(trace_number)
        .build()
}

fn mobile(phone: &str, amount: impl Into<Amount>, trace_number: &str) -> PaymentOrderLine {
    let recipient = MobileRecipient::builder()
        .name("John Doe")
        .primary_account_number(phone)
        .mccmnc("63902")
        .ccy(404)
        .build();
    MobileLine::builder()
        .recipient(recipient)
        .transaction(transaction(amount, trace_number))
        .build()
        .into()
}

fn bank(account: &str, amount: impl Into<Amount>, trace_number: &str) -> PaymentOrderLine {
    let recipient = BankRecipient::builder()
        .name("John Doe")
        .institution_identifier("GAFRKENAXXX")
        .primary_account_number(account)
        .ccy(404)
        .build();
    BankLine::builder()
        .recipient(recipient)
        .transaction(transaction(amount, trace_number))
        .build()
        .into()
}

fn business(number: &str, amount: impl Into<Amount>, trace_number: &str) -> PaymentOrderLine {
    let recipient = BusinessRecipient::builder()
        .name("Duka Ltd")
        .institution_identifier(number)
        .primary_account_number(number)
        .ccy(404)
        .build();
    BusinessLine::builder()
        .recipient(recipient)
        .transaction(transaction(amount, trace_number))
        .build()
        .into()
}

fn order<const LINES: usize>(
    reference: &str,
    lines: [PaymentOrderLine; LINES],
) -> PaymentOrderRequest {
    PaymentOrderRequest::builder()
        .originator_conversation_id(reference)
        .payment_notes("Wages of January")
        .payment_order_lines(lines)
        .build()
}

/// An order of one line, to a phone.
fn payout(reference: &str, amount: impl Into<Amount>) -> PaymentOrderRequest {
    order(reference, [mobile("+254710000002", amount, reference)])
}

fn deposit(reference: &str, amount: impl Into<Amount>, callback: &str) -> ExpressDepositRequest {
    ExpressDepositRequest::builder()
        .short_code("172989")
        .amount(amount)
        .phone_number("254710000001".parse().unwrap())
        .transaction_desc("Top up")
        .originator_conversation_id(reference)
        .call_back_url(callback)
        .build()
}

/// A bill in the older form, which names the biller by a code.
fn bill(reference: &str, account: &str, amount: impl Into<Amount>, callback: &str) -> PayBill {
    PayBill::builder()
        .to_service_code("KE-GOTV")
        .account_number(account)
        .transaction_desc("Bill Payment")
        .originator_conversation_id(reference)
        .msisdn("254710000011".parse().unwrap())
        .amount(amount)
        .customer_names("TEST PAYER")
        .country_code("KE")
        .currency_code("KES")
        .save_biller_number(true)
        .call_back_url(callback)
        .build()
}

/// From now on, payouts stay pending until a test decides.
fn leave_payouts_pending(sandbox: &ZamupaySandbox) {
    sandbox.decide(Which::Transfers, Fate::LeavePending);
}

/// The one payment that was made.
fn only_payment(sandbox: &ZamupaySandbox) -> Payment {
    let ledger = sandbox.ledger();
    assert_eq!(ledger.payments().len(), 1);
    ledger.payments()[0].clone()
}
