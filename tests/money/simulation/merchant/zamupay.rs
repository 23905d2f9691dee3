//! A merchant of ZamuPay, which refuses repeated deposits, drops repeated orders and carries everything else out again.

use std::time::{Duration, SystemTime};

use malipo::runtime::{CallFuture, ClientBuilder, Resolve};
use malipo::zamupay::types::{
    AirtimePurchaseRequest, AirtimeRecipient, CheckoutItem, CheckoutOrderRequest,
    ExpressDepositRequest, MobileLine, MobileRecipient, PayBill, PaymentOrderLine,
    PaymentOrderRequest, PaymentTransaction,
};
use malipo::zamupay::{Client, Environment, operations};
use malipo_sandbox::{Error, Fate, Sandbox, Which, Zamupay};

use super::{Merchant, Order};
use crate::simulation::plan::{Account, CORRECTED, CORRECTED_AFTER, What};

/// Not on this machine, so that nothing is posted there.
const CALLBACK: &str = "https://merchant.example.com/callback";

impl Merchant for Zamupay {
    type Client = Client;

    const TOKEN_OPERATION: Option<&'static str> = Some("requestToken");

    const OPERATIONS: &'static [What] = &[
        What::Order,
        What::Deposit,
        What::Checkout,
        What::Bill,
        What::Airtime,
    ];

    async fn start() -> Result<Sandbox<Self>, Error> {
        let corrected = Fate::Inconclusive.then_after(CORRECTED_AFTER, Fate::Approve);
        let number = format!("254710{CORRECTED}");
        let builder = Zamupay::builder().real_time();
        builder
            .decide(Which::Number(number), corrected)
            .start()
            .await
    }

    fn builder(sandbox: &Sandbox<Self>) -> ClientBuilder<Client> {
        let (id, secret) = (sandbox.client_id(), sandbox.client_secret());
        Client::builder(Environment::Sandbox, id, secret)
    }

    fn end_tokens(sandbox: &Sandbox<Self>) {
        sandbox.expire_tokens();
    }

    fn pay(client: &Client, order: &Order<'_>, limit: Duration) -> CallFuture<()> {
        macro_rules! sent {
            ($call:expr) => {{
                let call = $call.timeout(limit);
                Box::pin(async { call.await.map(drop) })
            }};
        }
        match order.plan.what {
            What::Order => sent!(client.create_payment_order(payment_order(order))),
            What::Deposit => sent!(client.create_express_deposit(deposit(order))),
            What::Checkout => sent!(client.create_checkout_order(checkout(order))),
            What::Bill => sent!(client.submit_bill_request(bill(order))),
            _ => sent!(client.purchase_airtime(airtime(order))),
        }
    }

    fn resolve(
        client: &Client,
        what: What,
        reference: &str,
        attempted_at: SystemTime,
    ) -> Option<Resolve<Client>> {
        use operations::{
            CreateCheckoutOrder, CreateExpressDeposit, CreatePaymentOrder, SubmitBillRequest,
        };

        Some(match what {
            What::Order => client.resolve::<CreatePaymentOrder>(reference, attempted_at),
            What::Deposit => client.resolve::<CreateExpressDeposit>(reference, attempted_at),
            What::Checkout => client.resolve::<CreateCheckoutOrder>(reference, attempted_at),
            What::Bill => client.resolve::<SubmitBillRequest>(reference, attempted_at),
            _ => return None,
        })
    }
}

/// The account with a number before its end.
fn number(order: &Order<'_>, prefix: &str) -> String {
    match order.plan.account {
        Account::Ending(ending) => format!("{prefix}{ending}"),
        Account::Refused => format!("{prefix}000017"),
    }
}

/// Kenyan shillings, or a currency in which the merchant has no wallet.
fn currency<C>(order: &Order<'_>, shillings: C, other: C) -> C {
    match order.plan.account {
        Account::Ending(_) => shillings,
        Account::Refused => other,
    }
}

fn payment_order(order: &Order<'_>) -> PaymentOrderRequest {
    let line = |(place, amount)| -> PaymentOrderLine {
        let recipient = MobileRecipient::builder()
            .name("Test Person")
            .primary_account_number(number(order, "+254710"))
            .mccmnc("63902")
            .ccy(currency(order, 404, 978))
            .build();
        let transaction = PaymentTransaction::builder()
            .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
            .channel_type(1)
            .amount(amount)
            .reference("Simulated")
            .system_trace_audit_number(order.line(place))
            .build();
        let line = MobileLine::builder().recipient(recipient);
        line.transaction(transaction).build().into()
    };
    let amounts = order.plan.amounts();
    let lines: Vec<_> = amounts.into_iter().enumerate().map(line).collect();
    PaymentOrderRequest::builder()
        .originator_conversation_id(order.reference)
        .payment_notes("Simulated")
        .payment_order_lines(lines)
        .build()
}

fn deposit(order: &Order<'_>) -> ExpressDepositRequest {
    ExpressDepositRequest::builder()
        .short_code("172989")
        .amount(order.plan.amounts()[0])
        .phone_number(number(order, "254710").parse().expect("a phone number"))
        .transaction_desc("Simulated")
        .originator_conversation_id(order.reference)
        .call_back_url(CALLBACK)
        .currency(currency(order, "KES", "EUR"))
        .build()
}

fn checkout(order: &Order<'_>) -> CheckoutOrderRequest {
    let item = CheckoutItem::builder().name("Shirt");
    CheckoutOrderRequest::builder()
        .originator_conversation_id(order.reference)
        .checkout_currency_code(currency(order, 404, 978))
        .checkout_currency_name(currency(order, "KES", "EUR"))
        .checkout_callback_url(CALLBACK)
        .checkout_request_lines([item.price(order.plan.amounts()[0]).build()])
        .build()
}

fn bill(order: &Order<'_>) -> PayBill {
    PayBill::builder()
        .to_service_code("KE-GOTV")
        .account_number(number(order, "1"))
        .transaction_desc("Simulated")
        .originator_conversation_id(order.reference)
        .msisdn("254710000011".parse().expect("a phone number"))
        .amount(order.plan.amounts()[0])
        .customer_names("Test Payer")
        .country_code("KE")
        .currency_code(currency(order, "KES", "EUR"))
        .save_biller_number(true)
        .call_back_url(CALLBACK)
        .build()
}

fn airtime(order: &Order<'_>) -> AirtimePurchaseRequest {
    let recipient = |amount: malipo::Decimal| {
        AirtimeRecipient::builder()
            .currency_code(currency(order, "KES", "EUR"))
            .phone_number(number(order, "254710").parse().expect("a phone number"))
            .amount(amount)
            .name("Test Person")
            .build()
    };
    let recipients: Vec<_> = order.plan.amounts().into_iter().map(recipient).collect();
    AirtimePurchaseRequest::builder()
        .originator_conversation_id(order.reference)
        .callback_url(CALLBACK)
        .recipients(recipients)
        .build()
}
