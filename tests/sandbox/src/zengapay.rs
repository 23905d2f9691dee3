//! ZENGAPAY as far as its documents go: what it answers, and what a payment does to its ledger.

mod account;
mod balance;
mod collections;
mod contacts;
mod events;
mod networks;
mod pages;
mod refusals;
mod rows;
mod statement;
mod transfers;
mod words;

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use malipo_codegen::ir::Operation;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::books::Books;
use crate::contract::{Breach, Call, Contract, Where};
use crate::exchange::Reply;
use crate::identity::identity;
use crate::ledger::NewPayment;
use crate::recent::Recent;
use crate::simulated::{Refusal, Simulated, bearer};
use crate::{Error, Moment, Payment, PaymentKind, money};

pub use contacts::{Contact, Person};
/// ZENGAPAY, of Uganda: one merchant's account. [`Sandbox`](crate::Sandbox) simulates it unless told otherwise.
#[derive(Debug)]
pub struct Zengapay {
    token: String,
    /// What the addresses in pages begin with.
    base_url: String,
    books: Books,
    pub(crate) contacts: Recent<Contact>,
    /// The addresses from which sensitive operations are allowed.
    pub(crate) whitelist: BTreeSet<Ipv4Addr>,
}

/// What a test may set before a simulated ZENGAPAY starts.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) token: String,
}

impl Default for Settings {
    /// A token that opens nothing anywhere.
    fn default() -> Self {
        Self {
            token: "ZPYPUBK-malipo-sandbox-token".to_owned(),
        }
    }
}

/// The operations that the whitelist guards; which ones is not known for sure, see the crate's documentation.
const GUARDED: [&str; 4] = [
    "createTransfer",
    "getAccount",
    "getAccountBalance",
    "getAccountStatement",
];

impl Simulated for Zengapay {
    type Settings = Settings;

    const SECRETS: &'static [&'static str] = &[];

    fn wallets() -> Vec<String> {
        let names = networks::NETWORKS
            .iter()
            .map(|network| network.currency_code.to_owned());
        names.collect()
    }

    fn contract() -> Result<&'static Contract, Error> {
        Contract::zengapay()
    }

    fn open(settings: Settings, base_url: &str, books: Books) -> Self {
        Self {
            token: settings.token,
            base_url: base_url.to_owned(),
            contacts: Recent::new(books.kept),
            books,
            whitelist: BTreeSet::from([Ipv4Addr::LOCALHOST]),
        }
    }

    fn books(&self) -> &Books {
        &self.books
    }

    fn books_mut(&mut self) -> &mut Books {
        &mut self.books
    }

    fn is_authorised(&self, authorization: Option<&str>, _now: Moment) -> bool {
        bearer(authorization).is_some_and(|token| token == self.token)
    }

    fn admits(&self, operation: &str, peer: IpAddr) -> bool {
        !GUARDED.contains(&operation)
            || matches!(peer, IpAddr::V4(address) if self.whitelist.contains(&address))
    }

    fn refuse(&self, _operation: Option<&Operation>, refusal: &Refusal<'_>, _now: Moment) -> Reply {
        refusals::reply(refusal)
    }

    fn answer(&mut self, operation: &str, call: &Call, now: Moment) -> Option<Reply> {
        let reply = match operation {
            "createCollection" => collections::create(self, call, now),
            "getCollection" => rows::one(&self.books.ledger, PaymentKind::Collection, call),
            "listCollections" => collections::list(self, call),
            "createTransfer" => transfers::create(self, call, now),
            "getTransfer" => rows::one(&self.books.ledger, PaymentKind::Transfer, call),
            "listTransfers" => transfers::list(self, call),
            "getAccount" => account::get(&self.books.ledger),
            "getAccountBalance" => balance::get(&self.books.ledger),
            "getAccountStatement" => statement::get(self, call),
            "listNetworks" => networks::list(&self.base_url, call),
            "getNetwork" => networks::get(call),
            "createContact" => contacts::create(self, call),
            "listContacts" => contacts::list(&self.contacts),
            "getContact" => contacts::get(&self.contacts, call),
            _ => return None,
        };
        Some(reply)
    }

    fn settle(&mut self, reference: &str, succeeded: bool, now: Moment) -> Result<Payment, Error> {
        let number = self
            .books
            .ledger
            .payments()
            .iter()
            .position(|payment| payment.reference == reference)
            .unwrap_or_default();
        let network_reference = succeeded.then(|| (50_000_000_001 + number).to_string());
        let settled = self
            .books
            .ledger
            .settle(reference, succeeded, network_reference, now)?;
        if succeeded && settled.kind == PaymentKind::Collection && !settled.customer_charged {
            self.charge(&settled, now);
        }
        self.books
            .outbox
            .announce(|webhooks| events::of(&settled, webhooks));
        Ok(settled)
    }
}

impl Zengapay {
    /// Enters a payment, and begins what the rules have decided for it; nothing if the wallet does not cover it.
    fn accept(&mut self, new: NewPayment) -> Option<Reply> {
        let (reference, now) = (new.reference.clone(), new.initiated);
        self.books.ledger.accept(new).ok()?;
        if let Some(payment) = self.books.ledger.payment(&reference) {
            let fate = self.books.fates.begin(payment);
            // A balance that would be too large to be held leaves it pending; it was accepted all the same.
            let _too_large = self.meet(&reference, fate, now);
        }
        Some(accepted(&reference))
    }

    /// Takes 2 % of a collection, as in the vendor's sample of the statement.
    fn charge(&mut self, collection: &Payment, now: Moment) {
        let charge = collection
            .amount
            .checked_mul(Decimal::new(2, 2))
            .unwrap_or_default()
            .round_dp(2);
        if charge.is_zero() {
            return;
        }
        let charged = collection.system_id.clone();
        let network =
            networks::by_currency(&collection.wallet).map_or("UNKNOWN", |network| network.label);
        let new = NewPayment {
            narration: format!("{network} 2PC DEPOSITS CHARGE FOR TRANSACTION ID #{charged}"),
            external_reference: charged,
            msisdn: None,
            ..self.new_payment(PaymentKind::Charge, &collection.wallet, charge, now)
        };
        let reference = new.reference.clone();
        if self.books.ledger.accept(new).is_ok() {
            // It was entered a line ago and is pending, so this cannot fail.
            let _settled = self.books.ledger.settle(&reference, true, None, now);
        }
    }

    /// A payment with the identity that the next one gets.
    fn new_payment(
        &self,
        kind: PaymentKind,
        wallet: &str,
        amount: Decimal,
        now: Moment,
    ) -> NewPayment {
        let number = self.books.ledger.next_number();
        NewPayment {
            reference: reference(number),
            system_id: format!("ZPY{}{number:04}TX", now.stamp()),
            external_reference: String::new(),
            trace_number: None,
            kind,
            wallet: wallet.to_owned(),
            msisdn: None,
            amount,
            narration: String::new(),
            customer_charged: false,
            initiated: now,
        }
    }
}

/// The transactionReference of the payment with this number: a UUID of version 5, as the vendor's are.
fn reference(number: usize) -> String {
    identity(&number.to_string())
}

/// The amount of a request, exactly as its text has it.
fn amount_of(json: &RawValue) -> Result<Decimal, Reply> {
    let amount = money::read(json.get()).ok_or_else(|| {
        refusals::field(
            "amount",
            "has more digits than the simulator can hold exactly; 28 are possible",
        )
    })?;
    // The check against the specification sees numbers as floats, so that it may miss a digit far behind the point.
    if amount.normalize().scale() > 2 {
        return Err(refusals::unfit(Breach {
            part: Where::Body,
            field: "amount".to_owned(),
            rule: "multipleOf",
            what: "this should have at most two decimals".to_owned(),
        }));
    }
    if amount <= Decimal::ZERO {
        return Err(refusals::field("amount", "must be greater than zero"));
    }
    Ok(amount)
}

/// The body of a request, in the shape that an operation needs.
fn read<'a, T: serde::Deserialize<'a>>(call: &'a Call) -> Result<T, Reply> {
    serde_json::from_str(call.body.as_deref().unwrap_or_default()).map_err(|error| {
        // It fits the specification as a value, so only a member that is there twice can be wrong.
        refusals::unfit(Breach {
            part: Where::Body,
            field: String::new(),
            rule: "repeated",
            what: error.to_string(),
        })
    })
}

/// The wallet of the network that a phone number belongs to.
fn wallet_of(msisdn: &str) -> Result<&'static str, Reply> {
    networks::by_msisdn(msisdn)
        .map(|network| network.currency_code)
        .ok_or_else(|| refusals::field("msisdn", "belongs to no network that the simulator knows"))
}

/// A successful answer.
fn ok(answer: &impl Serialize) -> Reply {
    success(200, answer)
}

fn success(status: u16, answer: &impl Serialize) -> Reply {
    match serde_json::to_string(answer) {
        Ok(body) => Reply::json(status, body),
        Err(error) => refusals::internal(&error.to_string()),
    }
}

/// The answer to a payment that was accepted.
#[derive(Serialize)]
struct Accepted<'a> {
    code: u16,
    status: &'static str,
    message: &'static str,
    #[serde(rename = "transactionReference")]
    transaction_reference: &'a str,
}

fn accepted(reference: &str) -> Reply {
    let answer = Accepted {
        code: 202,
        status: "accepted",
        message: "Transaction Initiated",
        transaction_reference: reference,
    };
    success(202, &answer)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_operation_of_the_specification_is_simulated() {
        let mut zengapay = Zengapay::open(Settings::default(), "", Books::empty());
        let mut answers = |operation: &str| {
            zengapay
                .answer(operation, &Call::default(), Moment::START)
                .is_some()
        };
        assert!(!answers("sendAirtime"), "what is not simulated is told");
        let operations = &Contract::zengapay().unwrap().api().operations;
        let missing: Vec<_> = operations
            .iter()
            .map(|operation| operation.id.as_str())
            .filter(|operation| !answers(operation))
            .collect();
        assert!(
            missing.is_empty(),
            "{missing:?}: in spec/zengapay.yaml, and the sandbox does not simulate it. Simulate it, with an arm in \
             `Zengapay::answer` (tests/sandbox/src/zengapay.rs); until then it is answered with 501, so say so under \
             \"What it does not simulate\" in tests/sandbox/src/lib.rs and except it from this test by name."
        );
    }

    #[test]
    fn the_whitelist_guards_operations_that_exist_and_that_the_crate_docs_name() {
        let operations = &Contract::zengapay().unwrap().api().operations;
        for guarded in GUARDED {
            assert!(operations.iter().any(|operation| operation.id == guarded));
            let docs = include_str!("lib.rs");
            assert!(
                docs.contains(&format!("`{guarded}`")),
                "the whitelist guards {guarded}: say so under \"What it had to invent\" in tests/sandbox/src/lib.rs"
            );
        }
    }

    #[test]
    fn references_are_uuids_of_version_5_and_differ() {
        let references: BTreeSet<_> = (1..=500).map(reference).collect();
        assert_eq!(references.len(), 500);
        for text in &references {
            let uuid: Uuid = text.parse().unwrap();
            assert_eq!(uuid.get_version_num(), 5);
        }
        assert_eq!(reference(1), reference(1));
    }
}
