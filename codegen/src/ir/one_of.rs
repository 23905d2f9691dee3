//! One of several schemas, and how they are told apart.

use super::{Api, Field, Shape, Struct, Type};

/// One of several schemas.
#[derive(Clone, Debug)]
pub struct OneOf {
    /// The schemas, in document order.
    pub options: Vec<OneOfOption>,
    /// The property that says which option an object is.
    pub discriminator: Option<String>,
    /// Why the first option that fits is the right one, where nothing tells them apart.
    pub overlap: Option<String>,
    /// The Rust name of the variant that keeps what is none of the options.
    pub unknown: String,
}

/// One of the schemas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOfOption {
    /// Its type.
    pub ty: Type,
    /// The variant.
    pub rust: String,
    /// The values of the discriminator that stand for it.
    pub values: Vec<String>,
}

/// What the values of one option have, and those of no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A property, under any of these names.
    Property(Vec<String>),
    /// A property, under any of these names, with one of these values.
    Constant(Vec<String>, Vec<String>),
    /// A kind of JSON.
    Is(Vec<JsonKind>),
    /// Nothing: the options are tried in order, after those that have a sign.
    Fits,
}

/// A kind of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// An object.
    Object,
    /// `null`.
    Null,
}

impl JsonKind {
    const ALL: [Self; 6] = [
        Self::Text,
        Self::Number,
        Self::Boolean,
        Self::List,
        Self::Object,
        Self::Null,
    ];

    /// The kind of a value.
    #[must_use]
    pub const fn of(value: &serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

impl OneOf {
    /// The sign of each option, in their order.
    #[must_use]
    pub fn signs(&self, api: &Api) -> Vec<Sign> {
        if self.overlap.is_some() || self.options.len() == 1 {
            return vec![Sign::Fits; self.options.len()];
        }
        let kinds: Vec<Vec<JsonKind>> = self
            .options
            .iter()
            .map(|option| kinds(api, &option.ty, &mut Vec::new()))
            .collect();
        let structs: Vec<Option<&Struct>> = self
            .options
            .iter()
            .map(|option| structure(api, &option.ty))
            .collect();
        let shares = |one: usize, other: usize| {
            one != other && kinds[one].iter().any(|kind| kinds[other].contains(kind))
        };
        let objects: Vec<usize> = (0..self.options.len())
            .filter(|number| structs[*number].is_some())
            .collect();
        let constants = self.constants(api, &objects, &structs);
        (0..self.options.len())
            .map(|number| {
                if let (Some(property), false) =
                    (&self.discriminator, self.options[number].values.is_empty())
                {
                    let values = self.options[number].values.clone();
                    return Sign::Constant(vec![property.clone()], values);
                }
                if !(0..self.options.len()).any(|other| shares(number, other)) {
                    return Sign::Is(kinds[number].clone());
                }
                if let Some(place) = objects.iter().position(|object| *object == number) {
                    if let Some(signs) = &constants {
                        return signs[place].clone();
                    }
                    if let Some(sign) = own_property(&structs, number) {
                        return sign;
                    }
                }
                Sign::Fits
            })
            .collect()
    }

    /// The first option that is known by nothing but that it can be read, though it may be another as well.
    #[must_use]
    pub fn in_doubt(&self, api: &Api) -> Option<usize> {
        if self.overlap.is_some() || self.options.len() == 1 {
            return None;
        }
        self.signs(api).iter().position(|sign| *sign == Sign::Fits)
    }

    /// By a property that has different values in each option.
    fn constants(
        &self,
        api: &Api,
        objects: &[usize],
        structs: &[Option<&Struct>],
    ) -> Option<Vec<Sign>> {
        let options: Vec<&Struct> = objects.iter().filter_map(|n| structs[*n]).collect();
        let by = |name: &str| {
            let mut signs: Vec<Sign> = Vec::new();
            for option in &options {
                let field = option.fields.iter().find(|field| field.name.wire == name)?;
                let values = field.listed(api)?;
                let taken = |sign: &Sign| match sign {
                    Sign::Constant(_, others) => others.iter().any(|v| values.contains(v)),
                    _ => false,
                };
                if signs.iter().any(taken) {
                    return None;
                }
                signs.push(Sign::Constant(names(field), values));
            }
            Some(signs)
        };
        let first = options.first()?;
        if options.len() < 2 {
            return None;
        }
        first.fields.iter().find_map(|field| by(&field.name.wire))
    }
}

fn structure<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    match &api.type_def(ty)?.shape {
        Shape::Struct(structure) => Some(structure),
        _ => None,
    }
}

/// The kinds of JSON that a value of a type can be.
fn kinds(api: &Api, ty: &Type, open: &mut Vec<String>) -> Vec<JsonKind> {
    use JsonKind::{Boolean, List, Null, Number, Object, Text};
    match ty {
        Type::String
        | Type::Amount(super::AmountWire::Text)
        | Type::Msisdn(_)
        | Type::LocalDateTime
        | Type::DateTime => vec![Text],
        Type::Boolean => vec![Boolean],
        Type::Integer32
        | Type::Integer64
        | Type::Unsigned64
        | Type::Float
        | Type::Amount(super::AmountWire::Number) => vec![Number],
        Type::Text => vec![Text, Number, Boolean],
        Type::IntegerOrText => vec![Text, Number],
        Type::OrUnset(..) => vec![Text, Number, Boolean],
        // Bytes and files are no JSON: nothing tells them apart in it.
        Type::Json | Type::Bytes | Type::File => JsonKind::ALL.to_vec(),
        Type::List(_) => vec![List],
        Type::Map(_) => vec![Object],
        Type::Sensitive(inner) => kinds(api, inner, open),
        Type::Nullable(inner) => {
            let mut found = kinds(api, inner, open);
            found.push(Null);
            found
        }
        Type::Named(name) => match api.types.get(name).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => vec![Object],
            Some(Shape::StringEnum(_)) => vec![Text],
            Some(Shape::IntegerEnum(_)) => vec![Number],
            Some(Shape::OneOf(one_of)) if !open.contains(name) => {
                open.push(name.clone());
                let of = |option: &OneOfOption| kinds(api, &option.ty, open);
                let mut found: Vec<JsonKind> = one_of.options.iter().flat_map(of).collect();
                open.pop();
                found.sort_unstable();
                found.dedup();
                found
            }
            _ => JsonKind::ALL.to_vec(),
        },
    }
}

/// By a required property that no other option has.
fn own_property(options: &[Option<&Struct>], number: usize) -> Option<Sign> {
    let own = options.get(number)?.as_ref()?.fields.iter().find(|field| {
        let wanted = names(field);
        let elsewhere = options.iter().enumerate().any(|(other, option)| {
            let has = |field: &Field| names(field).iter().any(|name| wanted.contains(name));
            other != number && option.is_some_and(|option| option.fields.iter().any(has))
        });
        field.required && !elsewhere
    })?;
    Some(Sign::Property(names(own)))
}

fn names(field: &Field) -> Vec<String> {
    let aliases = field.aliases.iter().cloned();
    std::iter::once(field.name.wire.clone())
        .chain(aliases)
        .collect()
}
