//! How a value is made from schemas that all hold of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::openapi::resolver::{component, reference, resolved};

/// Below so many objects and lists, only what must be there is made.
const MANY_LEVELS: usize = 4;

/// What lies deeper cannot be made.
const MOST_LEVELS: usize = 24;

/// A longer value is not made.
const LONGEST: usize = 1 << 16;

/// Digits that no float holds.
const MANY_DIGITS: &str = "1234567890123456789.123456789";

/// Which members an object has that it need not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Members {
    All,
    Few,
    /// All, and those that may be `null` are.
    Null,
}

/// A value, and the component that it is a value of.
pub(super) struct Made {
    pub(super) json: String,
    pub(super) component: Option<String>,
}

/// Makes values.
pub(super) struct Maker<'t> {
    tree: &'t Value,
    /// The components that extend another.
    children: BTreeMap<String, Vec<&'t str>>,
}

/// One way to make a value.
#[derive(Clone, Copy)]
struct Way {
    members: Members,
    /// Which of several listed values or options is taken.
    turn: usize,
    level: usize,
}

/// What several schemas say together.
#[derive(Default)]
struct View<'t> {
    component: Option<String>,
    kind: Option<&'t str>,
    format: Option<&'t str>,
    listed: Option<Vec<&'t Value>>,
    properties: Vec<(&'t str, Vec<&'t Value>)>,
    required: BTreeSet<&'t str>,
    others: Option<&'t Value>,
    items: Option<&'t Value>,
    /// Each with the option that it tells, if it stands beside a list of options.
    discriminators: Vec<(&'t Value, Option<Option<String>>)>,
    bounds: BTreeMap<&'static str, &'t Value>,
}

impl<'t> Maker<'t> {
    pub(super) fn new(tree: &'t Value) -> Self {
        let mut children: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let schemas = tree
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        for (name, schema) in schemas.into_iter().flatten() {
            for part in list(schema, "allOf") {
                if let Some(parent) = reference(part).and_then(|part| component(part, "schemas")) {
                    children.entry(parent).or_default().push(name);
                }
            }
        }
        Self { tree, children }
    }

    /// How many options the union at a location has.
    pub(super) fn options(&self, schema: &'t Value, pointer: &str) -> usize {
        let schema = resolved(self.tree, schema);
        match options(schema).len() {
            0 => self.family(schema, component_at(pointer).as_deref()).len(),
            options => options,
        }
    }

    /// Makes a value of an option, if there is one.
    pub(super) fn make(
        &self,
        schema: &'t Value,
        pointer: &str,
        option: usize,
        members: Members,
        turn: usize,
    ) -> Option<Made> {
        let way = Way {
            members,
            turn,
            level: 0,
        };
        let mut view = View {
            component: component_at(pointer),
            ..View::default()
        };
        self.gather(schema, &mut view, way, Some(option), 0)?;
        let mut json = String::new();
        self.write(&view, way, &mut json)?;
        Some(Made {
            json,
            component: view.component,
        })
    }

    /// A schema with a discriminator, and the components that extend it.
    fn family(&self, schema: &'t Value, name: Option<&str>) -> Vec<(String, &'t Value)> {
        let Some(name) = name.filter(|_| schema.get("discriminator").is_some()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            for child in self.children.get(next).into_iter().flatten() {
                let at = crate::ground::pointer::step("/components/schemas", child);
                if found.iter().all(|(name, _)| name != child)
                    && *child != name
                    && let Some(schema) = self.tree.pointer(&at)
                {
                    found.push(((*child).to_owned(), schema));
                    open.push(child);
                }
            }
        }
        if !found.is_empty() && may_be_itself(schema, name) {
            found.push((name.to_owned(), schema));
        }
        found
    }

    /// Adds what a schema says of a value. Of several options one is taken.
    fn gather(
        &self,
        schema: &'t Value,
        view: &mut View<'t>,
        way: Way,
        option: Option<usize>,
        depth: usize,
    ) -> Option<()> {
        if depth > MOST_LEVELS {
            return None;
        }
        if let Some(target) = reference(schema) {
            view.component = component(target, "schemas").or(view.component.take());
            let schema = resolved(self.tree, schema);
            if reference(schema).is_some() {
                return None;
            }
            return self.gather(schema, view, way, option, depth + 1);
        }
        let family = match options(schema).is_empty() {
            true => self.family(schema, view.component.as_deref()),
            false => Vec::new(),
        };
        if !family.is_empty() {
            let (name, member) = family.get(option.unwrap_or(way.turn) % family.len())?;
            if view.component.as_ref() != Some(name) {
                view.component = Some(name.clone());
                self.gather_plainly(member, view, way, depth + 1)?;
                // What it extends besides may have another mapping.
                let discriminator = schema.get("discriminator");
                let told = discriminator.map(|found| (found, Some(Some(name.clone()))));
                view.discriminators.extend(told);
                return Some(());
            }
        }
        self.gather_from(schema, view, way, option, depth)
    }

    /// Without the subtypes that a schema may have.
    fn gather_plainly(
        &self,
        schema: &'t Value,
        view: &mut View<'t>,
        way: Way,
        depth: usize,
    ) -> Option<()> {
        let component = view.component.clone();
        let schema = resolved(self.tree, schema);
        let gathered = match depth > MOST_LEVELS || reference(schema).is_some() {
            true => None,
            false => self.gather_from(schema, view, way, None, depth),
        };
        view.component = component;
        gathered
    }

    fn gather_from(
        &self,
        schema: &'t Value,
        view: &mut View<'t>,
        way: Way,
        option: Option<usize>,
        depth: usize,
    ) -> Option<()> {
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        view.kind = view.kind.or_else(|| text("type"));
        view.format = view.format.or_else(|| text("format"));
        view.items = view.items.or_else(|| schema.get("items"));
        if let Some(listed) = schema.get("enum").and_then(Value::as_array) {
            let listed = listed.iter().filter(|value| !value.is_null());
            let before = view.listed.take();
            let both =
                listed.filter(|value| before.as_ref().is_none_or(|before| before.contains(value)));
            view.listed = Some(both.collect());
        }
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            match view.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, schemas)) => schemas.push(property),
                None => view.properties.push((name, vec![property])),
            }
        }
        view.required
            .extend(list(schema, "required").iter().filter_map(Value::as_str));
        view.others = view.others.or_else(|| {
            schema
                .get("additionalProperties")
                .filter(|others| others.is_object())
        });
        for key in [
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "multipleOf",
        ] {
            if let Some(bound) = schema.get(key) {
                view.bounds.entry(key).or_insert(bound);
            }
        }
        for part in list(schema, "allOf") {
            self.gather_plainly(part, view, way, depth + 1)?;
        }
        let options = options(schema);
        let discriminator = schema.get("discriminator");
        if options.is_empty() {
            let inherited = discriminator.map(|discriminator| (discriminator, None));
            view.discriminators.extend(inherited);
        } else {
            let part = options.get(option.unwrap_or(way.turn) % options.len())?;
            let told = reference(part).and_then(|part| component(part, "schemas"));
            if told.is_none() {
                view.component = None;
            }
            let told = discriminator.map(|discriminator| (discriminator, Some(told)));
            view.discriminators.extend(told);
            self.gather(part, view, way, None, depth + 1)?;
        }
        Some(())
    }

    fn write_all(&self, schemas: &[&'t Value], way: Way, out: &mut String) -> Option<()> {
        let mut view = View::default();
        for schema in schemas {
            self.gather(schema, &mut view, way, None, 0)?;
        }
        self.write(&view, way, out)
    }

    fn write(&self, view: &View<'t>, way: Way, out: &mut String) -> Option<()> {
        if way.level > MOST_LEVELS || out.len() > LONGEST {
            return None;
        }
        if let Some(listed) = &view.listed {
            let value = listed.get(way.turn % listed.len().max(1))?;
            out.push_str(&value.to_string());
            return Some(());
        }
        let is_object = !view.properties.is_empty() || view.others.is_some();
        let kind = match view.kind {
            Some(kind) => kind,
            None if is_object => "object",
            None if view.items.is_some() => "array",
            None => "",
        };
        let bound = |key: &str| view.bounds.get(key).copied();
        match kind {
            "object" => self.object(view, way, out)?,
            "array" => self.array(view, way, out)?,
            "string" => string(view.format, bound("minLength"), bound("maxLength"), out),
            "integer" => {
                let plain = match view.format {
                    Some("int32") => "2147483647",
                    _ => "9007199254740993",
                };
                number(
                    plain,
                    bound("minimum"),
                    bound("maximum"),
                    bound("multipleOf"),
                    out,
                )
            }
            "number" => {
                let plain = match view.format {
                    Some("float" | "double") => "0.25",
                    _ => MANY_DIGITS,
                };
                number(
                    plain,
                    bound("minimum"),
                    bound("maximum"),
                    bound("multipleOf"),
                    out,
                )
            }
            "boolean" => out.push_str("true"),
            _ => out.push_str(r#"{"anything":[1.50]}"#),
        }
        Some(())
    }

    fn array(&self, view: &View<'t>, way: Way, out: &mut String) -> Option<()> {
        let bound = |key: &str| {
            let bound = view.bounds.get(key).and_then(|bound| bound.as_u64());
            bound.and_then(|bound| usize::try_from(bound).ok())
        };
        let usual = usize::from(way.members != Members::Few && way.level < MANY_LEVELS);
        let count = usual.max(bound("minItems").unwrap_or(0));
        let count = count.min(bound("maxItems").unwrap_or(usize::MAX)).min(4);
        let way = Way {
            level: way.level + 1,
            ..way
        };
        out.push('[');
        for number in 0..count {
            if number > 0 {
                out.push(',');
            }
            match view.items {
                Some(items) => self.write_all(&[items], way, out)?,
                None => out.push_str("1.50"),
            }
        }
        out.push(']');
        Some(())
    }

    fn object(&self, view: &View<'t>, way: Way, out: &mut String) -> Option<()> {
        let tags = self.tags(view);
        let inner = Way {
            level: way.level + 1,
            ..way
        };
        let mut members: Vec<String> = Vec::new();
        let named = |name: &str, value: &str| format!("{}:{value}", Value::String(name.to_owned()));
        let tagged = |tag: &str| Value::String(tag.to_owned()).to_string();
        let mut left = LONGEST.saturating_sub(out.len());
        for (property, schemas) in &view.properties {
            let is_required = view.required.contains(property);
            if let Some((_, tag)) = tags.iter().find(|(name, _)| name == property) {
                members.push(named(property, &tagged(tag)));
                continue;
            }
            if !is_required && (way.members == Members::Few || way.level >= MANY_LEVELS) {
                continue;
            }
            let mut value = String::new();
            let is_nullable = schemas.iter().all(|schema| self.is_nullable(schema));
            let made = match way.members == Members::Null && is_nullable {
                true => {
                    value.push_str("null");
                    Some(())
                }
                false => self.write_all(schemas, inner, &mut value),
            };
            left = left.saturating_sub(value.len());
            match made {
                Some(()) if left > 0 => members.push(named(property, &value)),
                // What cannot be made is left out.
                None if !is_required && left > 0 => {}
                _ => return None,
            }
        }
        for (property, tag) in &tags {
            if view.properties.iter().all(|(name, _)| name != property) {
                members.push(named(property, &tagged(tag)));
            }
        }
        if let Some(others) = view
            .others
            .filter(|_| way.members != Members::Few && way.level < MANY_LEVELS)
        {
            let mut value = String::new();
            self.write_all(&[others], inner, &mut value)?;
            members.push(named("something-else", &value));
        }
        out.push('{');
        out.push_str(&members.join(","));
        out.push('}');
        Some(())
    }

    fn is_nullable(&self, schema: &'t Value) -> bool {
        resolved(self.tree, schema).get("nullable") == Some(&Value::Bool(true))
    }

    /// The discriminators with the values that stand for the component.
    fn tags(&self, view: &View<'t>) -> Vec<(&'t str, String)> {
        let mut tags: Vec<(&str, String)> = Vec::new();
        // The innermost says most.
        for (discriminator, told) in view.discriminators.iter().rev() {
            let Some(component) = told.as_ref().unwrap_or(&view.component) else {
                continue;
            };
            let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else {
                continue;
            };
            if tags.iter().any(|(known, _)| *known == property) {
                continue;
            }
            let schemas = view.properties.iter().find(|(name, _)| *name == property);
            let mut listed = View::default();
            for schema in schemas.iter().flat_map(|(_, schemas)| schemas) {
                let way = Way {
                    members: Members::Few,
                    turn: 0,
                    level: 0,
                };
                if self.gather(schema, &mut listed, way, None, 0).is_none() {
                    return tags;
                }
            }
            let value = mapped(discriminator, component);
            match &listed.listed {
                None => tags.push((property, value)),
                Some(all) if all.iter().any(|listed| listed.as_str() == Some(&value)) => {
                    tags.push((property, value))
                }
                // The list tells what the value is, and may write the name in another way.
                Some(all) => {
                    let mut all = all.iter().filter_map(|listed| listed.as_str());
                    let meant = all.find(|listed| letters(listed) == letters(&value));
                    tags.extend(meant.map(|meant| (property, meant.to_owned())));
                }
            }
        }
        tags
    }
}

/// The value of a discriminator that stands for a component.
fn mapped(discriminator: &Value, name: &str) -> String {
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mut entries = mapping.into_iter().flatten();
    let entry = entries.find(|(_, target)| {
        let target = target.as_str().unwrap_or_default();
        target == name || component(target, "schemas").as_deref() == Some(name)
    });
    entry.map_or_else(|| name.to_owned(), |(value, _)| value.clone())
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a value can be of a supertype and of none of its subtypes.
fn may_be_itself(schema: &Value, name: &str) -> bool {
    let discriminator = schema.get("discriminator").unwrap_or(&Value::Null);
    let property = discriminator
        .get("propertyName")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let listed = schema
        .get("properties")
        .and_then(|properties| properties.get(property)?.get("enum")?.as_array());
    let value = mapped(discriminator, name);
    listed.is_none_or(|listed| listed.iter().any(|listed| listed.as_str() == Some(&value)))
}

fn component_at(pointer: &str) -> Option<String> {
    component(&crate::openapi::resolver::reference_to(pointer), "schemas")
}

fn options(schema: &Value) -> &[Value] {
    match list(schema, "oneOf") {
        [] => list(schema, "anyOf"),
        options => options,
    }
}

fn list<'v>(schema: &'v Value, key: &str) -> &'v [Value] {
    schema
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn string(format: Option<&str>, least: Option<&Value>, most: Option<&Value>, out: &mut String) {
    let mut text = match format {
        Some("date-time") => "2026-01-31T23:59:59Z",
        Some("date") => "2026-01-31",
        Some("time") => "23:59:59Z",
        Some("uuid") => "0d6cd1c7-8e3a-4c8b-9b1f-3f6f0a8b7c11",
        Some("email") => "asha@example.org",
        Some("uri" | "url") => "https://example.org/a",
        Some("byte") => "YWJj",
        _ => "some \"text\"",
    }
    .to_owned();
    let bound = |bound: Option<&Value>| {
        bound
            .and_then(Value::as_u64)
            .and_then(|bound| usize::try_from(bound).ok())
    };
    while text.len() < bound(least).unwrap_or(0).min(LONGEST) {
        text.push('a');
    }
    text.truncate(bound(most).unwrap_or(usize::MAX));
    out.push_str(&Value::String(text).to_string());
}

/// A number within its bounds: the plain one, or a bound.
fn number(
    plain: &str,
    least: Option<&Value>,
    most: Option<&Value>,
    step: Option<&Value>,
    out: &mut String,
) {
    let value: f64 = plain.parse().unwrap_or_default();
    let of = |bound: Option<&Value>| bound.and_then(Value::as_f64);
    let number = match (of(least), of(most)) {
        (_, Some(most)) if value > most => bound_text(most),
        (Some(least), _) if value < least => bound_text(least),
        _ => step.map_or_else(|| plain.to_owned(), Value::to_string),
    };
    out.push_str(&number);
}

fn bound_text(bound: f64) -> String {
    // A float is written as JSON with its shortest digits.
    match bound.fract() == 0.0 && bound.abs() < 1e15 {
        true => format!("{bound:.0}"),
        false => bound.to_string(),
    }
}
