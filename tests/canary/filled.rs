//! Bodies made from their types: with a marker wherever the specification says that a value is personal or secret.

use malipo_codegen::ir::{
    Acceptance, Api, Constraints, ErrorRole, Field, Format, MsisdnWire, Shape, Struct, Type,
};
use serde_json::{Value, json};

use super::{PHONE, TEXT};

/// How deep a body may become that holds itself.
const DEEPEST: usize = 12;

/// How bodies are filled.
#[derive(Clone, Copy)]
pub(crate) struct Filling<'a> {
    pub(crate) api: &'a Api,
    /// Which way is taken where there are several: one of several objects, one of several choices.
    pub(crate) way: usize,
    /// Whether every text is a marker, as in an error, whose messages may quote anything. Ids to quote are none.
    pub(crate) quoting: bool,
    /// Whether rules are broken: texts are made too long and, where nothing personal is lost, empty; amounts too small.
    pub(crate) breaking: bool,
}

impl Filling<'_> {
    pub(crate) fn body(&self, ty: &Type) -> Value {
        self.value(ty, &Constraints::default(), self.quoting, 0)
    }

    /// Like [`body`](Self::body), for a success: a code says that it is one, where another contradicts it.
    pub(crate) fn success(&self, ty: &Type, acceptance: Option<&Acceptance>) -> Value {
        let mut body = self.body(ty);
        let declared = acceptance.into_iter().flat_map(|found| &found.contradicts);
        for (path, values) in declared {
            let member = body.pointer_mut(&format!("/{}", path.replace('.', "/")));
            if let Some(code) = member.filter(|member| member.is_number())
                && values.iter().any(|value| value == "!2XX")
            {
                *code = json!(200);
            }
        }
        body
    }

    fn value(&self, ty: &Type, limits: &Constraints, personal: bool, depth: usize) -> Value {
        match ty {
            Type::Sensitive(inner) => self.value(inner, limits, true, depth),
            Type::Nullable(inner) | Type::OrUnset(inner, _) => {
                self.value(inner, limits, personal, depth)
            }
            Type::List(_) if depth > DEEPEST => json!([]),
            Type::List(inner) => {
                json!([self.value(inner, &Constraints::default(), personal, depth + 1)])
            }
            Type::Map(inner) => {
                json!({ "member": self.value(inner, limits, personal, depth + 1) })
            }
            Type::Named(_) => self.named(ty, personal, depth + 1),
            Type::Msisdn(MsisdnWire::Digits) => json!(PHONE),
            Type::Msisdn(MsisdnWire::Plus) => json!(format!("+{PHONE}")),
            Type::String if limits.subscriber.is_some() => json!(format!("+{PHONE}")),
            Type::String | Type::Text => self.text(limits, personal),
            // Whatever is not described may hold anything.
            Type::Json => json!({ "any": TEXT }),
            Type::Boolean => json!(true),
            Type::Float | Type::Number => json!(1.5),
            Type::Integer32 | Type::Integer64 | Type::Unsigned64 | Type::IntegerOrText => {
                let least = limits.minimum.as_ref().map_or("1", |bound| &*bound.value);
                json!(least.parse::<i64>().unwrap().max(1))
            }
            Type::Amount(_) if self.breaking && limits.minimum.is_some() => json!(-5),
            Type::Amount(_) => json!(5),
            Type::LocalDateTime => json!("2026-01-31 09:00:00"),
            Type::DateTime => json!("2026-01-31T09:00:00"),
            Type::Formatted(Format::Date) => json!("2026-01-31"),
            Type::Formatted(Format::DateTime) => json!("2026-01-31T09:00:00Z"),
            Type::Formatted(Format::Uuid) => json!("0d6cd1c7-8e3a-4c8b-9b1f-3f6f0a8b7c11"),
            Type::Bytes | Type::File => {
                panic!("no gateway takes bytes yet: say here what they hold")
            }
        }
    }

    fn text(&self, limits: &Constraints, personal: bool) -> Value {
        let least = limits.min_length.unwrap_or(0);
        if self.breaking && !personal && least > 0 {
            return json!("");
        }
        let text = if personal { TEXT } else { "x" };
        let length = match limits.max_length {
            Some(most) if self.breaking => most + 1,
            _ => least,
        };
        let missing = length.saturating_sub(text.len());
        json!(format!("{text}{}", "x".repeat(missing)))
    }

    fn named(&self, ty: &Type, personal: bool, depth: usize) -> Value {
        match &self.api.type_def(ty).unwrap().shape {
            Shape::StringEnum(known) => json!(known.values[0].wire),
            Shape::IntegerEnum(known) => json!(known.values[0].wire),
            Shape::OneOf(one_of) => {
                let option = &one_of.options[self.way % one_of.options.len()];
                self.value(&option.ty, &Constraints::default(), personal, depth)
            }
            Shape::Struct(structure) => self.structure(structure, personal, depth),
        }
    }

    fn structure(&self, structure: &Struct, personal: bool, depth: usize) -> Value {
        let chosen = structure
            .choice
            .as_ref()
            .map(|choice| &choice.options[self.way % choice.options.len()]);
        let mut body = serde_json::Map::new();
        for field in &structure.fields {
            let wire = &field.name.wire;
            let governed = structure
                .choice
                .as_ref()
                .is_some_and(|choice| choice.governs(wire));
            let taken = chosen.is_some_and(|option| option.takes == *wire);
            // A line with a network can be read as one to mobile money, and an account of a bank is no phone number.
            let network = structure.closed && wire == "mccmnc" && !field.required;
            if network || (governed && !taken) || (depth > DEEPEST && !field.required) {
                continue;
            }
            body.insert(wire.clone(), self.field(field, personal, depth));
        }
        for (wire, value) in chosen.into_iter().flat_map(|option| &option.sends) {
            body.insert(wire.clone(), value.clone());
        }
        Value::Object(body)
    }

    fn field(&self, field: &Field, personal: bool, depth: usize) -> Value {
        let to_be_quoted = matches!(
            field.error_role,
            Some(ErrorRole::Id | ErrorRole::TraceId | ErrorRole::Code)
        );
        self.value(
            &field.ty,
            &field.constraints,
            personal && !to_be_quoted,
            depth,
        )
    }
}
