//! ZamuPay: payouts to a phone and to a bank, a bill, and a deposit, with one token for all of them.

use std::time::Duration;

use malipo::runtime::event::{Event, Unconfirmed};
use malipo::zamupay::callback::{self, BillPayment, ExpressDeposit, PaymentOrder};
use malipo::zamupay::types::{
    BankLine, BankRecipient, ExpressDepositRequest, MobileLine, MobileRecipient, PayBill,
    PaymentOrderLine, PaymentOrderRequest, PaymentTransaction, QueryBill, TransactionRoute,
    TransactionStatus,
};
use malipo::zamupay::{Client, Environment};
use malipo::{Decimal, Settlement, dec};
use malipo_sandbox::{Fate, Webhooks, Which, Zamupay, ZamupaySandbox};

use crate::inbox::Inbox;
use crate::page::{fact, figure, money, row, said};
use crate::proof::{Outcome, expect, judge};

type Page<'a> = crate::page::Page<'a, Zamupay>;

const TO_PHONE: &str = "wages-17";
const TO_BANK: &str = "rent-17";
const BILL: &str = "television-17";
const DEPOSIT: &str = "top-up-17";

/// The account that the biller knows the merchant by.
const ACCOUNT: &str = "1111111";

/// Kenyan shillings, in ISO 4217.
const KES: i64 = 404;

/// One address for each kind of callback: nothing signs them, and nothing in them says of which kind they are.
struct Inboxes {
    orders: Inbox<Unconfirmed<PaymentOrder>>,
    bills: Inbox<Unconfirmed<BillPayment>>,
    /// Nothing is the first callback of a deposit, which settles nothing.
    deposits: Inbox<Option<Unconfirmed<ExpressDeposit>>>,
}

pub(crate) async fn tell() -> Outcome<()> {
    let sandbox = Zamupay::start().await?;
    let client = Client::builder(
        Environment::Sandbox,
        sandbox.client_id(),
        sandbox.client_secret(),
    )
    .base_url(sandbox.base_url())
    .build()?;
    let mut inboxes = Inboxes {
        orders: Inbox::open(|_, body| callback::payment_order(body)).await?,
        bills: Inbox::open(|_, body| callback::bill_payment(body)).await?,
        deposits: Inbox::open(|_, body| callback::express_deposit(body)).await?,
    };
    sandbox.send_webhooks(Webhooks::to(inboxes.orders.url())?);
    // So that there is something to wait for.
    let moment = Duration::from_secs(2);
    let later = Fate::LeavePending.then_after(moment, Fate::Approve);
    sandbox.decide(Which::Transfers, later);
    let mut page = Page::new("ZamuPay", &sandbox);

    let routes = routes(&client, &mut page).await?;
    for payout in [
        Payout::to_phone(&routes, dec!(15_000.50))?,
        Payout::to_bank(&routes, dec!(48_000))?,
    ] {
        pay_out(&client, &mut page, &sandbox, &mut inboxes, payout).await?;
    }
    pay_bill(&client, &mut page, &sandbox, &mut inboxes).await?;
    collect(&client, &mut page, &sandbox, &mut inboxes).await?;
    balance(&client, &mut page, &sandbox).await?;

    page.ledger();
    // One for each payout and for the bill, and two for the deposit.
    judge(&sandbox, &[TO_PHONE, TO_BANK, BILL, DEPOSIT], 5).await?;
    let calls = sandbox.requests().len();
    let tokens = sandbox.token_requests();
    fact(
        "tokens",
        &format!("{tokens} requested, for {} calls", calls - tokens),
    );
    expect(tokens == 1, "the token was not fetched once")?;
    println!(
        "\nEach payment was carried out once, each event was confirmed by asking, and one token served all calls."
    );
    Ok(())
}

async fn routes(client: &Client, page: &mut Page<'_>) -> Outcome<Vec<TransactionRoute>> {
    page.call(
        "Which routes and channels are there?",
        "list_transaction_routes()",
    );
    let routes = client.list_transaction_routes().await?.routes;
    page.wire();
    fact(
        "token",
        "the client got one before, with its id and its secret",
    );
    for route in &routes {
        let way = route.category_description.as_deref().unwrap_or("-");
        row(&format!("{way:<24} {}", route.id));
    }
    Ok(routes)
}

/// A payout before it is sent.
struct Payout {
    whom: &'static str,
    reference: &'static str,
    amount: Decimal,
    line: PaymentOrderLine,
}

impl Payout {
    fn to_phone(routes: &[TransactionRoute], amount: Decimal) -> Outcome<Self> {
        let recipient = MobileRecipient::builder()
            .name("Amina Test")
            .primary_account_number("+254710000002")
            .mccmnc("63902") // Safaricom, whose money is M-Pesa
            .ccy(KES)
            .build();
        let line = MobileLine::builder()
            .recipient(recipient)
            .transaction(transaction(routes, "Mobile Money", amount, TO_PHONE)?)
            .build();
        Ok(Self {
            whom: "a phone, by M-Pesa",
            reference: TO_PHONE,
            amount,
            line: line.into(),
        })
    }

    fn to_bank(routes: &[TransactionRoute], amount: Decimal) -> Outcome<Self> {
        let recipient = BankRecipient::builder()
            .name("Nyumba Test Ltd")
            .institution_identifier("GAFRKENAXXX")
            .primary_account_number("0122000000")
            .ccy(KES)
            .build();
        let line = BankLine::builder()
            .recipient(recipient)
            .transaction(transaction(routes, "Bank Transfer", amount, TO_BANK)?)
            .build();
        Ok(Self {
            whom: "a bank account",
            reference: TO_BANK,
            amount,
            line: line.into(),
        })
    }
}

/// What moves, by the route that does what is wanted.
fn transaction(
    routes: &[TransactionRoute],
    way: &str,
    amount: Decimal,
    reference: &str,
) -> Outcome<PaymentTransaction> {
    let mut routes = routes.iter();
    let route = routes
        .find(|route| route.category_description.as_deref() == Some(way))
        .ok_or_else(|| format!("the merchant has no route for {way}"))?;
    let channel = route.channel_types.iter().flatten().next();
    let channel = channel.ok_or_else(|| format!("the route for {way} has no channel"))?;
    Ok(PaymentTransaction::builder()
        .route_id(&route.id)
        .channel_type(channel.channel_type)
        .amount(amount)
        .reference(reference)
        .system_trace_audit_number(reference)
        .build())
}

async fn pay_out(
    client: &Client,
    page: &mut Page<'_>,
    sandbox: &ZamupaySandbox,
    inboxes: &mut Inboxes,
    payout: Payout,
) -> Outcome<()> {
    let title = format!("Pay {} to {}", money("KES", payout.amount), payout.whom);
    page.call(&title, "create_payment_order(request)");
    let request = PaymentOrderRequest::builder()
        .originator_conversation_id(payout.reference)
        .payment_notes("Malipo's demo")
        .payment_order_lines([payout.line])
        .build();
    let accepted = client.create_payment_order(request).await?.message;
    page.wire();
    fact("said", said(accepted.remarks.as_ref()));

    fact(
        "called",
        "get_payment_order(reference).wait(Duration::from_secs(60))",
    );
    let settled = client
        .get_payment_order(payout.reference)
        .wait(Duration::from_secs(60))
        .first_pause(Duration::from_millis(100))
        .await?;
    page.wire();
    for line in settled.value.order_lines.iter().flatten() {
        let outcome = line.transaction_outcome.as_ref();
        let outcome = outcome.ok_or("a line of the order has no outcome")?;
        let status = outcome.transaction_status_description.value();
        fact("status", status.map_or("-", |status| status.expose()));
        fact("paid", &figure(outcome.payment_amount.as_ref()));
        let receipt = outcome.tracking_number.value();
        fact("receipt", receipt.map_or("-", String::as_str));
    }
    expect(settled.succeeded(), "the payout has not succeeded")?;
    let event = inboxes.orders.next(sandbox).await?;
    let settlement = confirm(client, page, &event).await?.settlement();
    fact("settlement", &format!("{settlement:?}"));
    expect(
        settlement == Settlement::Succeeded,
        "the gateway does not confirm the callback",
    )
}

/// Asks the gateway about a callback, which proves nothing by itself.
async fn confirm<E: Event<Client = Client>>(
    client: &Client,
    page: &Page<'_>,
    event: &Unconfirmed<E>,
) -> Outcome<malipo::runtime::event::Confirmed<E>> {
    let posted = format!("{} for {}, unsigned", event.kind(), event.reference());
    fact("posted", &posted);
    fact("called", "event.confirm(&client)");
    let confirmed = event.confirm(client).await?;
    page.wire();
    Ok(confirmed)
}

async fn pay_bill(
    client: &Client,
    page: &mut Page<'_>,
    sandbox: &ZamupaySandbox,
    inboxes: &mut Inboxes,
) -> Outcome<()> {
    page.call("Pay a bill", "submit_bill_request(QueryBill)");
    let query = QueryBill::builder()
        .of_service_code("KE-GOTV")
        .account_number(ACCOUNT)
        .build();
    let owed = client.submit_bill_request(query).await?.message;
    page.wire();
    let due = owed.due_amount.value().and_then(|due| due.value());
    let due = *due.ok_or("nothing is owed")?;
    fact("owed", &money("KES", due.value()));

    fact("called", "submit_bill_request(PayBill)");
    let payment = PayBill::builder()
        .to_service_code("KE-GOTV")
        .account_number(ACCOUNT)
        .transaction_desc("Bill Payment")
        .originator_conversation_id(BILL)
        .msisdn("254710000011".parse()?)
        .amount(due)
        .customer_names("TEST PAYER")
        .country_code("KE")
        .currency_code("KES")
        .save_biller_number(false)
        .call_back_url(inboxes.bills.url())
        .build();
    let accepted = client.submit_bill_request(payment).await?.message;
    page.wire();
    fact("said", said(accepted.remarks.as_ref()));
    sandbox.advance(Duration::from_secs(2));
    let event = inboxes.bills.next(sandbox).await?;
    let confirmed = confirm(client, page, &event).await?;
    // In which status a bill is over is not documented for this answer, so the client leaves it to be judged.
    let bill = confirmed.state();
    let status = bill.transaction_status_description.value();
    fact("status", status.map_or("-", |status| status.expose()));
    let receipt = bill.receipt_number.value();
    fact("receipt", receipt.map_or("-", |receipt| receipt.as_sent()));
    expect(
        bill.status == Some(TransactionStatus::Completed),
        "the bill is not paid",
    )
}

async fn collect(
    client: &Client,
    page: &mut Page<'_>,
    sandbox: &ZamupaySandbox,
    inboxes: &mut Inboxes,
) -> Outcome<()> {
    let amount = dec!(2_500);
    let title = format!("Ask a payer's handset for {}", money("KES", amount));
    page.call(&title, "create_express_deposit(request)");
    let request = ExpressDepositRequest::builder()
        .short_code("172989")
        .amount(amount)
        .phone_number("254710000001".parse()?)
        .transaction_desc("Top up")
        .originator_conversation_id(DEPOSIT)
        .call_back_url(inboxes.deposits.url())
        .build();
    let accepted = client.create_express_deposit(request).await?.message;
    page.wire();
    fact("said", said(accepted.remarks.as_ref()));
    sandbox.approve(DEPOSIT)?;
    fact("meanwhile", "the payer approves on the handset");
    let first = inboxes.deposits.next(sandbox).await?;
    expect(
        first.is_none(),
        "the first callback is not that of the prompt",
    )?;
    fact("posted", "a notice of the prompt, which settles nothing");
    let second = inboxes.deposits.next(sandbox).await?;
    let second = second.ok_or("the second callback settles nothing")?;
    let confirmed = confirm(client, page, &second).await?;
    // The words of the status are not documented, so the client leaves them to be judged.
    let deposit = confirmed.state();
    let status = deposit.status.value();
    fact("status", status.map_or("-", |status| status.as_sent()));
    let receipt = deposit.mpesa_receipt_number.value();
    fact("receipt", receipt.map_or("-", String::as_str));
    expect(receipt.is_some(), "the deposit has no receipt")
}

async fn balance(client: &Client, page: &mut Page<'_>, sandbox: &ZamupaySandbox) -> Outcome<()> {
    page.call("What is left?", "get_balance(404)");
    let balance = client.get_balance(KES).await?.balance;
    page.wire();
    fact("balance", &format!("KES {}", figure(balance.as_ref())));
    expect(
        balance.map(|balance| balance.value()) == sandbox.ledger().balance("KES"),
        "the balance is not that of the ledger",
    )
}
