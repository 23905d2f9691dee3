//! The kinds of JSON that values can be.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::JsonKind;
use crate::ir::{AmountWire, Api, Shape, Type};

/// The kinds of JSON that the values of each list of options can be, by its name. An option may be a list of options itself: what
/// each can be is handed on to those that it is an option of, once.
pub(crate) struct Kinds<'a>(HashMap<&'a str, BTreeSet<JsonKind>>);

impl<'a> Kinds<'a> {
    pub(crate) fn of_all(api: &'a Api) -> Self {
        let defs = api.types.iter();
        let lists = defs.filter(|(_, def)| matches!(def.shape, Shape::OneOf(_)));
        Self::of_lists(api, lists.map(|(name, _)| name.as_str()).collect())
    }

    /// Of these types only.
    pub(super) fn below<'t>(api: &'a Api, types: impl Iterator<Item = &'t Type>) -> Self {
        Self::of_lists(api, types.filter_map(|ty| listed(api, ty)).collect())
    }

    fn of_lists(api: &'a Api, mut open: Vec<&'a str>) -> Self {
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
                        news.extend(plain_kinds(api, option.ty.bare()).map(|kind| (name, kind)))
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
    pub(super) fn of(&self, api: &Api, ty: &Type) -> Vec<JsonKind> {
        let mut found: Vec<JsonKind> = match listed(api, ty) {
            Some(name) => self.0.get(name).into_iter().flatten().copied().collect(),
            None => plain_kinds(api, ty.bare()).collect(),
        };
        if is_nullable(ty) && !found.contains(&JsonKind::Null) {
            found.push(JsonKind::Null);
        }
        found
    }
}

/// The name of a type that is a list of options.
fn listed<'a>(api: &'a Api, ty: &Type) -> Option<&'a str> {
    let Type::Named(name) = ty.bare() else {
        return None;
    };
    let (name, def) = api.types.get_key_value(name)?;
    matches!(def.shape, Shape::OneOf(_)).then_some(name)
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
        | Type::Amount(AmountWire::Text)
        | Type::Msisdn(_)
        | Type::LocalDateTime
        | Type::DateTime
        | Type::Formatted(_)
        // Where a form is written as JSON first, a file is a string.
        | Type::File => &[Text][..],
        Type::Boolean => &[Boolean][..],
        Type::Integer32
        | Type::Integer64
        | Type::Unsigned64
        | Type::Float
        | Type::Number
        | Type::Amount(AmountWire::Number) => &[Number][..],
        Type::Text => &[Text, Number, Boolean][..],
        Type::IntegerOrText => &[Text, Number][..],
        Type::OrUnset(..) => &[Text, Number, Boolean][..],
        // Bytes are no JSON: nothing tells them apart in it.
        Type::Json | Type::Bytes => &JsonKind::ALL,
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
