//! The documentation of fields, and of the methods that set them.

use std::collections::BTreeSet;

use super::markdown::{code, linked};
use super::parts::{attributes, description, named, provenance};
use crate::emit::rust::Rust;
use crate::emit::values;
use crate::ground::text::joined;
use crate::ir::{
    Api, Choice, ChoiceOption, Constraints, Docs, Field, Name, Shape, Source, Type, UnsetTexts,
};

/// Doc comment of a field: its own description, or else that of its type. Shows its source only if that differs from the source of
/// the item that has the field.
pub(in crate::emit) fn field(
    api: &Api,
    name: &Name,
    docs: &Docs,
    of: &Docs,
    ty: &Type,
    constraints: &Constraints,
) -> Rust {
    let mut docs = described(api, docs, ty);
    let of_item = |source: &Source| {
        of.source
            .as_ref()
            .is_some_and(|of| source.adds_nothing_to(of))
    };
    docs.source = docs.source.filter(|source| !of_item(source));
    let mut parts = description(api, &docs, &named(name));
    if let Some(list) = values::unset(ty) {
        let texts = unset_texts(list);
        parts.push(format!(
            "There is no value, and `is_unset()` holds, where {texts} was sent."
        ));
    }
    parts.extend(checked_number(ty, constraints));
    parts.extend(raw_field(&name.rust));
    parts.extend(provenance(api, &docs));
    attributes(&parts, false)
}

fn described(api: &Api, docs: &Docs, ty: &Type) -> Docs {
    match api.type_def(ty.inner().unwrap_or(ty)) {
        Some(def) if docs.text.is_empty() => Docs {
            text: def
                .docs
                .text
                .split("\n\n")
                .next()
                .unwrap_or_default()
                .to_owned(),
            ..docs.clone()
        },
        _ => docs.clone(),
    }
}

/// The text of a field's doc comment alone, for the method that sets it.
pub(in crate::emit) fn setter(
    api: &Api,
    name: &Name,
    docs: &Docs,
    ty: &Type,
    constraints: &Constraints,
) -> Rust {
    let text = described(api, docs, ty).text;
    let number = checked_number(ty, constraints);
    let fallback = format!("Sets {}.", code(&name.wire));
    named_setter(api, &name.rust, &text, &fallback, number)
}

/// Doc comment of an option of a choice, which sets this field.
pub(in crate::emit) fn option(api: &Api, option: &ChoiceOption, field: &Field) -> Rust {
    let fallback = format!("Decides for {}.", code(&option.takes));
    let number = checked_number(&field.ty, &field.constraints);
    named_setter(api, &option.method, &option.docs, &fallback, number)
}

/// Doc comment of the method that takes a choice as a whole.
pub(in crate::emit) fn choice(api: &Api, choice: &Choice) -> Rust {
    let fallback = format!("Decides the {}.", code(&choice.name.wire));
    named_setter(api, &choice.name.rust, &choice.docs, &fallback, None)
}

/// Doc comment of a method `rust`, which sets something described by `text`.
fn named_setter(api: &Api, rust: &str, text: &str, fallback: &str, number: Option<String>) -> Rust {
    let text = if text.is_empty() { fallback } else { text };
    let mut parts = vec![linked(api, text)];
    parts.extend(number);
    parts.extend(raw_method(rust));
    attributes(&parts, false)
}

/// How two kinds of item go into a list of a request, as a paragraph after its doc comment.
pub(in crate::emit) fn mixed_items(api: &Api, field: &Field) -> Option<Rust> {
    let mixed = mixed(api, field)?;
    let said = format!(
        "The items of one call have one type. To mix several, convert them: {}.",
        code(&mixed)
    );
    Some(attributes(&[String::new(), said], false))
}

/// How two kinds of item go into one list; none if all items are of one kind.
fn mixed(api: &Api, field: &Field) -> Option<String> {
    let Type::List(item) = &field.ty else {
        return None;
    };
    let def = api.type_def(item)?;
    let Shape::OneOf(one_of) = &def.shape else {
        return None;
    };
    let options = one_of.options.iter();
    let kinds = options.filter_map(|option| Some(api.type_def(&option.ty)?.name.rust.as_str()));
    // A type that several options have is converted by none of them alone.
    let is_mixed = kinds.collect::<BTreeSet<_>>().len() > 1;
    is_mixed.then(|| format!("[{}::from(first), second.into()]", def.name.rust))
}

/// What is checked of a number that is paid or charged.
fn checked_number(ty: &Type, constraints: &Constraints) -> Option<String> {
    let country = constraints.subscriber.as_ref()?;
    let form = match values::is_msisdn(ty) {
        true => "",
        false => "The client checks that this is one plus and 8 to 15 digits. ",
    };
    Some(format!(
        "{form}The client checks that this can be the number of a subscriber: it begins with a country code, such as {}, has no 0 \
         after the code, and has the right length, where that is known. \
         [`Call::accept_any_phone_number`](rt::Call::accept_any_phone_number) turns this check off for one call.",
        code(country)
    ))
}

/// How a method is called whose name is a keyword of Rust.
pub(super) fn raw_method(rust: &str) -> Option<String> {
    raw(rust, "call", "(…)")
}

/// How a field is named whose name is a keyword of Rust.
fn raw_field(rust: &str) -> Option<String> {
    raw(rust, "write", "")
}

fn raw(rust: &str, verb: &str, after: &str) -> Option<String> {
    let word = rust.strip_prefix("r#")?;
    Some(format!(
        "{} is a keyword of Rust: {verb} {}.",
        code(word),
        code(&format!(".{rust}{after}"))
    ))
}

/// The texts of a list as a person reads them.
pub(in crate::emit) fn unset_texts(list: &UnsetTexts) -> String {
    let texts: Vec<String> = list
        .texts
        .iter()
        .map(|text| match text.as_str() {
            "" => "the empty text".to_owned(),
            text => code(text),
        })
        .collect();
    joined(&texts, "or")
}
