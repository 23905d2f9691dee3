//! Schemas without a name of their own: scalars, lists, maps and any JSON.

use serde_json::Value;

use super::{Position, Used, nullable, values};
use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::schema::{JsonType, Schema};
use crate::vocabulary as x;

impl Lowering<'_> {
    pub(super) fn unnamed(&mut self, schema: &Schema, position: &Position) -> Option<Used> {
        let at = &position.pointer;
        let extensions = &schema.extensions;
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
        match schema.ty {
            Some(JsonType::String) if self.files.schemas.contains(at) => {
                self.account.read(at, As::Opaque);
                Some(Used::of(ir::Type::File))
            }
            Some(JsonType::String) => {
                let format = self.typed_format(schema);
                let mut used = Used::of(format.map_or(ir::Type::String, ir::Type::Formatted));
                used.constraints = values::of_string(schema, self.account);
                Some(used)
            }
            Some(JsonType::Number) => {
                if !schema.enumeration.is_empty() {
                    self.listed(JsonType::Number, at);
                }
                let mut used = Used::of(match schema.format.as_deref() {
                    Some(format) if is_exact(format) => ir::Type::Amount(ir::AmountWire::Number),
                    Some("float" | "double") => ir::Type::Float,
                    _ => ir::Type::Number,
                });
                used.constraints = schema.bounds_of_number();
                Some(used)
            }
            Some(JsonType::Integer) => {
                let mut used = Used::of(match schema.format.as_deref() {
                    Some("int32") => ir::Type::Integer32,
                    _ if schema.is_unsigned() => ir::Type::Unsigned64,
                    _ => ir::Type::Integer64,
                });
                if !schema.enumeration.is_empty() {
                    let is_large = |value: &Value| value.is_u64() && !value.is_i64();
                    let why = match schema.enumeration.iter().any(is_large) {
                        true => "one is greater than an `i64`",
                        false => "the format is `uint64`",
                    };
                    self.report.warning(
                        Code::UnsignedEnum,
                        &pointer::step(at, "enum"),
                        format!("the values of this `enum` are not checked: {why}, so the value is a plain `u64`"),
                        "check the value before the call where it matters",
                    );
                }
                used.constraints = schema.bounds_of_integer();
                Some(used)
            }
            Some(JsonType::Boolean) => {
                if !schema.enumeration.is_empty() {
                    self.listed(JsonType::Boolean, at);
                }
                Some(Used::of(ir::Type::Boolean))
            }
            Some(JsonType::Array) => {
                let (item, constraints) = match &schema.items {
                    None => {
                        self.report.warning(
                            Code::NoItems,
                            at,
                            "the array has no `items`, so its items are raw JSON",
                            "declare `items`; write `items: {}` for any value",
                        );
                        (ir::Type::Json, ir::Constraints::default())
                    }
                    Some(items) => {
                        self.nesting += 1;
                        let item = self.schema(items, &position.below("items", "item"));
                        self.nesting -= 1;
                        let item = item?;
                        let mut patterns = item.constraints.patterns.iter();
                        if patterns.any(|pattern| pattern.translated.is_err()) {
                            self.unchecked(at, "some patterns of the items of a list");
                        }
                        let constraints = item.constraints.clone();
                        (nullable(item), constraints)
                    }
                };
                let mut used = Used::of(ir::Type::List(Box::new(item)));
                used.constraints = ir::Constraints {
                    min_items: schema.min_items,
                    max_items: schema.max_items,
                    unique_items: schema.unique_items.unwrap_or_default(),
                    items: (constraints != ir::Constraints::default())
                        .then(|| Box::new(constraints)),
                    ..ir::Constraints::default()
                };
                Some(used)
            }
            Some(JsonType::Object) => self.map(schema, position),
            None if schema.is_any() => Some(Used::of(ir::Type::Json)),
            // What is left has a name, or was written out.
            None => self.unsupported(at, "this schema"),
        }
    }

    /// The format of a string that has a type of its own.
    fn typed_format(&self, schema: &Schema) -> Option<ir::Format> {
        let format = match schema.format.as_deref()? {
            "date" => ir::Format::Date,
            "date-time" => ir::Format::DateTime,
            "uuid" => ir::Format::Uuid,
            _ => return None,
        };
        let is_typed = match format {
            ir::Format::Date | ir::Format::DateTime => self.typed.dates,
            ir::Format::Uuid => self.typed.uuids,
        };
        is_typed.then_some(format)
    }

    /// A list of values makes an enum of texts and integers only.
    pub(super) fn listed(&mut self, ty: JsonType, at: &str) {
        let what = format!("the values of an `enum` beside `type: {}`", ty.as_str());
        self.unchecked(at, &what);
    }
}

/// Formats that say of a number that it is a decimal, every digit of which counts.
fn is_exact(format: &str) -> bool {
    matches!(format, "decimal" | "money" | "currency" | "bignumber")
}
