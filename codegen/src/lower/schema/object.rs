//! Objects: structs with known properties, and maps.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::Origins;
use super::{Position, Used, nullable};
use crate::diagnostic::{Code, did_you_mean};
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::naming::{self, Scope};
use crate::schema::{Additional, Schema};
use crate::vocabulary as x;

/// The method with which a builder ends.
const BUILD: &str = "build";

impl Lowering<'_> {
    pub(super) fn object(
        &mut self,
        object: &Schema,
        origins: &Origins,
        position: &Position,
    ) -> Option<ir::Struct> {
        let at = &position.pointer;
        let properties_at = pointer::step(at, "properties");
        let essential: Vec<String> = x::get(&object.extensions, x::ESSENTIAL).unwrap_or_default();
        self.essential_unknown(&essential, object, at);
        let mut names = Scope::default();
        let mut fields = Vec::with_capacity(object.properties.len());
        let mut complete = true;
        for (wire, property) in &object.properties {
            let there = match origins.get(wire) {
                // An unnamed part of a component is called after it, wherever it is used.
                Some(origin) if !origin.pointer.starts_with(at.as_str()) => origin.clone(),
                origin => {
                    let pointer = origin.map(|origin| origin.pointer.clone());
                    let pointer = pointer.unwrap_or_else(|| pointer::step(&properties_at, wire));
                    Position::new(&pointer, &format!("{}-{wire}", position.name))
                }
            };
            let name = self.property_name(wire, &there.pointer, &mut names);
            let used = self.schema(property, &there);
            let pointer = there.pointer;
            match (name, used) {
                (Some(name), Some(used)) => fields.push(ir::Field {
                    name,
                    required: object.required.contains(wire),
                    essential: essential.contains(wire),
                    nullable: used.nullable,
                    read_only: used.read_only,
                    write_only: used.write_only,
                    boxed: false,
                    ty: used.ty,
                    default: used.default,
                    constraints: used.constraints.into(),
                    aliases: used.aliases,
                    may_be_blank: false,
                    error_role: used.error_role,
                    docs: used.docs,
                    pointer,
                }),
                _ => complete = false,
            }
        }
        for wire in &object.required {
            self.required_unknown(wire, object, at);
        }
        if !complete {
            return None;
        }
        let choice = match x::get::<x::Choice>(&object.extensions, x::CHOICE) {
            Some(declared) => Some(self.choice(declared, &mut fields, position)?),
            None => None,
        };
        let rest = self.rest(object, position, &mut names);
        Some(ir::Struct {
            fields,
            choice,
            rest,
            constraints: number_of_properties(object).into(),
            closed: matches!(object.additional_properties, Some(Additional::Any(false))),
        })
    }

    /// Properties that are not named, where the document says what they are.
    fn rest(
        &mut self,
        object: &Schema,
        position: &Position,
        names: &mut Scope,
    ) -> Option<ir::Rest> {
        let ty = match object.additional_properties.as_ref()? {
            Additional::Any(false) => return None,
            Additional::Any(true) => ir::Type::Json,
            Additional::Schema(values) => {
                self.nesting += 1;
                let value = self.schema(values, &position.below("additionalProperties", "value"));
                self.nesting -= 1;
                let value = value?;
                self.unchecked_here(
                    &value,
                    &pointer::step(&position.pointer, "additionalProperties"),
                );
                nullable(value)
            }
        };
        let rust = names.take_near(["additional_properties".to_owned()], "")?;
        Some(ir::Rest { rust, ty })
    }

    fn required_unknown(&mut self, wire: &str, object: &Schema, at: &str) {
        if object.properties.contains_key(wire) {
            return;
        }
        let help = match did_you_mean(wire, object.properties.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare the property".to_owned(),
        };
        let number = object
            .required
            .iter()
            .position(|entry| entry == wire)
            .unwrap_or_default();
        self.report.warning(
            Code::RequiredUnknown,
            &format!("{at}/required/{number}"),
            format!("the required property `{wire}` is not declared"),
            help,
        );
    }

    /// Reports names of essential properties that the object does not require.
    fn essential_unknown(&mut self, essential: &[String], object: &Schema, at: &str) {
        for (number, wire) in essential.iter().enumerate() {
            if object.required.contains(wire) {
                continue;
            }
            let help = match did_you_mean(wire, object.required.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "list it under `required` as well".to_owned(),
            };
            self.report.error(
                Code::EssentialProperty,
                &format!("{at}/{}/{number}", x::ESSENTIAL),
                format!("`{wire}` is essential, but not required"),
                help,
            );
        }
    }

    /// As a builder has a method `build` already, a property of that name gets another.
    fn property_name(&mut self, wire: &str, at: &str, names: &mut Scope) -> Option<ir::Name> {
        let name = self.field_name(
            wire,
            at,
            names,
            "use this name, or make one an alias of the other with `x-malipo-aliases`",
        )?;
        Some(match name.rust.as_str() {
            BUILD => ir::Name {
                rust: format!("{BUILD}_"),
                ..name
            },
            _ => name,
        })
    }

    pub(in crate::lower) fn field_name(
        &mut self,
        wire: &str,
        at: &str,
        names: &mut Scope,
        when_taken: &str,
    ) -> Option<ir::Name> {
        let plain = naming::field_name(wire);
        if plain.is_none() {
            self.report.warning(
                Code::Unnameable,
                at,
                format!("`{wire}` has no letter or digit to name it by in Rust"),
                "write a name with a letter or a digit",
            );
        }
        let owner = plain.as_deref().and_then(|rust| names.owner(rust));
        let taken = plain.clone().zip(owner.map(str::to_owned));
        let spelled = || naming::field_name(&naming::spelled(wire));
        let mut candidates = plain
            .into_iter()
            .chain(std::iter::once_with(spelled).flatten())
            .peekable();
        let nothing = candidates.peek().is_none();
        let candidates = candidates.chain(nothing.then(|| "unnamed".to_owned()));
        let rust = names.take_near(candidates, wire)?;
        if let Some((wanted, owner)) = taken {
            self.report.warning(
                Code::NameCollision,
                at,
                format!(
                    "`{wire}` and `{owner}` both map to `{wanted}` in Rust, so this one is `{rust}`"
                ),
                when_taken,
            );
        }
        Some(ir::Name {
            wire: wire.to_owned(),
            rust,
        })
    }

    /// An object without known properties: names to values, or any JSON.
    pub(super) fn map(&mut self, object: &Schema, position: &Position) -> Option<Used> {
        for wire in &object.required {
            self.required_unknown(wire, object, &position.pointer);
        }
        let ty = match &object.additional_properties {
            Some(Additional::Schema(values)) => {
                self.nesting += 1;
                let value = self.schema(values, &position.below("additionalProperties", "value"));
                self.nesting -= 1;
                let value = value?;
                if value.constraints != ir::Constraints::default() {
                    self.unchecked(&position.pointer, "constraints on the values of a map");
                }
                ir::Type::Map(Box::new(nullable(value)))
            }
            Some(Additional::Any(_)) => ir::Type::Map(Box::new(ir::Type::Json)),
            None => ir::Type::Json,
        };
        let mut used = Used::of(ty);
        used.constraints = number_of_properties(object);
        if object.additional_properties == Some(Additional::Any(false)) {
            used.constraints.max_properties = Some(0);
        }
        Some(used)
    }

    fn choice(
        &mut self,
        declared: x::Choice,
        fields: &mut [ir::Field],
        position: &Position,
    ) -> Option<ir::Choice> {
        let at = pointer::step(&position.pointer, x::CHOICE);
        let options_at = pointer::step(&at, "options");
        let mut options = Vec::new();
        let mut complete = true;
        for (wire, option) in declared.options {
            let option_at = pointer::step(&options_at, &wire);
            complete &=
                self.choice_property(&option.takes, fields, &pointer::step(&option_at, "takes"));
            for (property, value) in &option.sends {
                let send_at = pointer::step(&pointer::step(&option_at, "sends"), property);
                complete &= self.choice_property(property, fields, &send_at)
                    && self.constant(property, value, fields, &send_at);
            }
            let Some(method) = self.choice_name(&wire, &option_at) else {
                complete = false;
                continue;
            };
            options.push(ir::ChoiceOption {
                method,
                variant: naming::type_name(&wire)?,
                takes: option.takes,
                sends: option.sends.into_iter().collect::<BTreeMap<_, _>>(),
                docs: option.description,
            });
        }
        if options.is_empty() && complete {
            self.report.error(
                Code::ExtensionForm,
                &options_at,
                "the choice has no options",
                "list at least one option with the property that it takes",
            );
            return None;
        }
        let rust = self.choice_name(&declared.name, &pointer::step(&at, "name"))?;
        if !complete {
            return None;
        }
        let rust_type = self.type_name(&format!("{}-{}", position.name, declared.name), &at);
        let choice = ir::Choice {
            name: ir::Name {
                wire: declared.name,
                rust,
            },
            rust_type,
            docs: declared.description,
            options,
        };
        self.choice_methods(&choice, fields, &at)?;
        for field in fields
            .iter()
            .filter(|field| field.required && choice.governs(&field.name.wire))
        {
            for option in &choice.options {
                if option.takes != field.name.wire && !option.sends.contains_key(&field.name.wire) {
                    self.report.error(
                        Code::ChoiceProperty,
                        &pointer::step(&options_at, &option.method),
                        format!(
                            "the option `{}` does not send the required property `{}`",
                            option.method, field.name.wire
                        ),
                        "add the property to `sends`, or make it optional",
                    );
                }
            }
        }
        Some(choice)
    }

    fn choice_name(&mut self, wire: &str, at: &str) -> Option<String> {
        let name = naming::field_name(wire);
        if name.is_none() {
            self.report.error(
                Code::Unnameable,
                at,
                format!("`{wire}` has no letter or digit to name it by in Rust"),
                "write a name such as `to_account`",
            );
        }
        name
    }

    /// The choice and its options are methods of the builder, beside those of the other properties.
    fn choice_methods(
        &mut self,
        choice: &ir::Choice,
        fields: &[ir::Field],
        at: &str,
    ) -> Option<()> {
        let mut names = Scope::default();
        let others = fields
            .iter()
            .filter(|field| !choice.governs(&field.name.wire));
        for name in others.map(|field| field.name.rust.as_str()).chain([BUILD]) {
            // They were told apart before.
            let _ = names.take(name, name);
        }
        let methods = choice.options.iter().map(|option| &option.method);
        for method in std::iter::once(&choice.name.rust).chain(methods) {
            if names.take(method, method).is_err() {
                self.report.error(
                    Code::ChoiceMethodTwice,
                    at,
                    format!("the builder has the method `{method}` twice"),
                    "give the choice, its options and the other properties different names",
                );
                return None;
            }
        }
        Some(())
    }

    fn choice_property(&mut self, wire: &str, fields: &[ir::Field], at: &str) -> bool {
        if fields.iter().any(|field| field.name.wire == wire) {
            return true;
        }
        let help = match did_you_mean(wire, fields.iter().map(|field| field.name.wire.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a property of this schema".to_owned(),
        };
        self.report.error(
            Code::UnknownName,
            at,
            format!("there is no property `{wire}` in this schema"),
            help,
        );
        false
    }

    /// Whether a constant can be sent in a property; notes a property that is sent as an empty text.
    fn constant(&mut self, wire: &str, value: &Value, fields: &mut [ir::Field], at: &str) -> bool {
        let Some(field) = fields.iter_mut().find(|field| field.name.wire == wire) else {
            return false;
        };
        match (&field.ty, value) {
            (ir::Type::Boolean, Value::Bool(_)) | (ir::Type::String, Value::String(_)) => true,
            (ir::Type::Integer32 | ir::Type::Integer64, Value::Number(number))
                if number.is_i64() =>
            {
                true
            }
            (_, Value::String(text)) if text.is_empty() => {
                field.may_be_blank = true;
                true
            }
            _ => {
                self.report.error(
                    Code::ChoiceConstant,
                    at,
                    format!("`{value}` is not a value of `{wire}`"),
                    "write a constant of the type of the property, or an empty string",
                );
                false
            }
        }
    }
}

/// How many properties an object must and may have.
fn number_of_properties(object: &Schema) -> ir::Constraints {
    ir::Constraints {
        min_properties: object.min_properties.filter(|least| *least > 0),
        max_properties: object.max_properties,
        ..ir::Constraints::default()
    }
}
