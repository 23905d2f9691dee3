//! The parameters of an operation, and the path that some of them stand in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ground::pointer::find;
use crate::ground::text::is_of_the_connection;
use crate::ir;
use crate::lower::schema::{Position, Used};
use crate::lower::{Lowering, pointed};
use crate::naming::{self, Scope};
use crate::schema::{Operation, Parameter, ParameterValue, PathItem};

/// Header parameters that OpenAPI 3.0 says are not to be read.
const IGNORED_HEADERS: &[&str] = &["Accept", "Content-Type", "Authorization"];

/// Why a header parameter is left out.
enum Ignored {
    ByOpenApi,
    ByClient,
}

impl Lowering<'_> {
    pub(super) fn parameters(
        &mut self,
        item: &PathItem,
        operation: &Operation,
        path: &str,
        at: &str,
        id: &str,
    ) -> Option<Vec<ir::Parameter>> {
        let section = &self.document.parameters;
        let path_at = pointer::step("/paths", path);
        let shared = item
            .parameters
            .iter()
            .enumerate()
            .map(|(n, p)| (p, format!("{path_at}/parameters/{n}")));
        let own = operation
            .parameters
            .iter()
            .enumerate()
            .map(|(n, p)| (p, format!("{at}/parameters/{n}")));

        let mut found: Vec<(&Parameter, String, bool)> = Vec::new();
        let mut complete = true;
        for ((reference, pointer), own) in shared.map(|p| (p, false)).chain(own.map(|p| (p, true)))
        {
            let here = pointer;
            let Some((parameter, pointer)) = self.resolve(reference, section, &here) else {
                complete = false;
                continue;
            };
            if self.is_unused(&pointer) {
                continue;
            }
            let same = |other: &&mut (&Parameter, String, bool)| key(other.0) == key(parameter);
            match found.iter_mut().find(same) {
                // An operation's parameter takes the place of the one that its path shares.
                Some(other) if own && !other.2 && other.0.name == parameter.name => {
                    *other = (parameter, pointer, own);
                }
                Some(other) if other.0.name != parameter.name => {
                    complete = false;
                    let help = match own == other.2 {
                        true => {
                            "keep one of the two; the names of headers are the same in any case"
                        }
                        false => {
                            "write the name as the path does; the names of headers are the same in any case"
                        }
                    };
                    let what = format!(
                        "`{}` is the same header as `{}`",
                        parameter.name, other.0.name
                    );
                    self.report
                        .error(Code::DuplicateParameter, &here, what, help);
                }
                Some(_) => {
                    complete = false;
                    self.report.error(
                        Code::DuplicateParameter,
                        &here,
                        format!("duplicate parameter `{}`", parameter.name),
                        "keep one of the two",
                    );
                }
                None => found.push((parameter, pointer, own)),
            }
        }
        // A path parameter keeps its name before others that are called the same.
        let mut names = Scope::default();
        // The body is a field of the operation as well.
        let _ = names.take("body", "the request body");
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|number| found[*number].0.location != ir::Location::Path);
        let mut rust_names = BTreeMap::new();
        for number in order {
            let (parameter, pointer, _) = &found[number];
            if let Some(name) = self.parameter_name(parameter, pointer, &mut names) {
                rust_names.insert(pointer.clone(), name);
            }
        }
        let mut parameters = Vec::with_capacity(found.len());
        for (parameter, pointer, _) in found {
            let name = &parameter.name;
            self.account.read(&pointer, As::Parameter);
            if let Some(why) = ignored_header(parameter) {
                self.account.read(&pointer, As::Restated);
                let (code, why, help) = match why {
                    Ignored::ByOpenApi => (
                        Code::IgnoredHeader,
                        "OpenAPI ignores",
                        "declare it as a media type or a security scheme; the client sends that header by itself",
                    ),
                    Ignored::ByClient => (
                        Code::ClientHeader,
                        "the client decides on",
                        "rely on the client, which sends that header as HTTP needs it",
                    ),
                };
                let what = format!("{why} a header parameter `{name}`, so it is left out");
                self.report.warning(code, &pointer, what, help);
                continue;
            }
            // An unnamed enum of values is called after the component, or after the operation.
            let is_of_this = pointer.starts_with(at) || pointer.starts_with(&path_at);
            let context = match is_of_this {
                true => format!("{id}-{name}"),
                false => pointed::name(self.tree, &pointer),
            };
            let name = rust_names.remove(&pointer);
            match name.and_then(|name| self.parameter(parameter, name, &pointer, &context)) {
                Some(parameter) => parameters.push(parameter),
                None => complete = false,
            }
        }
        complete.then_some(parameters)
    }

    /// A name of its own in the operation, whatever else is called the same.
    fn parameter_name(
        &mut self,
        parameter: &Parameter,
        at: &str,
        names: &mut Scope,
    ) -> Option<ir::Name> {
        let wire = &parameter.name;
        let place = parameter.location.as_str();
        let spelled = || naming::field_name(&naming::spelled(wire));
        let wanted = naming::field_name(wire)
            .or_else(spelled)
            .unwrap_or_else(|| {
                self.report.warning(
                    Code::Unnameable,
                    at,
                    format!("`{wire}` has no letter or digit to name it by in Rust"),
                    "write a name with a letter or a digit",
                );
                "unnamed".to_owned()
            });
        let with_signs = || has_sign(wire).then(spelled).flatten();
        let with_place = || naming::field_name(&format!("{wire} {place}"));
        let wishes = std::iter::once(wanted.clone())
            .chain(std::iter::once_with(with_signs).flatten())
            .chain(std::iter::once_with(with_place).flatten());
        let owner = names.owner(&wanted).map(str::to_owned);
        let rust = names.take_near(wishes, wire)?;
        if let Some(owner) = owner {
            self.report.warning(
                Code::NameCollision,
                at,
                format!(
                    "`{wire}` and `{owner}` both map to `{wanted}` in Rust, so this one is `{rust}`"
                ),
                "give each parameter its own name",
            );
        }
        Some(ir::Name {
            wire: wire.clone(),
            rust,
        })
    }

    pub(super) fn parameter(
        &mut self,
        parameter: &Parameter,
        name: ir::Name,
        at: &str,
        context: &str,
    ) -> Option<ir::Parameter> {
        let location = parameter.location;
        if parameter.allow_reserved {
            self.report.warning(
                Code::AllowReserved,
                &pointer::step(at, "allowReserved"),
                "`allowReserved` is ignored: reserved characters are escaped",
                "check that the server decodes percent-encoded characters",
            );
        }
        let (used, spelling) = self.parameter_value(parameter, at, context)?;
        let may_be_empty = pointer::step(at, "allowEmptyValue");
        if location == ir::Location::Query
            && used.ty != ir::Type::String
            && find(self.tree, &may_be_empty) == Some(&Value::Bool(true))
        {
            self.account.drops(&may_be_empty, Code::EmptyParameter);
        }
        if location == ir::Location::Path && !parameter.required {
            self.report.error(
                Code::OptionalPathParameter,
                at,
                format!("the path parameter `{}` is not required", parameter.name),
                "add `required: true`; a path has no optional part",
            );
        }
        let mut docs = self.docs(
            parameter.description.as_deref(),
            &parameter.extensions,
            parameter.deprecated,
            at,
        );
        if docs.text.is_empty() {
            docs.text = used.docs.text;
        }
        docs.source = docs.source.or(used.docs.source);
        docs.conflicts.extend(used.docs.conflicts);
        Some(ir::Parameter {
            name,
            location,
            part: None,
            spelling,
            ty: used.ty,
            required: parameter.required,
            constraints: used.constraints.into(),
            default: used.default,
            docs,
            pointer: at.to_owned(),
        })
    }

    /// What a parameter holds, and how it is written.
    fn parameter_value(
        &mut self,
        parameter: &Parameter,
        at: &str,
        context: &str,
    ) -> Option<(Used, ir::Spelling)> {
        let style = parameter.style;
        let exploded = parameter.explode.unwrap_or(style == ir::Style::Form);
        let is_in_query = parameter.location == ir::Location::Query;
        let schema = match &parameter.value {
            ParameterValue::Schema(schema) => schema,
            ParameterValue::Content(content) => {
                let at = pointer::step(at, "content");
                let Some((media, entry)) = content.first() else {
                    return self.unsupported_parameter(&at, "a parameter whose `content` is empty");
                };
                let at = pointer::step(&at, media);
                self.account.read(&at, As::Media);
                let at = pointer::step(&at, "schema");
                if super::content::media(media) != Some(ir::Media::Json) {
                    self.report.warning(
                        Code::ParameterMediaType,
                        &at,
                        format!("the client does not encode a parameter as `{media}`, so its value is a string"),
                        "encode the value before the call, and give the string",
                    );
                    return Some((Used::of(ir::Type::String), ir::Spelling::Plain));
                }
                let used = match &entry.schema {
                    Some(schema) => self.schema(schema, &Position::new(&at, context)),
                    None => None,
                };
                if used.as_ref().is_some_and(|used| used.nullable) {
                    self.ignored_null(&at);
                }
                return Some((
                    used.unwrap_or_else(|| Used::of(ir::Type::Json)),
                    ir::Spelling::Json,
                ));
            }
        };
        let schema_at = pointer::step(at, "schema");
        let mut used = self
            .schema(schema, &Position::new(&schema_at, context))
            .unwrap_or_else(|| Used::of(ir::Type::Json));
        // Where any value may stand, any can be written as a text.
        if used.ty == ir::Type::Json && style != ir::Style::DeepObject {
            if !self.is_any(schema) {
                self.account.drops(&schema_at, Code::StringParameter);
            }
            used = Used {
                docs: used.docs,
                ..Used::of(ir::Type::String)
            };
        }
        let usual = match style {
            ir::Style::Label | ir::Style::Matrix => false,
            ir::Style::Simple | ir::Style::Form => true,
            // They are about values of several parts.
            ir::Style::SpaceDelimited | ir::Style::PipeDelimited | ir::Style::DeepObject => {
                is_in_query
            }
        };
        let repeated = is_in_query && exploded && style != ir::Style::DeepObject;
        if usual && ir::is_plain(&|name| self.types.get(name), &used.ty, repeated) {
            return Some((used, ir::Spelling::Plain));
        }
        if used.ty.holds(&ir::Type::Msisdn(ir::MsisdnWire::Plus)) {
            return self.unsupported_parameter(at, "a list of phone numbers with a plus");
        }
        if self.is_nested(&used.ty, style) {
            self.account.drops(&schema_at, Code::NestedValue);
        }
        Some((used, ir::Spelling::Styled(style, exploded)))
    }

    fn unsupported_parameter<T>(&mut self, at: &str, what: &str) -> Option<T> {
        self.report.warning(
            Code::UnsupportedParameter,
            at,
            format!("{what} is not supported, so the operation is left out"),
            "call the operation with the client's `request` method",
        );
        None
    }
}

fn key(parameter: &Parameter) -> (ir::Location, Cow<'_, str>) {
    let name = parameter.name.as_str();
    match parameter.location {
        // Headers are the same in any case.
        ir::Location::Header => (ir::Location::Header, name.to_ascii_lowercase().into()),
        location => (location, name.into()),
    }
}

fn ignored_header(parameter: &Parameter) -> Option<Ignored> {
    if parameter.location != ir::Location::Header {
        return None;
    }
    let is_in = |names: &[&str]| {
        names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&parameter.name))
    };
    if is_in(IGNORED_HEADERS) {
        Some(Ignored::ByOpenApi)
    } else {
        is_of_the_connection(&parameter.name).then_some(Ignored::ByClient)
    }
}

/// Whether a name has signs that tell it from others, and do not only part its words.
fn has_sign(wire: &str) -> bool {
    wire.contains(|c: char| !c.is_ascii_alphanumeric() && !"-_. []".contains(c))
}
