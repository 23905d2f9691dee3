//! Receives webhooks in an axum server, confirms them with the gateway and deals with each payment once.
//!
//! ```sh
//! cargo run --package malipo --example receive_webhook
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::collections::BTreeSet;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use malipo::Outcome;
use malipo::runtime::event::Comparison;
use malipo::zengapay::{Client, webhook};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// What the server needs to receive an event.
struct Inbox {
    receiver: webhook::Receiver,
    events: mpsc::Sender<webhook::Unconfirmed>,
}

/// Verifies an event, keeps it and acknowledges it, all at once: the gateway does not wait for what is done with it.
///
/// The body is taken as it came. An extractor that parses it first would lose what the signature is about.
async fn receive(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    match inbox.receiver.receive(&headers, &body) {
        // In real life, keep it in the database here: what is only in memory is lost with the process.
        Ok(event) => match inbox.events.send(event).await {
            Ok(()) => StatusCode::OK, // the only status that the vendor's page accepts
            Err(_) => StatusCode::SERVICE_UNAVAILABLE,
        },
        Err(refused) => {
            println!("refused with {}: {refused}", refused.answer_status());
            StatusCode::from_u16(refused.answer_status()).unwrap_or(StatusCode::BAD_REQUEST)
        }
    }
}

/// The shop; in real life, its database.
#[derive(Debug, Default)]
struct Shop {
    /// Identities of events that were dealt with.
    dealt_with: BTreeSet<String>,
    /// The gateway's references of payments that were delivered for.
    delivered: BTreeSet<String>,
    /// The gateway's references of payments that will never be made.
    cancelled: BTreeSet<String>,
}

impl Shop {
    /// Deals with an event: asks the gateway, and decides by its answer alone.
    ///
    /// After an error the event is dealt with again later; nothing has been done with it.
    async fn deal_with(
        &mut self,
        zengapay: &Client,
        event: &webhook::Unconfirmed,
    ) -> Result<(), malipo::Error> {
        if !event.is_known() {
            println!(
                "{}: an event of a kind that did not exist yet",
                event.kind()
            );
            return Ok(());
        }
        let confirmed = event.confirm(zengapay).await?;
        // Only an event that agrees has one: one that was changed or forged cannot use up that of a true one.
        let identity = confirmed.identity().map(str::to_owned);
        if identity
            .as_ref()
            .is_some_and(|identity| self.dealt_with.contains(identity))
        {
            println!("again, {}: nothing to do", event.kind());
            return Ok(());
        }
        if let Comparison::Differs(paths) = confirmed.comparison() {
            println!("the event differs from the gateway in {}", paths.join(", "));
        }
        let (outcome, payment) = match confirmed.settlement().outcome() {
            Some(outcome) => (outcome, confirmed.into_state().data),
            // It came too early, or it is not true. This shop only collects; for a transfer it is `get_transfer`.
            None => {
                let collection = zengapay.get_collection(event.reference());
                let settled = collection.wait(Duration::from_secs(300)).await?;
                (settled.outcome, settled.value.data)
            }
        };
        // In one transaction of the database: deliver once per payment, whatever events come. The gateway's answer, and
        // not the event, says which invoice it is and how much was paid: compare the amount with that of the invoice.
        let invoice = payment.transaction_external_reference.unwrap_or_default();
        let reference = payment.transaction_reference;
        match outcome {
            Outcome::Succeeded => {
                if self.delivered.insert(reference) {
                    println!("{invoice} is paid: deliver it");
                } else {
                    println!("{invoice} is paid, and was delivered before");
                }
            }
            Outcome::Failed => {
                self.cancelled.insert(reference);
                println!("{invoice} was not paid: cancel it");
            }
            // Only a payment of several lines can end so, and this gateway has none.
            Outcome::Partial => println!("{invoice} was paid in part: look at it"),
        }
        self.dealt_with.extend(identity);
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?

    // The secret hash from the gateway's dashboard. While you change it, give both. `new` verifies the three values that the
    // vendor's text signs. If every genuine event is refused with a bad signature, the gateway may sign the body, as the
    // vendor's sample does: `over_either` accepts both. Without a secret hash, use `Receiver::unsigned()`.
    let receiver = webhook::Receiver::new([offline::SECRET])?;
    let (events, mut inbox) = mpsc::channel(100);
    let server = Router::new()
        .route("/webhook", post(receive))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .with_state(Arc::new(Inbox { receiver, events }));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(
        axum::serve(listener, server)
            .with_graceful_shutdown(async { drop(stopped.await) })
            .into_future(),
    );

    gateway.send_events(&zengapay, address, stop).await?; // offline

    // A task of its own, as the server must not wait for it. Here it ends with the server.
    let mut shop = Shop::default();
    while let Some(event) = inbox.recv().await {
        if let Err(error) = shop.deal_with(&zengapay, &event).await {
            // In real life it is still in the database, and is dealt with again later.
            println!("{} is not dealt with: {error}", event.kind());
        }
    }
    serving.await??;

    gateway.judge(&shop).await // offline
}

/// The embedded gateway, subscribers with handsets, and somebody who forges events.
mod offline {
    use std::error::Error;
    use std::net::SocketAddr;

    use malipo::Msisdn;
    use malipo::zengapay::types::CollectionRequest;
    use malipo::zengapay::{Client, Environment};
    use malipo_sandbox::{Sandbox, Webhooks};
    use tokio::sync::oneshot;

    pub(crate) const SECRET: &str = "a-secret-for-tests";

    pub(crate) struct Gateway(Sandbox);

    impl Gateway {
        pub(crate) async fn start() -> Result<Self, Box<dyn Error>> {
            Ok(Self(Sandbox::start().await?))
        }

        pub(crate) fn client(&self) -> Result<Client, malipo::Error> {
            Client::builder(Environment::Sandbox, self.0.token())
                .base_url(self.0.base_url())
                .build()
        }

        /// One subscriber pays and one does not, the first event comes twice, and one is forged; then the server stops.
        pub(crate) async fn send_events(
            &self,
            zengapay: &Client,
            address: SocketAddr,
            stop: oneshot::Sender<()>,
        ) -> Result<(), Box<dyn Error>> {
            let url = format!("http://{address}/webhook");
            self.0.send_webhooks(Webhooks::to(&url)?.secret(SECRET));
            let paid = ask(zengapay, "invoice-1").await?;
            self.0.approve(&paid)?;
            let not_paid = ask(zengapay, "invoice-2").await?;
            self.0.decline(&not_paid)?;
            self.0.deliver_webhook(1)?;
            self.0.send_webhooks(Webhooks::to(&url)?.secret("guessed"));
            let forged = ask(zengapay, "invoice-3").await?;
            self.0.decline(&forged)?;
            self.0.webhook_deliveries().await;
            drop(stop);
            Ok(())
        }

        /// What has to be true at the end.
        pub(crate) async fn judge(&self, shop: &super::Shop) -> Result<(), Box<dyn Error>> {
            let deliveries = self.0.webhook_deliveries().await;
            let answers: Vec<_> = deliveries
                .into_iter()
                .map(|delivery| delivery.answer)
                .collect();
            if answers != [Ok(200), Ok(200), Ok(200), Ok(401)] {
                return Err(format!("the receiver answered {answers:?}").into());
            }
            let ledger = self.0.ledger();
            let of = |invoice: &str| {
                let payment = ledger
                    .payments()
                    .iter()
                    .find(|payment| payment.external_reference == invoice);
                payment.map(|payment| payment.reference.clone())
            };
            let delivered = shop
                .delivered
                .iter()
                .cloned()
                .map(Some)
                .eq([of("invoice-1")]);
            let cancelled = shop
                .cancelled
                .iter()
                .cloned()
                .map(Some)
                .eq([of("invoice-2")]);
            if !delivered || !cancelled {
                return Err("the shop did not deliver and cancel what it should".into());
            }
            match self.0.violations().first() {
                Some(violation) => Err(violation.to_string().into()),
                None => Ok(()),
            }
        }
    }

    /// Asks a subscriber for money; gives the gateway's reference.
    async fn ask(zengapay: &Client, invoice: &str) -> Result<String, Box<dyn Error>> {
        let request = CollectionRequest::builder()
            .msisdn("256770000017".parse::<Msisdn>()?)
            .amount(5000)
            .external_reference(invoice)
            .narration("Invoice")
            .build();
        Ok(zengapay
            .create_collection(request)
            .await?
            .transaction_reference)
    }
}
