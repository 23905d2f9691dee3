//! Keys that OpenAPI 3.0 does not have.

use serde_json::{Map, Value};

use super::checker::Checker;
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer::Path;
use crate::openapi::{Foreign, METHODS, Object, foreign, resolver};

/// Returns the key of an object that somebody most likely meant: a similar one, or the only one that begins so.
fn near(object: Object, key: &str) -> Option<&'static str> {
    let keys = || object.keys().iter().map(|(name, _)| *name);
    let mut longer = keys().filter(|name| key.len() >= 4 && name.starts_with(key));
    let longer = longer.next().filter(|_| longer.next().is_none());
    did_you_mean(key, keys()).or(longer)
}

/// Returns how to bring a key to the object that has it, where that is near: a mistake of indentation, or of Swagger 2.0.
fn home(object: Object, key: &str) -> Option<String> {
    let is_of = |other: Object| other.expected(key).is_some();
    let is_status = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    let help = match object.general() {
        Object::Root if key.starts_with('/') => "indent it under `paths`",
        Object::Root if is_of(Object::Components) => "move it under `components`",
        Object::Root if is_of(Object::Info) => "move it under `info`",
        Object::PathItem if is_of(Object::Operation) => "move it under a method such as `get`",
        Object::Operation if is_status => "indent it under `responses`",
        Object::Operation if METHODS.contains(&key) => {
            "move it one level up, beside the other methods"
        }
        Object::Parameter | Object::Header if is_of(Object::Schema) => "move it under `schema`",
        Object::MediaType if is_of(Object::Schema) => "move it under `schema`",
        Object::RequestBody | Object::Response if key == "schema" => {
            "move it under a media type of `content`"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

impl Checker<'_> {
    /// Reports a key that the table does not have. The code says what it costs.
    pub(super) fn unknown(&mut self, object: Object, key: &str, at: &Path<'_>) {
        let name = object.name();
        let of_json_schema = format!("`{key}` in {name} is a keyword of JSON Schema");
        match foreign(object, key) {
            Some(Foreign::Needed) => self.report.error(
                Code::LaterVersion,
                at,
                format!("`{key}` in {name} is a key of OpenAPI 3.1"),
                match key {
                    "webhooks" => "receive these requests with a server of your own; `--keep-going` ignores them",
                    _ => "describe this with keys of OpenAPI 3.0; `--keep-going` ignores it",
                },
            ),
            // A rule of schemas reports it.
            Some(Foreign::Constant) => {}
            Some(Foreign::Documentation(instead)) => self.report.warning(
                Code::LaterVersion,
                at,
                format!("{of_json_schema}, and is ignored"),
                match instead {
                    Some(instead) => format!("write it as `{instead}`"),
                    None => "ignore this: no call depends on it".to_owned(),
                },
            ),
            Some(Foreign::Unchecked) => self.unchecked(of_json_schema, at),
            Some(Foreign::Meaning) => self.report.warning(
                Code::UnknownKey,
                at,
                format!("{of_json_schema}, and is ignored"),
                "describe this with keys of OpenAPI 3.0, or call the operation with the client's `request` method",
            ),
            None if resolver::is_keyword(key) => self.report.warning(
                Code::UnknownKey,
                at,
                format!("{name} cannot be a reference, so `$ref` is ignored"),
                "write the target out here",
            ),
            None => {
                let help = home(object, key).unwrap_or_else(|| match near(object, key) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "begin the name of an extension with `x-`; the client ignores this key".to_owned(),
                });
                let what = format!("unknown key `{key}` in {name}");
                self.report.warning(Code::UnknownKey, at, what, help);
            }
        }
    }

    /// A `const`, which is an `enum` of one value. Beside an `enum`, and of null, nothing checks it.
    pub(super) fn constant(&mut self, map: &Map<String, Value>, at: &Path<'_>) {
        let Some(value) = map.get("const") else {
            return;
        };
        let of_json_schema = "`const` is a keyword of JSON Schema".to_owned();
        let at_const = at.member("const");
        if value.is_null() || map.contains_key("enum") {
            return self.unchecked(of_json_schema, &at_const);
        }
        self.report.warning(
            Code::Constant,
            &at_const,
            format!("{of_json_schema}, and is read as an `enum` of one value"),
            "write an `enum` with this value",
        );
        self.mend(&at.member("enum"), Value::from(vec![value.clone()]));
    }

    fn unchecked(&mut self, of_json_schema: String, at: &Path<'_>) {
        self.report.warning(
            Code::UncheckedConstraint,
            at,
            format!("{of_json_schema}, and is not checked"),
            "check the value before the call where it matters",
        );
    }
}
