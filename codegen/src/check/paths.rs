//! Dotted paths into answers, such as `data.transactionStatus`.

use crate::diagnostic::{Code, Report, did_you_mean};
use crate::ir::{Api, Output, Shape, Struct, Type};

/// Where a path comes to an end too early: the name that is not there, and those that are.
pub(super) struct Lost<'a> {
    name: &'a str,
    known: Vec<&'a str>,
}

impl Lost<'_> {
    pub(super) fn report(self, root: &str, path: &str, at: &str, report: &mut Report) {
        let help = match did_you_mean(self.name, self.known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the names of properties from the root of the body, with dots between"
                .to_owned(),
        };
        let what = match self.name == path {
            true => format!("there is no `{path}` in {root}"),
            false => format!("there is no `{}` on the path `{path}` in {root}", self.name),
        };
        report.error(Code::UnknownPath, at, what, help);
    }
}

/// The type at a dotted path, through objects only.
pub(super) fn walk<'a>(api: &'a Api, ty: &'a Type, path: &'a str) -> Result<&'a Type, Lost<'a>> {
    let mut current = ty;
    for name in path.split('.') {
        let Some(next) = api.property(current, name) else {
            let fields = structure(api, current)
                .into_iter()
                .flat_map(|structure| &structure.fields);
            let known = fields.map(|field| field.name.wire.as_str()).collect();
            return Err(Lost { name, known });
        };
        current = &next.ty;
    }
    Ok(current)
}

/// The object that a type is.
pub(super) fn structure<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    match &api.type_def(ty)?.shape {
        Shape::Struct(structure) => Some(structure),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::OneOf(_) => None,
    }
}

/// Whether a type is one value, and neither a list nor an object.
pub(super) fn is_scalar(api: &Api, ty: &Type) -> bool {
    match ty.bare() {
        Type::List(_) | Type::Map(_) | Type::Json | Type::Bytes | Type::File => false,
        Type::Named(name) => api.types.get(name).is_some_and(|def| def.shape.is_enum()),
        _ => true,
    }
}

/// The one type that every success of an operation has.
pub(super) const fn output(output: &Output) -> Option<&Type> {
    match output {
        Output::One(ty) => Some(ty),
        Output::Unit | Output::Many { .. } => None,
    }
}
