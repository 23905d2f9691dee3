//! What a gateway is to the simulation: its credentials, its refusals, and what it does with money.

use std::fmt;
use std::net::IpAddr;

use malipo_codegen::ir::Operation;

use crate::books::Books;
use crate::contract::{Breach, Call, Contract};
use crate::exchange::Reply;
use crate::{Error, Fate, Moment, Payment};

/// What a gateway is by itself: how it refuses and what it does with money.
pub(crate) trait Simulated: Sized + Send + 'static {
    /// What is set before it starts, credentials above all.
    type Settings: Clone + fmt::Debug + Default;

    /// The wallets that it opens unless a test opens others.
    fn wallets() -> Vec<String>;

    /// Properties of requests whose values are credentials.
    const SECRETS: &'static [&'static str];

    /// Its specification.
    fn contract() -> Result<&'static Contract, Error>;

    /// Begins at an address, with books.
    fn open(settings: Self::Settings, base_url: &str, books: Books) -> Self;

    fn books(&self) -> &Books;

    fn books_mut(&mut self) -> &mut Books;

    /// Whether these are its credentials now.
    fn is_authorised(&self, authorization: Option<&str>, now: Moment) -> bool;

    /// Whether an operation may be called with the credentials that it accepts, from this address.
    fn admits(&self, operation: &str, peer: IpAddr) -> bool;

    /// Its words for a request to an operation, or to none, that is not carried out.
    fn refuse(&self, operation: Option<&Operation>, refusal: &Refusal<'_>, now: Moment) -> Reply;

    /// Carries out a request that fits the specification; nothing if it does not simulate the operation.
    fn answer(&mut self, operation: &str, call: &Call, now: Moment) -> Option<Reply>;

    /// Finishes a payment: the one place through which every end of a payment goes.
    fn settle(&mut self, reference: &str, succeeded: bool, now: Moment) -> Result<Payment, Error>;

    /// Nobody knows any more how a payment will end.
    fn lose_sight(&mut self, reference: &str) -> Result<Payment, Error> {
        self.books_mut().ledger.lose_sight(reference)
    }

    /// The gateway calls a payment failed and does not know it; it is only unknown where no such failures are known.
    fn fail_inconclusively(&mut self, reference: &str, _now: Moment) -> Result<Payment, Error> {
        self.lose_sight(reference)
    }

    /// Lets something happen to a payment.
    fn meet(&mut self, reference: &str, fate: Fate, now: Moment) -> Result<Payment, Error> {
        match fate {
            Fate::Approve => self.settle(reference, true, now),
            Fate::Decline => self.settle(reference, false, now),
            Fate::Indeterminate => self.lose_sight(reference),
            Fate::Inconclusive => self.fail_inconclusively(reference, now),
            Fate::LeavePending => {
                let payment = self.books().ledger.payment(reference).cloned();
                payment.ok_or_else(|| Error::UnknownPayment {
                    reference: reference.to_owned(),
                })
            }
        }
    }

    /// Lets something happen that became due, to a payment or to whatever else was given a fate.
    fn meet_due(&mut self, name: &str, fate: Fate, now: Moment) {
        // Somebody may have settled it before, and then it is over.
        let _settled_before = self.meet(name, fate, now);
    }

    /// Lets everything happen that has become due by now.
    fn time_passes(&mut self, now: Moment) {
        while let Some((moment, name, fate)) = self.books_mut().fates.take_due(now) {
            self.meet_due(&name, fate, moment);
        }
    }
}

/// Why a request is not carried out.
#[derive(Debug)]
pub(crate) enum Refusal<'a> {
    /// The path does not resolve.
    NoSuchPath,
    /// The path takes other methods.
    OtherMethods,
    /// The credentials are missing or wrong.
    Unauthorised,
    /// The credentials are good, and the operation may not be called with them or from this address; with its path.
    NotAllowed { peer: IpAddr, path: &'a str },
    /// There were too many requests.
    TooManyRequests,
    /// The answer is wanted in another format than the operation's.
    NotAcceptable,
    /// The body cannot be read: it is too long, or not in the operation's format, or not called so; with the reason.
    Unreadable(&'a str),
    /// The request is not what the specification says.
    Unfit(&'a [Breach]),
    /// The simulator does not do this yet.
    NotSimulated(&'a str),
}

/// The token that a header shows.
pub(crate) fn bearer(authorization: Option<&str>) -> Option<&str> {
    let (scheme, token) = authorization?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
