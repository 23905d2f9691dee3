//! Merges two drafts that both hold: their schemas by `schema::merge`, and their unions and the origins of their properties here. Reports.

use super::Position;
use super::draft::Draft;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::lower::Lowering;
use crate::schema::{Keywords, Merged, Ref, Schema};

impl Lowering<'_> {
    /// Adds to a draft what another says that holds as well, and stands closer to the whole.
    pub(super) fn merge(&mut self, whole: &mut Draft, part: Draft, position: &Position) {
        let Draft {
            schema,
            mut origins,
            unions,
            ..
        } = part;
        // One that is met again says nothing new, and would be there twice as often at each level.
        for union in unions {
            if !whole
                .unions
                .iter()
                .any(|known| known.is_at_place_of(&union))
            {
                whole.unions.push(union);
            }
        }
        let Merged {
            added,
            joined,
            types,
            is_weaker,
        } = whole.schema.merge(schema);
        for wire in added {
            if let Some(origin) = origins.remove(&wire) {
                whole.origins.insert(wire, origin);
            }
        }
        for wire in joined {
            // Both hold, and the place of the two is that of neither.
            let name = format!("{}-{wire}", position.name);
            let properties = pointer::step(&position.pointer, "properties");
            let here = Position::new(&pointer::step(&properties, &wire), &name);
            if let Some(both) = whole.schema.properties.get(&wire) {
                let at = self.place_of(both, here);
                whole.origins.insert(wire, at);
            }
        }
        if is_weaker {
            self.unchecked_without_warning(&position.pointer);
        }
        if let Some((known, other)) = types {
            let (known, other) = (known.as_str(), other.as_str());
            self.report.warning(
                Code::AllOfTypes,
                &position.pointer,
                format!("one part of the `allOf` has the type `{known}`, and another has the type `{other}`; the last one counts"),
                "give all parts of the `allOf` the same type",
            );
        }
    }

    /// Where two schemas that both hold stand: where they met first, since what they are made of may lead back to them.
    fn place_of(&mut self, both: &Ref<Schema>, here: Position) -> Position {
        // A list that grows with each part is only compared, and kept, while it is short.
        if parts(both).is_some_and(|parts| parts.len() > MOST_COMPARED) {
            return here;
        }
        if let Some((_, place)) = self.pairs.iter().find(|(known, _)| known == both) {
            return place.clone();
        }
        self.pairs.push((both.clone(), here.clone()));
        here
    }
}

/// How many schemas that all hold are compared with others like them.
const MOST_COMPARED: usize = 8;

/// The schemas of a list of those that all hold.
fn parts(schema: &Ref<Schema>) -> Option<&[Ref<Schema>]> {
    let schema = schema.as_item()?;
    (schema.keywords() == Keywords::ALL_OF).then_some(&schema.all_of)
}
