//! Schemas that become a type with a name: structs, enums and one of several.

use std::collections::BTreeSet;

use super::{Position, Written, values};
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::schema::{JsonType, Ref};
use crate::{ir, naming};

impl Lowering<'_> {
    /// Gives the component schemas their names first, so that they are called as they are in the document, and what has no
    /// name there is called after them.
    pub(super) fn reserve_names(&mut self) {
        let document = self.document;
        let mut named = Vec::new();
        for (wire, reference) in document.schemas.components() {
            let position = Position::new(&pointer::step("/components/schemas", wire), wire);
            let Ref::Item(schema) = reference else {
                continue;
            };
            let form = self.written_out(schema, &position);
            let written = form.as_ref().and_then(|form| Written::of(schema, form));
            if written.is_some_and(|written| written.is_named()) {
                named.push((wire, position));
            }
        }
        // A struct that is sent has a builder, which is called after it: what is called so itself gives way.
        let is_builder =
            |wire: &str| naming::type_name(wire).is_some_and(|name| name.ends_with("Builder"));
        let (builders, others): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|(wire, _)| is_builder(wire));
        for (wire, position) in others.into_iter().chain(builders) {
            let rust = self.type_name(wire, &position.pointer);
            self.component_names.insert(wire.clone(), rust);
        }
    }

    /// A struct, an enum or one of several; registers it and gives its type.
    pub(super) fn named(
        &mut self,
        wire: &str,
        written: Written<'_>,
        position: &Position,
    ) -> Option<ir::Type> {
        // A part of a component is met as often as the component is used, and is the same type each time.
        if let Some(known) = self.placed.get(&position.pointer) {
            return known.clone();
        }
        self.account.read(&position.pointer, written.read_as());
        let ty = self.new_type(wire, written, position);
        self.placed.insert(position.pointer.clone(), ty.clone());
        ty
    }

    fn new_type(
        &mut self,
        wire: &str,
        written: Written<'_>,
        position: &Position,
    ) -> Option<ir::Type> {
        let pointer = &position.pointer;
        let is_component = pointer::step("/components/schemas", wire) == *pointer;
        let reserved = self.component_names.get(wire).filter(|_| is_component);
        let rust = match reserved {
            Some(rust) => rust.clone(),
            None => self.type_name(wire, pointer),
        };
        let wire = if is_component { wire } else { &rust };
        let position = Position::new(pointer, wire);
        // It may be a part of itself.
        let ty = ir::Type::Named(wire.to_owned());
        self.placed.insert(pointer.clone(), Some(ty.clone()));
        let schema = written.schema;
        let docs = self.docs(
            schema.description.as_deref().or(schema.title.as_deref()),
            &schema.extensions,
            schema.deprecated,
            pointer,
        );
        if values::excludes_values(schema, self.account) {
            self.unchecked_without_warning(pointer);
        }
        let shape = match schema.ty {
            Some(JsonType::Object) => {
                // Only a component can be extended.
                if let Some(discriminator) =
                    schema.discriminator.as_deref().filter(|_| !is_component)
                {
                    self.mapped_to_strangers(discriminator, &BTreeSet::new(), pointer);
                }
                ir::Shape::Struct(self.object(schema, written.origins, &position)?)
            }
            Some(JsonType::String) => ir::Shape::StringEnum(self.enumeration(
                &values::strings(&schema.enumeration),
                &schema.extensions,
                pointer,
            )?),
            Some(JsonType::Integer) => ir::Shape::IntegerEnum(self.enumeration(
                &values::integers(&schema.enumeration),
                &schema.extensions,
                pointer,
            )?),
            _ => ir::Shape::OneOf(self.one_of(written.candidates, schema, &position)?),
        };
        self.types.insert(
            wire.to_owned(),
            ir::TypeDef {
                name: ir::Name {
                    wire: wire.to_owned(),
                    rust,
                },
                docs,
                shape,
                usage: ir::Usage::default(),
                pointer: pointer.to_owned(),
            },
        );
        Some(ty)
    }

    /// Whose builder, or what that keeps, would have the name of another type if this were the name of a type; and that name.
    fn beside_a_builder(&self, rust: &str, wire: &str) -> Option<(String, String)> {
        ["Builder", "BuilderRest"].into_iter().find_map(|suffix| {
            let builder = format!("{rust}{suffix}");
            let built = rust
                .strip_suffix(suffix)
                .and_then(|built| self.type_names.owner(built));
            match (built, self.type_names.owner(&builder)) {
                (Some(owner), _) => Some((
                    format!("`{wire}` and the builder of `{owner}`"),
                    rust.to_owned(),
                )),
                (None, Some(owner)) => {
                    Some((format!("the builder of `{wire}` and `{owner}`"), builder))
                }
                (None, None) => None,
            }
        })
    }

    /// A name that no other type has.
    pub(in crate::lower) fn type_name(&mut self, wire: &str, pointer: &str) -> String {
        // Only a component has a name in the document.
        let is_component = pointer::step("/components/schemas", wire) == pointer;
        let (shown, this) = match is_component {
            true => (wire, format!("`{wire}`")),
            false => (pointer, "this schema".to_owned()),
        };
        let plain = naming::type_name(wire).map(naming::beside_type_parameters);
        if plain.is_none() {
            self.report.warning(
                Code::Unnameable,
                pointer,
                format!("`{wire}` has no letter or digit to name it by in Rust"),
                "write a name with letters",
            );
        }
        if let Some(rust) = &plain
            && let Some((built, builder)) = self.beside_a_builder(rust, shown)
        {
            let numbered = (2_usize..).map(|number| format!("{rust}Value{number}"));
            let mut names = std::iter::once(format!("{rust}Value")).chain(numbered);
            let is_free = |name: &String| {
                self.type_names.owner(name).is_none()
                    && self.beside_a_builder(name, shown).is_none()
            };
            let name = names.find(is_free).unwrap_or_default();
            let taken = self.type_names.take_near([name.clone()], shown);
            let taken = taken.unwrap_or(name);
            self.report.warning(
                Code::NameCollision,
                pointer,
                format!("{built} both map to the Rust type `{builder}`, so this one is `{taken}`"),
                "give them names that differ by more than `Builder`",
            );
            return taken;
        }
        let owner = plain
            .as_deref()
            .and_then(|rust| self.type_names.owner(rust));
        let collision = plain.clone().zip(owner.map(str::to_owned));
        let spelled = || naming::type_name(&naming::spelled(wire));
        let name = plain.or_else(spelled);
        let name = name.unwrap_or_else(|| "Unnamed".to_owned());
        let taken = self.type_names.take_near([name.clone()], shown);
        let taken = taken.unwrap_or(name);
        if let Some((wanted, owner)) = collision {
            self.report.warning(
                Code::NameCollision,
                pointer,
                format!(
                    "{this} and `{owner}` both map to the Rust type `{wanted}`, so this one is `{taken}`"
                ),
                "give each a name of its own; a schema gets one under `components.schemas`",
            );
        }
        taken
    }
}
