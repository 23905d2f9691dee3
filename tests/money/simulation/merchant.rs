//! What a merchant does with one gateway: the clients, the payments and the searches for them.

mod zamupay;
mod zengapay;

use std::time::{Duration, SystemTime};

use malipo::runtime::{CallFuture, ClientBuilder, Gateway, Resolve, Resolves, Retries};
use malipo_sandbox::{Error, Sandbox};

use crate::simulation::plan::{PATIENT, PaymentPlan, What};

/// A payment that is to be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order<'a> {
    /// The merchant's own reference.
    pub(crate) reference: &'a str,
    pub(crate) plan: &'a PaymentPlan,
}

impl Order<'_> {
    /// The merchant's reference of one of several lines.
    pub(crate) fn line(&self, number: usize) -> String {
        format!("{}-line-{number}", self.reference)
    }
}

/// A gateway as its merchants use it.
pub(crate) trait Merchant: malipo_sandbox::Gateway + Sync {
    type Client: Resolves;

    /// Everything that moves money, and the ways to find it again, best first.
    const OPERATIONS: &'static [What];

    /// The operation that gets a token, where there is one.
    const TOKEN_OPERATION: Option<&'static str>;

    /// A gateway that is open.
    fn start() -> impl Future<Output = Result<Sandbox<Self>, Error>>;

    /// A client with the merchant's credentials.
    fn builder(sandbox: &Sandbox<Self>) -> ClientBuilder<Self::Client>;

    /// Ends all tokens, where there are some.
    fn end_tokens(sandbox: &Sandbox<Self>);

    /// A new request for a payment, sent.
    fn pay(client: &Self::Client, order: &Order<'_>, limit: Duration) -> CallFuture<()>;

    /// A search for a payment by what was kept of it; none where no operation finds such payments.
    fn resolve(
        client: &Self::Client,
        what: What,
        reference: &str,
        attempted_at: SystemTime,
    ) -> Option<Resolve<Self::Client>>;
}

/// A client of its own, as after a start: without a connection and without a token.
pub(crate) fn client<G: Gateway>(
    builder: ClientBuilder<G>,
    base_url: &str,
    agent: &str,
    repeats: bool,
) -> G {
    let retries = match repeats {
        true => Retries::default()
            .first_pause(Duration::from_millis(2))
            .max_pause(Duration::from_millis(5)),
        false => Retries::none(),
    };
    let builder = builder.base_url(base_url).user_agent(agent);
    let client = builder.retries(retries).timeout(PATIENT).build();
    client.expect("the client can be built")
}

/// The specification's name of an operation, and those that find its payments.
pub(crate) fn names(what: What) -> (&'static str, &'static [&'static str]) {
    match what {
        What::Collection => (
            "createCollection",
            &["getAccountStatement", "listCollections"],
        ),
        What::Transfer => ("createTransfer", &["getAccountStatement", "listTransfers"]),
        What::Order => ("createPaymentOrder", &["getPaymentOrder"]),
        What::Deposit => ("createExpressDeposit", &["getExpressDeposit"]),
        What::Checkout => ("createCheckoutOrder", &["getCheckoutOrder"]),
        What::Bill => ("submitBillRequest", &["getBillRequest"]),
        What::Airtime => ("purchaseAirtime", &[]),
    }
}
