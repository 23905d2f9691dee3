//! `oneOf`: one of several objects, each with a name of its own.

use openapiv3::{ReferenceOr, Schema, SchemaData, SchemaKind, Type as Kind};

use crate::diagnostic::{Code, Report};
use crate::ir;
use crate::lower::Lowering;
use crate::lower::prune::reaches;
use crate::lower::resolve::component;
use crate::naming::{self, Scope};
use crate::span;
use crate::vocabulary as x;

impl Lowering<'_> {
    pub(super) fn one_of(
        &mut self,
        options: &[ReferenceOr<Schema>],
        data: &SchemaData,
        at: &str,
    ) -> Option<ir::OneOf> {
        let options_at = span::step(at, "oneOf");
        if data.discriminator.is_some() {
            self.report.warning(
                Code::UnsupportedPart,
                &span::step(at, "discriminator"),
                "`discriminator` makes no difference: the options are told apart by what they require",
                "remove it; a required property with an `enum` of one value tells the options apart",
            );
        }
        let mut names = Scope::default();
        let mut found: Vec<ir::OneOfOption> = Vec::new();
        let mut complete = !options.is_empty();
        for (number, option) in options.iter().enumerate() {
            let at = format!("{options_at}/{number}");
            let Some(name) = self.object_of(option, &at) else {
                complete = false;
                continue;
            };
            let ty = ir::Type::Named(name.clone());
            if found.iter().any(|other| other.ty == ty) {
                self.report.warning(
                    Code::Mended,
                    &at,
                    format!("the option `{name}` stands twice"),
                    "keep one of them",
                );
                continue;
            }
            // Where it cannot be named, or its name is taken, that is said of the schema itself.
            let rust = naming::type_name(&name).map(naming::beside_type_parameters)?;
            names.take(&rust, &name).ok()?;
            found.push(ir::OneOfOption { ty, rust });
        }
        if options.is_empty() {
            self.unsupported(&options_at, "a `oneOf` without an option");
        }
        let unknown = names.take_first(["Unknown", "Unrecognised", "NotKnown", "NotListed"], "");
        complete.then(|| ir::OneOf {
            unknown: unknown.map_or_else(|| format!("Unknown{}", found.len()), str::to_owned),
            options: found,
            overlap: x::get(&data.extensions, x::OVERLAP),
        })
    }

    /// The component that an option refers to, if it is an object with properties.
    fn object_of(&mut self, option: &ReferenceOr<Schema>, at: &str) -> Option<String> {
        let document = self.document;
        let schemas = document
            .components
            .as_ref()
            .map(|components| &components.schemas);
        let target = match option {
            ReferenceOr::Reference { reference } => reference,
            ReferenceOr::Item(_) => return self.no_object(at),
        };
        let Some(name) = component(target, "schemas") else {
            self.unresolved(target, &span::step(at, "$ref"), "schemas");
            return None;
        };
        match schemas.and_then(|schemas| schemas.get(&name)) {
            None => {
                let known = schemas.into_iter().flatten().map(|(key, _)| key.as_str());
                self.missing(target, &name, known, &span::step(at, "$ref"));
                None
            }
            Some(ReferenceOr::Item(schema)) if is_object(schema) => Some(name),
            Some(_) => self.no_object(at),
        }
    }

    fn no_object(&mut self, at: &str) -> Option<String> {
        self.report.warning(
            Code::UnsupportedComposition,
            at,
            "an option that is no reference to an object is not supported yet, so what uses this schema is left out",
            "give it a name under `components/schemas`, with `type: object` and `properties`",
        );
        None
    }
}

fn is_object(schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Type(Kind::Object(object)) if !object.properties.is_empty())
        && !schema.schema_data.nullable
        && !schema.schema_data.extensions.contains_key(x::SENSITIVE)
}

/// Leaves out each `oneOf` of which it cannot be told which option a value is.
pub(in crate::lower) fn tell_apart(api: &mut ir::Api, report: &mut Report) {
    let mut gone = Vec::new();
    for (wire, def) in &api.types {
        let ir::Shape::OneOf(one_of) = &def.shape else {
            continue;
        };
        let at = span::step(&def.pointer, "oneOf");
        if let Err(number) = one_of.signs(api) {
            let option = one_of.options.get(number);
            let name = option.map_or("an option", |option| option.rust.as_str());
            report.warning(
                Code::AmbiguousOptions,
                &format!("{at}/{number}"),
                format!("nothing tells `{name}` from the other options, so what uses this schema is left out"),
                format!(
                    "require a property that no other option has, or one that has another `enum` of one value in each; \
                     or say with `{}` why the first option that fits is the right one",
                    x::OVERLAP
                ),
            );
            gone.push(wire.clone());
        } else if one_of.overlap.is_some() && reaches(api, wire) {
            report.warning(
                Code::AmbiguousOptions,
                &span::step(&def.pointer, x::OVERLAP),
                "options that are tried in order cannot hold each other, so what uses this schema is left out",
                "tell the options apart: trying them at each level would take longer than anybody waits",
            );
            gone.push(wire.clone());
        }
    }
    for wire in gone {
        api.types.remove(&wire);
    }
}
