//! What is to happen: all that a seed replays.

use std::fmt;
use std::time::Duration;

use malipo::Decimal;
use malipo_sandbox::{Fault, FaultPlan};
use malipo_tests::faults::said::{BODIES, Said, Says};
use proptest::prelude::*;

use crate::simulation::crash::Crash;

/// How long a call and a search may take when something is to hang.
pub(crate) const IMPATIENT: Duration = Duration::from_millis(60);

/// How long they may take otherwise. Nothing is to reach it.
pub(crate) const PATIENT: Duration = Duration::from_secs(20);

/// Callers that use one account at the same time.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) callers: Vec<CallerPlan>,
}

/// A line for each payment.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, caller) in self.callers.iter().enumerate() {
            writeln!(
                f,
                "caller {number}, whose client repeats: {}",
                caller.repeats
            )?;
            for payment in &caller.payments {
                writeln!(f, "  {payment:?}")?;
            }
        }
        Ok(())
    }
}

/// One caller, which makes one payment after the other.
#[derive(Clone, Debug)]
pub(crate) struct CallerPlan {
    /// Whether the client repeats by itself what it may.
    pub(crate) repeats: bool,
    pub(crate) payments: Vec<PaymentPlan>,
}

/// One payment, and what happens around it.
#[derive(Clone, Debug)]
pub(crate) struct PaymentPlan {
    pub(crate) what: What,
    /// One amount for each line or recipient of operations that have several, and the first for all others; in hundredths.
    pub(crate) hundredths: Vec<u32>,
    pub(crate) account: Account,
    /// All idle connections end before it.
    pub(crate) stale: bool,
    /// All tokens end before it.
    pub(crate) without_token: bool,
    /// So many attempts find nobody who listens.
    pub(crate) unreachable: u8,
    pub(crate) trouble: Option<Trouble>,
}

/// Operations that move money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum What {
    Collection,
    Transfer,
    Order,
    Deposit,
    Checkout,
    Bill,
    Airtime,
}

/// Who pays or is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// The end of its number, which may decide how the payment ends.
    Ending(&'static str),
    /// One that the gateway refuses to pay.
    Refused,
}

/// What goes wrong with a payment.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    /// What the request for a token meets, if there is one.
    pub(crate) token: Option<Fault>,
    /// What the payment meets.
    pub(crate) sent: Option<(Fault, When)>,
    /// What questions about it meet.
    pub(crate) asked: Vec<Question>,
    /// The crash of the caller, and then of each that was restarted.
    pub(crate) crashes: Vec<(Crash, Vec<Question>)>,
}

/// Whether the gateway carries a payment out that meets a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Never,
    Before,
    /// So many milliseconds after the fault.
    Late(u64),
}

/// A fault of a question: in the first or the last of the ways to ask.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) fault: Fault,
    pub(crate) last_way: bool,
}

/// The end of the numbers whose payments fail inconclusively and succeed a little later, where a gateway has such failures.
pub(crate) const CORRECTED: &str = "000018";

/// How much later.
pub(crate) const CORRECTED_AFTER: Duration = Duration::from_millis(20);

/// The numbers that decide how a payment ends, and one that does not.
const ENDINGS: [&str; 7] = [
    "000017", "900001", "900002", "900003", "900004", "900007", CORRECTED,
];

/// What somebody between the caller and the gateway may say.
const STATUSES: [u16; 16] = [
    301, 302, 303, 307, 308, 401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504,
];

/// How long the latest payment may be kept on its way.
pub(crate) const LATEST: Duration = Duration::from_millis(80);

impl PaymentPlan {
    /// The amounts of its parts: lines, recipients, or the whole.
    pub(crate) fn amounts(&self) -> Vec<Decimal> {
        let parts = match self.what {
            What::Order | What::Airtime => self.hundredths.len(),
            _ => 1,
        };
        let amount = |hundredths: &u32| Decimal::new(i64::from(*hundredths), 2);
        self.hundredths.iter().take(parts).map(amount).collect()
    }

    /// How long a call or a search may take.
    pub(crate) fn patience(&self) -> Duration {
        let hangs = self.trouble.as_ref().is_some_and(|trouble| {
            let crashes = trouble.crashes.iter().flat_map(|(_, asked)| asked);
            let mut asked = trouble.asked.iter().chain(crashes);
            matches!(trouble.sent, Some((Fault::Hang, _)))
                || asked.any(|question| question.fault == Fault::Hang)
        });
        if hangs { IMPATIENT } else { PATIENT }
    }
}

impl When {
    pub(crate) fn of(self, fault: Fault) -> FaultPlan {
        match self {
            Self::Never => fault.before_execution(),
            Self::Before => fault.after_execution(),
            Self::Late(pause) => fault.late_execution(Duration::from_millis(pause)),
        }
    }
}

/// Callers that pay with these operations.
pub(crate) fn plans(operations: &'static [What]) -> impl Strategy<Value = Plan> {
    let callers = prop::collection::vec(caller(operations), 2..=5);
    callers.prop_map(|callers| Plan { callers })
}

fn caller(operations: &'static [What]) -> impl Strategy<Value = CallerPlan> {
    let payments = prop::collection::vec(payment(operations), 3..=10);
    (any::<bool>(), payments).prop_map(|(repeats, payments)| CallerPlan { repeats, payments })
}

fn payment(operations: &'static [What]) -> impl Strategy<Value = PaymentPlan> {
    let hundredths = prop_oneof![
        9 => 1_u32..200_000,
        1 => Just(200_000_000), // more than there is
    ];
    let unreachable = prop_oneof![18 => Just(0), 1 => Just(1), 1 => Just(9)];
    (
        prop::sample::select(operations),
        prop::collection::vec(hundredths, 1..=3),
        account(),
        prop::bool::weighted(0.05),
        prop::bool::weighted(0.02),
        unreachable,
        prop::option::weighted(0.5, trouble()),
    )
        .prop_map(
            |(what, hundredths, account, stale, without_token, unreachable, trouble)| PaymentPlan {
                what,
                hundredths,
                account,
                stale,
                without_token,
                unreachable,
                trouble,
            },
        )
}

fn account() -> impl Strategy<Value = Account> {
    prop_oneof![
        19 => prop::sample::select(&ENDINGS[..]).prop_map(Account::Ending),
        1 => Just(Account::Refused),
    ]
}

fn trouble() -> impl Strategy<Value = Trouble> {
    let sent = (fault(), when()).prop_map(|(fault, when)| match fault {
        // A gateway that says in its own words that it refuses a payment has not made it, and does not make it later.
        Fault::Unauthorised => (fault, When::Never),
        _ => (fault, when),
    });
    let crashes = prop::collection::vec((Crash::any(), questions()), 0..=2);
    (
        prop::option::weighted(0.1, token_fault()),
        prop::option::weighted(0.7, sent),
        questions(),
        crashes,
    )
        .prop_map(|(token, sent, asked, crashes)| Trouble {
            token,
            sent,
            asked,
            crashes,
        })
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        Just(When::Never),
        Just(When::Before),
        (1..LATEST.as_millis() as u64).prop_map(When::Late),
    ]
}

fn questions() -> impl Strategy<Value = Vec<Question>> {
    let question =
        (fault(), any::<bool>()).prop_map(|(fault, last_way)| Question { fault, last_way });
    prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::collection::vec(question, 1..=3),
    ]
}

/// What a request meets. Little hangs, since that takes its time.
fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        1 => Just(Fault::Hang),
        3 => Just(Fault::Unauthorised),
        6 => body(),
        30 => token_fault(),
    ]
}

/// What proxies and frameworks say, and errors that prove nothing.
fn body() -> impl Strategy<Value = Fault> {
    let unclear = BODIES
        .iter()
        .filter(|said| matches!(said.says, Says::Foreign | Says::Unlisted));
    prop::sample::select(unclear.map(Said::fault).collect::<Vec<_>>())
}

/// The same, but for what leaves the next request for a token waiting.
fn token_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        2 => Just(Fault::Close),
        2 => Just(Fault::Reset),
        1 => Just(Fault::HalfHead),
        1 => Just(Fault::HalfBody),
        1 => Just(Fault::BrokenJson),
        1 => Just(Fault::Html),
        5 => prop::sample::select(&STATUSES[..]).prop_map(Fault::Status),
    ]
}
