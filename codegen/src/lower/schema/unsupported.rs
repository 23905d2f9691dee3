//! What a schema may say, and what cannot be represented yet: said, and never dropped in silence.

use openapiv3::AnySchema;

use super::Used;
use crate::diagnostic::Code;
use crate::lower::Lowering;
use crate::span;

impl Lowering<'_> {
    pub(super) fn composed(&mut self, at: &str, keyword: &str) -> Option<Used> {
        self.report.warning(
            Code::UnsupportedComposition,
            &span::step(at, keyword),
            format!("`{keyword}` is not supported yet, so what uses this schema is left out"),
            "write one schema that holds all properties, or leave the schema empty to receive raw JSON",
        );
        None
    }

    pub(super) fn unsupported(&mut self, at: &str, what: &str) -> Option<Used> {
        self.left_out(
            at,
            what,
            "leave the schema empty to receive raw JSON, or write it another way",
        )
    }

    fn left_out(&mut self, at: &str, what: &str, help: &str) -> Option<Used> {
        let what = format!("{what} is not supported yet, so what uses this schema is left out");
        self.report.warning(Code::UnsupportedSchema, at, what, help);
        None
    }

    /// A schema that is neither of one type nor of any.
    pub(super) fn mixture(&mut self, any: &AnySchema, at: &str) -> Option<Used> {
        if let Some(ty) = &any.typ {
            let what = match any.enumeration.is_empty() {
                false => format!("`type: {ty}` with an `enum` of other values"),
                true => format!("`type: {ty}` with keywords or bounds of another type"),
            };
            return self.left_out(at, &what, "remove what does not belong to the type");
        }
        let (keyword, ty) = match any {
            AnySchema { properties, .. } if !properties.is_empty() => ("properties", "object"),
            AnySchema {
                additional_properties: Some(_),
                ..
            } => ("additionalProperties", "object"),
            AnySchema { items: Some(_), .. } => ("items", "array"),
            AnySchema { enumeration, .. } if !enumeration.is_empty() => ("enum", "string"),
            _ => {
                return self.left_out(
                    at,
                    "a schema of constraints without a `type`",
                    "add the `type`",
                );
            }
        };
        let what = format!("`{keyword}` without a `type`");
        self.left_out(at, &what, &format!("add `type: {ty}`"))
    }

    pub(in crate::lower) fn unchecked(&mut self, at: &str, what: &str) {
        self.report.warning(
            Code::UncheckedConstraint,
            at,
            format!("{what} are not checked before sending"),
            "the gateway will judge; remove the constraint to silence this",
        );
    }
}

/// The composing keyword of a schema that has other keywords as well.
pub(super) fn composition(any: &AnySchema) -> Option<&'static str> {
    match any {
        AnySchema { all_of, .. } if !all_of.is_empty() => Some("allOf"),
        AnySchema { one_of, .. } if !one_of.is_empty() => Some("oneOf"),
        AnySchema { any_of, .. } if !any_of.is_empty() => Some("anyOf"),
        AnySchema { not: Some(_), .. } => Some("not"),
        _ => None,
    }
}
