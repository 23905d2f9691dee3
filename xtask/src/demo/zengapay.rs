//! ZENGAPAY: a collection that is waited for, the signed event of it, and a transfer.

use std::time::Duration;

use malipo::runtime::event::Comparison;
use malipo::zengapay::types::{CollectionRequest, Transaction, TransactionStatus, TransferRequest};
use malipo::zengapay::webhook::{Receiver, SIGNATURE_HEADER, Unconfirmed};
use malipo::zengapay::{Client, Environment};
use malipo::{Decimal, Msisdn, Settlement};
use malipo_sandbox::{Sandbox, Webhooks, Zengapay};

use crate::inbox::Inbox;
use crate::page::{fact, figure, money, row, said};
use crate::proof::{Outcome, expect, judge};

type Page<'a> = crate::page::Page<'a, Zengapay>;

const INVOICE: &str = "invoice-400000";
const PAYOUT: &str = "payout-17";

/// What the gateway and the merchant's server share.
const SECRET: &str = "a-secret-for-the-demo";

pub(crate) async fn tell() -> Outcome<()> {
    let sandbox = Sandbox::start().await?;
    let client = Client::builder(Environment::Sandbox, sandbox.token())
        .base_url(sandbox.base_url())
        .build()?;
    let receiver = Receiver::new([SECRET])?;
    let mut inbox = Inbox::open(move |headers, body| receiver.receive(headers, body)).await?;
    sandbox.send_webhooks(Webhooks::to(inbox.url())?.secret(SECRET));
    let mut page = Page::new("ZENGAPAY", &sandbox);
    let collected = Decimal::from(256_600);
    let paid_out = Decimal::new(15_000_050, 2);

    networks(&client, &mut page).await?;
    let collection = ask(&client, &mut page, collected).await?;
    wait(&client, &mut page, &sandbox, &collection).await?;
    event(&client, &mut page, &sandbox, &mut inbox).await?;
    pay_out(&client, &mut page, paid_out).await?;
    balance(&client, &mut page, &sandbox).await?;
    statement(&client, &mut page).await?;

    page.ledger();
    judge(&sandbox, &[INVOICE, PAYOUT], 2).await?;
    println!(
        "Each payment was carried out once and told by one signed event, and every request was as the specification says."
    );
    Ok(())
}

async fn networks(client: &Client, page: &mut Page<'_>) -> Outcome<()> {
    page.call("Which networks can be reached?", "list_networks()");
    let networks = client.list_networks().await?.networks.data;
    page.wire();
    for network in &networks {
        row(&format!(
            "{:<24} {:<18} {}",
            network.network_name.as_deref().unwrap_or("-"),
            network.service_name.as_deref().unwrap_or("-"),
            network
                .currency_code
                .as_ref()
                .map_or_else(|| "-".to_owned(), ToString::to_string),
        ));
    }
    expect(!networks.is_empty(), "the gateway knows no network")
}

/// Asks a subscriber for money, and gives the gateway's reference.
async fn ask(client: &Client, page: &mut Page<'_>, amount: Decimal) -> Outcome<String> {
    let title = format!("Ask a subscriber for {}", money("UGX", amount));
    page.call(&title, "create_collection(request)");
    let request = CollectionRequest::builder()
        .msisdn("+256 770 000 017".parse::<Msisdn>()?)
        .amount(amount)
        .external_reference(INVOICE)
        .narration("Credit note 11200390191")
        .build();
    let accepted = client.create_collection(request).await?;
    page.wire();
    fact("said", said(accepted.message.as_ref()));
    fact("reference", &accepted.transaction_reference);

    fact("called", "get_collection(reference)");
    let pending = client
        .get_collection(&accepted.transaction_reference)
        .await?
        .data;
    page.wire();
    fact(
        "status",
        &format!(
            "{}: the subscriber has a prompt on the handset",
            pending.transaction_status
        ),
    );
    expect(
        pending.transaction_status == TransactionStatus::Pending,
        "the collection is not pending",
    )?;
    Ok(accepted.transaction_reference)
}

/// Waits for the collection, while the subscriber takes a moment to approve it.
async fn wait(
    client: &Client,
    page: &mut Page<'_>,
    sandbox: &Sandbox,
    reference: &str,
) -> Outcome<()> {
    page.call(
        "Wait until it is over",
        "get_collection(reference).wait(Duration::from_secs(60))",
    );
    let before = sandbox.requests().len();
    let waiting = client
        .get_collection(reference)
        .wait(Duration::from_secs(60))
        .first_pause(Duration::from_millis(200));
    let subscriber = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        sandbox.approve(reference)
    };
    let (settled, approved) = tokio::join!(waiting.into_future(), subscriber);
    let (settled, approved) = (settled?, approved?);
    fact("meanwhile", "the subscriber approves on the handset");
    page.wire();
    let times = sandbox.requests().len() - before;
    fact("asked", &format!("{times} times, after growing pauses"));
    transaction(&settled.value.data);
    fact(
        "credited",
        &format!("{} to {}", money("UGX", approved.amount), approved.wallet),
    );
    let ledger = sandbox.ledger();
    let charge = ledger.payments().last().ok_or("the ledger is empty")?;
    fact(
        "charged",
        &format!("{}, which is 2 %", money("UGX", charge.amount)),
    );
    expect(settled.succeeded(), "the collection has not succeeded")
}

/// Shows the event that the gateway posted when the collection was settled.
async fn event(
    client: &Client,
    page: &mut Page<'_>,
    sandbox: &Sandbox,
    inbox: &mut Inbox<Unconfirmed>,
) -> Outcome<()> {
    page.call(
        "The gateway tells it by a webhook, too",
        "receiver.receive(&headers, &body)",
    );
    let event = inbox.next(sandbox).await?;
    let sent = sandbox.webhook_events();
    let signature = sent
        .first()
        .and_then(|event| event.header(SIGNATURE_HEADER))
        .unwrap_or("-");
    fact("signed", &format!("{SIGNATURE_HEADER}: {signature}"));
    fact("verified", event.kind());
    fact("reference", event.reference());
    // The signature does not cover the status, so the gateway is asked.
    fact("called", "event.confirm(&client)");
    let confirmed = event.confirm(client).await?;
    page.wire();
    fact("settlement", &format!("{:?}", confirmed.settlement()));
    fact("comparison", &format!("{:?}", confirmed.comparison()));
    let agrees = *confirmed.comparison() == Comparison::Agrees;
    expect(
        confirmed.settlement() == Settlement::Succeeded && agrees,
        "the gateway does not confirm the event",
    )
}

async fn pay_out(client: &Client, page: &mut Page<'_>, amount: Decimal) -> Outcome<()> {
    let title = format!("Pay {} out to another subscriber", money("UGX", amount));
    page.call(&title, "create_transfer(request)");
    let request = TransferRequest::builder()
        .to_msisdn("256770000015".parse::<Msisdn>()?)
        .amount(amount)
        .external_reference(PAYOUT)
        .narration("Payout 11200390191")
        .build();
    let accepted = client.create_transfer(request).await?;
    page.wire();
    fact("said", said(accepted.message.as_ref()));
    fact("reference", &accepted.transaction_reference);
    fact("called", "get_transfer(reference)");
    let paid = client
        .get_transfer(&accepted.transaction_reference)
        .await?
        .data;
    page.wire();
    transaction(&paid);
    expect(
        paid.transaction_status == TransactionStatus::Succeeded,
        "the transfer has not succeeded",
    )
}

fn transaction(transaction: &Transaction) {
    fact("status", &transaction.transaction_status.to_string());
    fact("amount", &figure(transaction.amount.as_ref()));
    let completed = transaction.transaction_completion_date.as_ref();
    fact("completed", completed.map_or("-", |date| date.as_sent()));
}

async fn balance(client: &Client, page: &mut Page<'_>, sandbox: &Sandbox) -> Outcome<()> {
    page.call("What is left?", "get_account_balance()");
    let balances = client.get_account_balance().await?.data;
    page.wire();
    for wallet in &balances.balances {
        let name = wallet.currency_name.as_deref().unwrap_or("-");
        row(&format!(
            "{name:<38} {:>14}",
            figure(wallet.available.as_ref())
        ));
    }
    row(&format!(
        "{:<38} {:>14}",
        "together",
        figure(balances.balance.available.as_ref())
    ));
    expect(
        balances
            .balance
            .available
            .is_some_and(|total| total.value() == sandbox.ledger().total()),
        "the balance is not that of the ledger",
    )
}

async fn statement(client: &Client, page: &mut Page<'_>) -> Outcome<()> {
    page.call(
        "What happened on the account?",
        "get_account_statement().with(|query| query.limit(10))",
    );
    let entries = client
        .get_account_statement()
        .with(|query| query.limit(10))
        .await?
        .statement
        .data;
    page.wire();
    for entry in &entries {
        row(&format!(
            "{}  {:<23} {:>12} {:>14}",
            entry
                .transaction_completion_date
                .as_ref()
                .map_or("-", |date| date.as_sent()),
            entry
                .transaction_entry_specific_type
                .as_ref()
                .map_or_else(|| "-".to_owned(), ToString::to_string),
            figure(entry.amount.as_ref()),
            figure(entry.balance_after_transaction.as_ref()),
        ));
    }
    expect(
        entries.len() == 3,
        "the statement does not have three lines: payment, charge, payout",
    )
}
