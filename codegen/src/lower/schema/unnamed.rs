//! Schemas without a name of their own: scalars, lists, maps and any JSON.

use openapiv3::{IntegerType, Schema, SchemaKind, Type as Kind, VariantOrUnknownOrEmpty};

use super::values::UNSIGNED;
use super::{Position, Used, nullable, values};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::vocabulary as x;

impl Lowering<'_> {
    pub(super) fn unnamed(&mut self, schema: &Schema, position: &Position) -> Option<Used> {
        let at = &position.pointer;
        let extensions = &schema.schema_data.extensions;
        if let Some(kind) = x::get::<x::Kind>(extensions, x::KIND) {
            return self.kind(kind, schema, x::get(extensions, x::WIRE), at);
        }
        if extensions.contains_key(x::WIRE) {
            self.report.error(
                Code::WireWithoutKind,
                &pointer::step(at, x::WIRE),
                format!("`{}` has no meaning without `{}`", x::WIRE, x::KIND),
                format!("add `{}: msisdn` or `{}: local-datetime`", x::KIND, x::KIND),
            );
            return None;
        }
        match &schema.schema_kind {
            SchemaKind::Type(Kind::String(text)) => {
                let mut used = Used::of(ir::Type::String);
                used.constraints = values::of_string(text);
                Some(used)
            }
            SchemaKind::Type(Kind::Number(number)) => {
                self.listed(!number.enumeration.is_empty(), at);
                let mut used = Used::of(match &number.format {
                    VariantOrUnknownOrEmpty::Unknown(format) if is_exact(format) => {
                        ir::Type::Amount(ir::AmountWire::Number)
                    }
                    _ => ir::Type::Float,
                });
                used.constraints = values::of_number(number);
                Some(used)
            }
            SchemaKind::Type(Kind::Integer(integer)) => {
                use openapiv3::IntegerFormat;
                let mut used = Used::of(match &integer.format {
                    VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => ir::Type::Integer32,
                    _ if is_unsigned(integer) => ir::Type::Unsigned64,
                    _ => ir::Type::Integer64,
                });
                if !integer.enumeration.is_empty() {
                    self.report.warning(
                        Code::UnsignedEnum,
                        &pointer::step(at, "enum"),
                        "the values of this `enum` are not checked before sending: an integer of the format `uint64` is a plain `u64`",
                        "write the format `int64` if it holds all values",
                    );
                }
                used.constraints = self.bounds_of_integer(integer, at);
                Some(used)
            }
            SchemaKind::Type(Kind::Boolean(boolean)) => {
                self.listed(!boolean.enumeration.is_empty(), at);
                Some(Used::of(ir::Type::Boolean))
            }
            SchemaKind::Type(Kind::Array(array)) => {
                let item = match &array.items {
                    None => {
                        self.report.warning(
                            Code::NoItems,
                            at,
                            "the array has no `items`, so its items are raw JSON",
                            "declare `items`; write `items: {}` for any value",
                        );
                        ir::Type::Json
                    }
                    Some(items) => {
                        self.nesting += 1;
                        let item = self.boxed(items, &position.below("items", "item"));
                        self.nesting -= 1;
                        let item = item?;
                        if item.constraints != ir::Constraints::default() {
                            self.unchecked(at, "constraints on the items of a list");
                        }
                        nullable(item)
                    }
                };
                let mut used = Used::of(ir::Type::List(Box::new(item)));
                used.constraints = ir::Constraints {
                    min_items: array.min_items,
                    max_items: array.max_items,
                    unique_items: array.unique_items,
                    ..ir::Constraints::default()
                };
                Some(used)
            }
            SchemaKind::Type(Kind::Object(object)) => self.map(object, position),
            SchemaKind::Any(any) if *any == openapiv3::AnySchema::default() => {
                Some(Used::of(ir::Type::Json))
            }
            // What is left has a name, or was written out.
            _ => self.unsupported(at, "this schema"),
        }
    }

    /// A list of values makes an enum of texts and integers only.
    pub(super) fn listed(&mut self, listed: bool, at: &str) {
        if listed {
            self.unchecked(at, "the values of an `enum` of this type");
        }
    }
}

/// Whether an integer may be beyond what an `i64` holds.
pub(super) fn is_unsigned(integer: &IntegerType) -> bool {
    matches!(&integer.format, VariantOrUnknownOrEmpty::Unknown(format) if format == UNSIGNED)
}

/// Formats that say of a number that it is a decimal, every digit of which counts.
fn is_exact(format: &str) -> bool {
    matches!(format, "decimal" | "money" | "currency" | "bignumber")
}
