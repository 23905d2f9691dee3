//! A body as its type in the specification has it: which names are aliases, which `null` is absence, and which values are
//! sensitive depends on the place, and not on a name alone.

use std::collections::BTreeMap;

use malipo_codegen::ir::{Api, Field, Shape, Struct, Type};
use malipo_codegen::{Strictness, fit};
use malipo_tests::exact_json::Exact;
use serde_json::value::RawValue;

/// What is found on the way through a body.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// The texts of values that must not be printed.
    pub(crate) sensitive: Vec<String>,
    /// The texts of the others.
    pub(crate) plain: Vec<String>,
}

/// Goes through a body by its type.
pub(crate) struct Typed<'a> {
    pub(crate) api: &'a Api,
    /// Whether `null` stands for the absence of what cannot be null.
    pub(crate) null_is_absence: bool,
}

impl Typed<'_> {
    /// The body under the names that are sent, and its values.
    pub(crate) fn read(&self, ty: &Type, json: &str) -> (Exact, Values) {
        let mut values = Values::default();
        let exact = self.value(ty, json.trim(), false, &mut values);
        (exact, values)
    }

    fn value(&self, ty: &Type, json: &str, sensitive: bool, values: &mut Values) -> Exact {
        match (ty, json.as_bytes()[0]) {
            (Type::Sensitive(inner), _) => self.value(inner, json, true, values),
            (Type::Nullable(inner) | Type::OrUnset(inner, _), _) => {
                self.value(inner, json, sensitive, values)
            }
            (Type::List(inner), b'[') => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(json).unwrap();
                let items = items
                    .iter()
                    .map(|item| self.value(inner, item.get(), sensitive, values));
                Exact::List(items.collect())
            }
            (Type::Map(inner), b'{') => {
                let members = members(json).into_iter().map(|(name, value)| {
                    let value = self.value(inner, value.get(), sensitive, values);
                    (name, value)
                });
                Exact::Object(members.collect())
            }
            (Type::Named(_), b'{') => match &self.api.type_def(ty).unwrap().shape {
                Shape::Struct(structure) => self.structure(structure, json, sensitive, values),
                Shape::OneOf(one_of) => {
                    let value = serde_json::from_str(json).unwrap();
                    let option = one_of.options.iter().map(|option| &option.ty).find(|ty| {
                        fit(self.api, ty, &value, Strictness::Strict)
                            .iter()
                            .all(|misfit| misfit.rule != "required")
                    });
                    match option {
                        Some(option) => self.value(option, json, sensitive, values),
                        None => Exact::read(json).unwrap(),
                    }
                }
                Shape::StringEnum(_) | Shape::IntegerEnum(_) => Exact::read(json).unwrap(),
            },
            _ => {
                let exact = Exact::read(json).unwrap();
                let sensitive = sensitive || matches!(ty, Type::Msisdn(_));
                note(
                    &exact,
                    if sensitive {
                        &mut values.sensitive
                    } else {
                        &mut values.plain
                    },
                );
                exact
            }
        }
    }

    fn structure(
        &self,
        structure: &Struct,
        json: &str,
        sensitive: bool,
        values: &mut Values,
    ) -> Exact {
        let mut read = BTreeMap::new();
        for (name, value) in members(json) {
            let is_this = |field: &&Field| field.name.wire == name || field.aliases.contains(&name);
            let Some(field) = structure.fields.iter().find(is_this) else {
                read.insert(name, Exact::read(value.get()).unwrap());
                continue;
            };
            if self.null_is_absence && !field.nullable && value.get() == "null" {
                continue;
            }
            let value = self.value(&field.ty, value.get(), sensitive, values);
            read.insert(field.name.wire.clone(), value);
        }
        Exact::Object(read)
    }
}

fn members(json: &str) -> BTreeMap<String, Box<RawValue>> {
    serde_json::from_str(json).unwrap()
}

fn note(exact: &Exact, texts: &mut Vec<String>) {
    match exact {
        Exact::Plain(text) | Exact::Text(text) => texts.push(text.clone()),
        Exact::List(items) => items.iter().for_each(|item| note(item, texts)),
        Exact::Object(members) => members.values().for_each(|value| note(value, texts)),
    }
}
