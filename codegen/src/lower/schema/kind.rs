//! Scalars that mean more than their JSON type: money, phone numbers, times.

use openapiv3::{AnySchema, Schema, SchemaKind, Type as Kind};

use super::{Used, values};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::vocabulary::{self as x, Wire};

impl Lowering<'_> {
    pub(super) fn kind(
        &mut self,
        kind: x::Kind,
        schema: &Schema,
        wire: Option<Wire>,
        at: &str,
    ) -> Option<Used> {
        let (ty, constraints) = match (kind, &schema.schema_kind, wire) {
            (x::Kind::Amount, SchemaKind::Type(Kind::Number(number)), None) => {
                self.listed(!number.enumeration.is_empty(), at);
                (
                    ir::Type::Amount(ir::AmountWire::Number),
                    values::of_number(number),
                )
            }
            (x::Kind::Amount, SchemaKind::Type(Kind::String(text)), None) => {
                self.unchecked_text(text, at);
                (
                    ir::Type::Amount(ir::AmountWire::Text),
                    ir::Constraints::default(),
                )
            }
            (
                x::Kind::Msisdn,
                SchemaKind::Type(Kind::String(text)),
                Some(wire @ (Wire::Digits | Wire::Plus)),
            ) => {
                self.unchecked_text(text, at);
                let wire = if wire == Wire::Plus {
                    ir::MsisdnWire::Plus
                } else {
                    ir::MsisdnWire::Digits
                };
                (ir::Type::Msisdn(wire), ir::Constraints::default())
            }
            (
                x::Kind::LocalDatetime,
                SchemaKind::Type(Kind::String(text)),
                Some(Wire::DateSpaceTime),
            ) => {
                self.unchecked_text(text, at);
                (ir::Type::LocalDateTime, ir::Constraints::default())
            }
            (x::Kind::Datetime, SchemaKind::Type(Kind::String(text)), None) => {
                self.unchecked_text(text, at);
                (ir::Type::DateTime, ir::Constraints::default())
            }
            (x::Kind::Text, SchemaKind::Any(any), None) if *any == AnySchema::default() => {
                (ir::Type::Text, ir::Constraints::default())
            }
            (x::Kind::IntegerOrString, SchemaKind::Any(any), None)
                if *any == AnySchema::default() =>
            {
                (ir::Type::IntegerOrText, ir::Constraints::default())
            }
            _ => {
                self.report.error(
                    Code::ExtensionTarget,
                    &pointer::step(at, x::KIND),
                    "the kind, the `type` and the wire form do not fit together",
                    "amount: `type: number` or `string`, no wire form; msisdn: `type: string` with the wire form \
                     `digits` or `plus`; local-datetime: `type: string` with `YYYY-MM-DD HH:mm:ss`; datetime: `type: string`, no wire form; text and integer-or-string: no `type`",
                );
                return None;
            }
        };
        let mut used = Used::of(ty);
        used.constraints = constraints;
        Some(used)
    }

    /// A kind has rules of its own; those of a text are for the reader.
    fn unchecked_text(&mut self, text: &openapiv3::StringType, at: &str) {
        if values::of_string(text) != ir::Constraints::default() || !text.enumeration.is_empty() {
            self.unchecked(at, &format!("constraints beside `{}`", x::KIND));
        }
    }
}
