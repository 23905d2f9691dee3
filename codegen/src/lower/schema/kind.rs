//! Scalars that mean more than their JSON type: money, phone numbers, times.

use super::plain_form::{self, scalar_or_string};
use super::{Used, values};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::schema::{JsonType, Schema};
use crate::vocabulary::{self as x, Wire};

impl Lowering<'_> {
    pub(super) fn kind(
        &mut self,
        kind: x::Kind,
        schema: &Schema,
        wire: Option<Wire>,
        at: &str,
    ) -> Option<Used> {
        let (ty, constraints) = match (kind, schema.plain_type(), wire) {
            (x::Kind::Amount, Some(JsonType::Number), None) => {
                if !schema.enumeration.is_empty() {
                    self.listed(JsonType::Number, at);
                }
                (
                    ir::Type::Amount(ir::AmountWire::Number),
                    schema.bounds_of_number(),
                )
            }
            (x::Kind::Amount, Some(JsonType::String), None) => {
                self.restated(schema, &[plain_form::AMOUNT.to_owned()], at);
                (
                    ir::Type::Amount(ir::AmountWire::Text),
                    ir::Constraints::default(),
                )
            }
            (x::Kind::Msisdn, Some(JsonType::String), Some(wire @ (Wire::Digits | Wire::Plus))) => {
                let (wire, forms) = if wire == Wire::Plus {
                    (ir::MsisdnWire::Plus, plain_form::MSISDN_PLUS)
                } else {
                    (ir::MsisdnWire::Digits, plain_form::MSISDN_DIGITS)
                };
                self.restated(schema, &forms.map(str::to_owned), at);
                (ir::Type::Msisdn(wire), ir::Constraints::default())
            }
            (x::Kind::LocalDatetime, Some(JsonType::String), Some(Wire::DateSpaceTime)) => {
                self.restated(schema, &plain_form::LOCAL_DATETIME.map(str::to_owned), at);
                (ir::Type::LocalDateTime, ir::Constraints::default())
            }
            (x::Kind::Datetime, Some(JsonType::String), None) => {
                let unset = x::get::<Vec<String>>(&schema.extensions, x::UNSET);
                self.restated(
                    schema,
                    &plain_form::date_time(&unset.unwrap_or_default()),
                    at,
                );
                (ir::Type::DateTime, ir::Constraints::default())
            }
            (x::Kind::Text | x::Kind::IntegerOrString, _, None)
                if let Some(nullable) = scalar_or_string(kind, schema) =>
            {
                let ty = if kind == x::Kind::Text {
                    ir::Type::Text
                } else {
                    ir::Type::IntegerOrText
                };
                let mut used = Used::of(ty);
                used.nullable = nullable;
                return Some(used);
            }
            _ => {
                self.report.error(
                    Code::KindForm,
                    &pointer::step(at, x::KIND),
                    "the kind does not fit the `type` and the wire form",
                    "amount: `type: number` or `string`, no wire form; msisdn: `type: string` with the wire form \
                     `digits` or `plus`; local-datetime: `type: string` with `YYYY-MM-DD HH:mm:ss`; datetime: `type: string`, no wire form; text and integer-or-string: no `type`, or the `anyOf` that spec/README.md shows",
                );
                return None;
            }
        };
        let mut used = Used::of(ty);
        used.constraints = constraints;
        Some(used)
    }

    /// A kind has rules of its own. Only its plain form, a `pattern`, may stand beside it, for the tools that do not know the kind.
    fn restated(&mut self, text: &Schema, forms: &[String], at: &str) {
        let rest = values::lengths(text);
        if rest != ir::Constraints::default() || !text.enumeration.is_empty() {
            self.unchecked(at, &format!("constraints beside `{}`", x::KIND));
        }
        if text.patterns.iter().any(|pattern| !forms.contains(pattern)) {
            let form = forms.first().map_or("", String::as_str);
            self.report.warning(
                Code::KindPattern,
                &pointer::step(at, "pattern"),
                format!(
                    "the `pattern` is not that of the `{}`, and is not checked before sending",
                    x::KIND
                ),
                format!("write `pattern: '{form}'`"),
            );
        }
    }
}
