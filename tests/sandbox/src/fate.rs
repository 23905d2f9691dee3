//! What becomes of payments: the rules that a test gives, and what happens later by the simulator's clock.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::{Moment, Payment, PaymentKind};

/// What happens to a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fate {
    /// It succeeds: the subscriber approves the collection, or the mobile network carries the transfer out.
    Approve,
    /// It fails: the subscriber declines the collection, or the mobile network declines the transfer.
    Decline,
    /// It is left as it is, until something else happens to it.
    LeavePending,
    /// Nobody knows how it will end: it becomes `INDETERMINATE`, or result code 14 at ZamuPay. A transfer keeps its money held.
    Indeterminate,
    /// The gateway calls it failed, with a result code that does not prove it, and nobody knows how it will end. ZamuPay does
    /// so with payment orders and checkout orders (status 6); the code follows from the order of the payments, so that in time
    /// every such code comes. All other payments become [indeterminate](Self::Indeterminate).
    Inconclusive,
}

impl Fate {
    /// This fate, and another one so much later.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use malipo_sandbox::Fate;
    /// let resolved_within_a_day = Fate::Indeterminate.then_after(Duration::from_secs(60 * 60), Fate::Approve);
    /// ```
    pub fn then_after(self, duration: Duration, fate: Fate) -> Course {
        Course::from(self).then_after(duration, fate)
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::LeavePending => "leave-pending",
            Self::Indeterminate => "indeterminate",
            Self::Inconclusive => "inconclusive",
        })
    }
}

/// What happens to a payment at once and later, by the simulator's clock.
///
/// A [`Fate`] is a course by itself. Nothing follows an end: what comes after success or failure is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    first: Fate,
    /// How long after the step before, and what.
    later: Vec<(Duration, Fate)>,
}

impl Course {
    /// This course, and another fate so much after its last step.
    #[must_use]
    pub fn then_after(mut self, duration: Duration, fate: Fate) -> Self {
        self.later.push((duration, fate));
        self
    }
}

impl Course {
    /// What happens at once.
    pub(crate) fn first(&self) -> Fate {
        self.first
    }
}

impl From<Fate> for Course {
    fn from(first: Fate) -> Self {
        Self {
            first,
            later: Vec::new(),
        }
    }
}

/// Which payments a rule is for.
///
/// The first of these that fits a payment decides: its reference, being next, its number, one of the simulator's own
/// numbers, its kind. Rules concern payments that are accepted after them, and a second rule for the same replaces the
/// first; only rules for the next payment queue up, and each is used once.
///
/// # The simulator's own numbers
///
/// A phone number of any network decides by its end, such as 256770900002 and 256750900002; at ZamuPay so does the number
/// of a bank, business or biller account:
///
/// | ends in | collections and transfers |
/// |---|---|
/// | 900001 | are approved at once |
/// | 900002 | are declined at once |
/// | 900003 | stay pending |
/// | 900004 | become indeterminate, and stay so |
/// | 900005 | become indeterminate, and are approved an hour later by the simulator's clock |
/// | 900006 | become indeterminate, and are declined an hour later |
/// | 900007 | become [inconclusive](Fate::Inconclusive), and stay so |
/// | 900008 | become inconclusive, and are approved an hour later |
/// | 900009 | become inconclusive, and are declined an hour later |
///
/// Only payment and checkout orders of ZamuPay can be inconclusive. Its other payments, and all payments of ZENGAPAY, become
/// indeterminate instead.
///
/// All other numbers leave collections pending, as the subscriber has yet to answer, and let transfers succeed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Which {
    /// Every payment with this reference of the merchant: `external_reference` at ZENGAPAY; at ZamuPay
    /// `originatorConversationId`, or `systemTraceAuditNumber` for one line of an order, which goes first.
    Reference(String),
    /// The next payment, a collection or a transfer, that no rule for its reference decides.
    Next,
    /// The next collection that no rule for its reference decides.
    NextCollection,
    /// The next transfer that no rule for its reference decides.
    NextTransfer,
    /// Every payment from or to this phone number, written in digits; at ZamuPay also from or to this bank or business
    /// account, and every validation of it.
    Number(String),
    /// Every collection that nothing else decides.
    Collections,
    /// Every transfer that nothing else decides.
    Transfers,
}

/// How long the simulator's own numbers leave a payment indeterminate.
const UNCLEAR_FOR: Duration = Duration::from_secs(60 * 60);

/// What the simulator's own numbers decide.
fn own_number(msisdn: &str) -> Option<Course> {
    let ending = msisdn.get(msisdn.len().checked_sub(6)?..)?;
    Some(match ending {
        "900001" => Fate::Approve.into(),
        "900002" => Fate::Decline.into(),
        "900003" => Fate::LeavePending.into(),
        "900004" => Fate::Indeterminate.into(),
        "900005" => Fate::Indeterminate.then_after(UNCLEAR_FOR, Fate::Approve),
        "900006" => Fate::Indeterminate.then_after(UNCLEAR_FOR, Fate::Decline),
        "900007" => Fate::Inconclusive.into(),
        "900008" => Fate::Inconclusive.then_after(UNCLEAR_FOR, Fate::Approve),
        "900009" => Fate::Inconclusive.then_after(UNCLEAR_FOR, Fate::Decline),
        _ => return None,
    })
}

/// All rules; each kind of them in a place of its own, looked at in the order of [`Which`].
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    references: BTreeMap<String, Course>,
    /// For which kind, or for either, in the order in which they were given.
    next: Vec<(Option<PaymentKind>, Course)>,
    numbers: BTreeMap<String, Course>,
    collections: Course,
    transfers: Course,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            references: BTreeMap::new(),
            next: Vec::new(),
            numbers: BTreeMap::new(),
            collections: Fate::LeavePending.into(),
            transfers: Fate::Approve.into(),
        }
    }
}

impl Rules {
    pub(crate) fn add(&mut self, which: Which, course: Course) {
        match which {
            Which::Reference(reference) => {
                self.references.insert(reference, course);
            }
            Which::Next => self.next.push((None, course)),
            Which::NextCollection => self.next.push((Some(PaymentKind::Collection), course)),
            Which::NextTransfer => self.next.push((Some(PaymentKind::Transfer), course)),
            Which::Number(number) => {
                self.numbers.insert(number, course);
            }
            Which::Collections => self.collections = course,
            Which::Transfers => self.transfers = course,
        }
    }

    /// What becomes of a payment that has just been accepted; a rule for the next one is used up by it.
    fn decide(&mut self, payment: &Payment) -> Course {
        let by_reference = payment
            .trace_number
            .as_ref()
            .and_then(|trace| self.references.get(trace))
            .or_else(|| self.references.get(&payment.external_reference));
        if let Some(course) = by_reference {
            return course.clone();
        }
        let next = self
            .next
            .iter()
            .position(|(kind, _)| kind.is_none_or(|kind| kind == payment.kind));
        if let Some(place) = next {
            return self.next.remove(place).1;
        }
        self.of_number(payment.msisdn.as_deref().unwrap_or_default())
            .unwrap_or_else(|| match payment.kind {
                PaymentKind::Collection => self.collections.clone(),
                PaymentKind::Transfer => self.transfers.clone(),
                // A charge is the gateway's own affair.
                PaymentKind::Charge => Fate::Approve.into(),
            })
    }

    pub(crate) fn of_number(&self, number: &str) -> Option<Course> {
        self.numbers
            .get(number)
            .cloned()
            .or_else(|| own_number(number))
    }
}

/// The rules, and what they have decided for later.
#[derive(Debug, Default)]
pub(crate) struct Fates {
    pub(crate) rules: Rules,
    /// What happens to which payment, by time and then by the order in which it was decided.
    due: BTreeMap<(Moment, usize), (String, Fate)>,
    decided: usize,
}

impl Fates {
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// What happens at once to a payment that has just been accepted; what comes later is remembered.
    pub(crate) fn begin(&mut self, payment: &Payment) -> Fate {
        let course = self.rules.decide(payment);
        self.follow(course, &payment.reference, payment.initiated)
    }

    /// What happens at once to something that is no payment and is about a number; nothing else than numbers decides it, and
    /// without a rule it succeeds.
    pub(crate) fn begin_by_number(&mut self, name: &str, number: &str, now: Moment) -> Fate {
        let course = self.rules.of_number(number);
        self.follow(course.unwrap_or(Fate::Approve.into()), name, now)
    }

    fn follow(&mut self, course: Course, name: &str, from: Moment) -> Fate {
        let mut moment = from;
        for (duration, fate) in course.later {
            moment = moment.after(duration);
            self.decided += 1;
            self.due
                .insert((moment, self.decided), (name.to_owned(), fate));
        }
        course.first
    }

    /// The earliest thing that has become due by now: when, to which payment, what.
    pub(crate) fn take_due(&mut self, now: Moment) -> Option<(Moment, String, Fate)> {
        let earliest = self.due.first_entry()?;
        let (moment, _) = *earliest.key();
        if moment > now {
            return None;
        }
        let (reference, fate) = earliest.remove();
        Some((moment, reference, fate))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::PaymentStatus;

    const MTN: &str = "256770000017";

    fn payment(kind: PaymentKind, external_reference: &str, msisdn: &str) -> Payment {
        Payment {
            reference: format!("gateway-{external_reference}"),
            system_id: String::new(),
            external_reference: external_reference.to_owned(),
            trace_number: None,
            kind,
            status: PaymentStatus::Pending,
            wallet: String::new(),
            msisdn: Some(msisdn.to_owned()),
            amount: Decimal::ONE,
            narration: String::new(),
            customer_charged: false,
            network_reference: None,
            initiated: Moment::START,
            completed: None,
            balance_before: Decimal::ZERO,
            balance_after: Decimal::ZERO,
        }
    }

    fn collection(external_reference: &str, msisdn: &str) -> Payment {
        payment(PaymentKind::Collection, external_reference, msisdn)
    }

    fn transfer(external_reference: &str, msisdn: &str) -> Payment {
        payment(PaymentKind::Transfer, external_reference, msisdn)
    }

    #[test]
    fn without_a_rule_collections_stay_pending_and_transfers_succeed() {
        let mut fates = Fates::default();
        assert_eq!(fates.begin(&collection("a", MTN)), Fate::LeavePending);
        assert_eq!(fates.begin(&transfer("b", MTN)), Fate::Approve);
    }

    #[test]
    fn the_reference_goes_before_next_before_the_number_before_own_numbers_before_the_kind() {
        const OWN: &str = "256770900001";
        let mut fates = Fates::default();
        let rules = &mut fates.rules;
        rules.add(Which::Collections, Fate::Approve.into());
        assert_eq!(rules.decide(&collection("a", MTN)).first, Fate::Approve);
        rules.add(Which::Collections, Fate::Decline.into());
        assert_eq!(rules.decide(&collection("a", MTN)).first, Fate::Decline);
        assert_eq!(rules.decide(&collection("a", OWN)).first, Fate::Approve);
        rules.add(Which::Number(OWN.to_owned()), Fate::LeavePending.into());
        let decided = rules.decide(&collection("a", OWN)).first;
        assert_eq!(decided, Fate::LeavePending);
        rules.add(Which::Next, Fate::Approve.into());
        rules.add(Which::Reference("a".to_owned()), Fate::Indeterminate.into());
        let decided = rules.decide(&collection("a", OWN)).first;
        assert_eq!(decided, Fate::Indeterminate, "and the next one is not used");
        assert_eq!(rules.decide(&collection("b", OWN)).first, Fate::Approve);
        let decided = rules.decide(&collection("b", OWN)).first;
        assert_eq!(decided, Fate::LeavePending, "the next one is used once");
    }

    #[test]
    fn rules_for_the_next_payment_queue_up_and_wait_for_their_kind() {
        let mut fates = Fates::default();
        let rules = &mut fates.rules;
        rules.add(Which::NextTransfer, Fate::Decline.into());
        rules.add(Which::Next, Fate::Indeterminate.into());
        rules.add(Which::NextCollection, Fate::Approve.into());
        assert_eq!(
            rules.decide(&collection("a", MTN)).first,
            Fate::Indeterminate
        );
        assert_eq!(rules.decide(&collection("b", MTN)).first, Fate::Approve);
        assert_eq!(
            rules.decide(&collection("c", MTN)).first,
            Fate::LeavePending
        );
        assert_eq!(rules.decide(&transfer("d", MTN)).first, Fate::Decline);
        assert_eq!(rules.decide(&transfer("e", MTN)).first, Fate::Approve);
    }

    #[test]
    fn what_comes_later_becomes_due_by_time_and_in_order() {
        let minute = Duration::from_secs(60);
        let mut fates = Fates::default();
        let course = Fate::LeavePending
            .then_after(minute, Fate::Indeterminate)
            .then_after(minute, Fate::Approve);
        fates.rules.add(Which::Next, course);
        let second = Fate::LeavePending.then_after(minute, Fate::Decline);
        fates.rules.add(Which::Next, second);
        fates.begin(&collection("a", MTN));
        fates.begin(&collection("b", MTN));

        let start = Moment::START;
        assert_eq!(fates.take_due(start.after(minute / 2)), None);
        let mut due = Vec::new();
        while let Some((moment, reference, fate)) = fates.take_due(start.after(minute * 5)) {
            due.push((moment.to_string(), reference, fate));
        }
        let step = |time: &str, reference: &str, fate| {
            (
                format!("2026-01-05 {time}"),
                format!("gateway-{reference}"),
                fate,
            )
        };
        assert_eq!(
            due,
            [
                step("09:01:00", "a", Fate::Indeterminate),
                step("09:01:00", "b", Fate::Decline),
                step("09:02:00", "a", Fate::Approve),
            ]
        );
    }

    #[test]
    fn numbers_that_are_too_short_or_no_ascii_are_nobodys() {
        for number in ["", "00001", "é00001", "256770000017"] {
            assert_eq!(own_number(number), None, "{number}");
        }
    }
}
