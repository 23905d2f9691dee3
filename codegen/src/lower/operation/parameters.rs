//! The parameters of an operation, and the path that some of them stand in.

use openapiv3::{
    HeaderStyle, Operation, Parameter, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle,
};

use crate::diagnostic::Code;
use crate::lower::Lowering;
use crate::lower::schema::Position;
use crate::naming::Scope;
use crate::{ir, span};

/// Header parameters that OpenAPI 3.0 says are not to be read.
const IGNORED_HEADERS: &[&str] = &["Accept", "Content-Type", "Authorization"];

impl Lowering<'_> {
    pub(super) fn parameters(
        &mut self,
        item: &PathItem,
        operation: &Operation,
        path: &str,
        at: &str,
        id: &str,
    ) -> Option<Vec<ir::Parameter>> {
        let document = self.document;
        let entries = document
            .components
            .as_ref()
            .map(|components| &components.parameters);
        let path_at = span::step("/paths", path);
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
            let Some((parameter, pointer)) =
                self.resolve(reference, "parameters", entries, &pointer)
            else {
                complete = false;
                continue;
            };
            let same = |other: &&mut (&Parameter, String, bool)| key(other.0) == key(parameter);
            match found.iter_mut().find(same) {
                // An operation's parameter takes the place of the one that its path shares.
                Some(other) if own && !other.2 => *other = (parameter, pointer, own),
                Some(_) => {
                    complete = false;
                    self.report.error(
                        Code::DuplicateParameter,
                        &pointer,
                        format!("the parameter `{}` is declared twice", key(parameter).1),
                        "keep one of them",
                    );
                }
                None => found.push((parameter, pointer, own)),
            }
        }
        let mut names = Scope::default();
        // The body is a field of the operation as well.
        let _ = names.take("body", "the request body");
        let mut parameters = Vec::new();
        for (parameter, pointer, _) in found {
            let name = &parameter.parameter_data_ref().name;
            if matches!(parameter, Parameter::Header { .. })
                && IGNORED_HEADERS.iter().any(|h| h.eq_ignore_ascii_case(name))
            {
                self.report.warning(
                    Code::Mended,
                    &pointer,
                    format!(
                        "OpenAPI ignores a header parameter called `{name}`, so it is left out"
                    ),
                    "remove it: the client sends that header by itself",
                );
                continue;
            }
            // An unnamed enum of values is called after the component, or after the operation.
            let context = match pointer.strip_prefix("/components/parameters/") {
                Some(component) => format!("{component}-parameter"),
                None => format!("{id}-{name}"),
            };
            match self.parameter(parameter, &pointer, &context, &mut names) {
                Some(parameter) => parameters.push(parameter),
                None => complete = false,
            }
        }
        complete.then_some(parameters)
    }

    fn parameter(
        &mut self,
        parameter: &Parameter,
        at: &str,
        context: &str,
        names: &mut Scope,
    ) -> Option<ir::Parameter> {
        let data = parameter.parameter_data_ref();
        let (location, usual) = match parameter {
            Parameter::Path { style, .. } => (ir::Location::Path, *style == PathStyle::Simple),
            Parameter::Query { style, .. } => (ir::Location::Query, *style == QueryStyle::Form),
            Parameter::Header { style, .. } => {
                (ir::Location::Header, *style == HeaderStyle::Simple)
            }
            Parameter::Cookie { .. } => {
                return self.unsupported_parameter(at, "a cookie parameter");
            }
        };
        if !usual {
            return self.unsupported_parameter(at, "this `style` of parameter");
        }
        if matches!(
            parameter,
            Parameter::Query {
                allow_reserved: true,
                ..
            }
        ) {
            self.report.warning(
                Code::UnsupportedPart,
                &span::step(at, "allowReserved"),
                "`allowReserved` makes no difference: every reserved character is escaped",
                "remove it",
            );
        }
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => schema,
            ParameterSchemaOrContent::Content(_) => {
                return self.unsupported_parameter(at, "a parameter with `content`");
            }
        };
        let used = self.schema(schema, &Position::new(&span::step(at, "schema"), context))?;
        if !self.is_plain(&used.ty, location == ir::Location::Query) {
            return self.unsupported_parameter(at, "a parameter that is not a plain value");
        }
        if data.explode == Some(false) && matches!(used.ty, ir::Type::List(_)) {
            return self.unsupported_parameter(at, "a list joined by commas (`explode: false`)");
        }
        if location == ir::Location::Path && !data.required {
            self.report.error(
                Code::PathParameter,
                at,
                format!("the path parameter `{}` is not required", data.name),
                "add `required: true`: a path has no optional part",
            );
        }
        if location == ir::Location::Header && !is_header_name(&data.name) {
            return self.unsupported_parameter(at, &format!("a header called `{}`", data.name));
        }
        let name = self.field_name(
            &data.name,
            at,
            names,
            "leave one out, and send it with the client's `request(…)`",
        )?;
        let mut docs = self.docs(
            data.description.as_deref(),
            &data.extensions,
            data.deprecated.unwrap_or(false),
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
            ty: used.ty,
            required: data.required,
            constraints: used.constraints,
            default: used.default,
            docs,
            pointer: at.to_owned(),
        })
    }

    /// Whether a value can be written as one text, or in a query as several.
    pub(super) fn is_plain(&self, ty: &ir::Type, lists: bool) -> bool {
        match ty {
            ir::Type::Named(name) => self.types.get(name).is_some_and(|def| def.shape.is_enum()),
            ir::Type::List(item) => lists && self.is_plain(item, false),
            ir::Type::Sensitive(inner) => self.is_plain(inner, false),
            ir::Type::Map(_) | ir::Type::Json | ir::Type::Text | ir::Type::Nullable(_) => false,
            _ => true,
        }
    }

    fn unsupported_parameter(&mut self, at: &str, what: &str) -> Option<ir::Parameter> {
        self.report.warning(
            Code::UnsupportedParameter,
            at,
            format!("{what} is not supported yet, so the operation is left out"),
            "send it with the client's `request(…)`, or declare it another way",
        );
        None
    }

    /// The path, cut at its parameters, each of which must be declared.
    pub(super) fn segments(
        &mut self,
        path: &str,
        parameters: Option<&[ir::Parameter]>,
        at: &str,
    ) -> Option<Vec<ir::Segment>> {
        let parameters = parameters?;
        let path_at = span::step("/paths", path);
        let declared = || {
            parameters
                .iter()
                .filter(|p| p.location == ir::Location::Path)
        };
        let mut segments = Vec::new();
        let mut used: Vec<&str> = Vec::new();
        let mut rest = path;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                self.path_problem(
                    &path_at,
                    format!("the path `{path}` has a `{{` without its `}}`"),
                    "close it",
                );
                return None;
            };
            if declared().all(|parameter| parameter.name.wire != name) {
                self.path_problem(
                    at,
                    format!("the path parameter `{name}` is not declared"),
                    "add it to `parameters` with `in: path` and `required: true`",
                );
            }
            if used.contains(&name) {
                self.path_problem(
                    &path_at,
                    format!("the path has `{{{name}}}` twice"),
                    "give each a name of its own",
                );
            }
            used.push(name);
            if !literal.is_empty() {
                segments.push(ir::Segment::Literal(literal.to_owned()));
            }
            segments.push(ir::Segment::Parameter(name.to_owned()));
            rest = after;
        }
        for parameter in declared() {
            if !used.contains(&parameter.name.wire.as_str()) {
                self.path_problem(
                    &parameter.pointer,
                    format!(
                        "the path parameter `{}` does not occur in `{path}`",
                        parameter.name.wire
                    ),
                    "put it into the path in braces, or remove it from `parameters`",
                );
            }
        }
        if !rest.is_empty() {
            segments.push(ir::Segment::Literal(rest.to_owned()));
        }
        let literals = segments.iter().filter_map(|segment| match segment {
            ir::Segment::Literal(text) => Some(text.as_str()),
            ir::Segment::Parameter(_) => None,
        });
        if literals.clone().any(|text| text.contains('}')) {
            self.path_problem(
                &path_at,
                format!("`{path}` is not a path template"),
                "pair its braces",
            );
            return None;
        }
        if path.split('/').any(|part| matches!(part, "." | ".."))
            || !literals.flat_map(str::chars).all(is_path_character)
        {
            self.report.warning(
                Code::UnsupportedPart,
                &path_at,
                format!("`{path}` cannot be sent as it stands, so the operation is left out"),
                "declare a query as parameters, escape what must be escaped, and use neither `.` nor `..` as a part",
            );
            return None;
        }
        Some(segments)
    }

    fn path_problem(&mut self, at: &str, what: String, help: &str) {
        self.report.error(Code::PathParameter, at, what, help);
    }
}

fn key(parameter: &Parameter) -> (u8, &str) {
    let location = match parameter {
        Parameter::Path { .. } => 0,
        Parameter::Query { .. } => 1,
        Parameter::Header { .. } => 2,
        Parameter::Cookie { .. } => 3,
    };
    (location, &parameter.parameter_data_ref().name)
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// What may stand in a path unescaped, and what escapes the rest.
fn is_path_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(character)
}
