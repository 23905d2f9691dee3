//! One of several objects, and how they are told apart.

use super::{Api, Field, Shape, Struct, Type};

/// One of several objects.
#[derive(Clone, Debug)]
pub struct OneOf {
    /// The objects, in document order.
    pub options: Vec<OneOfOption>,
    /// Why the first option that fits is the right one, where nothing tells them apart.
    pub overlap: Option<String>,
    /// The Rust name of the variant that keeps what is none of the options.
    pub unknown: String,
}

/// One of the objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOfOption {
    /// Its type: a struct with a name.
    pub ty: Type,
    /// The variant, which has the name of the struct.
    pub rust: String,
}

/// What the objects of one option have, and those of no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A property, under any of these names.
    Property(Vec<String>),
    /// A property, under any of these names, with this value.
    Constant(Vec<String>, String),
    /// Nothing: the options are tried in order.
    Fits,
}

impl OneOf {
    /// The sign of each option, in their order.
    ///
    /// # Errors
    ///
    /// The number of the first option that has none.
    pub fn signs(&self, api: &Api) -> Result<Vec<Sign>, usize> {
        let options: Vec<&Struct> = self
            .options
            .iter()
            .filter_map(|option| match &api.type_def(&option.ty)?.shape {
                Shape::Struct(structure) => Some(structure),
                _ => None,
            })
            .collect();
        if self.overlap.is_some() || options.len() < self.options.len() || options.len() == 1 {
            return Ok(vec![Sign::Fits; self.options.len()]);
        }
        if let Some(signs) = constants(api, &options) {
            return Ok(signs);
        }
        (0..options.len())
            .map(|number| own_property(&options, number).ok_or(number))
            .collect()
    }
}

/// By a property that is a constant in every option, with different values.
fn constants(api: &Api, options: &[&Struct]) -> Option<Vec<Sign>> {
    let by = |name: &str| {
        let mut signs = Vec::new();
        for option in options {
            let field = option.fields.iter().find(|field| field.name.wire == name)?;
            let sign = Sign::Constant(names(field), field.constant(api)?);
            if signs.contains(&sign) {
                return None;
            }
            signs.push(sign);
        }
        Some(signs)
    };
    let first = options.first()?;
    first.fields.iter().find_map(|field| by(&field.name.wire))
}

/// By a required property that no other option has.
fn own_property(options: &[&Struct], number: usize) -> Option<Sign> {
    let own = options.get(number)?.fields.iter().find(|field| {
        let wanted = names(field);
        let elsewhere = options.iter().enumerate().any(|(other, option)| {
            let has = |field: &Field| names(field).iter().any(|name| wanted.contains(name));
            other != number && option.fields.iter().any(has)
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
