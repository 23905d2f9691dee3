use std::fmt;
use std::io;

use crate::{PaymentStatus, printable};

/// Why the simulator did not start, or did not do what a test asked of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The specification inside this crate does not hold; the text is what the generator says of it.
    Specification(String),
    /// No address of the loopback could be listened on.
    Listen(io::Error),
    /// The ledger has no such payment.
    UnknownPayment {
        /// The reference that was asked for.
        reference: String,
    },
    /// Several payments under this reference of the merchant are not finished.
    Ambiguous {
        /// The merchant's reference that was asked for.
        reference: String,
        /// The gateway's references of the payments that wait.
        candidates: Vec<String>,
    },
    /// The payment is finished.
    CannotSettle {
        /// The reference that was asked for.
        reference: String,
        /// How far the payment has come.
        status: PaymentStatus,
    },
    /// The ledger cannot hold a balance of that size.
    BalanceOverflow {
        /// The gateway's reference of the payment that would cause it.
        reference: String,
    },
    /// The gateway has no operation of this name.
    UnknownOperation {
        /// The name that was asked for.
        operation: String,
        /// The operation that may have been meant.
        near: Option<String>,
        /// All operations of the gateway.
        known: Vec<String>,
    },
    /// Webhooks cannot be sent to this address.
    NotAWebhookAddress {
        /// The address.
        url: String,
    },
    /// There is no webhook event with this number, or it is no longer kept.
    UnknownEvent {
        /// The number that was asked for.
        number: usize,
        /// How many events there are; their numbers begin with 1.
        events: usize,
    },
    /// A text that is not a date and a time in the gateway's form.
    NotAMoment {
        /// The text.
        text: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specification(problems) => write!(
                f,
                "a specification inside the simulator does not hold; mend the file, `cargo xtask validate` checks it:\n{problems}"
            ),
            Self::Listen(error) => write!(
                f,
                "the simulator cannot listen on 127.0.0.1: {error}; choose another port"
            ),
            Self::UnknownPayment { reference } => write!(
                f,
                "the ledger has no payment {}; use the reference that the gateway gave it, or the one that you gave it",
                printable(reference)
            ),
            Self::Ambiguous {
                reference,
                candidates,
            } => write!(
                f,
                "{} payments under {} are not finished; use the reference that belongs to one of them only: {}",
                candidates.len(),
                printable(reference),
                candidates.join(", ")
            ),
            Self::CannotSettle { reference, status } => write!(
                f,
                "payment {} is {status}; only one that is pending or indeterminate can still change",
                printable(reference)
            ),
            Self::BalanceOverflow { reference } => write!(
                f,
                "payment {reference} would make a balance of more than 28 digits; use a smaller amount"
            ),
            Self::UnknownOperation {
                operation,
                near,
                known,
            } => {
                write!(f, "there is no operation \"{}\"; ", printable(operation))?;
                match near {
                    Some(near) => write!(f, "did you mean {near}?"),
                    None => write!(f, "use one of {}", known.join(", ")),
                }
            }
            Self::NotAWebhookAddress { url } => write!(
                f,
                "webhooks cannot be sent to \"{}\"; give an address such as http://127.0.0.1:3000/webhook, with a port from 1 to 65535; the simulator has no TLS, so https is not possible",
                printable(url)
            ),
            Self::UnknownEvent { number, events } if (1..=*events).contains(number) => write!(
                f,
                "webhook event {number} of {events} is no longer kept; the simulator keeps the last ones only"
            ),
            Self::UnknownEvent { number, events } => write!(
                f,
                "there is no webhook event {number}, there are {events} so far; one is made when a payment is settled while an address is set"
            ),
            Self::NotAMoment { text } => write!(
                f,
                "\"{}\" is not a date and a time; write it as YYYY-MM-DD HH:MM:SS",
                printable(text)
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(error) => Some(error),
            _ => None,
        }
    }
}
