//! What a success must have and must not say.

mod glance;

use serde_json::value::RawValue;

use super::is_present;
use super::json::{Json, Odd, Oddity, members, raw};
use super::words::{may_begin_alike, same_letters, says_any};
use glance::Initials;

use crate::wire::failure::{Failure, Problem};
use crate::wire::{Answer, Undecodable};

/// What a success must have and must not say, so that it is one.
///
/// The names on the paths of `contradicts` and `lacks` are compared without regard to case.
#[derive(Clone, Copy, Debug)]
pub struct Acceptance {
    /// The paths of strings that no success lacks.
    pub has: &'static [&'static str],
    /// The strings that stand for a missing one there: an identifier of zeros.
    pub unset: &'static [&'static str],
    /// The path of the merchant's reference, where a success repeats it.
    pub reference: Option<&'static str>,
    /// The codes and statuses that may contradict a success.
    pub contradicts: &'static [Contradiction],
    /// The paths of members that only a failure has.
    pub lacks: &'static [&'static str],
}

/// A code or a status, with the values that contradict a success.
#[derive(Clone, Copy, Debug)]
pub struct Contradiction {
    path: &'static str,
    values: &'static [&'static str],
    initials: Initials,
}

impl Contradiction {
    /// Creates one from the path of a code or a status and the values that contradict a success: `rejected`, `4XX`, `!2XX`, or
    /// nothing.
    pub const fn new(path: &'static str, values: &'static [&'static str]) -> Self {
        Self {
            path,
            values,
            initials: Initials::of(values),
        }
    }

    /// Whether a value says one of the values. In a list or an object, every scalar counts.
    fn is_in(&self, value: &Json<'_>) -> bool {
        value.any_scalar(&|said| says_any(said, self.values))
    }
}

impl Acceptance {
    /// Compares a response with a status of success with what is declared.
    ///
    /// # Errors
    ///
    /// When it is no success of the call with this reference.
    pub(crate) fn check(
        &self,
        answer: &Answer,
        reference: Option<&str>,
    ) -> Result<(), Undecodable> {
        if glance::is_success(self, answer.body(), reference) {
            return Ok(());
        }
        self.compare(answer.body(), reference)
    }

    /// Looks in the response to a call that moves no money for what contradicts a success. Only the declared members are looked
    /// at, so nothing that is odd elsewhere, such as one row of a list, hides the rest.
    ///
    /// # Errors
    ///
    /// When the response reports a failure.
    pub(crate) fn check_read(&self, answer: &Answer) -> Result<(), Undecodable> {
        if glance::is_silent(self, answer.body()) {
            return Ok(());
        }
        self.look_for_failures(answer.body())
    }

    fn look_for_failures(&self, body: &[u8]) -> Result<(), Undecodable> {
        let Some(body) = raw(body) else {
            return Ok(());
        };
        for contradiction in self.contradicts {
            let is_in =
                |raw: &RawValue| Json::of(raw).is_some_and(|value| contradiction.is_in(&value));
            if any_at(body, contradiction.path, &is_in) {
                return Err(Undecodable::contradicting(contradiction.path));
            }
        }
        for path in self.lacks {
            // What cannot be read without ambiguity holds something.
            let is_there = |raw: &RawValue| Json::of(raw).is_none_or(|value| !value.is_nothing());
            if any_at(body, path, &is_there) {
                return Err(Undecodable::contradicting(path));
            }
        }
        Ok(())
    }

    pub(super) fn compare(&self, body: &[u8], reference: Option<&str>) -> Result<(), Undecodable> {
        let json = Json::parse(body).map_err(|odd| unclear(body, odd))?;
        for path in self.has {
            self.has_at(&json, path)?;
        }
        // Where nobody knows what a success has, it has something.
        if self.has.is_empty() && !json.any_scalar(&|text| is_present(text)) {
            return Err(Undecodable::nothing());
        }
        for contradiction in self.contradicts {
            let path = contradiction.path;
            if json
                .at_any_case(path)
                .is_some_and(|said| contradiction.is_in(said))
            {
                return Err(Undecodable::contradicting(path));
            }
        }
        for path in self.lacks {
            if json.at_any_case(path).is_some_and(|it| !it.is_nothing()) {
                return Err(Undecodable::contradicting(path));
            }
        }
        let repeated = self
            .reference
            .and_then(|path| Some((path, json.at(path)?.scalar()?)));
        match repeated {
            Some((path, repeated)) if !repeated.is_empty() && Some(repeated) != reference => {
                Err(Undecodable::of_another(path))
            }
            _ => Ok(()),
        }
    }

    /// Looks at a string that no success lacks.
    fn has_at(&self, json: &Json<'_>, path: &'static str) -> Result<(), Undecodable> {
        let problem = match json.at(path) {
            None | Some(Json::Null) => return Err(Undecodable::lacking(path)),
            Some(Json::String(text)) if !is_present(text) => Problem::Blank,
            Some(Json::String(text)) if self.is_unset(text.as_bytes()) => Problem::Unset,
            Some(Json::String(_)) => return Ok(()),
            Some(other) => Problem::Type {
                expected: Some("a string"),
                found: other.kind(),
            },
        };
        Err(Undecodable::at(Failure::new(problem).below(path)))
    }

    /// Whether a string stands for a missing one.
    pub(super) fn is_unset(&self, text: &[u8]) -> bool {
        let mut unset = self.unset.iter();
        let is = |unset: &[u8]| may_begin_alike(unset, text) && same_letters(unset, text);
        unset.any(|unset| is(unset.as_bytes()))
    }
}

/// Whether this is true of a value at a dotted path, of which there are several where a name is repeated.
fn any_at(raw: &RawValue, path: &str, is: &impl Fn(&RawValue) -> bool) -> bool {
    let (name, below) = match path.split_once('.') {
        Some((name, below)) => (name, Some(below)),
        None => (path, None),
    };
    let mut named = members(raw)
        .into_iter()
        .flatten()
        .filter(|(member, _)| member.eq_ignore_ascii_case(name));
    named.any(|(_, value)| match below {
        Some(below) => any_at(value, below, is),
        None => is(value),
    })
}

/// Why a body is unclear, and where in it.
fn unclear(body: &[u8], Odd { problem, at }: Odd) -> Undecodable {
    let before = body.get(..at).unwrap_or(body);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n');
    let column = column.count() + 1;
    match problem {
        Oddity::NotJson => Undecodable::not_json(line, column),
        Oddity::Repeated => Undecodable::repeated(line, column),
        Oddity::TooDeep => Undecodable::too_deep(line, column),
    }
}

#[cfg(test)]
mod tests;
