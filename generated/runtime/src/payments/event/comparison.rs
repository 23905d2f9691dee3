//! What an event says beside what the gateway says.

use crate::payments::Settlement;
use crate::wire::compared::{self, Compared};
use crate::wire::reference::are_same;

/// What an event says against the gateway's state.
///
/// Amounts are compared by value and phone numbers by number, however they are written. Lines of a payment are matched by the
/// merchant's identifier of the line; lines that cannot be matched one to one differ. The event may have fewer lines than the
/// gateway. If the gateway has fewer lines than the event, the settlement is unknown. A value that only one of the two has contradicts nothing; nor does an identifier of zeros, an empty string, or what
/// the specification declares to mean "not known". A value that cannot be read differs. A GUID is the same in either case, and
/// with braces around it.
///
/// For a masked phone or account number, only the visible digits are compared (`25677000**17`, `100835XXXXXX`). A fully masked
/// number contradicts nothing. A mask has two or more of the characters `*`, `x` and `X`, and otherwise digits alone. If it
/// is shorter or longer than the number, the digits before and after the hidden part are compared with the number's first and
/// last.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an event that does not agree is wrong, or too early"]
pub enum Comparison {
    /// The gateway's state is final, and everything that both have is the same. Only then there is an
    /// [identity](super::Confirmed::identity) to remember.
    Agrees,
    /// The gateway's state is not final, or this version cannot tell whether it is, and nothing that is the same in every
    /// state differs. The event is early, or not true: [wait](crate::Call::wait) for the payment, as if no event had come.
    ///
    /// An event whose payment has no known final state never gets further than this.
    NotSettledYet,
    /// The values at these paths of the event differ, such as `data.amount` or `orderLines[0].transaction.amount`; that of the
    /// event's kind, if the kind contradicts the state; that in the response, if it is about another kind of payment. The gateway's state is what counts.
    Differs(Vec<String>),
}

/// Where an event and the gateway's response differ. Generated code fills it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The path of the event's kind, if that contradicts a final state.
    kind: Option<&'static str>,
    /// What differs whatever the state is.
    always: Vec<String>,
    /// What differs if the state is final.
    settled: Vec<String>,
    /// Whether the state lacks a line of the event.
    lacks_lines: bool,
}

/// The lines of a payment on one side. Generated code makes it.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a, L> {
    /// All of them, if they are there.
    pub all: Option<&'a [L]>,
    /// The merchant's identifier of a line.
    pub key: fn(&L) -> Option<&str>,
}

impl Differences {
    /// Records that the kind of the event contradicts the state.
    pub(super) fn kind(&mut self, path: &'static str) {
        self.kind = Some(path);
    }

    /// Records that the state is that of another kind of payment.
    pub(super) fn other_kind(&mut self, path: &str) {
        if !self.has(path) {
            self.always.push(path.to_owned());
        }
    }

    /// Whether the state lacks a line of the event, so that it does not show what became of it.
    pub(super) const fn lacks_lines(&self) -> bool {
        self.lacks_lines
    }

    /// Whether there is a difference at this path, whatever the state is.
    pub(super) fn has(&self, path: &str) -> bool {
        self.always.iter().any(|known| known == path)
    }

    /// What they come to, beside this state.
    pub(super) fn comparison(self, settlement: Settlement) -> Comparison {
        let Self {
            kind,
            always,
            settled,
            ..
        } = self;
        if !settlement.is_final() {
            return match always.is_empty() {
                true => Comparison::NotSettledYet,
                false => Comparison::Differs(always),
            };
        }
        let paths: Vec<String> = kind
            .map(str::to_owned)
            .into_iter()
            .chain(always)
            .chain(settled)
            .collect();
        match paths.is_empty() {
            true => Comparison::Agrees,
            false => Comparison::Differs(paths),
        }
    }

    /// Compares a value that is the same in every state of the payment.
    pub fn always<A, B>(
        &mut self,
        path: &str,
        unreadable: bool,
        event: Option<&A>,
        state: Option<&B>,
    ) where
        A: Compared + ?Sized,
        B: Compared + ?Sized,
    {
        if unreadable || differ(event, state) {
            self.always.push(path.to_owned());
        }
    }

    /// Compares a value that a payment has only when it is over.
    pub fn settled<A, B>(
        &mut self,
        path: &str,
        unreadable: bool,
        event: Option<&A>,
        state: Option<&B>,
    ) where
        A: Compared + ?Sized,
        B: Compared + ?Sized,
    {
        if unreadable || differ(event, state) {
            self.settled.push(path.to_owned());
        }
    }

    /// Compares each line of the event with the same line of the state.
    ///
    /// An event may have some of the lines only. It differs if its lines cannot be matched one to one with lines of the state:
    /// if the state has no such line or has it less often, or if a line has no readable identifier, or not one of its own. A
    /// line without an identifier is compared if both sides have one line.
    pub fn lines<E, S>(
        &mut self,
        path: &str,
        unreadable: bool,
        event: Lines<'_, E>,
        state: Lines<'_, S>,
        compare: fn(&E, &S, &mut Self),
    ) {
        if unreadable {
            self.always.push(path.to_owned());
        }
        let (said, is) = (event.keyed(), state.keyed());
        if said.is_empty() {
            return;
        }
        if is.is_empty() {
            // The gateway may have no lines yet.
            self.settled.push(path.to_owned());
            return;
        }
        let is_alone = said.len() == 1 && is.len() == 1;
        let without_key = |key: &Option<&str>| key.is_none();
        let mut keys = said.iter().map(|(key, _)| key);
        let mut their_keys = is.iter().map(|(key, _)| key);
        let is_nameless = keys.any(without_key) || their_keys.any(without_key);
        if is_nameless && !is_alone {
            // Nobody can say which line is which.
            self.always.push(path.to_owned());
            return;
        }
        let mut matched = vec![false; is.len()];
        for (number, (key, line)) in said.iter().enumerate() {
            let is_same = |other: &Option<&str>| {
                is_nameless
                    || matches!((other, key), (Some(other), Some(key)) if are_same(other, key))
            };
            let same = is.iter().enumerate().filter(|(_, (key, _))| is_same(key));
            let of_event = said.iter().filter(|(key, _)| is_same(key)).count();
            let of_state = same.clone().count();
            if of_state > 1 && of_state != of_event {
                // It may be any of them.
                self.always.push(format!("{path}[{number}]"));
                continue;
            }
            // Lines with one identifier are matched with the nearest, each with another.
            let nearest = same
                .filter(|(at, _)| matched.get(*at) == Some(&false))
                .map(|(at, (_, same))| {
                    let mut found = Self::default();
                    compare(line, same, &mut found);
                    (at, found)
                })
                .min_by_key(|(_, found)| found.always.len() + found.settled.len());
            let Some((at, found)) = nearest else {
                // The gateway knows no such line, or fewer of them.
                self.lacks_lines = true;
                self.always.push(format!("{path}[{number}]"));
                continue;
            };
            if let Some(matched) = matched.get_mut(at) {
                *matched = true;
            }
            let below = |differs: String| format!("{path}[{number}].{differs}");
            self.always.extend(found.always.into_iter().map(below));
            self.settled.extend(found.settled.into_iter().map(below));
        }
    }
}

impl<L> Lines<'_, L> {
    /// The lines, each with its identifier if it has one.
    fn keyed(&self) -> Vec<(Option<&str>, &L)> {
        let lines = self.all.unwrap_or_default().iter();
        let key = |line| (self.key)(line).filter(|key| !key.trim().is_empty());
        lines.map(|line| (key(line), line)).collect()
    }
}

/// Whether both have a value, and the two are not the same.
fn differ<A, B>(event: Option<&A>, state: Option<&B>) -> bool
where
    A: Compared + ?Sized,
    B: Compared + ?Sized,
{
    event
        .zip(state)
        .is_some_and(|(event, state)| compared::differ(event, state))
}
