//! ZamuPay as far as its documents go: what it answers, what a payment does to its ledger, and what it posts.

mod airtime;
mod bill_numbers;
mod bills;
mod checkout;
mod currency;
mod deposits;
mod ending;
mod links;
mod merchant;
mod order;
mod order_view;
mod orders;
mod people;
mod refusals;
mod tokens;
mod validations;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use malipo_codegen::ir::Operation;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::books::Books;
use crate::contract::{Call, Contract};
use crate::exchange::Reply;
use crate::identity::identity;
use crate::ledger::NewPayment;
use crate::recent::Recent;
use crate::simulated::{Refusal, Simulated, bearer};
use crate::webhooks::Draft;
use crate::{Error, Fate, Moment, Payment, PaymentKind, money};
use ending::Ending;

pub use tokens::TokenAnswer;
pub(crate) use tokens::Tokens;

/// ZamuPay, of Kenya, also sold as Almara Pay: one merchant's account. [`Zamupay::start`] simulates it.
#[derive(Debug)]
pub struct Zamupay {
    settings: Settings,
    books: Books,
    pub(crate) tokens: Tokens,
    /// The operations that the merchant has no permission for.
    pub(crate) forbidden: BTreeSet<String>,
    orders: Vec<order::Order>,
    deposits: Vec<deposits::Deposit>,
    checkouts: Vec<checkout::Checkout>,
    bills: Vec<bills::Bill>,
    /// Bills that were looked up and accounts that were validated: what moves no money is kept for a while only.
    lookups: Recent<bills::Lookup>,
    bill_numbers: Recent<bill_numbers::BillNumber>,
    validations: Recent<validations::Validation>,
    people: Recent<people::Person>,
    links: Recent<links::Link>,
    /// What each payment is for, by the gateway's reference.
    purposes: BTreeMap<String, Purpose>,
    /// How payments ended that did not just succeed or fail, by the gateway's reference.
    endings: BTreeMap<String, Ending>,
    conversations: usize,
}

/// What a test may set before a simulated ZamuPay starts.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

impl Default for Settings {
    /// Credentials that open nothing anywhere.
    fn default() -> Self {
        Self {
            client_id: "malipo-sandbox-client".to_owned(),
            client_secret: "malipo-sandbox-secret".to_owned(),
        }
    }
}

/// What a payment is for: a place in one of the lists.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    Order(usize),
    Deposit(usize),
    Checkout(usize),
    Bill(usize),
    /// Airtime: nothing is known of what is told of it.
    Airtime,
}

impl Simulated for Zamupay {
    type Settings = Settings;

    const SECRETS: &'static [&'static str] = &["client_secret"];

    fn wallets() -> Vec<String> {
        currency::NAMES.map(str::to_owned).to_vec()
    }

    fn contract() -> Result<&'static Contract, Error> {
        Contract::zamupay()
    }

    fn open(settings: Settings, _base_url: &str, books: Books) -> Self {
        let kept = books.kept;
        Self {
            settings,
            books,
            tokens: Tokens::default(),
            forbidden: BTreeSet::new(),
            orders: Vec::new(),
            deposits: Vec::new(),
            checkouts: Vec::new(),
            bills: Vec::new(),
            lookups: Recent::new(kept),
            bill_numbers: Recent::new(kept),
            validations: Recent::new(kept),
            people: Recent::new(kept),
            links: Recent::new(kept),
            purposes: BTreeMap::new(),
            endings: BTreeMap::new(),
            conversations: 0,
        }
    }

    fn books(&self) -> &Books {
        &self.books
    }

    fn books_mut(&mut self) -> &mut Books {
        &mut self.books
    }

    fn is_authorised(&self, authorization: Option<&str>, now: Moment) -> bool {
        bearer(authorization).is_some_and(|token| self.tokens.is_good(token, now))
    }

    fn admits(&self, operation: &str, _peer: IpAddr) -> bool {
        !self.forbidden.contains(operation)
    }

    fn refuse(&self, operation: Option<&Operation>, refusal: &Refusal<'_>, now: Moment) -> Reply {
        refusals::reply(
            operation.map(|operation| operation.id.as_str()),
            refusal,
            now,
        )
    }

    fn answer(&mut self, operation: &str, call: &Call, now: Moment) -> Option<Reply> {
        let reply = match operation {
            "requestToken" => tokens::by_form(self, call, now),
            "requestTokenAsJson" => tokens::by_json(self, call, now),
            "listTransactionRoutes" => Ok(merchant::routes()),
            "checkHealth" => Ok(merchant::health()),
            "getBalance" => merchant::balance(&self.books.ledger, call, now),
            "getCharges" => merchant::charges(call),
            "listBillServices" => Ok(merchant::bill_services()),
            "createPaymentOrder" => orders::create(self, call, now),
            "getPaymentOrder" => orders::get(self, call),
            "rejectPaymentOrder" => orders::reject(self, call, now),
            "createExpressDeposit" => deposits::create(self, call, now),
            "getExpressDeposit" => deposits::get(self, call),
            "createPaymentLink" => links::create(self, call, now),
            "getPaymentLink" => links::get(self, call),
            "updatePaymentLink" => links::update(self, call, now),
            "createCheckoutOrder" => checkout::create(self, call, now),
            "getCheckoutOrder" => checkout::get(self, call),
            "validateAccountNumber" => validations::create(self, call, now),
            "getAccountNumberValidation" => validations::get(self, call),
            "validateAccount" => people::create(self, call, now),
            "getAccountValidation" => people::get(self, call),
            "purchaseAirtime" => airtime::purchase(self, call, now),
            "submitBillRequest" => bills::submit(self, call, now),
            "getBillRequest" => bills::get(self, call),
            "createBillNumber" => bill_numbers::create(self, call, now),
            "getBillNumber" => bill_numbers::get(self, call, now),
            _ => return None,
        };
        Some(match reply {
            Ok(reply) | Err(reply) => reply,
        })
    }

    fn settle(&mut self, reference: &str, succeeded: bool, now: Moment) -> Result<Payment, Error> {
        let number = self.number(reference);
        let receipt = succeeded.then(|| format!("SBX{:07}", number + 1));
        let settled = self
            .books
            .ledger
            .settle(reference, succeeded, receipt, now)?;
        self.forget_inconclusive(reference);
        self.tell(reference, now);
        Ok(settled)
    }

    fn lose_sight(&mut self, reference: &str) -> Result<Payment, Error> {
        let payment = self.books.ledger.lose_sight(reference)?;
        self.forget_inconclusive(reference);
        if let Some(Purpose::Deposit(place)) = self.purposes.get(reference).copied() {
            deposits::tell_of_prompt(self, place);
        }
        Ok(payment)
    }

    fn fail_inconclusively(&mut self, reference: &str, now: Moment) -> Result<Payment, Error> {
        let purpose = self.purposes.get(reference).copied();
        if !matches!(purpose, Some(Purpose::Order(_) | Purpose::Checkout(_))) {
            return self.lose_sight(reference);
        }
        let payment = self.books.ledger.lose_sight(reference)?;
        let number = self.number(reference);
        self.endings
            .insert(reference.to_owned(), Ending::inconclusive(number));
        self.tell(reference, now);
        Ok(payment)
    }

    fn meet_due(&mut self, name: &str, fate: Fate, now: Moment) {
        if let Some(number) = validations::number(name) {
            validations::meet(self, number, fate);
        } else if let Some(number) = people::number(name) {
            people::meet(self, number, fate);
        } else {
            // Somebody may have settled it before, and then it is over.
            let _settled_before = self.meet(name, fate, now);
        }
    }
}

impl Zamupay {
    /// The place of a payment in the order in which they were accepted.
    fn number(&self, reference: &str) -> usize {
        let mut payments = self.books.ledger.payments().iter();
        payments
            .position(|payment| payment.reference == reference)
            .unwrap_or_default()
    }

    /// A failure that proved nothing is no longer what the gateway says. Of a payment that is not finished, nothing else is
    /// special.
    fn forget_inconclusive(&mut self, reference: &str) {
        if self.endings.remove(reference).is_some()
            && let Some(Purpose::Order(place)) = self.purposes.get(reference).copied()
        {
            orders::reopen(self, place);
        }
    }

    /// Posts what there is to tell of a payment that is over.
    fn tell(&mut self, reference: &str, now: Moment) {
        match self.purposes.get(reference).copied() {
            Some(Purpose::Order(place)) => orders::tell(self, place, now),
            Some(Purpose::Deposit(place)) => deposits::tell(self, place),
            Some(Purpose::Checkout(place)) => checkout::tell(self, place),
            Some(Purpose::Bill(place)) => bills::tell(self, place),
            Some(Purpose::Airtime) | None => {}
        }
    }

    /// Enters a payment. What the wallet does not cover is entered too, as failed: the request was accepted.
    fn enter(&mut self, new: NewPayment, purpose: Purpose) -> String {
        let reference = new.reference.clone();
        self.purposes.insert(reference.clone(), purpose);
        if self.books.ledger.accept(new.clone()).is_err() {
            self.books.ledger.enter_failed(new);
            self.endings.insert(reference.clone(), Ending::NOT_COVERED);
        }
        reference
    }

    /// Begins what the rules have decided for a payment that was entered.
    fn begin(&mut self, reference: &str, now: Moment) {
        let Some(payment) = self.books.ledger.payment(reference) else {
            return;
        };
        if payment.status.is_final() {
            return self.tell(reference, now);
        }
        let fate = self.books.fates.begin(payment);
        // A balance that would be too large to be held leaves it pending; it was accepted all the same.
        let _too_large = self.meet(reference, fate, now);
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
            reference: identity(&format!("zamupay payment {number}")),
            system_id: format!("{number:08}"),
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

    /// How far a payment has come, as the gateway tells it.
    fn ending(&self, reference: &str) -> Ending {
        let special = self.endings.get(reference).cloned();
        special.unwrap_or_else(|| {
            let payment = self.books.ledger.payment(reference);
            payment.map_or(Ending::PENDING, |payment| Ending::of(payment.status))
        })
    }

    /// The gateway's own identifier of a request.
    fn next_conversation(&mut self) -> String {
        self.conversations += 1;
        identity(&format!("zamupay conversation {}", self.conversations))
    }

    /// Whether an account exists, by the rules for its number.
    fn knows(&self, account: &str) -> bool {
        let course = self.books.fates.rules.of_number(account);
        course.is_none_or(|course| course.first() != Fate::Decline)
    }
}

/// An account number as rules name it: without the plus of a phone number.
fn plain(account: &str) -> &str {
    account.strip_prefix('+').unwrap_or(account)
}

/// The body of a request, in the shape that an operation needs.
fn read<'a, T: Deserialize<'a>>(call: &'a Call, now: Moment) -> Result<T, Reply> {
    serde_json::from_str(call.body.as_deref().unwrap_or_default())
        .map_err(|error| refusals::problem("$", &error.to_string(), now))
}

/// The amount of a request, exactly as its text has it; what is wrong with it, if it cannot be paid.
fn amount_of(json: &RawValue) -> Result<Decimal, &'static str> {
    match exact(json)? {
        amount if amount <= Decimal::ZERO => Err("must be greater than zero"),
        amount => Ok(amount),
    }
}

/// A number of a request, exactly as its text has it.
fn exact(json: &RawValue) -> Result<Decimal, &'static str> {
    money::read(json.get())
        .ok_or("has more digits than the simulator can hold exactly; 28 are possible")
}

fn ok(answer: &impl Serialize) -> Reply {
    match serde_json::to_string(answer) {
        Ok(body) => Reply::json(200, body),
        Err(_) => Reply::empty(500),
    }
}

/// A successful answer that nobody has published.
fn unpublished(answer: &impl Serialize) -> Reply {
    let mut reply = ok(answer);
    reply.headers.push((
        "x-malipo-sandbox",
        "the vendor has not published this answer; all of it is invented".to_owned(),
    ));
    reply
}

/// The answer to a request that was accepted.
#[derive(Serialize)]
struct Accepted<'a> {
    message: Acceptance<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acceptance<'a> {
    app_domain_name: &'static str,
    system_conversation_id: &'a str,
    originator_conversation_id: &'a str,
    remarks: &'static str,
    timestamp: String,
}

/// What the gateway calls itself outside production.
const DOMAIN: &str = "TEST";

fn accepted(conversation: &str, originator: &str, remarks: &'static str, now: Moment) -> Reply {
    ok(&Accepted {
        message: Acceptance {
            app_domain_name: DOMAIN,
            system_conversation_id: conversation,
            originator_conversation_id: originator,
            remarks,
            timestamp: now.universal(),
        },
    })
}

/// A callback, unsigned; its reference is the merchant's.
fn draft(kind: &'static str, reference: &str, body: &impl Serialize) -> Option<Draft> {
    Some(Draft {
        kind,
        reference: reference.to_owned(),
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: serde_json::to_string(body).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_the_specification_is_simulated() {
        let mut zamupay = Zamupay::open(Settings::default(), "", Books::empty());
        let mut answers = |operation: &str| {
            zamupay
                .answer(operation, &Call::default(), Moment::START)
                .is_some()
        };
        assert!(
            !answers("captureCardPayment"),
            "what is not simulated is told"
        );
        let operations = &Contract::zamupay().unwrap().api().operations;
        let missing: Vec<_> = operations
            .iter()
            .map(|operation| operation.id.as_str())
            .filter(|operation| !answers(operation))
            .collect();
        assert!(
            missing.is_empty(),
            "{missing:?}: in spec/zamupay.yaml, and the sandbox does not simulate it. Simulate it, with an arm in \
             `Zamupay::answer` (tests/sandbox/src/zamupay.rs); until then it is answered with 501, so say so under \
             \"ZamuPay\" in tests/sandbox/src/lib.rs and except it from this test by name."
        );
    }
}
