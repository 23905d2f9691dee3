//! Headers of the parts of a body: kept until the parts are written.

use serde::Serialize;

use super::{Encoder, is_visible};
use crate::request::multipart::Multipart;
use crate::wire::styled::{self, Style};
use crate::wire::{ToParameter, Violations};

/// A header of each part with one name.
pub(super) struct PartHeader {
    part: &'static str,
    name: &'static str,
    value: Option<String>,
    rule: Rule,
}

/// What must be so of a header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// It is there, if the part is.
    Required,
    /// The caller may give it, if the part is there.
    Optional,
    /// The client adds it, if the part is there.
    Constant,
}

impl Encoder {
    /// Gives each part with a name a header. The header of a part that is not sent is a violation, and so is a part without a header
    /// that it must have.
    pub fn part_header<T: ToParameter + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
        part: &'static str,
        required: bool,
    ) {
        let value = value.to_parameter().map(|text| text.into_owned());
        self.keep((part, name), required, value);
    }

    /// The same with a value of several parts.
    pub fn part_header_styled<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
        part: &'static str,
        required: bool,
        exploded: bool,
    ) {
        let value = self.written(name, value);
        let text = value
            .and_then(|value| styled::text(name, &value, Style::Simple, exploded, str::to_owned));
        self.keep((part, name), required, text);
    }

    /// The same with a value as JSON.
    pub fn part_header_json<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
        part: &'static str,
        required: bool,
    ) {
        let json = self.present(name, value);
        self.keep(
            (part, name),
            required,
            json.map(|json| json.get().to_owned()),
        );
    }

    /// Gives each part with a name a header that has one value only.
    pub fn part_constant(&mut self, name: &'static str, value: &str, part: &'static str) {
        self.part_headers.push(PartHeader {
            part,
            name,
            value: Some(value.to_owned()),
            rule: Rule::Constant,
        });
    }

    fn keep(
        &mut self,
        (part, name): (&'static str, &'static str),
        required: bool,
        value: Option<String>,
    ) {
        if value.as_deref().is_some_and(|value| !is_visible(value)) {
            return self.violations.field(name, super::not_visible);
        }
        self.part_headers.push(PartHeader {
            part,
            name,
            value,
            rule: match required {
                true => Rule::Required,
                false => Rule::Optional,
            },
        });
    }

    /// Writes the headers into the parts.
    pub(super) fn give_headers(&mut self, parts: &mut Multipart) {
        for PartHeader {
            part,
            name,
            value,
            rule,
        } in std::mem::take(&mut self.part_headers)
        {
            match (parts.has(part), value) {
                (true, Some(value)) => parts.header(part, name, &value),
                (true, None) if rule == Rule::Required => self.violations.field(name, |at| {
                    let rule = format!("is required where the part `{part}` is sent");
                    at.violation(rule, "give the header, or leave the part out");
                }),
                (false, Some(_)) if rule != Rule::Constant => {
                    idle(&mut self.violations, part, name)
                }
                _ => {}
            }
        }
    }

    /// Records the headers that no part has taken, since there are no parts.
    pub(super) fn idle_headers(&mut self) {
        for header in std::mem::take(&mut self.part_headers) {
            if header.value.is_some() && header.rule != Rule::Constant {
                idle(&mut self.violations, header.part, header.name);
            }
        }
    }
}

fn idle(violations: &mut Violations, part: &str, name: &str) {
    violations.field(name, |at| {
        let rule = format!("is a header of the part `{part}`, which is not sent");
        at.violation(rule, "send the part, or leave the header out");
    });
}
