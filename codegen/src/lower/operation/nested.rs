//! Values for which OpenAPI's styles have no form.

use std::collections::HashSet;

use crate::ir::{self, Type};
use crate::lower::Lowering;

impl Lowering<'_> {
    /// Whether a style leaves open how to write a value of a type: a list or an object within another, and a list as `deepObject`.
    /// Any value may be one.
    pub(super) fn is_nested(&self, ty: &Type, style: ir::Style) -> bool {
        let is_deep = style == ir::Style::DeepObject;
        let parts = self.parts_of(ty, &mut HashSet::new());
        (is_deep && (parts.is_list || parts.is_any))
            || parts
                .types
                .iter()
                .any(|part| self.parts_of(part, &mut HashSet::new()).has_parts())
    }

    /// The parts of a value, whichever of several schemas it has.
    fn parts_of<'t>(&'t self, ty: &'t Type, seen: &mut HashSet<&'t str>) -> Parts<'t> {
        let mut found = Parts::default();
        match ty.bare() {
            Type::List(item) => {
                found.is_list = true;
                found.types.push(item);
            }
            Type::Json => found.is_any = true,
            Type::Map(value) => {
                found.is_object = true;
                found.types.push(value);
            }
            Type::Named(name) if seen.insert(name) => {
                match self.types.get(name).map(|def| &def.shape) {
                    Some(ir::Shape::Struct(structure)) => {
                        found.is_object = true;
                        let fields = structure.fields.iter().map(|field| &field.ty);
                        found.types.extend(fields);
                        found
                            .types
                            .extend(structure.rest.iter().map(|rest| &rest.ty));
                    }
                    Some(ir::Shape::OneOf(one_of)) => {
                        for option in &one_of.options {
                            let parts = self.parts_of(&option.ty, seen);
                            found.is_list |= parts.is_list;
                            found.is_object |= parts.is_object;
                            found.is_any |= parts.is_any;
                            found.types.extend(parts.types);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        found
    }
}

/// What a value is made of.
#[derive(Default)]
struct Parts<'t> {
    is_list: bool,
    is_object: bool,
    is_any: bool,
    types: Vec<&'t Type>,
}

impl Parts<'_> {
    const fn has_parts(&self) -> bool {
        self.is_list || self.is_object || self.is_any
    }
}
