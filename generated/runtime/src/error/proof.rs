//! What a response proves about money: that a refused call did nothing, or that a success is none.
//!
//! The generator emits what a specification declares, and this module compares the response with it. Only a complete match
//! proves anything. A response that is odd in any way proves nothing, and the payment counts as unclear.

mod acceptance;
mod json;
mod words;

use std::borrow::Cow;

use json::Json;
use words::{contains, contains_joined, joined};

use crate::wire::Answer;
pub use acceptance::{Acceptance, Contradiction};

/// The longest body that can prove a refusal. The documented ones have a few hundred bytes.
const LONGEST: usize = 64 * 1024;

/// The responses that prove that an operation did nothing.
#[derive(Clone, Copy, Debug)]
pub struct RefusalProof {
    /// The bodies that prove it, with their statuses.
    pub shapes: &'static [ProvingShape],
    /// The fields of the request that identify it. An error about one of them may be that of a duplicate.
    pub identifiers: &'static [&'static str],
    /// The words of a message or a field that says that the request is a duplicate.
    pub duplicates: &'static [&'static str],
    /// What a code or a status of a refusal may be, besides the HTTP status and its reason phrase: `failed`.
    pub says: &'static [&'static str],
}

/// A body that proves a refusal, with the statuses under which it does.
#[derive(Clone, Copy, Debug)]
pub struct ProvingShape {
    /// The statuses.
    pub statuses: &'static [u16],
    /// The body.
    pub body: ProvingBody,
}

/// The form of a body that proves a refusal. A body with a member that is not listed has another form.
#[derive(Clone, Copy, Debug)]
pub enum ProvingBody {
    /// An object with these members.
    Object(&'static [ProvingMember]),
    /// An object that maps some of these request fields to lists of messages.
    RequestFields(&'static [&'static str]),
}

/// A member of a body that proves a refusal.
#[derive(Clone, Copy, Debug)]
pub struct ProvingMember {
    /// Its name.
    pub name: &'static str,
    /// Whether the body proves nothing without it.
    pub required: bool,
    /// What its value must be.
    pub value: ProvingValue,
}

/// What the value of a member must be, so that the body proves a refusal.
#[derive(Clone, Copy, Debug)]
pub enum ProvingValue {
    /// The HTTP status, as a number or as the same digits in quotes.
    HttpStatus,
    /// A status in words: the reason phrase of the HTTP status, or one that is declared for refusals.
    Status,
    /// A code of the gateway's own: the HTTP status, or one that is declared for refusals.
    Code,
    /// A message for people, which must not speak of a duplicate.
    Message,
    /// A list of errors, each with a field and a message.
    FieldErrors {
        /// The name of the member with the field.
        field: &'static str,
        /// The name of the member with the message.
        message: &'static str,
    },
    /// The merchant's reference of this call.
    Reference,
    /// A string, number or boolean that says nothing about the outcome.
    Other,
}

impl RefusalProof {
    /// Whether a response proves that the call with this reference did nothing.
    pub(crate) fn holds(&self, answer: &Answer, reference: Option<&str>) -> bool {
        let status = answer.status();
        // Whoever gave up waiting for the request does not know what became of it.
        if !matches!(status, 400..=407 | 409..=499) || answer.body().len() > LONGEST {
            return false;
        }
        let Ok(Json::Object(members)) = Json::parse(answer.body()) else {
            return false;
        };
        let found = |shape: &ProvingShape| {
            shape.statuses.contains(&status)
                && match shape.body {
                    ProvingBody::Object(known) => {
                        self.is_object(known, &members, status, reference)
                    }
                    ProvingBody::RequestFields(fields) => self.is_of_fields(fields, &members),
                }
        };
        self.shapes.iter().any(found)
    }

    fn is_object(
        &self,
        known: &[ProvingMember],
        members: &[(Cow<'_, str>, Json<'_>)],
        status: u16,
        reference: Option<&str>,
    ) -> bool {
        let is_complete = known
            .iter()
            .filter(|member| member.required)
            .all(|member| members.iter().any(|(name, _)| name == member.name));
        is_complete
            && members.iter().all(|(name, value)| {
                let member = known.iter().find(|member| member.name == name);
                member.is_some_and(|member| {
                    // Only what the body need not have may be null.
                    let is_absent = !member.required && matches!(value, Json::Null);
                    is_absent || self.fits(member, value, status, reference)
                })
            })
    }

    fn fits(
        &self,
        member: &ProvingMember,
        value: &Json<'_>,
        status: u16,
        reference: Option<&str>,
    ) -> bool {
        let required = member.required;
        match member.value {
            ProvingValue::HttpStatus => value
                .scalar()
                .is_some_and(|text| text == status.to_string()),
            ProvingValue::Status => value
                .string()
                .is_some_and(|text| self.is_of_refusal(text, status)),
            ProvingValue::Code => value
                .scalar()
                .is_some_and(|text| text == status.to_string() || self.is_of_refusal(text, status)),
            ProvingValue::Message => value
                .string()
                .is_some_and(|text| (!required || is_present(text)) && !self.is_of_duplicate(text)),
            ProvingValue::FieldErrors { field, message } => value.list().is_some_and(|errors| {
                !errors.is_empty()
                    && errors
                        .iter()
                        .all(|error| self.is_field_error(error, field, message))
            }),
            ProvingValue::Reference => value
                .scalar()
                .is_some_and(|text| text.is_empty() || Some(text) == reference),
            ProvingValue::Other => value.scalar().is_some(),
        }
    }

    /// Whether a code or a status is one that a refusal with this HTTP status says. Nobody can list what it says of a payment
    /// that is under way.
    fn is_of_refusal(&self, text: &str, status: u16) -> bool {
        let status = http::StatusCode::from_u16(status).ok();
        let reason = status.and_then(|status| status.canonical_reason());
        let mut known = reason.into_iter().chain(self.says.iter().copied());
        let said = joined(text);
        known.any(|known| joined(known) == said) && !self.is_of_duplicate(text)
    }

    fn is_field_error(&self, error: &Json<'_>, field: &str, message: &str) -> bool {
        let Json::Object(members) = error else {
            return false;
        };
        let text = |wanted: &str| {
            let member = members.iter().find(|(name, _)| name == wanted);
            member
                .and_then(|(_, value)| value.string())
                .filter(|text| is_present(text))
        };
        match (members.len(), text(field), text(message)) {
            (2, Some(field), Some(message)) => {
                !self.is_of_duplicate(field) && !self.is_of_duplicate(message)
            }
            _ => false,
        }
    }

    fn is_of_fields(&self, fields: &[&str], members: &[(Cow<'_, str>, Json<'_>)]) -> bool {
        !members.is_empty()
            && members.iter().all(|(name, messages)| {
                let is_message = |message: &Json<'_>| {
                    let text = message.string().filter(|text| is_present(text));
                    text.is_some_and(|text| !self.is_of_duplicate(text))
                };
                fields.contains(&&**name)
                    && !self.names_identifier(name)
                    && messages
                        .list()
                        .is_some_and(|list| !list.is_empty() && list.iter().all(is_message))
            })
    }

    /// Whether a text, such as the path of a field, names an identifier of the request: `Lines[0].TraceNumber`, or
    /// `Trace Number`.
    fn names_identifier(&self, text: &str) -> bool {
        let mut identifiers = self.identifiers.iter();
        identifiers.any(|identifier| contains_joined(text, identifier))
    }

    /// Whether a message or the path of a field speaks of a duplicate, or of an identifier of the request: the request may have
    /// been sent twice on the way, and this is the response to the second.
    fn is_of_duplicate(&self, message: &str) -> bool {
        let mut signs = self.duplicates.iter();
        signs.any(|sign| contains(message, sign)) || self.names_identifier(message)
    }
}

/// Returns true if a body is an object with one or more members, all of these names, each once, of which some have one of these
/// values or are null.
pub(crate) fn has_only(
    body: &[u8],
    names: &[&str],
    values: &[(&'static str, &'static [&'static str])],
) -> bool {
    let Ok(Json::Object(members)) = Json::parse(body) else {
        return false;
    };
    let has_only = members.iter().all(|(name, value)| {
        let one_of = values.iter().find(|(named, _)| named == name);
        let is_value = one_of.is_none_or(|(_, values)| {
            matches!(value, Json::Null) || value.scalar().is_some_and(|told| values.contains(&told))
        });
        names.contains(&&**name) && is_value
    });
    has_only && !members.is_empty()
}

fn is_present(text: &str) -> bool {
    !text.trim().is_empty()
}

#[cfg(test)]
mod tests;
