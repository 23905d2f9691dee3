//! Objects: properties, joined schemas, unions beside properties, and discriminators.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{MOST_LEVELS, MOST_OPTIONAL, Made, Maker, Way};
use crate::json::Json;

/// What an object is made from, gathered from all schemas that are joined in it.
#[derive(Default)]
struct Parts<'d> {
    properties: BTreeMap<&'d str, &'d Value>,
    required: BTreeSet<&'d str>,
    others: Option<&'d Value>,
    /// Members of the chosen options.
    chosen: Vec<(String, Json)>,
    /// The property that tells which schema it is, and its value.
    told: Vec<(&'d str, String)>,
    most: Option<u64>,
    least: u64,
}

impl<'d> Maker<'d> {
    /// Returns whether values of a schema are objects, as far as it says.
    pub(super) fn is_object(&self, schema: &'d Value) -> bool {
        self.is_object_at(schema, 0)
    }

    fn is_object_at(&self, schema: &'d Value, depth: usize) -> bool {
        if depth > MOST_LEVELS {
            return false;
        }
        let resolved = || self.document.resolve(schema);
        let Some(schema) = resolved() else {
            return false;
        };
        let of_parts = |key: &str| {
            let parts = schema.get(key).and_then(Value::as_array);
            parts.is_some_and(|parts| parts.iter().any(|part| self.is_object_at(part, depth + 1)))
        };
        if let Some(kind) = schema.get("type").and_then(Value::as_str) {
            return kind == "object";
        }
        schema.get("properties").is_some()
            || schema.get("additionalProperties").is_some()
            || schema.get("discriminator").is_some()
            || of_parts("allOf")
    }

    pub(super) fn object(&mut self, named: &'d Value, schema: &'d Value, depth: usize) -> Made {
        // A schema with a discriminator stands for those that join it.
        let children = self.children(named, schema);
        if !children.is_empty() {
            let child = children[self.choose(children.len())];
            return self.joined(Some(child.0), child.1, depth);
        }
        self.joined(name_of(named), schema, depth)
    }

    fn joined(&mut self, name: Option<&'d str>, schema: &'d Value, depth: usize) -> Made {
        let mut parts = Parts::default();
        if let Some(whole) = self.gather(name, schema, depth, &mut parts)? {
            return Ok(whole);
        }
        let mut members: Vec<(String, Json)> = Vec::new();
        let names: Vec<&'d str> = parts.properties.keys().copied().collect();
        for name in &parts.required {
            let is_chosen = parts.chosen.iter().any(|(chosen, _)| chosen == name);
            if !names.contains(name) && !is_chosen {
                return Err("it requires properties that it does not declare");
            }
        }
        for name in names {
            let property = parts.properties[name];
            let resolved = self.document.resolve(property);
            let is = |key: &str| {
                [Some(property), resolved]
                    .into_iter()
                    .flatten()
                    .any(|of| of.get(key) == Some(&Value::Bool(true)))
            };
            let goes_otherwise = match self.way {
                Way::Response => is("writeOnly"),
                Way::Request | Way::Parameter(_) => is("readOnly"),
            };
            let is_told = parts.told.iter().any(|(told, _)| *told == name);
            let is_wanted = parts.required.contains(name)
                || is_told
                || !(self.is_minimal || depth >= MOST_OPTIONAL);
            if goes_otherwise || !is_wanted {
                continue;
            }
            let told = parts.told.iter().find(|(told, _)| *told == name);
            match told {
                Some((_, value)) => members.push((name.to_owned(), Json::String(value.clone()))),
                None => match self.make(property, depth + 1) {
                    Ok(value) => members.push((name.to_owned(), value)),
                    Err(_) if !parts.required.contains(name) => {}
                    Err(reason) => return Err(reason),
                },
            }
        }
        for (told, value) in &parts.told {
            if !members.iter().any(|(name, _)| name == told) {
                members.push(((*told).to_owned(), Json::String(value.clone())));
            }
        }
        for (name, value) in parts.chosen {
            if !members.iter().any(|(own, _)| *own == name) {
                members.push((name, value));
            }
        }
        self.others(&mut members, parts.others, parts.least, depth)?;
        let count = u64::try_from(members.len()).unwrap_or(u64::MAX);
        match parts.most.is_some_and(|most| count > most) || count < parts.least {
            true => Err("it bounds the number of its properties"),
            false => Ok(Json::Object(members)),
        }
    }

    /// A value of two options of an `anyOf` at once: the members of both.
    pub(super) fn of_both(&mut self, one: &'d Value, other: &'d Value, depth: usize) -> Made {
        const CLOSED: &str = "two options of its `anyOf` exclude each other";
        let is_closed = |option: &Value| {
            let option = self.document.resolve(option);
            let others = option.and_then(|option| option.get("additionalProperties"));
            others.is_some_and(|others| *others != Value::Bool(true))
        };
        if is_closed(one) || is_closed(other) {
            return Err(CLOSED);
        }
        let (one, other) = (self.make(one, depth + 1)?, self.make(other, depth + 1)?);
        let (Json::Object(mut members), Json::Object(others)) = (one, other) else {
            return Err("a union of objects beside properties has other options");
        };
        for (name, value) in others {
            match members.iter().find(|(known, _)| *known == name) {
                None => members.push((name, value)),
                Some((_, known)) if *known == value => {}
                Some(_) => return Err(CLOSED),
            }
        }
        Ok(Json::Object(members))
    }

    /// Adds properties with other names.
    fn others(
        &mut self,
        members: &mut Vec<(String, Json)>,
        others: Option<&'d Value>,
        least: u64,
        depth: usize,
    ) -> Result<(), &'static str> {
        let Some(schema) = others else {
            return Ok(());
        };
        let is_needed = members.is_empty() && least > 0;
        if is_needed || !(self.is_minimal || depth >= MOST_OPTIONAL) {
            let value = self.make(schema, depth + 1)?;
            members.push(("an other-name".to_owned(), value));
        }
        Ok(())
    }

    /// Collects what a schema and those that it joins say. Returns a value if one of them is no object.
    fn gather(
        &mut self,
        name: Option<&'d str>,
        schema: &'d Value,
        depth: usize,
        parts: &mut Parts<'d>,
    ) -> Result<Option<Json>, &'static str> {
        if depth > MOST_LEVELS {
            return Err("it holds itself");
        }
        let schema = self
            .document
            .resolve(schema)
            .ok_or("it refers to another file")?;
        let of_properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in of_properties.into_iter().flatten() {
            parts.properties.insert(name, property);
        }
        let required = schema.get("required").and_then(Value::as_array);
        let required = required.into_iter().flatten().filter_map(Value::as_str);
        parts.required.extend(required);
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) | None => {}
            Some(Value::Bool(true)) if of_properties.is_some() => {}
            Some(others) => parts.others = Some(others),
        }
        let count = |key: &str| schema.get(key).and_then(Value::as_u64);
        parts.most = count("maxProperties").or(parts.most);
        parts.least = count("minProperties").unwrap_or(0).max(parts.least);
        self.tell(name, schema, parts);
        let joined = schema.get("allOf").and_then(Value::as_array);
        for part in joined.into_iter().flatten() {
            if let Some(whole) = self.gather(name, part, depth + 1, parts)? {
                return Ok(Some(whole));
            }
        }
        for key in ["oneOf", "anyOf"] {
            let Some(options) = schema.get(key).and_then(Value::as_array) else {
                continue;
            };
            if options.is_empty() {
                return Err("its union has no options");
            }
            let may_be_both = key == "anyOf"
                && options.len() > 1
                && schema.get("discriminator").is_none()
                && options.iter().all(|option| self.is_object(option));
            let chosen = self.choose(options.len() + usize::from(may_be_both));
            let told = options
                .get(chosen)
                .and_then(|option| self.told(schema, option));
            let value = match options.get(chosen) {
                Some(option) => self.make(option, depth + 1)?,
                None => self.of_both(&options[0], &options[1], depth)?,
            };
            match value {
                Json::Object(members) => {
                    for (name, value) in members {
                        let is_told = told.as_ref().is_some_and(|(told, _)| *told == name);
                        if !is_told {
                            parts.chosen.push((name, value));
                        }
                    }
                    parts.told.extend(told);
                }
                whole => return Ok(Some(whole)),
            }
        }
        Ok(None)
    }

    /// Notes the discriminator that a joined schema has, with the name of the schema that joins it.
    fn tell(&self, name: Option<&'d str>, schema: &'d Value, parts: &mut Parts<'d>) {
        let is_union = ["oneOf", "anyOf"]
            .iter()
            .any(|key| schema.get(key).is_some());
        let discriminator = schema.get("discriminator").filter(|_| !is_union);
        let property = discriminator.and_then(|own| own.get("propertyName")?.as_str());
        if let (Some(discriminator), Some(property), Some(name)) = (discriminator, property, name)
            && !parts.told.iter().any(|(told, _)| *told == property)
        {
            parts.told.push((property, value_for(discriminator, name)));
        }
    }

    /// The discriminator of a union, with the value for an option.
    fn told(&self, union: &'d Value, option: &'d Value) -> Option<(&'d str, String)> {
        let discriminator = union.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?;
        Some((property, value_for(discriminator, name_of(option)?)))
    }

    /// The schemas that join a schema with a discriminator, directly or through others.
    fn children(&self, named: &'d Value, schema: &'d Value) -> Vec<(&'d str, &'d Value)> {
        let is_union = ["oneOf", "anyOf"]
            .iter()
            .any(|key| schema.get(key).is_some());
        let Some(parent) =
            name_of(named).filter(|_| !is_union && schema.get("discriminator").is_some())
        else {
            return Vec::new();
        };
        let mut joins = vec![parent];
        let mut found: Vec<(&str, &Value)> = Vec::new();
        while let Some(parent) = joins.pop() {
            for (name, schema) in self.document.schemas() {
                let parts = schema.get("allOf").and_then(Value::as_array);
                let mut parts = parts.into_iter().flatten();
                let is_known = found.iter().any(|(known, _)| *known == name);
                if !is_known && parts.any(|part| name_of(part) == Some(parent)) {
                    found.push((name, schema));
                    joins.push(name);
                }
            }
        }
        found
    }
}

/// The name of the schema that a reference leads to.
fn name_of(schema: &Value) -> Option<&str> {
    let reference = schema.get("$ref")?.as_str()?;
    let (_, name) = reference.rsplit_once("/components/schemas/")?;
    Some(name)
}

/// The value of a discriminator for a schema with a name.
fn value_for(discriminator: &Value, name: &str) -> String {
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let leads_there = |target: &Value| {
        target.as_str().is_some_and(|target| {
            let named = target.rsplit_once("/components/schemas/");
            target == name || named.is_some_and(|(_, named)| named == name)
        })
    };
    let value = mapping
        .into_iter()
        .flatten()
        .find_map(|(value, target)| leads_there(target).then(|| value.clone()));
    value.unwrap_or_else(|| name.to_owned())
}
