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
        if let Some((option, _)) = options().find(|(_, sign)| is_there(sign, value)) {
            return self.value(&option.ty, value, at);
        }
        let tried = options().filter(|(_, sign)| **sign == Sign::Fits);
        let tried: Vec<_> = tried.map(|(option, _)| option).collect();
        if !tried.is_empty() {
            if self.tried < MOST_TRIED {
                let attempts = tried.iter().map(|option| self.attempt(option, value, at));
                let closest = attempts.min_by_key(Vec::len);
                self.misfits.extend(closest.into_iter().flatten());
            }
            return;
        }
        // None of the signs is there: what is said is said of the option that is meant most likely.
        let closest = one_of
            .options
            .iter()
            .rev()
            .max_by_key(|option| self.present(option, value));
        match closest {
            Some(option)
                if value.is_object() || signs.iter().any(|sign| matches!(sign, Sign::Is(_))) =>
            {
                self.value(&option.ty, value, at);
            }
            _ => self.misfit(at, "type", "this should be an object"),
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

fn is_there(sign: &Sign, value: &Value) -> bool {
    let found = |names: &[String]| names.iter().find_map(|name| value.get(name));
    match sign {
        Sign::Property(names) => found(names).is_some(),
        Sign::Constant(names, values) => found(names).is_some_and(|found| match found {
            Value::String(text) => values.contains(text),
            other => values.contains(&other.to_string()),
        }),
        Sign::Is(kinds) => kinds.contains(&JsonKind::of(value)),
        Sign::Fits => false,
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
