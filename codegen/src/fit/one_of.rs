//! Whether a value fits one of several schemas.

use serde_json::Value;

use super::{Fitting, Misfit};
use crate::ir::{JsonKind, OneOf, OneOfOption, Shape, Sign};

/// How many lists of options that are tried may lie within each other. What lies deeper is not looked into, since each level
/// takes as many times longer as there are options.
const MOST_TRIED: usize = 6;

impl Fitting<'_> {
    /// What is wrong with a value that is one of several: of the option that it is, or is closest to.
    pub(super) fn one_of(&mut self, one_of: &OneOf, value: &Value, at: &str) {
        let signs = one_of.signs(self.api);
        let options = || one_of.options.iter().zip(&signs);
        let tag = one_of
            .discriminator
            .as_ref()
            .and_then(|property| value.get(property));
        let tagged: Vec<_> = options()
            .filter(|(_, signs)| tag.is_some_and(|tag| is_tagged(signs, tag)))
            .map(|(option, _)| option)
            .collect();
        if let [option] = tagged.as_slice() {
            return self.value(&option.ty, value, at);
        }
        let is_possible = |signs: &[Sign]| {
            let is_untagged = tag.is_none_or(|tag| tag.is_null()) || !signs.iter().any(is_tag);
            is_untagged && signs.iter().all(|sign| may_have(sign, value))
        };
        let possible = options().filter(|(_, signs)| is_possible(signs));
        let possible: Vec<_> = match tagged.is_empty() {
            true => possible.map(|(option, _)| option).collect(),
            false => tagged,
        };
        if !possible.is_empty() {
            if self.tried < MOST_TRIED {
                let mut closest: Option<Vec<Misfit>> = None;
                for option in possible {
                    let misfits = self.attempt(option, value, at);
                    let is_closest = |closest: &Vec<Misfit>| misfits.len() < closest.len();
                    if closest.as_ref().is_none_or(is_closest) {
                        closest = Some(misfits);
                    }
                    if closest.as_ref().is_some_and(Vec::is_empty) {
                        break;
                    }
                }
                self.misfits.extend(closest.into_iter().flatten());
            }
            return;
        }
        // No option is possible: what is said is said of the option that is meant most likely.
        let closest = one_of
            .options
            .iter()
            .rev()
            .max_by_key(|option| self.present(option, value));
        match closest {
            Some(option)
                if value.is_object()
                    || signs
                        .iter()
                        .flatten()
                        .any(|sign| matches!(sign, Sign::Is(_))) =>
            {
                self.value(&option.ty, value, at);
            }
            _ => self.expect(false, at, "type", "an object", value),
        }
    }

    fn attempt(&self, option: &OneOfOption, value: &Value, at: &str) -> Vec<Misfit> {
        let mut fitting = Fitting {
            api: self.api,
            strictness: self.strictness,
            misfits: Vec::new(),
            tried: self.tried + 1,
        };
        fitting.value(&option.ty, value, at);
        fitting.misfits
    }

    /// How many of an option's properties an object has; of as many, the first option counts.
    fn present(&self, option: &OneOfOption, value: &Value) -> usize {
        let (Some(Shape::Struct(structure)), Value::Object(members)) =
            (self.api.type_def(&option.ty).map(|def| &def.shape), value)
        else {
            return 0;
        };
        structure
            .fields
            .iter()
            .filter(|field| members.contains_key(&field.name.wire))
            .count()
    }
}

const fn is_tag(sign: &Sign) -> bool {
    matches!(sign, Sign::Tag(_))
}

fn is_tagged(signs: &[Sign], tag: &Value) -> bool {
    signs.iter().any(|sign| match sign {
        Sign::Tag(values) => says(tag, values),
        _ => false,
    })
}

/// Whether a value may have a sign: a property that it has not says nothing.
fn may_have(sign: &Sign, value: &Value) -> bool {
    let found = |names: &[String]| {
        let mut found = names.iter().filter_map(|name| value.get(name));
        found.find(|found| !found.is_null())
    };
    match sign {
        Sign::Values(names, values) => found(names).is_none_or(|found| says(found, values)),
        Sign::Kinds(names, kinds) => {
            found(names).is_none_or(|found| kinds.contains(&JsonKind::of(found)))
        }
        Sign::Is(kinds) => kinds.contains(&JsonKind::of(value)),
        Sign::Tag(_) | Sign::Closed | Sign::Any => true,
    }
}

fn says(value: &Value, values: &[String]) -> bool {
    match value {
        Value::String(text) => values.contains(text),
        other => values.contains(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::fit::tests::api;
    use crate::ir::Type;
    use crate::{Strictness, fit};

    const SCHEMAS: &str = "
    Signed: { oneOf: [{ $ref: '#/components/schemas/Phone' }, { $ref: '#/components/schemas/Bank' }] }
    Tried:
      oneOf: [{ $ref: '#/components/schemas/Bank' }, { $ref: '#/components/schemas/Phone' }]
      x-malipo-overlap: most have a bank
    Phone: { type: object, required: [phone], properties: { phone: { type: string }, name: { type: string } } }
    Bank: { type: object, required: [account, code], properties: { account: { type: string }, code: { type: string } } }
";

    #[test]
    fn what_is_reported_is_what_the_closest_option_misses() {
        let api = api(SCHEMAS);
        let misfits = |schema: &str, value| -> Vec<String> {
            let ty = Type::List(Box::new(Type::Named(schema.to_owned())));
            let misfits = fit(&api, &ty, &json!([value]), Strictness::Strict);
            misfits
                .into_iter()
                .map(|misfit| format!("{} {}", misfit.at, misfit.rule))
                .collect()
        };
        for schema in ["Signed", "Tried"] {
            assert!(misfits(schema, json!({"phone": "1"})).is_empty());
            assert!(misfits(schema, json!({"account": "1", "code": "2"})).is_empty());
            assert_eq!(
                misfits(schema, json!({"account": "1"})),
                ["/0/code required"]
            );
            assert_eq!(misfits(schema, json!("1")), ["/0 type"]);
        }
        assert_eq!(misfits("Signed", json!({"phone": 1})), ["/0/phone type"]);
        // Neither sign is there: a name points to a phone.
        assert_eq!(
            misfits("Signed", json!({"name": "a"})),
            ["/0/phone required"]
        );
    }
}
