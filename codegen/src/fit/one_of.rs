//! Whether a value fits one of several objects.

use serde_json::{Map, Value};

use super::{Fitting, Misfit};
use crate::ir::{OneOf, OneOfOption, Shape, Sign};

impl Fitting<'_> {
    /// What is wrong with a value that is one of several objects: of the option that it is, or is closest to.
    pub(super) fn one_of(&mut self, one_of: &OneOf, value: &Value, at: &str) {
        let Value::Object(members) = value else {
            return self.misfit(at, "type", "this should be an object");
        };
        let signs = one_of.signs(self.api).unwrap_or_default();
        if signs.contains(&Sign::Fits) {
            // They cannot hold each other, so that trying each takes little time.
            let attempts = one_of
                .options
                .iter()
                .map(|option| self.attempt(option, value, at));
            let closest = attempts.min_by_key(Vec::len);
            return self.misfits.extend(closest.into_iter().flatten());
        }
        let signed = one_of
            .options
            .iter()
            .zip(&signs)
            .find(|(_, sign)| is_there(sign, members));
        match signed {
            Some((option, _)) => self.value(&option.ty, value, at),
            None => {
                let closest = one_of
                    .options
                    .iter()
                    .rev()
                    .max_by_key(|option| self.present(option, members));
                if let Some(option) = closest {
                    self.value(&option.ty, value, at);
                }
            }
        }
    }

    fn attempt(&self, option: &OneOfOption, value: &Value, at: &str) -> Vec<Misfit> {
        let mut fitting = Fitting {
            api: self.api,
            strictness: self.strictness,
            misfits: Vec::new(),
        };
        fitting.value(&option.ty, value, at);
        fitting.misfits
    }

    /// How many of an option's properties an object has; of as many, the first option counts.
    fn present(&self, option: &OneOfOption, members: &Map<String, Value>) -> usize {
        let Some(Shape::Struct(structure)) = self.api.type_def(&option.ty).map(|def| &def.shape)
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

fn is_there(sign: &Sign, members: &Map<String, Value>) -> bool {
    let found = |names: &[String]| names.iter().find_map(|name| members.get(name));
    match sign {
        Sign::Property(names) => found(names).is_some(),
        Sign::Constant(names, value) => found(names).is_some_and(|found| match found {
            Value::String(text) => text == value,
            other => other
                .as_i64()
                .is_some_and(|number| value.parse() == Ok(number)),
        }),
        Sign::Fits => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::ir::Type;
    use crate::{Input, Strictness, fit, lower};

    const SPEC: &str = "
openapi: 3.0.3
info: { title: Example, version: '1' }
paths: {}
components:
  schemas:
    Signed: { oneOf: [{ $ref: '#/components/schemas/Phone' }, { $ref: '#/components/schemas/Bank' }] }
    Tried:
      oneOf: [{ $ref: '#/components/schemas/Bank' }, { $ref: '#/components/schemas/Phone' }]
      x-malipo-overlap: most have a bank
    Phone: { type: object, required: [phone], properties: { phone: { type: string }, name: { type: string } } }
    Bank: { type: object, required: [account, code], properties: { account: { type: string }, code: { type: string } } }
";

    #[test]
    fn what_is_reported_is_what_the_closest_option_misses() {
        let input = Input {
            file: "test.yaml".to_owned(),
            text: SPEC.to_owned(),
            strict: false,
        };
        let api = lower(&input).unwrap().api;
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
