//! One of several schemas, and how they are told apart.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
        let options = self.options.iter().map(|option| &option.ty);
        self.signs_by(api, &Kinds::below(api, options))
    }

    /// [`signs`](Self::signs), where the kinds of all options are known.
    pub(crate) fn signs_by(&self, api: &Api, kinds: &Kinds<'_>) -> Vec<Sign> {
        if self.overlap.is_some() || self.options.len() == 1 {
            return vec![Sign::Fits; self.options.len()];
        }
        let kinds: Vec<Vec<JsonKind>> = self
            .options
            .iter()
            .map(|option| kinds.of(api, &option.ty))
            .collect();
        let mut of_kind: BTreeMap<JsonKind, usize> = BTreeMap::new();
        for own in &kinds {
            for kind in own.iter().collect::<BTreeSet<_>>() {
                *of_kind.entry(*kind).or_default() += 1;
            }
        }
        let is_alone = |number: usize| kinds[number].iter().all(|kind| of_kind[kind] == 1);
        let structs: Vec<Option<&Struct>> = self
            .options
            .iter()
            .map(|option| structure(api, &option.ty))
            .collect();
        let objects: Vec<usize> = (0..self.options.len())
            .filter(|number| structs[*number].is_some())
            .collect();
        let constants = self.constants(api, &objects, &structs);
        let holders = holders(&structs);
        let mut signs = Vec::with_capacity(self.options.len());
        let mut object = 0;
        for (number, option) in self.options.iter().enumerate() {
            let of_object = constants.as_ref().and_then(|signs| signs.get(object));
            object += usize::from(structs[number].is_some());
            let sign = match (&self.discriminator, structs[number]) {
                (Some(property), _) if !option.values.is_empty() => {
                    Sign::Constant(vec![property.clone()], option.values.clone())
                }
                _ if is_alone(number) => Sign::Is(kinds[number].clone()),
                (_, None) => Sign::Fits,
                (_, Some(structure)) => of_object
                    .cloned()
                    .or_else(|| own_property(structure, &holders))
                    .unwrap_or(Sign::Fits),
            };
            signs.push(sign);
        }
        signs
    }

    /// The first option that is known by nothing but that it can be read, though it may be another as well.
    pub(crate) fn in_doubt(&self, api: &Api, kinds: &Kinds<'_>) -> Option<usize> {
        if self.overlap.is_some() || self.options.len() == 1 {
            return None;
        }
        let signs = self.signs_by(api, kinds);
        signs.iter().position(|sign| *sign == Sign::Fits)
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
            let mut taken: HashSet<String> = HashSet::new();
            for option in &options {
                let field = option.fields.iter().find(|field| field.name.wire == name)?;
                let values = field.listed(api)?;
                if values.iter().any(|value| taken.contains(value)) {
                    return None;
                }
                taken.extend(values.iter().cloned());
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

/// The kinds of JSON that the values of each list of options can be, by its name. An option may be a list of options itself: what
/// each can be is handed on to those that it is an option of, once.
pub(crate) struct Kinds<'a>(HashMap<&'a str, BTreeSet<JsonKind>>);

impl<'a> Kinds<'a> {
    pub(crate) fn of_all(api: &'a Api) -> Self {
        let one_ofs = api.types.values().filter_map(|def| match &def.shape {
            Shape::OneOf(one_of) => Some(one_of),
            _ => None,
        });
        let options = one_ofs.flat_map(|one_of| &one_of.options);
        Self::below(api, options.map(|option| &option.ty))
    }

    fn below(api: &'a Api, types: impl Iterator<Item = &'a Type>) -> Self {
        let mut open: Vec<&str> = types.filter_map(|ty| listed(api, ty)).collect();
        let mut seen = HashSet::new();
        let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut news: Vec<(&str, JsonKind)> = Vec::new();
        while let Some(name) = open.pop() {
            let Some(Shape::OneOf(one_of)) = api.types.get(name).map(|def| &def.shape) else {
                continue;
            };
            for option in one_of.options.iter().filter(|_| !seen.contains(name)) {
                match listed(api, &option.ty) {
                    Some(inner) => {
                        holders.entry(inner).or_default().push(name);
                        open.push(inner);
                    }
                    None => {
                        news.extend(plain_kinds(api, without(&option.ty)).map(|kind| (name, kind)))
                    }
                }
                if is_nullable(&option.ty) {
                    news.push((name, JsonKind::Null));
                }
            }
            seen.insert(name);
        }
        let mut kinds: HashMap<&str, BTreeSet<JsonKind>> = HashMap::new();
        while let Some((name, kind)) = news.pop() {
            if kinds.entry(name).or_default().insert(kind) {
                let holders = holders.get(name).into_iter().flatten();
                news.extend(holders.map(|holder| (*holder, kind)));
            }
        }
        Self(kinds)
    }

    /// The kinds of JSON that a value of a type can be.
    fn of(&self, api: &Api, ty: &Type) -> Vec<JsonKind> {
        let mut found: Vec<JsonKind> = match listed(api, ty) {
            Some(name) => self.0.get(name).into_iter().flatten().copied().collect(),
            None => plain_kinds(api, without(ty)).collect(),
        };
        if is_nullable(ty) && !found.contains(&JsonKind::Null) {
            found.push(JsonKind::Null);
        }
        found
    }
}

/// The name of a type that is a list of options.
fn listed<'a>(api: &'a Api, ty: &Type) -> Option<&'a str> {
    let Type::Named(name) = without(ty) else {
        return None;
    };
    let (name, def) = api.types.get_key_value(name)?;
    matches!(def.shape, Shape::OneOf(_)).then_some(name)
}

/// A type without what only says that it may be `null`, or is not shown.
fn without(ty: &Type) -> &Type {
    match ty {
        Type::Sensitive(inner) | Type::Nullable(inner) => without(inner),
        ty => ty,
    }
}

fn is_nullable(ty: &Type) -> bool {
    match ty {
        Type::Nullable(_) => true,
        Type::Sensitive(inner) => is_nullable(inner),
        _ => false,
    }
}

/// The kinds of what is neither one of several nor a type around another.
fn plain_kinds(api: &Api, ty: &Type) -> impl Iterator<Item = JsonKind> {
    use JsonKind::{Boolean, List, Number, Object, Text};
    let kinds = match ty {
        Type::String
        | Type::Amount(super::AmountWire::Text)
        | Type::Msisdn(_)
        | Type::LocalDateTime
        | Type::DateTime => &[Text][..],
        Type::Boolean => &[Boolean][..],
        Type::Integer32
        | Type::Integer64
        | Type::Unsigned64
        | Type::Float
        | Type::Amount(super::AmountWire::Number) => &[Number][..],
        Type::Text => &[Text, Number, Boolean][..],
        Type::IntegerOrText => &[Text, Number][..],
        Type::OrUnset(..) => &[Text, Number, Boolean][..],
        // Bytes and files are no JSON: nothing tells them apart in it.
        Type::Json | Type::Bytes | Type::File => &JsonKind::ALL,
        Type::List(_) => &[List][..],
        Type::Map(_) => &[Object][..],
        Type::Named(_) => match api.type_def(ty).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => &[Object][..],
            Some(Shape::StringEnum(_)) => &[Text][..],
            Some(Shape::IntegerEnum(_)) => &[Number][..],
            _ => &JsonKind::ALL,
        },
        Type::Sensitive(_) | Type::Nullable(_) => &JsonKind::ALL,
    };
    kinds.iter().copied()
}

/// How many options have a property of each name.
fn holders<'a>(options: &[Option<&'a Struct>]) -> HashMap<&'a str, usize> {
    let mut holders = HashMap::new();
    for option in options.iter().flatten() {
        let names = option.fields.iter().flat_map(|field| {
            let aliases = field.aliases.iter().map(String::as_str);
            std::iter::once(field.name.wire.as_str()).chain(aliases)
        });
        for name in names.collect::<HashSet<_>>() {
            *holders.entry(name).or_default() += 1;
        }
    }
    holders
}

/// By a required property that no other option has.
fn own_property(option: &Struct, holders: &HashMap<&str, usize>) -> Option<Sign> {
    let own = option.fields.iter().find(|field| {
        let mut names = std::iter::once(&field.name.wire).chain(&field.aliases);
        field.required && names.all(|name| holders.get(name.as_str()) == Some(&1))
    })?;
    Some(Sign::Property(names(own)))
}

fn names(field: &Field) -> Vec<String> {
    let aliases = field.aliases.iter().cloned();
    std::iter::once(field.name.wire.clone())
        .chain(aliases)
        .collect()
}
