//! Constraints, checked before sending.

use serde_json::Value;

use super::reach::reach;
use super::rust::{Rust, rust};
use super::values::{self, Presence};
use super::{ident, settles};
use crate::ir::{Api, Choice, Constraints, Shape, Struct, Type};

/// A rule of a value: a method of the violations, and what it is given after the value.
pub(super) struct Rule {
    name: &'static str,
    arguments: Vec<Rust>,
}

impl Rule {
    const fn new(name: &'static str, arguments: Vec<Rust>) -> Self {
        Self { name, arguments }
    }

    /// The rule that asks the value itself.
    pub(super) const fn asks() -> Self {
        Self::new(CHECK, Vec::new())
    }

    /// The rule where the value is known.
    fn declared(&self) -> Rust {
        let (name, arguments) = (ident(self.name), &self.arguments);
        match arguments.as_slice() {
            [] => rust!(#name),
            _ => rust!(#name(#(#arguments),*)),
        }
    }

    /// The rule as a call for a value.
    fn called(&self, value: &Rust) -> Rust {
        let (name, arguments) = (ident(self.name), &self.arguments);
        match self.name {
            CHECK => rust!(rt::Checked::check(#value, at)),
            _ => rust!(at.#name(#value #(, #arguments)*)),
        }
    }
}

/// The rule that asks the value itself.
const CHECK: &str = "check";

/// The rules of a struct as a whole, as a function of it.
pub(super) fn whole(structure: &Struct) -> Option<Rust> {
    let own = rules(&Type::Json, &structure.constraints);
    let own = own.iter().map(|rule| {
        let rule = rule.called(&rust!(this));
        rust!(#rule;)
    });
    let chosen = structure
        .choice
        .iter()
        .flat_map(|choice| chosen_is_there(structure, choice));
    let all: Vec<Rust> = own.chain(chosen).collect();
    (!all.is_empty()).then(|| {
        rust! {
            where |this, at| {
                #(#all)*
            }
        }
    })
}

/// What was chosen must not be an empty text, which on the wire means that the other was chosen.
fn chosen_is_there(structure: &Struct, choice: &Choice) -> Vec<Rust> {
    let field = |wire: &str| {
        structure
            .fields
            .iter()
            .find(|field| field.name.wire == wire)
    };
    choice
        .options
        .iter()
        .filter_map(|option| {
            let taken = field(&option.takes).filter(|taken| taken.ty == Type::String)?;
            let conditions: Vec<Rust> = option
                .sends
                .iter()
                .filter_map(|(wire, value)| {
                    let flag =
                        field(wire).filter(|flag| values::presence(flag) == Presence::Always)?;
                    let name = ident(&flag.name.rust);
                    match value {
                        Value::Bool(true) => Some(rust!(this.#name)),
                        Value::Bool(false) => Some(rust!(!this.#name)),
                        _ => None,
                    }
                })
                .collect();
            let wire = &taken.name.wire;
            let name = ident(&taken.name.rust);
            let rule = rust!(at.field(#wire, |at| at.min_length(&this.#name, 1)););
            (!conditions.is_empty()).then(|| {
                rust! {
                    if #(#conditions)&&* {
                        #rule
                    }
                }
            })
        })
        .collect()
}

/// The rules of one field or parameter, where it is declared; none if there is nothing to check.
pub(super) fn declared(rules: &[Rule]) -> Option<Rust> {
    listed(&rust!(where), rules)
}

/// The rules of the body of a request.
pub(super) fn of_body(rules: &[Rule]) -> Option<Rust> {
    listed(&rust!(where body), rules)
}

fn listed(word: &Rust, rules: &[Rule]) -> Option<Rust> {
    if rules.is_empty() {
        return None;
    }
    let rules: Vec<Rust> = rules.iter().map(Rule::declared).collect();
    let line = rust!(#word(#(#rules),*));
    Some(match line.to_string().len() > 88 {
        true => rust! {
            #word(
                #(#rules,)*
            )
        },
        false => line,
    })
}

/// The checks of a value.
pub(super) fn of_value(api: &Api, ty: &Type, constraints: &Constraints, value: &Rust) -> Vec<Rust> {
    let rules = of(api, ty, constraints);
    rules.iter().map(|rule| rule.called(value)).collect()
}

/// The rules of a value.
pub(super) fn of(api: &Api, ty: &Type, constraints: &Constraints) -> Vec<Rule> {
    let mut rules = rules(ty, constraints);
    if let (Some(path), Type::List(item)) = (&constraints.unique_by, ty)
        && let Some(member) = member(api, &Rust::new(), item, path)
    {
        rules.push(Rule::new(
            "unique_by",
            vec![rust!(#path), rust!(|item| #member)],
        ));
    }
    // A number that is not finite breaks every bound.
    let is_bounded = matches!(ty, Type::Float | Type::Number)
        && (constraints.minimum.is_some()
            || constraints.maximum.is_some()
            || constraints.multiple_of.is_some());
    if values::has_checks(api, ty) && !is_bounded {
        rules.push(Rule::new(CHECK, Vec::new()));
    }
    rules
}

fn rules(ty: &Type, constraints: &Constraints) -> Vec<Rule> {
    let mut rules = Vec::new();
    let counts = [
        (constraints.min_length, "min_length"),
        (constraints.max_length, "max_length"),
        (constraints.min_items, "min_items"),
        (constraints.max_items, "max_items"),
        (constraints.min_properties, "min_properties"),
        (constraints.max_properties, "max_properties"),
    ];
    for (count, rule) in counts {
        if let Some(count) = count {
            rules.push(Rule::new(rule, vec![rust!(#count)]));
        }
    }
    // The rule of a number that is paid says more than its pattern.
    let patterns = constraints.patterns.iter();
    for pattern in patterns.filter(|_| constraints.subscriber.is_none()) {
        let source = &pattern.source;
        match &pattern.translated {
            Ok(same) if same == source => rules.push(Rule::new("pattern", vec![rust!(#source)])),
            Ok(regex) => rules.push(Rule::new("pattern_as", vec![rust!(#source), rust!(#regex)])),
            Err(_) => {}
        }
    }
    if let Some(bound) = &constraints.minimum {
        let (rule, bound) = (
            if bound.exclusive { "above" } else { "minimum" },
            &bound.value,
        );
        rules.push(Rule::new(rule, vec![rust!(#bound)]));
    }
    if let Some(bound) = &constraints.maximum {
        let (rule, bound) = (
            if bound.exclusive { "below" } else { "maximum" },
            &bound.value,
        );
        rules.push(Rule::new(rule, vec![rust!(#bound)]));
    }
    if let Some(step) = &constraints.multiple_of {
        rules.push(Rule::new("multiple_of", vec![rust!(#step)]));
    }
    if constraints.unique_items {
        rules.push(Rule::new("unique_items", Vec::new()));
    }
    if let (Some(items), Some(item)) = (&constraints.items, item_of(ty)) {
        let of_item = self::rules(item, items);
        let calls: Vec<Rust> = of_item
            .iter()
            .map(|rule| rule.called(&rust!(item)))
            .collect();
        match calls.as_slice() {
            [] => {}
            [call] => rules.push(Rule::new("items", vec![rust!(|at, item| #call)])),
            several => rules.push(Rule::new(
                "items",
                vec![rust! {
                    |at, item| {
                        #(#several;)*
                    }
                }],
            )),
        }
    }
    if constraints.reference {
        rules.push(Rule::new("reference", Vec::new()));
    }
    if let Some(country) = &constraints.subscriber {
        let rule = if values::is_msisdn(ty) {
            "subscriber"
        } else {
            "subscriber_with_plus"
        };
        rules.push(Rule::new(rule, vec![rust!(#country)]));
    }
    rules
}

/// The type of the items of a list.
fn item_of(ty: &Type) -> Option<&Type> {
    match ty.bare() {
        Type::List(item) => Some(item),
        _ => None,
    }
}

/// The string at a path in an item, whichever of several schemas the item has.
pub(super) fn member(api: &Api, scope: &Rust, item: &Type, path: &str) -> Option<Rust> {
    let text = |ty| Some(settles::text(&reach(api, ty, path, rust!(item))?));
    let def = api.type_def(item)?;
    let Shape::OneOf(one_of) = &def.shape else {
        return text(item);
    };
    let name = ident(&def.name.rust);
    let mut arms = Vec::new();
    for option in &one_of.options {
        let variant = ident(&option.rust);
        let text = text(&option.ty)?;
        arms.push(rust! {
            #scope #name::#variant(item) => {
                #text
            }
        });
    }
    // An unrecognised value is only received, and kept as it came.
    if def.usage.response {
        let unknown = ident(&one_of.unknown);
        arms.push(rust!(#scope #name::#unknown(_) => None,));
    }
    Some(rust! {
        match item {
            #(#arms)*
        }
    })
}
