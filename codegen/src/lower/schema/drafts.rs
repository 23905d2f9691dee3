//! The schemas that were put together, so that each is put together once, however many others it is a part of.
//!
//! A schema can mean something else within another one: a part that leads back to what it is a part of. Such a result is kept for
//! nobody else.

use std::collections::{BTreeSet, HashMap};

use super::draft::Draft;
use super::used::Position;

/// What is known, by the place of the schema and by the name that parts without one get.
#[derive(Debug, Default)]
pub(in crate::lower) struct Drafts {
    known: HashMap<(String, String), Known>,
    /// In which order it became known.
    order: Vec<(String, String)>,
    context: Context,
}

#[derive(Debug)]
struct Known {
    draft: Option<Draft>,
    would_depend_on: BTreeSet<String>,
}

/// What the schema that is being put together depends on.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The outermost of the schemas around it that made a difference, by its depth.
    depends_on: Option<usize>,
    /// The schemas that would have made a difference, if they had been around it.
    would_depend_on: BTreeSet<String>,
}

impl Context {
    fn depend_on(&mut self, depth: usize) {
        self.depends_on = Some(self.depends_on.map_or(depth, |known| known.min(depth)));
    }
}

impl Drafts {
    /// What is known of a schema, if it means the same within those around it.
    pub(super) fn get(&mut self, position: &Position, around: &[String]) -> Option<Option<Draft>> {
        let key = (position.pointer.clone(), position.name.clone());
        let known = self.known.get(&key)?;
        let another = &known.would_depend_on;
        if !another.is_empty() && around.iter().any(|around| another.contains(around)) {
            return None;
        }
        let context = &mut self.context.would_depend_on;
        context.extend(another.iter().cloned());
        Some(known.draft.clone())
    }

    /// Begins a schema. Gives what [`Drafts::end`] needs.
    pub(super) fn begin(&mut self) -> Context {
        #[cfg(test)]
        tests::MADE.set(tests::MADE.get() + 1);
        std::mem::take(&mut self.context)
    }

    /// Ends a schema that has so many around it.
    pub(super) fn end(
        &mut self,
        around: Context,
        position: &Position,
        depth: usize,
        draft: &Option<Draft>,
    ) {
        let own = std::mem::replace(&mut self.context, around);
        match own.depends_on.filter(|outermost| *outermost < depth) {
            Some(outermost) => self.context.depend_on(outermost),
            None => {
                let key = (position.pointer.clone(), position.name.clone());
                let known = Known {
                    draft: draft.clone(),
                    would_depend_on: own.would_depend_on.clone(),
                };
                self.order.push(key.clone());
                self.known.insert(key, known);
            }
        }
        self.context.would_depend_on.extend(own.would_depend_on);
    }

    /// Notes that a schema around made a difference.
    pub(super) fn depend_on(&mut self, depth: usize) {
        self.context.depend_on(depth);
    }

    /// Notes that a schema would have made a difference.
    pub(super) fn would_depend_on(&mut self, pointer: &str) {
        self.context.would_depend_on.insert(pointer.to_owned());
    }

    /// How many are known.
    pub(super) const fn len(&self) -> usize {
        self.order.len()
    }

    /// Forgets what became known since there were so many.
    pub(super) fn forget(&mut self, since: usize) {
        for key in self.order.drain(since.min(self.order.len())..) {
            self.known.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde_json::{Map, Value, json};

    use crate::{Input, lower_here};

    thread_local! {
        /// How many schemas were put together.
        pub(super) static MADE: Cell<usize> = const { Cell::new(0) };
    }

    fn reference(name: &str, number: usize) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}{number}") })
    }

    /// How many schemas are put together for a chain of so many, each made of the next one.
    fn made(levels: usize, of: impl Fn(usize, Value) -> Value) -> usize {
        let mut schemas: Map<String, Value> = (0..levels)
            .map(|level| (format!("S{level}"), of(level, reference("S", level + 1))))
            .collect();
        let last = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        schemas.insert(format!("S{levels}"), last);
        let document = json!({
            "openapi": "3.0.3", "info": { "title": "T", "version": "1" },
            "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": {
                "description": "d", "content": { "application/json": { "schema": reference("S", 0) } },
            } } } } },
            "components": { "schemas": schemas },
        });
        let before = MADE.get();
        // Not on another thread, which would count for itself.
        lower_here(&Input::new("a.json", document.to_string())).unwrap();
        MADE.get() - before
    }

    /// The same for twice as many, in proportion.
    fn growth(of: impl Fn(usize, Value) -> Value) -> f64 {
        let (one, two) = (made(12, &of), made(24, &of));
        assert!(one >= 12, "{one}");
        two as f64 / one as f64
    }

    #[test]
    fn a_schema_that_is_a_part_twice_is_put_together_once() {
        let growths = [
            growth(|_, next| json!({ "allOf": [next, next] })),
            growth(|_, next| json!({ "allOf": [next, next, next], "description": "d" })),
            growth(|level, next| {
                let own = json!({ "type": "object", "properties": { format!("p{level}"): { "type": "string" } } });
                json!({ "allOf": [next, own, next] })
            }),
            growth(|_, next| json!({ "allOf": [{ "allOf": [next] }, { "anyOf": [next] }] })),
            growth(
                |_, next| json!({ "allOf": [{ "allOf": [next, next] }, { "allOf": [next, next] }] }),
            ),
        ];
        for growth in growths {
            assert!(growth < 2.2, "{growths:?}");
        }
    }
}
