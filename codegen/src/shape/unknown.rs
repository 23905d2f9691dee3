//! Keys that OpenAPI 3.0 does not have.

use serde_json::{Map, Value};

use super::Checker;
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer::Path;
use crate::openapi::{Foreign, Object, foreign, resolver};

/// Of what another version of OpenAPI states with a key.
const DESCRIBE: &str = "describe this with keys of OpenAPI 3.0";

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
                DESCRIBE,
            ),
            // A rule of schemas reports it.
            Some(Foreign::Constant) => {}
            Some(Foreign::Documentation(instead)) => self.report.warning(
                Code::LaterVersion,
                at,
                format!("{of_json_schema}, and is ignored"),
                match instead {
                    Some(instead) => format!("write it as `{instead}`"),
                    None => "leave it out: no call depends on it".to_owned(),
                },
            ),
            Some(Foreign::Unchecked) => self.unchecked(of_json_schema, at),
            Some(Foreign::Meaning) => self.report.warning(
                Code::UnknownKey,
                at,
                format!("{of_json_schema}, and is ignored"),
                DESCRIBE,
            ),
            None if resolver::is_keyword(key) => self.report.warning(
                Code::UnknownKey,
                at,
                format!("{name} cannot be a reference, so `$ref` is ignored"),
                "write the target out here",
            ),
            None => {
                let known = object.keys().iter().map(|(name, _)| *name);
                let help = match did_you_mean(key, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "begin the name of an extension with `x-`".to_owned(),
                };
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
            format!("{of_json_schema}, and is not checked before sending"),
            "check the value before the call where it matters",
        );
    }
}
